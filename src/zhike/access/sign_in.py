"""Signing in with allauth: who may, and nothing that lets somebody in by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.mfa.views import AuthenticateView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils import translation

from zhike.access import address, guesses
from zhike.access.attempts import Attempt
from zhike.kernel import words
from zhike.kernel.errors import TooMany


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
        if user is not None:
            request.guess.take_back()  # type: ignore[attr-defined]
            if not may_enter(user):
                raise self.validation_error("account_inactive")
        return user

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> Any:
        """The same for every other way in, such as a passkey."""
        if not may_enter(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **more)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess, in our own way."""
        request.guess = counted(request, guesses.of_password, credentials.get("email", ""))  # type: ignore[attr-defined]

    def clean_password(self, password: str, user: Any = None) -> str:
        """One's own is not the one that was given. Errors: ValidationError."""
        if user is not None and user.given and user.check_password(password):
            raise ValidationError(words.say("password.given", words.choose(translation.get_language())))
        checked: str = super().clean_password(password, user)
        return checked

    def set_password(self, user: Any, password: str) -> None:
        """Whoever sets their own has it to themselves."""
        user.given = False
        super().set_password(user, password)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that sessions and limits of allauth's own go by."""
        return address.of(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by their administrator."""
        del request
        return False


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """A code of an app or from paper; guesses at it are counted as those at passwords are."""

    def handle_input(self, data: Any) -> Any:
        """Answers with what is wrong with the input, or None."""
        guess = counted(self.request, guesses.of_code, self.stage.login.user.email)
        refused = super().handle_input(data)
        if refused is None:
            guess.take_back()
        return refused


def counted(request: HttpRequest, count: Callable[[HttpRequest, str], Attempt], email: object) -> Attempt:
    """A guess that is counted, or the answer that it is one too many, in the form that pages know from allauth."""
    try:
        return count(request, str(email))
    except TooMany as error:
        message = words.say(error.code, words.choose(translation.get_language()), **error.data)
        told = {"status": error.status, "errors": [{"code": error.code, "message": message}]}
        headers = {"Retry-After": str(error.data["seconds"])}
        raise ImmediateHttpResponse(JsonResponse(told, status=error.status, headers=headers)) from error
