"""What sign-in leaves in the audit trail of every company that an account belongs to."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from zhike.access import audit
from zhike.access.models import Account, Membership
from zhike.access.sign_in import Adapter


def listen() -> None:
    """Note sign-ins from now on."""
    user_logged_in.connect(_done, dispatch_uid="zhike.audit")
    user_login_failed.connect(_failed, dispatch_uid="zhike.audit")
    user_logged_out.connect(_ended, dispatch_uid="zhike.audit")
    password_changed.connect(_changed, dispatch_uid="zhike.audit")
    authenticator_added.connect(_added, dispatch_uid="zhike.audit")
    authenticator_removed.connect(_removed, dispatch_uid="zhike.audit")


def _done(request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
    _note("sign_in.done", request, user)


def _ended(request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
    _note("sign_in.ended", request, user)


def _changed(request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
    _note("password.changed", request, user)


def _added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note("second_step.added", request, user, type=str(authenticator.type))


def _removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note("second_step.removed", request, user, type=str(authenticator.type))


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Of an address that nobody has, no company need know."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    _note("sign_in.failed", request, Account.objects.filter(email__iexact=email).first() if email else None)


def _note(kind: str, request: HttpRequest | None, user: Any, **data: str) -> None:
    if user is None:
        return
    address = Adapter(request).get_client_ip(request) if request is not None else None
    for one in Membership.objects.filter(account_id=user.pk, active=True):
        asked = audit.Asked(person_id=one.person_id, via="page", address=address)
        audit.note(one.tenant_id, kind, asked, **data)
