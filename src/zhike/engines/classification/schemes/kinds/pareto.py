"""ABC after Pareto: who brings the first 80 percent of the whole, the next 15, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from zhike.engines.classification.schemes.asked import Asked, wrong
from zhike.engines.classification.schemes.kinds.kind import Classed, Cuts, Ground, Kind, Part, case, text
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.read.page import joining, source
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql


@dataclass(frozen=True)
class Pareto(Kind):
    """{"measure": code, "bands": [{"class", "share": percent}]}, by cumulated share of the whole."""

    measure: FieldSpec
    bands: tuple[tuple[str, float], ...]

    @classmethod
    def read(cls, asked: Asked) -> Self:
        """The bands; the last reaches 100 percent."""
        bands = asked.bands("share", falling=False)
        if not all(0 < share <= 100 for _, share in bands) or bands[-1][1] != 100:
            raise wrong("bands", "scheme.shares")
        return cls(asked.measure(asked.raw.get("measure"), "measure", number=True), bands)

    def cuts(self, tx: db.Transaction, actor: Actor, spec: ObjectSpec) -> Cuts:
        """The least value of each band but the last: the values, largest first, until their sum reaches the share.

        Whoever reaches it is still within, so that one customer with nearly all of it is in the first band.
        """
        compiler = joining(actor)
        value = Ground(0, compiler).number(self.measure)
        shares = [share for _, share in self.bands[:-1]]
        wanted = ", ".join("min(v.x) FILTER (WHERE v.before < %s::float8 * v.whole / 100)" for _ in shares) or "NULL"
        statement = (
            Sql(
                f"SELECT {wanted} FROM (SELECT s.x, s.whole, s.upto - s.x * s.same AS before FROM"
                " (SELECT x.x, sum(x.x) OVER () AS whole, sum(x.x) OVER (ORDER BY x.x DESC) AS upto,"
                " count(*) OVER (PARTITION BY x.x) AS same"
                f" FROM (SELECT {value} AS x FROM ",
                tuple(shares),
            )
            + source(spec, compiler)
            + Sql(f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND {value} > 0) x) s) v")
        )
        with tx.over_all():
            row = tx.one(statement.text, statement.params)
        found = [one for one in row or () if one is not None]
        return {"abc": found} if found else {}

    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """The band in which a record's value lies; whoever has none is in no class."""
        found = cuts.get("abc", [])
        if not found:
            return Classed(case([], None))
        value = ground.number(self.measure)
        whens = [
            Sql(f"WHEN {value} >= %s::float8 THEN ", (low,)) + text(code)
            for (code, _), low in zip(self.bands, found, strict=False)
        ]
        last = Sql(f"WHEN {value} IS NOT NULL THEN ") + text(self.bands[-1][0])
        return Classed(case([*whens, last], None))

    def parts(self, cuts: Cuts) -> list[Part]:
        """The measure."""
        return [Part(field=self.measure, cuts=tuple(sorted(cuts.get("abc", []))))]
