"""Behaviour events over HTTP in batches, against bare COPY of the same rows; and a condition that counts them."""

from __future__ import annotations

import datetime as dt
import random
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

import orjson

from zhike.project.bench import show
from zhike.project.bench.client import Connection
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

EVENTS, BATCH, ROUNDS, CLIENTS, SEED = 60_000, 1_000, 3, 4, 20_261_123
_KINDS = ("page_view", "page_view", "product_view", "product_view", "product_view", "search", "add_to_cart", "login")
_BARE = """
CREATE TABLE bench_event (LIKE behaviour_event) PARTITION BY RANGE (month);
CREATE TABLE bench_event_all PARTITION OF bench_event DEFAULT;
"""
_COLUMNS = "tenant_id, month, key, kind_id, at, day, object, record_id, visitor, on_text, properties"


def measure(stage: Stage) -> list[Figure]:
    """One client and then several, each on a connection; half of the events are customers', half visitors'."""
    people = _people(stage)
    ours: list[float] = []
    several: list[float] = []
    bare: list[float] = []
    with show.step(f"{EVENTS:,} events in batches of {BATCH:,}"):
        for turn in range(ROUNDS):
            for clients, rates in ((1, ours), (CLIENTS, several)):
                firsts = range(0, EVENTS, BATCH)
                batches = [_request(stage, people, turn * 2 + (clients > 1), first) for first in firsts]
                rates.append(EVENTS / _sent(stage, batches, clients))
            bare.append(_copied(stage))
    beside = f"{median(ours):,.0f} events/s by API, COPY {median(bare):,.0f} rows/s"
    what = "behaviour events by API in batches of 1,000, one client, against bare COPY"
    return [
        Figure(what=what, value=median(ours) / median(bare), unit="x", floor=0.05, aim=0.15, least=True, beside=beside),
        Figure(
            what=f"behaviour events by API in batches of 1,000, {CLIENTS} clients", value=median(several),
            unit="events/s", floor=20_000, aim=50_000, least=True,
        ),
    ]  # fmt: skip


def _sent(stage: Stage, batches: list[bytes], clients: int) -> float:
    """Seconds in which so many clients send all batches."""

    def send(number: int) -> None:
        connection = Connection(stage.port)
        for one in batches[number::clients]:
            connection.ask(one)

    begun = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(send, range(clients)))
    return time.monotonic() - begun


def _people(stage: Stage) -> list[int]:
    with stage.owner() as connection:
        found = connection.execute(f'SELECT id FROM "{stage.table}" ORDER BY id LIMIT 100000'.encode())  # noqa: S608
        return [int(str(row[0])) for row in found.fetchall()]


def _request(stage: Stage, people: list[int], turn: int, first: int) -> bytes:
    rnd = random.Random(SEED + turn * EVENTS + first)  # noqa: S311 - made-up behaviour
    now = dt.datetime.now(dt.UTC)
    body = orjson.dumps({"events": [_event(rnd, now, people, f"{turn}.{first + n}") for n in range(BATCH)]})
    head = (
        f"POST /api/v1/events/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {stage.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _event(rnd: random.Random, now: dt.datetime, people: list[int], key: str) -> dict[str, Any]:
    who: dict[str, Any] = {"id": rnd.choice(people)} if rnd.random() < 0.5 else {"visitor": f"b{rnd.randrange(50_000)}"}
    return {
        "id": key,
        "kind": rnd.choice(_KINDS),
        "at": (now - dt.timedelta(minutes=rnd.randrange(40_000))).isoformat(),
        "who": who,
        "on": f"https://shop.example.com/p/{rnd.randrange(5000)}",
        "properties": {"price": rnd.randrange(1000), "sku": f"A-{rnd.randrange(5000)}", "from": "mobile"},
    }


def _copied(stage: Stage) -> float:
    """Rows a second of COPY into a bare table in months, of as many rows as one turn brought."""
    with stage.owner() as connection:
        connection.execute(_BARE)
        with connection.cursor() as cursor:
            source = f"SELECT {_COLUMNS} FROM behaviour_event ORDER BY key LIMIT {EVENTS}"  # noqa: S608
            with cursor.copy(f"COPY ({source}) TO STDOUT".encode()) as copy:
                rows = b"".join(bytes(block) for block in copy)
            connection.commit()
            begun = time.monotonic()
            with cursor.copy(f"COPY bench_event ({_COLUMNS}) FROM STDIN".encode()) as copy:
                copy.write(rows)
            connection.commit()
            seconds = time.monotonic() - begun
        connection.execute("DROP TABLE bench_event")
        connection.commit()
    return EVENTS / seconds
