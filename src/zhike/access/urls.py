"""Addresses of sign-in: allauth's for browsers, less those with which an account would change its own address.

An account's e-mail is the person's, who is written by an administrator (see `accounts`). Zhike sends no mail, so nobody
can ask for a new password by mail either: an administrator gives one.
"""

from allauth.headless.constants import Client
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from zhike.access import oidc
from zhike.access.sign_in import SecondStep
from zhike.kernel import words

CLOSED = (
    "account/email", "account/phone", "auth/signup", "auth/email/verify", "auth/email/verify/resend",
    "auth/phone/verify", "auth/phone/verify/resend", "auth/password/request", "auth/password/reset",
    "auth/provider/redirect", "auth/provider/signup", "auth/provider/token", "account/providers",
)  # fmt: skip


@csrf_exempt
def closed(request: HttpRequest) -> JsonResponse:
    """There is no such door."""
    del request
    code = "sign_in.closed"
    message = words.say(code, words.choose(translation.get_language()))
    return JsonResponse({"status": 404, "errors": [{"code": code, "message": message}]}, status=404)


urlpatterns = [
    *(path(f"browser/v1/{place}", closed) for place in CLOSED),
    path("browser/v1/auth/provider/begin", oidc.Begin.as_api_view(client=Client.BROWSER)),
    path("oidc/<provider_id>/callback", oidc.callback, name="openid_connect_callback"),
    path("browser/v1/auth/2fa/authenticate", SecondStep.as_api_view(client=Client.BROWSER)),
    path("", include("allauth.headless.urls")),
]
