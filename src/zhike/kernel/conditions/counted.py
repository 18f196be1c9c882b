"""The SQL of a condition on how often something was done.

PostgreSQL joins with a set of records (`among`), if that stands alone among the conditions of a query. Inside an OR, a
NOT or a CASE it would go through the set for each record, and for a few records the whole set is too much: there
(`Compiler.apart`) the days of each record are added up, which its key finds.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from zhike.kernel.conditions import among
from zhike.kernel.conditions.deeds import COUNTS
from zhike.kernel.conditions.tree import Did
from zhike.kernel.sql import Sql

SIGNS = {"=": "=", "!=": "<>", ">": ">", ">=": ">=", "<": "<", "<=": "<="}
OPPOSITE = {"=": "!=", "!=": "=", ">": "<=", "<=": ">", ">=": "<", "<": ">="}
MEETS: Mapping[str, Callable[[Any, Any], Any]] = {  # of numbers, or of an array of them
    "=": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
}  # fmt: skip


def opposite(node: Did) -> Did:
    """What is true when this is not: there is always a number, so nothing is unknown."""
    return replace(node, op=OPPOSITE[node.op])


def of_all(node: Did, since: date | None, alias: str, aliases: count[int]) -> Sql:
    """True for the rows of `alias` that are in the set; where never meets it, too, for those not in the opposite's."""
    if not MEETS[node.op](0, node.value):
        return among.one_of(_set(node, since), alias)
    return among.none_of(_set(opposite(node), since), alias, aliases)


def of_each(node: Did, since: date | None, alias: str, aliases: count[int]) -> Sql:
    """True for the rows of `alias` whose own sum meets the condition."""
    del aliases
    own = node.deed.counts(since) + Sql(f" AND {COUNTS}.record_id = {alias}.id")
    if (node.op, node.value) in ((">=", 1), (">", 0)):
        return own.wrapped("EXISTS (SELECT 1 ", ")")
    return own.wrapped(f"(SELECT coalesce(sum({COUNTS}.n), 0) ", f") {SIGNS[node.op]} {int(node.value)}")


def _set(node: Did, since: date | None) -> Sql:
    """The ids of the records with a sum that meets the condition, which no sum of nothing meets."""
    found = node.deed.counts(since).wrapped(f"SELECT {COUNTS}.record_id ")
    if (node.op, node.value) in ((">=", 1), (">", 0), ("!=", 0)):
        return found
    return found + Sql(f" GROUP BY {COUNTS}.record_id HAVING sum({COUNTS}.n) {SIGNS[node.op]} {int(node.value)}")
