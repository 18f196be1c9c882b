"""The SQL of a condition on what hangs on a record, summed up once for all records of a statement.

PostgreSQL makes the array of the ids once and looks each record up in it, wherever the condition stands. A join with
the sums is as fast to count, but in a sorted page PostgreSQL takes few of them to be enough, and goes through all sums
for each record. Where a statement is of few records, each asks for its own sum instead (`Compiler.related`).
"""

from __future__ import annotations

from itertools import count

from zhike.kernel import db
from zhike.kernel.beside import Sums
from zhike.kernel.conditions import among
from zhike.kernel.conditions.counted import MEETS, OPPOSITE
from zhike.kernel.conditions.tree import Related
from zhike.kernel.sql import Sql


def measured(node: Related, other: str) -> str:
    """The sum of a group of rows of `other`.

    In order of time, where the link's index has that (`Shape.summed`): the groups then come out of the index one after
    the other. PostgreSQL takes gathering them from all over the table to be as fast; it took four times as long.
    """
    link = node.spec.fields[node.backlink.field]
    by = node.spec.shape.summed.get(link.name)
    order = f" ORDER BY {node.spec.fields[by[0]].sql(other)}" if by else ""
    what = node.field or link
    found = f"{node.measure}({what.sql(other)}{order})"
    return f"coalesce({found}, 0)" if node.measure == "sum" else found


def of_all(node: Related, rows: Sql, link: str, met: Sql, alias: str, aliases: count[int]) -> Sql:
    """True for the rows of `alias` whose sum meets the condition.

    `rows` is `FROM ... WHERE ...` of what is summed up, `link` the id of the record it hangs on, `met` the condition
    on the sum of a group. Where nothing meets the condition, too, it is all but those whose sum does not.
    """
    if not _nothing_meets(node):
        return among.one_of(_ids(rows, link, met), alias)
    return among.none_of(_ids(rows, link, met.wrapped("(", ") IS NOT TRUE")), alias, aliases)


def remembered(node: Related, rows: Sql, link: str, value: str, alias: str, sums: Sums) -> Sql:
    """The same by sums that somebody remembers. `value` is the sum of a group."""
    asked = rows.wrapped(f"SELECT {link} AS id, ({value})::float8 AS x ", f" AND {link} IS NOT NULL GROUP BY {link}")
    rest = _nothing_meets(node)
    found = sums(asked, OPPOSITE[node.op] if rest else node.op, float(node.value))
    return Sql(f"{alias}.id = ANY(%s::bigint[])", (db.bigints(found),)).wrapped("NOT (" if rest else "(", ")")


def _nothing_meets(node: Related) -> bool:
    """Whether a record on which nothing hangs meets it: its number and its sum are 0, the rest is unknown."""
    return MEETS[node.op](0, node.value) if node.measure in ("count", "sum") else node.op == "!="


def _ids(rows: Sql, link: str, met: Sql) -> Sql:
    return rows.wrapped(f"SELECT {link} ", f" AND {link} IS NOT NULL GROUP BY {link} HAVING ") + met
