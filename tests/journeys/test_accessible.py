"""axe finds nothing serious on any screen, in both themes and both languages (A-46)."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser

SETTINGS = ("me", "fields", "people", "departments", "roles", "tags", "tokens", "changes", "audit", "bin")
PATHS = (
    "/", "/customers", "/customers?as=board", "/customers?open={id}", "/customers/{id}", "/customers/{id}?tab=history",
    "/customers/{id}?tab=contacts", "/contacts", "/interactions", "/tasks", "/import",
    *(f"/settings/{one}" for one in SETTINGS),
)  # fmt: skip
SERIOUS = ("serious", "critical")
MOVE = "path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


@cache
def script() -> str:
    """axe itself, as npm installed it for the web UI."""
    path: Path = settings.ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text("utf-8")


def faults(tab: Tab, where: str) -> list[str]:
    """What axe says of the page as it is, a line a fault."""
    tab.settle()
    if tab.page.evaluate("typeof axe") == "undefined":
        tab.page.evaluate(script())
    found: list[dict[str, Any]] = tab.page.evaluate(RUN)
    return [
        f"{where}: {one['id']} ({one['impact']}): {node['html'][:160]} {node['failureSummary'][:200]!r}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]


def inside(tab: Tab, path: str) -> None:
    """Another screen of the same page, as a link leads there."""
    tab.page.evaluate(MOVE, path)


ALL = pytest.mark.soak  # the other two pairs; in between, each language and each theme is seen once


@pytest.mark.parametrize(
    ("language", "theme"),
    [
        ("zh-CN", "light"),
        ("en", "dark"),
        pytest.param("zh-CN", "dark", marks=ALL),
        pytest.param("en", "light", marks=ALL),
    ],
)
def test_every_screen(open_tab: Open, language: str, theme: str) -> None:
    tab = open_tab(language=language, theme=theme, path="/")
    wrong = []
    shown = tab.api.first("customers", sort="-updated_at", columns="name")["id"]
    for path in (one.format(id=shown) for one in PATHS):
        inside(tab, path)
        wrong += faults(tab, path)
    tab.page.keyboard.press("Control+k")
    expect(tab.page.locator("[aria-controls=palette-list]")).to_be_focused()
    wrong += faults(tab, "palette")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=ALL)])
def test_signing_in_forms_and_the_phone(open_tab: Open, theme: str) -> None:
    wrong = faults(open_tab(None, theme=theme, path="/sign-in", refusals=(401,)), "/sign-in")
    tab = open_tab(theme=theme, path="/customers")
    tab.button("新建客户").click()
    expect(tab.page.get_by_role("dialog", name="新建客户")).to_be_visible()
    wrong += faults(tab, "form")
    small = open_tab(theme=theme, phone=True, path="/")
    shown = small.api.first("customers", sort="-updated_at", columns="name")["id"]
    wrong += faults(small, "phone /")
    for path in ("/customers", f"/customers/{shown}"):
        inside(small, path)
        wrong += faults(small, f"phone {path}")
    assert not wrong, "\n".join(wrong)
