"""A browser at the sign-in page: cookies, CSRF token, and an address in the network of its own."""

import itertools
import json
import random
from typing import Any

from django.http import HttpResponse
from django.test import Client

_addresses = itertools.count(random.getrandbits(20))
COOKIE = "zhike_session"
BASE = "/_allauth/browser/v1/"


class Browser:
    def __init__(self, address: str | None = None) -> None:
        number = next(_addresses)
        self.address = address or f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=self.address)
        self.client.get(BASE + "config")

    @property
    def session(self) -> str | None:
        cookie = self.client.cookies.get(COOKIE)
        return cookie.value if cookie and cookie.value else None

    def call(self, method: str, path: str, body: Any = None, *, csrf: bool = True, **headers: str) -> HttpResponse:
        if csrf:
            headers["X-CSRFToken"] = self.client.cookies["zhike_csrf"].value
        return self.client.generic(
            method, BASE + path, "" if body is None else json.dumps(body), "application/json", headers=headers
        )

    def sign_in(self, email: str, password: str, **more: Any) -> HttpResponse:
        return self.call("POST", "auth/login", {"email": email, "password": password}, **more)

    def is_in(self) -> bool:
        return bool(self.call("GET", "auth/session").status_code == 200)
