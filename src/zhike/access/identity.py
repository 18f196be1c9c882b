"""From a request to the actor: who is asking, in which tenant, and what they may do there.

A token costs one statement, a session two (its own row and ours). Rights are kept in the process, under the tenant's
stamp, which any change of people, departments and roles raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from zhike.access import address, demands, rights, sessions, tokens, tree, viewing
from zhike.access.demands import Demands
from zhike.access.member import Member
from zhike.access.rights import Role
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor, Rights, system
from zhike.kernel.errors import Forbidden, NotFound

By = Literal["token", "session"]
LEAVING = ("/me/companies", "/me/company")  # for another company, when this one asks for what one has not
Resolved = tuple[bool, Mapping[str, Rights], Mapping[str, tuple[int, ...]], Demands, tuple[int, ...]]
WHOLE = frozenset({"admin"})  # as far as the person's own rights reach


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who asks, and how they showed it."""

    actor: Actor
    by: By
    account_id: int | None
    email: str | None


def of(request: HttpRequest) -> Identity:
    """Who is asking. Errors: Unauthenticated; Forbidden if they do not meet what their roles ask."""
    header = request.META.get("HTTP_AUTHORIZATION", "")
    by: By = "token" if header[:7].lower() == "bearer " else "session"
    if by == "token":
        member, scopes = tokens.verify(header[7:].strip())
        acting = _entering(request, member, via="api", scopes=scopes)
    else:
        member = sessions.member(request)
        acting = viewing.through(request, _entering(request, member, via="page"), person)
    language = _asked(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    if language and language != acting.language:
        acting = replace(acting, language=language)
    return Identity(actor=acting, by=by, account_id=member.account_id, email=member.email)


def actor(request: HttpRequest) -> Actor:
    """The actor of a request. Errors: Unauthenticated, Forbidden."""
    return of(request).actor


def person(tenant_id: int, person_id: int, *, via: str = "job") -> Actor:
    """A person as an actor without a request: for background work and the command line. Errors: NotFound."""
    with db.transaction(tenant_id) as tx:
        row = tx.one(Member.select(tenant_id) + " AND p.id = %s", (person_id,))
    if row is None:
        raise NotFound("person.not_found")
    member = Member(*row)
    member.require_active()
    return _actor(member, via=via)


def _entering(request: HttpRequest, member: Member, via: str, scopes: frozenset[str] = WHOLE) -> Actor:
    """A member as an actor, who has met what their roles ask. Errors: Forbidden."""
    if member.password_given:
        raise Forbidden("access.password_to_change")
    asks = _found(member, scopes)[3]
    place = address.of(request)
    if via == "api" or not request.path.endswith(LEAVING):
        asks.meet(second_step=member.second_step or via == "api", address=place)
    return _actor(member, via, scopes, place)


def _actor(member: Member, via: str, scopes: frozenset[str] = WHOLE, place: str | None = None) -> Actor:
    admin, found, people, _, roles = _found(member, scopes)
    return Actor(
        tenant_id=member.tenant_id, person_id=member.person_id, name=member.name, language=member.language,
        zone=ZoneInfo(member.zone), admin=admin, rights=found, people=people, stamp=member.stamp, via=via,
        address=place, roles=roles,
    )  # fmt: skip


def _found(member: Member, scopes: frozenset[str]) -> Resolved:
    """What is kept under the tenant's stamp; without one nothing is kept, as nothing would tell that it has changed."""
    resolve = _resolved if member.stamp else _resolved.__wrapped__
    return resolve(member.tenant_id, member.person_id, member.stamp, scopes)


@lru_cache(maxsize=4096)
def _resolved(tenant_id: int, person_id: int, stamp: int, scopes: frozenset[str]) -> Resolved:
    """Whether a person is an administrator, their rights, who "my department" is, and what is asked of them."""
    del stamp  # part of the key
    with db.transaction(tenant_id) as tx:
        roles = tx.rows(
            "SELECT r.id, r.second_step, r.addresses, r.name, r.admin, r.grants FROM access_role r"
            f" WHERE r.tenant_id = {tenant_id} AND r.deleted_at IS NULL"
            f" AND r.id = ANY(SELECT unnest(p.roles) FROM access_person p WHERE p.tenant_id = {tenant_id}"
            " AND p.id = %s) ORDER BY r.id",
            (person_id,),
        )
        near, below = tree.people(tx, person_id)
        admin, found = rights.together((Role(*row[3:]) for row in roles), lambda ids: tree.people_in(tx, ids))
    if not admin:
        found = rights.beside(found, specs.all_of(system(tenant_id)))
    if "admin" not in scopes:
        admin, found = False, rights.narrowed(found, write="write" in scopes)
    whose = {"me": (person_id,), "my_department": near, "my_department_below": below}
    return admin, found, whose, demands.of_roles(row[1:3] for row in roles), tuple(row[0] for row in roles)


@lru_cache(maxsize=256)
def _asked(header: str) -> str | None:
    """The first of our languages that a browser asks for, or None: then it is the person's."""
    for part in header.split(","):
        tag = part.split(";")[0].strip()[:2].lower()
        if tag in ("zh", "en"):
            return words.choose(tag)
    return None
