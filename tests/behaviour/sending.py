"""Sending events, and looking at what became of them."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.db import connections

from tests.connect.company import Company, Program

NOW = dt.datetime.now(dt.UTC)
_numbers = itertools.count(1)


def ago(**span: float) -> str:
    return (NOW - dt.timedelta(**span)).isoformat()


def event(who: Any, kind: str = "product_view", **more: Any) -> dict[str, Any]:
    """An event of a customer (by id) or a visitor (by text), an hour ago."""
    whose = {"visitor": who} if isinstance(who, str) else {"id": who} if isinstance(who, int) else who
    return {"id": f"e{next(_numbers)}", "kind": kind, "at": ago(hours=1), "who": whose} | more


def send(api: Program, *events: Any, **more: Any) -> Any:
    return api.post("/events/batch", {"events": list(events), **more}).ok()


def customer(api: Program, **values: Any) -> int:
    return int(api.post("/customers", {"name": f"客户{next(_numbers)}", **values}).ok(201)["id"])


def kinds(api: Program, record: int, plural: str = "customers", **more: Any) -> list[str]:
    """The kinds of a record's events, the latest first."""
    return [one["kind"] for one in api.get(f"/{plural}/{record}/events", **more).ok()["rows"]]


def meeting(api: Program, where: Any) -> list[int]:
    """The customers that meet a condition."""
    return [one["id"] for one in api.get("/customers", where=where, sort="id").ok()["rows"]]


def did(kind: str = "product_view", op: str = ">=", value: int = 1, within: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"did": kind, "times": {"op": op, "value": value}}
    return found if within is None else found | {"within": within}


def counted(company: Company, table: str = "behaviour_count") -> list[tuple[Any, ...]]:
    """The numbers that are kept."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f"SELECT object, record_id, kind_id, day, n FROM {table} WHERE tenant_id = %s ORDER BY 1, 2, 3, 4",
            [company.tenant],
        )
        return cursor.fetchall()


ANEW = """
SELECT object, record_id, kind_id, day, count(*)::int FROM (
    SELECT object, record_id, kind_id, day, tenant_id FROM behaviour_event WHERE record_id IS NOT NULL
    UNION ALL
    SELECT v.object, v.record_id, e.kind_id, e.day, e.tenant_id FROM behaviour_event e
    JOIN behaviour_visitor v ON v.tenant_id = e.tenant_id AND v.mark = e.visitor WHERE v.record_id IS NOT NULL
) x WHERE tenant_id = %s GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""


def from_events(company: Company) -> list[tuple[Any, ...]]:
    """The same numbers from the events, where no record went into another."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(ANEW, [company.tenant])
        return cursor.fetchall()
