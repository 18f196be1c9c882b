"""API tokens: `zk_<tenant>_<secret>`. The secret is 32 random bytes; what is kept is the SHA-256 of the whole text.

The tenant stands in the token, so that it is found by one statement that names the tenant, under row-level security.
As the secret is random and looked up by its hash, the time of an answer says nothing about it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhike.access import audit
from zhike.access.member import Member
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Forbidden, NotFound, Refused, Unauthenticated

SCOPES = ("read", "write", "admin")
FORM = re.compile(r"zk_([1-9]\d{0,17})_([A-Za-z0-9_-]{43})")
MOST_DAYS, LONGEST_NAME = 3650, 80


@dataclass(frozen=True)
class Token:
    """A token as people may see it: all but the secret."""

    id: int
    name: str
    hint: str
    person_id: int
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


def create(
    actor: Actor, *, person_id: int, name: str, scopes: Sequence[str] = ("read", "write"), days: int | None = 365
) -> str:
    """Make a token with which a program acts as a person; its text is told here and never again.

    People make tokens for themselves, administrators for anyone. `days` None never expires.
    Errors: Forbidden, NotFound, Refused.
    """
    _may_manage(actor, person_id)
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused({"name": Fault("token.no_name", {"most": LONGEST_NAME})})
    unknown = [one for one in scopes if one not in SCOPES]
    if unknown or not scopes:
        raise Refused({"scopes": Fault("token.wrong_scope", {"scope": str(unknown[0])[:40] if unknown else ""})})
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Refused({"days": Fault("token.wrong_days", {"most": MOST_DAYS})})
    text = f"zk_{actor.tenant_id}_{secrets.token_urlsafe(32)}"
    with db.transaction(actor.tenant_id) as tx:
        by = "NULL" if actor.person_id is None else str(int(actor.person_id))
        row = tx.one(
            "INSERT INTO access_apitoken (tenant_id, hash, hint, name, person_id, scopes, created_at, created_by_id,"
            f" expires_at) SELECT {tx.tenant_id}, %s, %s, %s, p.id, %s, now(), {by}, now() + %s * interval '1 day'"
            f" FROM access_person p WHERE p.tenant_id = {tx.tenant_id} AND p.id = %s AND p.deleted_at IS NULL"
            " RETURNING id",
            (_hash(text), text[-4:], name, sorted(set(scopes), key=SCOPES.index), days, person_id),
        )
        if row is None:
            raise NotFound("person.not_found")
        made = {"token": row[0], "name": name, "scopes": sorted(set(scopes)), "person": person_id}
        audit.note(tx.tenant_id, "token.made", audit.Asked.by(actor), **made)
    return text


def of_person(actor: Actor, person_id: int) -> list[Token]:
    """A person's tokens, newest first. Errors: Forbidden."""
    _may_manage(actor, person_id)
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            "SELECT id, name, hint, person_id, scopes, created_at, expires_at, last_used_at, revoked_at"
            f" FROM access_apitoken WHERE tenant_id = {tx.tenant_id} AND person_id = %s ORDER BY id DESC",
            (person_id,),
        )
    return [Token(*row) for row in rows]


def revoke(actor: Actor, token_id: int) -> None:
    """End a token at once. Errors: Forbidden, NotFound."""
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(f"SELECT person_id FROM access_apitoken WHERE tenant_id = {tx.tenant_id} AND id = %s", (token_id,))
        if row is None or not (actor.admin or row[0] == actor.person_id):
            raise NotFound("token.not_found")
        _may_manage(actor, row[0])
        tx.execute(
            f"UPDATE access_apitoken SET revoked_at = coalesce(revoked_at, now()) WHERE tenant_id = {tx.tenant_id}"
            " AND id = %s",
            (token_id,),
        )
        audit.note(tx.tenant_id, "token.revoked", audit.Asked.by(actor), token=token_id)


def verify(text: str) -> tuple[Member, frozenset[str]]:
    """The person a token acts as, and its scopes. Errors: Unauthenticated."""
    form = FORM.fullmatch(text)
    if form is None:
        raise Unauthenticated("token.unknown")
    tenant_id = int(form[1])
    with db.transaction(tenant_id) as tx:
        row = tx.one(_verify(tenant_id), (_hash(text),), prepare=True)
        if row is None:
            raise Unauthenticated("token.unknown")
        *columns, token_id, scopes, revoked, expired, unused = row
        if revoked or expired:
            raise Unauthenticated("token.revoked" if revoked else "token.expired")
        member = Member(*columns)
        member.require_active()
        if unused:
            tx.after_commit.append(lambda: _used(tenant_id, token_id))
    return member, frozenset(scopes)


def _used(tenant_id: int, token_id: int) -> None:
    """Note that a token is used: apart from the request and without waiting, as others come with it meanwhile."""
    with db.transaction(tenant_id) as tx:
        tx.execute(
            f"UPDATE access_apitoken k SET last_used_at = now() WHERE k.tenant_id = {tenant_id} AND k.id IN ("
            f"SELECT o.id FROM access_apitoken o WHERE o.tenant_id = {tenant_id} AND o.id = %s FOR UPDATE SKIP LOCKED)",
            (token_id,),
        )


def _verify(tenant_id: int) -> str:
    more = (
        ", k.id, k.scopes, k.revoked_at IS NOT NULL, coalesce(k.expires_at <= now(), FALSE),"
        " k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute'"
    )
    joins = f" JOIN access_apitoken k ON k.tenant_id = {tenant_id} AND k.person_id = p.id"
    return Member.select(tenant_id, more, joins) + " AND k.hash = %s"


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _may_manage(actor: Actor, person_id: int) -> None:
    """A stolen token must not make itself others, unless it is one for administration."""
    if actor.admin:
        return
    if actor.via == "api":
        raise Forbidden("token.by_token")
    if actor.person_id != person_id:
        raise Forbidden("token.of_another")
