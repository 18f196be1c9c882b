"""Which object tells what the records of another have bought, by the part that it plays (`purchase`)."""

from __future__ import annotations

from dataclasses import dataclass

from zhike.kernel import registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import Backlink, ObjectSpec

ROLE = "purchase"


@dataclass(frozen=True)
class Purchases:
    """SQL over the rows `o` of the object that are alive and count."""

    spec: ObjectSpec
    who: str
    at: str
    amount: str
    living: str

    @property
    def source(self) -> str:
        """What stands behind FROM."""
        return f'"{self.spec.table}" o'


def bought_by(spec: ObjectSpec) -> Backlink | None:
    """The link by which purchases lead to the records of an object."""
    for other in registry.declared():
        who = other.shape.plays.get(ROLE, {}).get("who")
        for back in spec.backlinks.values():
            if (back.object, back.field) == (other.name, who):
                return back
    return None


def of(actor: Actor, spec: ObjectSpec) -> Purchases | None:
    """The purchases of the records of `spec`; None if nothing tells of any."""
    back = bought_by(spec)
    if back is None:
        return None
    other = specs.of(actor, back.object)
    column = {part: other.fields[name].sql("o") for part, name in other.shape.plays[ROLE].items()}
    counts = f" AND {column['counts']}" if "counts" in column else ""
    living = f"o.tenant_id = {actor.tenant_id} AND o.deleted_at IS NULL{counts}"
    return Purchases(other, column["who"], column["at"], column["amount"], living)
