"""What was bought, as a reader may know it: from the measures that are kept, or from the purchases themselves.

A measure counts all purchases of a record. Who may read only some of them gets numbers of these, which are summed up
for each question; and so it is while a measure is missing, changed or not yet computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

from zhike.engines.classification.measures.fields import PREFIX
from zhike.engines.classification.purchases import ROLE, bought_by
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read import scope
from zhike.kernel.spec import Backlink, FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql

YEAR, QUARTER = "365d", "90d"
Json = dict[str, Any]


@dataclass(frozen=True)
class Purchases:
    """The purchases of the records of an object, and what the reader may know of them."""

    actor: Actor
    spec: ObjectSpec
    back: Backlink
    measures: dict[str, FieldSpec] = field(default_factory=dict)  # that hold what they should, by `_key`

    @cached_property
    def other(self) -> ObjectSpec:
        """What a purchase is."""
        return specs.of(self.actor, self.back.object)

    @cached_property
    def parts(self) -> dict[str, str]:
        """Which field tells what."""
        return dict(self.other.shape.plays[ROLE])

    def seen(self, *parts: str) -> bool:
        """Whether the reader knows purchases by these of their parts, such as the amount."""
        rights = self.actor.on(self.other.name)
        fields = (self.other.fields[self.parts[one]] for one in ("who", "at", "counts", *parts) if one in self.parts)
        return self.actor.may("read", self.other.name) and all(rights.shows(one.name, one.kind) for one in fields)

    @cached_property
    def amounts(self) -> bool:
        """Whether the reader knows what was paid."""
        return self.seen("amount")

    def column(self, part: str, alias: str) -> str:
        """SQL of a part of a purchase."""
        return self.other.fields[self.parts[part]].sql(alias)

    def held(self, compiler: Compiler, alias: str) -> Sql:
        """The purchases that the reader sees, and that count."""
        living = scope.living(self.actor, self.other, alias, "read", compiler)
        return living + Sql(f" AND {self.column('counts', alias)}") if "counts" in self.parts else living

    def value(self, compiler: Compiler, how: str, within: str | None = None) -> str:
        """SQL of a figure of a record `t`; what nobody has bought is 0. The compiler is one that joins."""
        known = self.measures.get(_key(self._definition(how, within)))
        if known is not None:
            value = compiler.value(known, "t")
        else:
            assert compiler.joins is not None
            rows = self.held(compiler, "o").wrapped(f'FROM "{self.other.table}" o WHERE ')
            if within:
                at = self.other.fields[self.parts["at"]]
                rows += compiler.compare(at, "within", within, at.sql("o")).wrapped(" AND ")
            value = compiler.joins.total(rows, self.column("who", "o"), self._measured(how))
        return f"coalesce({value}, 0)::float8" if how.partition(":")[0] in ("count", "sum") else value

    def where(self, how: str, op: str, value: Any, within: str | None = None) -> Json:
        """The condition that a figure of a record meets, so that a list has just those that were counted."""
        asked = self._definition(how, within)
        known = self.measures.get(_key(asked))
        if known is not None:
            return {"field": known.name, "op": op, "value": value}
        return {**asked, "op": op, "value": value}

    def bought(self, first: str, last: str) -> Json:
        """The condition that there is a purchase between two days."""
        return self.any({"field": self.parts["at"], "op": "between", "value": [first, last]})

    def any(self, such: Json, within: str | None = None) -> Json:
        """The condition that there is a purchase that counts and is such."""
        counts = self._counts()
        where = {"all": [such, counts]} if counts else such
        told = {"related": self.back.name, "where": where, "within": within, "op": ">=", "value": 1}
        return {name: value for name, value in told.items() if value is not None}

    def figure(self, how: str) -> str:
        """A measure as definitions name it: `sum:amount` with the name of the field."""
        name, _, part = how.partition(":")
        return f"{name}:{self.parts[part]}" if part else name

    def _counts(self) -> Json | None:
        return {"field": self.parts["counts"], "op": "is", "value": True} if "counts" in self.parts else None

    def _definition(self, how: str, within: str | None) -> Json:
        told = {"related": self.back.name, "measure": self.figure(how), "where": self._counts(), "within": within}
        return {name: value for name, value in told.items() if value is not None}

    def _measured(self, how: str) -> str:
        name, _, part = how.partition(":")
        if name == "interval":
            at = self.column("at", "o")
            return f"(extract(epoch FROM max({at}) - min({at})) / 86400.0 / nullif(count(*) - 1, 0))::float8"
        return f"{name}({self.column(part, 'o')})" if part else "count(*)"


def of(tx: db.Transaction, actor: Actor, spec: ObjectSpec) -> Purchases | None:
    """The purchases of an object's records; None when nothing is bought by them."""
    back = bought_by(spec)
    if back is None:
        return None
    one = Purchases(actor, spec, back)
    if _whole(one):
        one.measures.update(_measures(tx, actor, spec))
    return one


def _whole(one: Purchases) -> bool:
    """Whether the reader sees every purchase of each record that they see."""
    actor, other = one.actor, one.other
    if actor.all_rights or scope.whole(actor, other):
        return True
    rights = actor.on(other.name)
    if not actor.may("read", other.name) or rights.denied.get("read") or scope.declared(other, "read"):
        return False
    follows = other.shape.follows == one.back.field  # whose record it is sees what hangs on it
    return follows and any(way.where is None and way.people != "team" for way in rights.reach.get("read", scope.EVERY))


def _measures(tx: db.Transaction, actor: Actor, spec: ObjectSpec) -> dict[str, FieldSpec]:
    """The measures of an object that are computed and that the actor sees, by what they measure."""
    rows = tx.rows(
        "SELECT m.code, m.definition FROM classification_measure m JOIN classification_slot s"
        f" ON s.tenant_id = {tx.tenant_id} AND s.measure_id = m.id AND s.computed_at IS NOT NULL"
        f" WHERE m.tenant_id = {tx.tenant_id} AND m.object = %s AND m.active AND m.deleted_at IS NULL ORDER BY m.id",
        (spec.name,),
    )
    rights = actor.on(spec.name)
    found: dict[str, FieldSpec] = {}
    for code, definition in rows:
        known = spec.fields.get(f"{PREFIX}{code}")
        if known is not None and rights.shows(known.name, known.kind) and isinstance(definition, dict):
            found.setdefault(_key(definition), known)
    return found


def _key(definition: Json) -> str:
    told = {name: value for name, value in definition.items() if value is not None}
    return orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode()
