"""Classes that people choose, record by record, after somebody has agreed where that is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from zhike.engines.classification.schemes.asked import Asked, wrong
from zhike.engines.classification.schemes.kinds.kind import Classed, Cuts, Ground, Kind, Part, case
from zhike.kernel.sql import Sql


@dataclass(frozen=True)
class ByHand(Kind):
    """{"approval": true|false, "otherwise": code|null}"""

    codes: tuple[str, ...]
    approval: bool
    otherwise: str | None

    @classmethod
    def read(cls, asked: Asked) -> Self:
        """Whether somebody has to agree, and the class of whoever was not placed."""
        approval = asked.raw.get("approval", False)
        if not isinstance(approval, bool):
            raise wrong("approval", "scheme.yes_or_no")
        return cls(tuple(sorted(asked.codes)), approval, asked.otherwise())

    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """The class in which a record was put, as long as there is such a class."""
        del cuts
        kept, until = ground.now("class"), ground.now("until")
        lasts = f"{ground.now('reason')} IS NOT NULL AND coalesce({until} > now(), TRUE)"
        stays = Sql(f"WHEN {lasts} AND {kept} = ANY(%s::text[]) THEN {kept}", (list(self.codes),))
        return Classed(case([stays], self.otherwise))

    def parts(self, cuts: Cuts) -> list[Part]:
        """Nothing: somebody said so."""
        del cuts
        return []
