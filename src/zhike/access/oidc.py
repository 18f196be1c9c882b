"""Signing in at a server elsewhere by OpenID Connect, which whoever runs Zhike names; see `project.environment`.

It opens accounts that there are, and makes none: the one that this server's subject is linked to, else the one of the
address that the server says it has verified, which is linked then. The flow is allauth's: code with PKCE and state.
What allauth leaves to TLS is looked at here as well: whose document it is, who signed the token, whom both speak of.
"""

from __future__ import annotations

import hashlib
from typing import Any

import jwt
from allauth.headless.base.views import APIView
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from requests import RequestException  # network: allauth asks the server of the settings; its errors are told here

from zhike.access.models import Account
from zhike.access.sign_in import may_enter
from zhike.kernel import words

PROVIDER = "oidc"
SIGN_IN = "/sign-in"  # the page
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


class Server(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """The server elsewhere, trusted no further than what it signs."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Its document. Errors: OAuth2Error, if it is that of another."""
        found: dict[str, Any] = super().openid_config
        if str(found.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("the document is another issuer's")
        return found

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **more: Any) -> Any:
        """Who it says has signed in. Errors: OAuth2Error."""
        login = super().complete_login(request, app, token, **more)
        told = login.account.extra_data
        subjects = {told[part].get("sub") for part in ("userinfo", "id_token") if part in told}
        if "id_token" not in told or subjects != {login.account.uid}:
            raise OAuth2Error("no subject, or two of them")
        login.account.extra_data = {}  # what else it knows of a person is not kept
        subject = f"{settings.OIDC_ISSUER}\0{login.account.uid}"  # another server's is somebody else
        login.account.uid = hashlib.sha256(subject.encode()).hexdigest()
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """The claims, whose signature is looked at although they come over TLS. Errors: OAuth2Error."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            named = jwt.get_unverified_header(id_token).get("kid")
            keys = [one for one in jwt.PyJWKSet.from_dict(answer.json()).keys if named in {None, one.key_id}]
            if not keys:
                raise OAuth2Error("no such key")
            return jwt.decode(
                id_token, keys[0], algorithms=ALGORITHMS, audience=app.client_id, issuer=self.openid_config["issuer"],
                options={"require": ["exp", "iat", "sub", "aud", "iss"]},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise OAuth2Error("the token is not to be trusted") from error


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Whom it opens to."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link a subject that is seen for the first time. Errors: PermissionDenied."""
        if sociallogin.is_existing:  # `sign_in.Adapter` asks whether they may still enter
            return
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        account = Account.objects.filter(email__iexact=verified[0]).first() if verified else None
        if account is None or not may_enter(account):
            raise PermissionDenied
        sociallogin.connect(request, account)

    def get_requests_session(self) -> Any:
        """What asks that server: it is led to no other place."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """People are added by their administrator."""
        del request, sociallogin
        return False


class Begin(APIView):  # type: ignore[misc]
    """Where a page goes to sign in there. It goes by itself: a form would need the server's name in `form-action`."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """`{"location"}`, for `{"back"}`: the path to come back to."""
        del args, kwargs
        back = (self.data or {}).get("back")
        if not isinstance(back, str) or not back.startswith("/") or not url_has_allowed_host_and_scheme(back, None):
            back = SIGN_IN
        if not settings.OIDC_ISSUER:
            return _refused("sign_in.no_provider", 404)
        try:
            provider = Adapter(request).get_provider(request, PROVIDER)
            provider.oauth2_adapter_class = Server
            found = provider.redirect(request, "login", next_url=back, headless=True)
        except (RequestException, OAuth2Error, KeyError):
            return _refused("sign_in.provider_away", 503)
        return JsonResponse({"location": found.headers["Location"]})


def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Whoever comes back from there."""
    if not settings.OIDC_ISSUER or provider_id != PROVIDER:
        raise Http404
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(Server(request, PROVIDER))(request)
    except (RequestException, OAuth2Error, KeyError):  # its document, which allauth reads before it expects errors
        return HttpResponseRedirect(f"{SIGN_IN}?error=unknown")
    return answer


def _refused(code: str, status: int) -> JsonResponse:
    message = words.say(code, words.choose(translation.get_language()))
    return JsonResponse({"status": status, "errors": [{"code": code, "message": message}]}, status=status)
