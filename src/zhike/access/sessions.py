"""Browser sessions: which account one belongs to, and which of its tenants is open.

Reads the session's own keys instead of `request.user`, so that account, person and tenant come in one statement.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from zhike.access.member import Member
from zhike.access.models import Account, Membership, Tenant
from zhike.kernel import db
from zhike.kernel.errors import NotFound, Unauthenticated

TENANT_KEY = "tenant_id"
SINCE_KEY, SEEN_KEY = "signed_in_at", "seen_at"  # seconds since 1970
HOUR = 3600
SECOND_STEP = "EXISTS (SELECT 1 FROM mfa_authenticator s WHERE s.user_id = a.id AND s.type <> 'recovery_codes')"


@dataclass(frozen=True)
class Choice:
    """A tenant that an account can open."""

    id: int
    name: str


def member(request: HttpRequest) -> Member:
    """The person behind a session, in the tenant that is open. Errors: Unauthenticated."""
    account_id = account(request)
    _still_good(request)
    tenant_id = request.session.get(TENANT_KEY)
    found = _read(request, account_id, tenant_id) if tenant_id else None
    if found is None:
        tenant_id = _first(account_id)
        found = _read(request, account_id, tenant_id) if tenant_id else None
        if found is None:
            raise Unauthenticated("person.inactive" if tenant_id is None else "sign_in.needed")
        request.session[TENANT_KEY] = tenant_id
    found.require_active()
    return found


def choices(account_id: int) -> list[Choice]:
    """The tenants that an account can open."""
    mine = Membership.objects.filter(account_id=account_id, active=True, confirmed=True)
    return [
        Choice(one.id, one.name)
        for one in Tenant.objects.filter(id__in=[one.tenant_id for one in mine], active=True).order_by("id")
    ]


def choose(request: HttpRequest, tenant_id: int) -> Member:
    """Open another tenant of the account that is signed in. Errors: Unauthenticated, NotFound."""
    found = _read(request, account(request), tenant_id)
    if found is None or not found.active:
        raise NotFound("tenant.not_found")
    request.session[TENANT_KEY] = tenant_id
    return found


def account(request: HttpRequest) -> int:
    """The account that a session belongs to. Errors: Unauthenticated."""
    session = getattr(request, "session", None)
    if session is None or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        raise Unauthenticated("sign_in.needed")
    try:
        return int(session[SESSION_KEY])
    except (KeyError, ValueError) as error:
        raise Unauthenticated("sign_in.needed") from error


def begin(request: HttpRequest) -> None:
    """Note when somebody signed in, who has just done so."""
    request.session[SINCE_KEY] = request.session[SEEN_KEY] = int(time.time())


def _still_good(request: HttpRequest) -> None:
    """End a session that has lasted long enough, or was left alone for too long. Errors: Unauthenticated.

    When it was last used is written once an hour, so that a request seldom writes.
    """
    now, held = int(time.time()), request.session
    since, seen = held.get(SINCE_KEY, now), held.get(SEEN_KEY, now)
    if now - since > settings.SESSION_HOURS * HOUR or now - seen > settings.SESSION_IDLE_HOURS * HOUR:
        held.flush()
        raise Unauthenticated("sign_in.over")
    if SINCE_KEY not in held or now - seen > HOUR:
        held[SINCE_KEY], held[SEEN_KEY] = since, now


def _read(request: HttpRequest, account_id: int, tenant_id: int) -> Member | None:
    """The account's person in a tenant, if the session was made with the password that the account has now."""
    with db.transaction(int(tenant_id)) as tx:
        row = tx.one(
            Member.select(int(tenant_id), f", {SECOND_STEP}, a.given, a.password") + " AND a.id = %s AND m.confirmed",
            (account_id,),
            prepare=True,
        )
    if row is None:
        return None
    *columns, given, password = row
    account = Account(id=account_id, password=password)
    made_with = request.session.get(HASH_SESSION_KEY) or ""
    hashes = (account.get_session_auth_hash(), *account.get_session_auth_fallback_hash())
    if not any(constant_time_compare(made_with, one) for one in hashes):
        request.session.flush()
        raise Unauthenticated("sign_in.needed")
    return replace(Member(*columns), password_given=given and not _began_elsewhere(request))


def _began_elsewhere(request: HttpRequest) -> bool:
    """Whether it was a server elsewhere that knew who signed in: the password had no part in it."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or ()
    return any(one.get("method") == "socialaccount" for one in records)


def _first(account_id: int) -> int | None:
    return next((one.id for one in choices(account_id)), None)
