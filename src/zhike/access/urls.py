"""Addresses of sign-in: allauth's for browsers, less those with which an account would change its own address.

An account's e-mail is the person's, who is written by an administrator (see `accounts`).
"""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

CLOSED = ("account/email", "account/phone", "auth/signup", "auth/email/verify", "auth/phone/verify")


@csrf_exempt
def closed(request: HttpRequest) -> JsonResponse:
    """There is no such door."""
    del request
    return JsonResponse({"status": 404}, status=404)


urlpatterns = [
    *(path(f"browser/v1/{place}", closed) for place in CLOSED),
    path("", include("allauth.headless.urls")),
]
