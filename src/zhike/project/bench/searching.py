"""Search over HTTP as people use it: a character or two, pinyin, initials, the tail of a number, a code, an address."""

from __future__ import annotations

import json
import random
from urllib.parse import urlencode

from zhike.kernel import read
from zhike.kernel.search import find
from zhike.kernel.values import pinyin
from zhike.project.bench import client, show
from zhike.project.bench.client import Get, Select, Times
from zhike.project.bench.figures import Figure
from zhike.project.bench.heard import heard
from zhike.project.bench.stage import Stage

_EACH = 40  # queries of each kind


def queries(stage: Stage, seed: int = 5) -> dict[str, list[str]]:
    """What people look for among the customers there are, by kind."""
    rnd = random.Random(seed)  # noqa: S311 - the same queries every time
    found: dict[str, list[str]] = {}
    for name, code, phone, email in sample(stage, rnd):
        company = len(name) > 4
        core = name[2:6] if company else name
        syllables = pinyin.syllables(core, person=not company)
        at = rnd.randrange(max(1, len(name) - 1))
        for kind, text in (
            ("one character", name[rnd.randrange(len(name))]),
            ("two characters", name[at : at + 2]),
            ("part of a name", core),
            ("whole name", name),
            ("pinyin", "".join(syllables[:2])),
            ("initials", "".join(one[0] for one in syllables)),
            ("phone tail", phone[-4:]),
            ("phone", phone.removeprefix("+86")),
            ("code", code),
            ("e-mail", email),
        ):
            found.setdefault(kind, []).append(text)
    return found


def sample(stage: Stage, rnd: random.Random) -> list[tuple[str, str, str, str]]:
    """Some customers: name, code, phone, e-mail address."""
    with stage.owner() as connection:
        low, high = connection.execute(
            f'SELECT min(id), max(id) FROM "{stage.table}" WHERE phone IS NOT NULL AND code NOT LIKE %s'.encode(),  # noqa: S608
            ["B%"],
        ).fetchone() or (0, 0)
        ids = [rnd.randint(int(str(low)), int(str(high))) for _ in range(_EACH * 2)]
        living = connection.execute(f'SELECT id FROM "{stage.table}" WHERE id = ANY(%s)'.encode(), [ids]).fetchall()  # noqa: S608
    rows = [json.loads(read.record(stage.actor, "customer", int(str(one)))) for (one,) in living]
    whole = [row for row in rows if row["phone"] and row["email"]]
    return [(row["name"], row["code"], row["phone"], row["email"]) for row in whole[:_EACH]]


def ask(stage: Stage, texts: list[str]) -> Times:
    """One client looks for each text once."""
    paths = ["/api/v1/search?" + urlencode({"q": one}) for one in texts]
    return client.run(Get(stage.port, stage.token, paths, threads=1), 1, calls=len(paths))


def mixed(stage: Stage) -> list[str]:
    """All kinds of queries, shuffled."""
    texts = [text for kind in queries(stage).values() for text in kind]
    random.Random(3).shuffle(texts)  # noqa: S311 - the same order every time
    return texts


def measure(stage: Stage) -> list[Figure]:
    """All kinds mixed, as one distribution; then each kind by itself to tell which is the slowest."""
    with show.step("search, one client"):
        texts = mixed(stage)
        ours = ask(stage, texts)
        conninfo, tenant, actor = stage.conninfo(), stage.actor.tenant_id, stage.actor
        same = [heard(tenant, lambda text=text: find.find(actor, text))[-1] for text in texts]  # type: ignore[misc]
        bare = client.run(Select(f"{conninfo}", same), 1, calls=len(same))
        kinds = {kind: ask(stage, found).quantile(0.95) for kind, found in queries(stage, seed=6).items()}
    slowest = max(kinds, key=lambda kind: kinds[kind])
    beside = (
        f"p50 {ours.median:.1f} ms; the same SQL p50 {bare.median:.1f} ms, p95 {bare.quantile(0.95):.1f} ms;"
        f" slowest kind: {slowest}, p95 {kinds[slowest]:.1f} ms"
    )
    tail = Figure(what="search by the tail of an encrypted phone, p95", value=kinds["phone tail"], unit="ms", floor=30)
    return [
        Figure(what="search, one client, p95", value=ours.quantile(0.95), unit="ms", floor=30, aim=10, beside=beside),
        tail,
    ]
