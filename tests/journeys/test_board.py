"""Customers by their stage, moved from column to column."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.api import eventually
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_a_card_is_dragged_to_another_stage(tab: Tab) -> None:
    made = tab.api.send("POST", "/customers", {"name": "旅程看板有限公司", "stage": "potential"})
    page = tab.go("/customers").page
    tab.button("看板").click()
    source = page.get_by_role("region", name="潜在")
    target = page.get_by_role("region", name="洽谈中")
    card = source.locator(".zb-drag", has_text="旅程看板有限公司")
    expect(card).to_be_visible()  # the newest comes first
    where = json.dumps({"field": "stage", "op": "is", "value": "negotiating"})
    before = tab.api.get("/customers", where=where, limit=1)["count"]["value"]
    expect(target.get_by_role("banner").or_(target.locator(".zb-head"))).to_contain_text(str(before))

    start, end = card.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 30, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 30, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 120, steps=8)
    page.mouse.up()
    expect(target.locator(".zb-drag", has_text="旅程看板有限公司")).to_be_visible()
    expect(source.locator(".zb-drag", has_text="旅程看板有限公司")).to_have_count(0)
    assert eventually(lambda: tab.api.get(f"/customers/{made['id']}")["stage"] == "negotiating")
    expect(target.locator(".zb-head")).to_contain_text(str(before + 1))
