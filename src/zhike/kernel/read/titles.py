"""How a record is called: in the reader's language if it has a name there, and in part for those who see it so."""

from __future__ import annotations

from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec


def sql(actor: Actor, spec: ObjectSpec, alias: str) -> str:
    """SQL that gives the title of a row of `alias` as the actor sees it; the rows are chosen by the caller."""
    field = spec.fields[spec.title]
    stored, rights = field.sql(alias), actor.on(spec.name)
    if rights.masks(field.name, field.kind):
        return field.kind.mask_sql(stored)
    own = spec.fields.get(spec.title_in(actor.language) or "")
    return f"coalesce(nullif({own.sql(alias)}, ''), {stored})" if own and rights.shows(own.name, own.kind) else stored
