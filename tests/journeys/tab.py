"""A browser tab that listens for what no journey may cause: errors on the console, failing requests, other hosts."""

import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.journeys.api import Api

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


class Tab:
    """One page, and what went wrong in it. `refusals` are the 4xx answers that the journey asks for."""

    def __init__(self, context: BrowserContext, address: str, refusals: Iterable[int] = ()) -> None:
        self.context, self.address = context, address
        self.refusals = set(refusals)
        self.wrong: list[str] = []
        self.asking: set[Request] = set()  # without an answer so far
        self.api = Api(context, address)
        self.page: Page = context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        self.page.on("requestfinished", self._ended)
        self.page.on("requestfailed", self._ended)

    def go(self, path: str) -> "Tab":
        """Open a page of the site, and wait until there is something on it."""
        self.page.goto(self.address + path)
        expect(self.page.get_by_role("main").first).to_be_visible()
        return self

    def button(self, name: str, within: Locator | None = None, *, exact: bool = True) -> Locator:
        """The button that people know by this name."""
        return (within or self.page).get_by_role("button", name=name, exact=exact)

    def toast(self, text: str) -> Locator:
        """The note that says what was done."""
        note = self.page.locator(".mantine-Notification-root", has_text=text).last
        expect(note).to_be_visible()
        return note

    def settle(self, seconds: float = 30) -> None:
        """Wait until the page has asked nothing for a while and shows no bones."""
        deadline = time.monotonic() + seconds
        quiet = 0
        while quiet < 3:
            assert time.monotonic() < deadline, f"{self.page.url} does not come to rest: {self._under_way()}"
            self.page.wait_for_timeout(100)
            quiet = 0 if self.asking or self.page.locator(".z-bone").count() else quiet + 1

    def _under_way(self) -> str:
        bones = self.page.locator(".z-bone").count()
        return f"{bones} bones, {[f'{one.method} {one.url}' for one in self.asking]}"

    def _said(self, message: ConsoleMessage) -> None:
        # A refused request is told twice: here, and by its answer, which knows its status.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.wrong.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.asking.clear()  # of what the page before has asked, the browser need not tell the end
        if parts.path.startswith(("/api/", "/assets/")):
            self.asking.add(request)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.wrong.append(f"another host: {request.url}")

    def _ended(self, request: Request) -> None:
        self.asking.discard(request)

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.refusals:
            self.wrong.append(f"{response.status}: {response.request.method} {response.url}")
