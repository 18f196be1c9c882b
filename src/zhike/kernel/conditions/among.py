"""The SQL of being one of the ids that a SELECT finds, or none of them, for statements over many records.

As an array the ids are found once; as a subquery each parallel worker would find them for itself, which took twice as
long. `= ANY` of that array is faster where an index takes it, but where none does, as in an OR, PostgreSQL goes through
the array for each record; `NOT IN` took up to twice as long as this, and `<> ALL` twenty times.
"""

from __future__ import annotations

from itertools import count

from zhike.kernel.sql import Sql


def one_of(found: Sql, alias: str) -> Sql:
    """True for the rows of `alias` whose id a SELECT finds."""
    return found.wrapped(f"{alias}.id IN (SELECT unnest(ARRAY(", ")))")


def none_of(found: Sql, alias: str, aliases: count[int]) -> Sql:
    """True for the rows of `alias` whose id a SELECT does not find."""
    other = f"c{next(aliases)}"
    return found.wrapped("NOT EXISTS (SELECT 1 FROM unnest(ARRAY(", f")) AS {other}(id) WHERE {other}.id = {alias}.id)")
