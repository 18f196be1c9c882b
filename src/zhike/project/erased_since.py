"""Erasing again, in a database that was brought back, those who were erased after the backup was made."""

from __future__ import annotations

from typing import Any

from django.db import connections

from zhike.engines.privacy import erasure
from zhike.kernel.actor import system
from zhike.project.console import Advance
from zhike.project.environment import ERASED_SINCE


def erase(advance: Advance) -> None:
    """Erase them all, through the same door as an erasure; that they were waiting is forgotten at the end."""
    waiting = _waiting()
    for done, (tenant_id, marked) in enumerate(waiting.items(), 1):
        erasure.again(system(tenant_id, via="restore"), marked)
        advance(done, len(waiting))
    if waiting:
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"DROP TABLE {ERASED_SINCE}")


def _waiting() -> dict[int, dict[str, list[int]]]:
    found: dict[int, dict[str, list[int]]] = {}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"public.{ERASED_SINCE}"])
        if cursor.fetchone()[0] is None:
            return found
        cursor.execute(
            f"SELECT tenant_id, object, array_agg(record_id ORDER BY record_id) FROM {ERASED_SINCE}"  # noqa: S608
            " GROUP BY 1, 2 ORDER BY 1, 2"
        )
        rows: list[Any] = cursor.fetchall()
    for tenant_id, name, ids in rows:
        found.setdefault(tenant_id, {})[name] = ids
    return found
