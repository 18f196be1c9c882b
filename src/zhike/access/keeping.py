"""What a company sets for itself: how long changes can be undone, and how long the recycle bin keeps what is in it."""

from __future__ import annotations

from collections.abc import Mapping

from zhike.access import audit
from zhike.kernel import db, settings
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden


def shown(actor: Actor) -> dict[str, int]:
    """Every setting of the actor's tenant by name."""
    with db.transaction(actor.tenant_id) as tx:
        return settings.all_of(tx)


def change(actor: Actor, given: Mapping[str, object]) -> dict[str, int]:
    """Set some, with an audit entry for each that is other than before. Errors: Forbidden, Refused."""
    if not actor.admin:
        raise Forbidden("right.admin_only")
    by = audit.Asked.by(actor)
    with db.transaction(actor.tenant_id) as tx:
        for name, (before, after) in settings.put(tx, given).items():
            audit.note(actor.tenant_id, "settings.changed", by, name=name, before=before, after=after)
        return settings.all_of(tx)
