"""The pictures of the README, made by the tests: `ZHIKE_PICTURES=1 ./zhike test` writes them again."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser

FOLDER: Path = settings.ROOT / "docs" / "images"
MOST_BYTES = 400_000
MUCH = (("interactions", 5), ("tasks", 1), ("contacts", 1))  # a customer with whom something goes on


def test_the_pictures_of_the_readme(tab: Tab) -> None:
    where = {"field": "region", "op": "in", "value": "440300"}
    page = tab.go(f"/customers?where={json.dumps(where)}").page
    expect(page.locator(".z-filter")).to_contain_text("深圳市")
    tab.settle()
    keep(page.screenshot(), "customers")
    busy = [{"related": name, "measure": "count", "op": ">=", "value": least} for name, least in MUCH]
    tab.go(f"/customers/{tab.api.first('customers', where=json.dumps({'all': busy}), sort='id')['id']}")
    expect(page.get_by_role("region", name="时间线").get_by_role("article").first).to_be_visible()
    tab.settle()
    keep(page.screenshot(), "customer")


def keep(png: bytes, name: str) -> None:
    """Write a picture when asked to; it must be small either way."""
    assert 10_000 < len(png) < MOST_BYTES
    if os.environ.get("ZHIKE_PICTURES"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(png)
