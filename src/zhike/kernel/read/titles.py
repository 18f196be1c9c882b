"""How a record is called, for those who see its title whole and for those who see it in part."""

from __future__ import annotations

from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec


def sql(actor: Actor, spec: ObjectSpec, alias: str) -> str:
    """SQL that gives the title of a row of `alias` as the actor sees it; the rows are chosen by the caller."""
    field = spec.fields[spec.title]
    stored = field.sql(alias)
    return field.kind.mask_sql(stored) if actor.on(spec.name).masks(field.name, field.kind) else stored
