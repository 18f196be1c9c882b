"""Which pattern the codes of a tenant's records are made by: see `objects.code_rule`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zhike.access import tree
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec

_Patterns = Mapping[str, Mapping[int | None, str]]  # object -> department (None: the company) -> pattern
_known: dict[int, tuple[int, _Patterns]] = {}


@dataclass(frozen=True)
class Rules:
    """The patterns of one object, by department."""

    tenant_id: int
    by_department: Mapping[int | None, str]

    @property
    def patterns(self) -> Collection[str]:
        """All of them."""
        return self.by_department.values()

    def of(self, people: Collection[int | None]) -> Mapping[int | None, str]:
        """The pattern for records of each owner (None: nobody); whoever is left out has that of the object."""
        found = dict.fromkeys(people, self.by_department[None]) if None in self.by_department else {}
        known = [one for one in people if one is not None]
        if known and self.by_department.keys() != {None}:
            with db.transaction(self.tenant_id) as tx:
                for person, above in tree.above(tx, known).items():
                    nearest = next((one for one in above if one in self.by_department), None)
                    if nearest is not None:
                        found[person] = self.by_department[nearest]
        return found


def rules(actor: Actor, spec: ObjectSpec) -> Rules | None:
    """The rules of an object; None where the tenant has none. Kept until the tenant's settings change."""
    tx = db.current()
    if tx is not None and "specs" in tx.memory:  # changed here, and perhaps never for anybody else
        found = _load(actor.tenant_id)
    else:
        now = actor.stamp if actor.stamp is not None else specs.stamp(actor.tenant_id)
        kept = _known.get(actor.tenant_id)
        if kept is None or kept[0] != now or not now:
            kept = _known[actor.tenant_id] = (now, _load(actor.tenant_id))
        found = kept[1]
    return Rules(actor.tenant_id, found[spec.name]) if spec.name in found else None


def _load(tenant_id: int) -> _Patterns:
    found: dict[str, dict[int | None, str]] = {}
    with db.transaction(tenant_id) as tx:
        for name, department, pattern in tx.rows(
            f"SELECT object, department_id, pattern FROM access_coderule WHERE tenant_id = {tenant_id}"
            " AND deleted_at IS NULL ORDER BY id"
        ):
            found.setdefault(name, {})[department] = pattern
    return found
