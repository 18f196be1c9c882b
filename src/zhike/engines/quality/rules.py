"""The rules of a company as they are stored, and what each says of a record as a condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

_COLUMNS = 'id, name, name_en, object, dimension, "where", meets, weight'


@dataclass(frozen=True)
class Rule:
    """A rule; `fault` is the condition that its faulty records meet."""

    id: int
    name: str
    name_en: str | None
    object: str
    dimension: str
    where: Any
    meets: str
    weight: int

    @property
    def fault(self) -> dict[str, Any]:
        """The condition that faulty records meet."""
        return {"not": self.where} if self.meets == "fine" else self.where

    def label(self, language: str) -> str:
        """What is wrong with a record that breaks it."""
        return self.name_en if language == "en" and self.name_en else self.name


def of(tenant_id: int, object_name: str | None = None, *, active: bool = True) -> list[Rule]:
    """The rules of a company, or of one object; `active` leaves out those that are switched off."""
    with db.transaction(tenant_id) as tx:
        rows = tx.rows(
            f"SELECT {_COLUMNS} FROM quality_qualityrule WHERE tenant_id = {tenant_id} AND deleted_at IS NULL"
            " AND (active OR %s) AND (%s::text IS NULL OR object = %s) ORDER BY object, id",
            (not active, object_name, object_name),
        )
    return [Rule(*row) for row in rows]


def understood(actor: Actor, spec: ObjectSpec, rule: Rule, *, whole: bool = False) -> bool:
    """Whether its condition can be asked by the actor; with `whole` by the system, which sees every field."""
    try:
        api.parse(actor, spec, rule.fault, rule=whole)
    except Malformed:
        return False
    return True


def by_object(actor: Actor) -> dict[str, list[Rule]]:
    """The active rules that can be understood now, by object."""
    found: dict[str, list[Rule]] = {}
    known = specs.all_of(actor)
    for rule in of(actor.tenant_id):
        if rule.object in known and understood(actor, known[rule.object], rule, whole=True):
            found.setdefault(rule.object, []).append(rule)
    return found
