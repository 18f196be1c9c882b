"""Signing in with allauth: who may, and nothing that lets somebody in by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


def may_enter(user: Any) -> bool:
    """Whether an account is open and is an active person of at least one tenant."""
    return bool(user.is_active) and user.memberships.filter(active=True, confirmed=True).exists()


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Asks the same at sign-in and whenever the account of a session is loaded."""

    def user_can_authenticate(self, user: Any) -> bool:
        return may_enter(user)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth may do here."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whoever gave the right password is told that they are switched off; allauth would let them pass here."""
        user = super().authenticate(request, **credentials)
        if user is not None and not may_enter(user):
            raise self.validation_error("account_inactive")
        return user

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> Any:
        """The same for every other way in, such as a passkey."""
        if not may_enter(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **more)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What failed sign-ins are counted by. Not by the name of the host as well, which the caller may choose."""
        del request
        return str(credentials.get("email", "")).strip().lower()

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that failed sign-ins are counted by; that of the caller where a proxy did not name another."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:  # fewer addresses than there are proxies: it did not come through all of them
            return str(request.META["REMOTE_ADDR"])

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by their administrator."""
        del request
        return False
