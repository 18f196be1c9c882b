"""What sign-in leaves in the audit trail of every company that an account belongs to."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from allauth.socialaccount.signals import social_account_added
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from zhike.access import address, audit, devices, sessions
from zhike.access.models import Account, Membership


def listen() -> None:
    """Note sign-ins from now on."""
    user_logged_in.connect(_done, dispatch_uid="zhike.audit")
    user_login_failed.connect(_failed, dispatch_uid="zhike.audit")
    user_logged_out.connect(_ended, dispatch_uid="zhike.audit")
    authentication_failed.connect(_failed_second, dispatch_uid="zhike.audit")
    social_account_added.connect(_linked, dispatch_uid="zhike.audit")
    password_changed.connect(_changed, dispatch_uid="zhike.audit")
    authenticator_added.connect(_added, dispatch_uid="zhike.audit")
    authenticator_removed.connect(_removed, dispatch_uid="zhike.audit")


def _linked(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    _note("sign_in.linked", request, sociallogin.user, provider=str(sociallogin.account.provider))


def _done(request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
    if request is not None and user is not None:
        devices.remember(request, user.email)
        sessions.begin(request)
    _note("sign_in.done", request, user)


def _ended(request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
    _note("sign_in.ended", request, user)


def _changed(request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
    _note("password.changed", request, user)


def _added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note("second_step.added", request, user, type=str(authenticator.type))
    _end_others(request, user, authenticator)


def _removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note("second_step.removed", request, user, type=str(authenticator.type))
    _end_others(request, user, authenticator)


def _end_others(request: HttpRequest, user: Any, authenticator: Any) -> None:
    """Sessions that began with other ways in than there are now. Codes on paper are no way in by themselves."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        for one in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
            one.end()


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Of an address that nobody has, no company need know."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    account = Account.objects.filter(email__iexact=email).first() if email else None
    _note("sign_in.failed", request, account)
    guess = getattr(request, "guess", None)
    if guess is not None and guess.wait:
        _note("sign_in.shut", request, account, seconds=guess.wait)


def _failed_second(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    _note("second_step.failed", request, user, type=str(authenticator.type))


def _note(kind: str, request: HttpRequest | None, user: Any, **data: str | int) -> None:
    if user is None:
        return
    place = address.of(request) if request is not None else None
    for one in Membership.objects.filter(account_id=user.pk, active=True):
        asked = audit.Asked(person_id=one.person_id, via="page", address=place)
        audit.note(one.tenant_id, kind, asked, **data)
