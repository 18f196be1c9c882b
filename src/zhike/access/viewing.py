"""Looking at the company through a colleague's eyes: for administrators, only to read, and noted in the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest

from zhike.access import audit
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Forbidden, NotFound, Unauthenticated

KEY = "view_as"
LOOKING = frozenset({"read"})
Person = Callable[[int, int], Actor]  # of a tenant, by id


def begin(request: HttpRequest, actor: Actor, person_id: int, person: Person) -> Actor:
    """Look through a colleague's eyes from now on, in this browser. Errors: Forbidden, NotFound, Conflict."""
    if not actor.admin:
        raise Forbidden("right.admin_only")
    if person_id == actor.person_id:
        raise Conflict("view_as.oneself")
    try:
        seen = person(actor.tenant_id, person_id)
    except Unauthenticated as error:  # of the colleague, not of whoever asks
        raise Conflict(error.code) from error
    request.session[KEY] = [actor.tenant_id, person_id]
    audit.note(actor.tenant_id, "view_as.begun", audit.Asked.by(actor), person=person_id)
    return seen


def end(request: HttpRequest, actor: Actor) -> None:
    """Be oneself again."""
    if request.session.pop(KEY, None) is not None and actor.viewer is not None:
        asked = audit.Asked(person_id=actor.viewer, via=actor.via)
        audit.note(actor.tenant_id, "view_as.ended", asked, person=actor.person_id)


def through(request: HttpRequest, actor: Actor, person: Person) -> Actor:
    """The actor of a session: whoever has signed in, or the colleague through whose eyes they look."""
    tenant_id, person_id = request.session.get(KEY) or (0, 0)
    if tenant_id != actor.tenant_id or not actor.admin:
        return actor
    try:
        seen = person(actor.tenant_id, person_id)
    except (NotFound, Unauthenticated):  # they have left in the meantime
        return actor
    rights = {name: replace(one, actions=one.actions & LOOKING) for name, one in seen.rights.items()}
    return replace(
        seen,
        rights=rights,
        admin=False,
        via=actor.via,
        language=actor.language,
        zone=actor.zone,
        viewer=actor.person_id,
    )
