"""Values that engines keep beside records, in tables of their own, and that are read like fields of the records.

An engine that keeps such provides the FieldSpecs of each tenant (`specs.provide`), with a `Beside` each: conditions,
columns, sorting and exports then know them, and nobody writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from zhike.kernel.sql import Sql, joined


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Where a value lies: at most one row a record. `{b}` stands for the alias of that row."""

    table: str
    rows: str  # SQL that chooses the rows; it names the tenant as a constant
    record: str = "{b}.record_id"  # SQL of the record's id
    value: str  # SQL of the value
    group: str  # under which such fields stand together, such as measures
    # What it is made of, object and field (no field: the records themselves): it is seen by whoever sees all of that.
    made_of: frozenset[tuple[str, str]] = frozenset()

    def alone(self, alias: str, name: str) -> str:
        """The value for a row of `alias`, wherever an expression may stand."""
        b = f"b_{name}"
        return f"(SELECT {self._at(self.value, b)} FROM {self.source(b)} WHERE {self.joins(alias, b)})"

    def source(self, b: str) -> str:
        """What stands behind FROM."""
        return f'"{self.table}" {b}'

    def joins(self, alias: str, b: str) -> str:
        """Which row it is."""
        return f"{self._at(self.rows, b)} AND {self._at(self.record, b)} = {alias}.id"

    def told(self, b: str) -> str:
        """The value in the row `b`."""
        return self._at(self.value, b)

    @staticmethod
    def _at(text: str, b: str) -> str:
        return text.replace("{b}", b)


# Gives the ids of the records whose sum meets a comparison: (SELECT of ids and sums, comparison, number).
Sums = Callable[[Sql, str, float], Sequence[int]]


@dataclass
class Joins:
    """The rows beside the records of `alias` that a statement needs: each table is joined once, however many values.

    A join lets PostgreSQL choose where to begin, and read many records at once; an expression asks record by record.
    """

    alias: str
    aliases: Iterator[int]
    sums: Sums | None = None  # somebody remembers sums over related records; None: each statement finds them anew
    taken: dict[tuple[str, str], tuple[str, Beside]] = field(default_factory=dict)
    summed: list[Sql] = field(default_factory=list)

    def value(self, beside: Beside) -> str:
        """The value, from the row that the statement joins."""
        known = self.taken.setdefault((beside.table, beside.rows), (f"b{next(self.aliases)}", beside))
        return beside.told(known[0])

    def total(self, rows: Sql, link: str, measured: str) -> str:
        """A number summed up over the rows (`FROM ... WHERE ...`) that link to a record: NULL where there are none."""
        s = f"s{next(self.aliases)}"
        grouped = rows.wrapped(f" LEFT JOIN (SELECT {link} AS id, {measured} AS x ", f" GROUP BY {link}) {s}")
        self.summed.append(grouped + Sql(f" ON {s}.id = {self.alias}.id"))
        return f"{s}.x"

    def sql(self) -> Sql:
        """What stands behind the table of the records."""
        rows = (f" LEFT JOIN {one.source(b)} ON {one.joins(self.alias, b)}" for b, one in self.taken.values())
        return joined((Sql("".join(rows)), *self.summed), "")
