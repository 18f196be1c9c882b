"""What the cards have in common: who asks, of which object, and how an answer is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhike.engines.classification import kept
from zhike.engines.classification.analysis import purchases
from zhike.engines.classification.analysis.purchases import Purchases
from zhike.engines.classification.kept import Moment
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read import scope
from zhike.kernel.read.page import source
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql

Json = dict[str, Any]
LACKS = ("rights", "purchases", "history")  # why a card has no numbers


@dataclass(frozen=True)
class Asked:
    """A reader, and the object whose records are looked at."""

    tx: db.Transaction
    actor: Actor
    spec: ObjectSpec
    purchases: Purchases | None
    anew: bool = False

    @property
    def pays(self) -> Purchases | None:
        """The purchases, if the reader knows what was paid."""
        return self.purchases if self.purchases and self.purchases.amounts else None

    def living(self, compiler: Compiler) -> Sql:
        """The records `t` that the reader sees."""
        return scope.living(self.actor, self.spec, "t", "read", compiler)

    def over(self, columns: Sql, compiler: Compiler, more: Sql | None = None, joins: str = "") -> Sql:
        """SELECT these columns over the records that the reader sees; `joins` come with their own conditions."""
        held = self.living(compiler) + (more.wrapped(" AND ") if more else Sql(""))
        records = source(self.spec, compiler) + Sql(f" {joins}" if joins else "")
        return columns.wrapped("SELECT ", " FROM ") + records + held.wrapped(" WHERE ")

    def rows(self, statement: Sql) -> tuple[kept.Rows, Moment]:
        """What a statement finds, and when it did."""
        return kept.rows(self.tx, statement, anew=self.anew)


def asked(tx: db.Transaction, actor: Actor, name: str, *, anew: bool = False) -> Asked:
    """Errors: Forbidden."""
    spec = specs.of(actor, name)
    scope.need(actor, "read", spec)
    return Asked(tx, actor, spec, purchases.of(tx, actor, spec), anew)


def lacking(one: Asked) -> Json | None:
    """An answer without numbers for whoever knows nothing of purchases, or not what was paid."""
    if one.purchases is None:
        return without("purchases")
    return None if one.pays else without("rights")


def without(lack: str) -> Json:
    """An answer without numbers."""
    assert lack in LACKS
    return {"at": None, "over": False, "lack": lack}


def told(moment: Moment, **members: Any) -> Json:
    """An answer."""
    return {"at": moment.at.isoformat(), "over": moment.over, "lack": None, **members}


def every(*parts: Json) -> Json:
    """All of several conditions."""
    return parts[0] if len(parts) == 1 else {"all": list(parts)}


def money(value: float | None) -> float | None:
    """To the cent."""
    return None if value is None else round(value, 2)
