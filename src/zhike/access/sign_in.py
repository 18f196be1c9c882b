"""Signing in with allauth: who may, and nothing that lets somebody in by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Lets in accounts that are an active person of at least one tenant."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the account may sign in at all; asked after its password was found right."""
        return bool(user.is_active) and user.memberships.filter(active=True).exists()


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth may do here."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What failed sign-ins are counted by. Not by the name of the host as well, which the caller may choose."""
        del request
        return str(credentials.get("email", "")).strip().lower()

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by their administrator."""
        del request
        return False
