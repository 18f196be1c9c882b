"""What is stored, asked of the API with the session of a browser: a journey ends with what it left behind."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import APIRequestContext, Browser, BrowserContext

OWN = "Quiet-River-2026"
Json = dict[str, Any]


class Api:
    """The API as the person of a browser context."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, f"{address}/api/v1"

    @property
    def request(self) -> APIRequestContext:
        return self.context.request

    def get(self, path: str, **params: Any) -> Json:
        answer = self.request.get(f"{self.address}{path}", params=params)
        assert answer.ok, answer.text()
        return answer.json()

    def send(self, method: str, path: str, data: Mapping[str, Any]) -> Json:
        """A write, as a second window of the same person."""
        cookies = {one["name"]: one["value"] for one in self.context.cookies()}
        headers = {"X-CSRFToken": cookies["zhike_csrf"], "Referer": self.address}
        answer = self.request.fetch(f"{self.address}{path}", method=method, data=dict(data), headers=headers)
        assert answer.ok, answer.text()
        return answer.json()

    def rows(self, plural: str, **params: Any) -> list[Json]:
        return self.get(f"/{plural}", **params)["rows"]

    def first(self, plural: str, **params: Any) -> Json:
        return self.rows(plural, limit=1, **params)[0]


def let_in(api: Api, person: int) -> str:
    """Give a person a password, which they change for one of their own at once; gives that."""
    given = api.send("POST", f"/people/{person}/password", {})
    assert api.context.browser
    return own_password(api.context.browser, api.address.removesuffix("/api/v1"), given["email"], given["password"])


def own_password(browser: Browser, address: str, email: str, given: str) -> str:
    """Who was given a password takes one of their own; gives that."""
    own = browser.new_context()
    at = f"{address}/_allauth/browser/v1"
    own.request.get(f"{at}/config")
    asked = (
        ("auth/login", {"email": email, "password": given}),
        ("account/password/change", {"current_password": given, "new_password": OWN}),
    )
    for place, data in asked:
        token = next(one["value"] for one in own.cookies() if one["name"] == "zhike_csrf")
        answer = own.request.post(f"{at}/{place}", data=data, headers={"X-CSRFToken": token, "Referer": address})
        assert answer.ok, answer.text()
    own.request.delete(f"{at}/auth/session", headers={"X-CSRFToken": token, "Referer": address})
    own.close()
    return OWN


def eventually(test: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait for a state that the page does not show."""
    deadline = time.monotonic() + seconds
    while not test():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
