"""The page of a customer: read, edited in place, followed up, undone."""

import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Open
from tests.journeys.site import MANAGER
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def named(tab: Tab, name: str, **more: object) -> int:
    """A fresh customer for a journey of its own."""
    return int(tab.api.send("POST", "/customers", {"name": name, "industry": "软件", **more})["id"])


def fact(tab: Tab, name: str) -> Locator:
    """The value of a field, which is the button that edits it."""
    return tab.page.get_by_role("region", name="资料").get_by_role("button", name=re.compile(f"^{name}"))


def test_a_fact_is_edited_in_place_and_undone(tab: Tab) -> None:
    one = named(tab, "旅程甲有限公司")
    page = tab.go(f"/customers/{one}").page
    expect(page.get_by_role("heading", level=1)).to_have_text("旅程甲有限公司")
    fact(tab, "编辑行业").click()
    field = page.get_by_role("region", name="资料").get_by_role("textbox")
    field.fill("半导体")
    field.press("Enter")
    note = tab.toast("已保存")
    expect(fact(tab, "编辑行业")).to_contain_text("半导体")
    assert tab.api.get(f"/customers/{one}")["industry"] == "半导体"

    page.get_by_role("tab", name="变更").click()
    change = page.locator("article", has_text="半导体")
    expect(change).to_contain_text("周海燕")
    expect(change).to_contain_text("软件 → 半导体")
    history = tab.api.get(f"/customers/{one}/history")["rows"]
    assert [field["name"] for field in history[0]["fields"]] == ["industry"]

    tab.button("撤销", change).click()
    tab.toast("已撤销 1 条")
    assert tab.api.get(f"/customers/{one}")["industry"] == "软件"
    page.get_by_role("tab", name="概览").click()
    expect(fact(tab, "编辑行业")).to_contain_text("软件")
    expect(note).to_be_attached()


def test_an_earlier_value_is_had_again(tab: Tab) -> None:
    one = tab.api.send("POST", "/customers", {"name": "旧值公司", "industry": "软件", "remark": "甲"})["id"]
    for version, industry in enumerate(("半导体", "芯片"), 1):
        tab.api.send("PATCH", f"/customers/{one}", {"version": version, "industry": industry, "remark": "乙"})
    page = tab.go(f"/customers/{one}").page
    page.get_by_role("tab", name="变更").click()
    restore = page.get_by_role("button", name="恢复行业为此前的值")
    expect(restore).to_have_count(2)
    tab.button("恢复行业为此前的值", page.locator("article", has_text="软件 → 半导体")).click()
    tab.toast("已保存")
    expect(page.locator("article", has_text="芯片 → 软件")).to_be_visible()
    told = tab.api.get(f"/customers/{one}")
    assert (told["industry"], told["remark"]) == ("软件", "乙")


def test_a_wrong_value_stays_with_its_reason(open_tab: Open) -> None:
    tab = open_tab(refusals=(422,))
    one = named(tab, "旅程乙有限公司")
    page = tab.go(f"/customers/{one}").page
    fact(tab, "编辑电话").click()
    field = page.get_by_role("region", name="资料").get_by_role("textbox")
    field.fill("12")
    field.press("Enter")
    expect(page.locator(".zf-fault")).to_be_visible()
    expect(field).to_have_value("12")
    field.fill("１３９ １２３４ ５６７８")  # full width, as some keyboards have it
    field.press("Enter")
    expect(fact(tab, "编辑电话")).to_contain_text("139 1234 5678")
    assert tab.api.get(f"/customers/{one}")["phone"] == "+8613912345678"


def test_a_follow_up_goes_onto_the_timeline_and_can_be_taken_back(tab: Tab) -> None:
    one = named(tab, "旅程丙有限公司")
    page = tab.go(f"/customers/{one}").page
    said = "拜访了采购部，要三份样品。"
    page.get_by_role("textbox", name="写跟进记录").fill(said)
    page.get_by_role("textbox", name="写跟进记录").press("Control+Enter")
    note = tab.toast("跟进已记录")
    line = page.get_by_role("region", name="时间线")
    expect(line).to_contain_text(said)
    rows = tab.api.get(f"/customers/{one}/timeline")["rows"]
    assert [row["record"]["content"] for row in rows if row["object"] == "interaction"] == [said]

    tab.button("撤销", note).click()
    tab.toast("已撤销")
    expect(line).not_to_contain_text(said)
    assert tab.api.get(f"/customers/{one}/timeline")["rows"] == []


def test_the_stage_is_moved_on_the_path(tab: Tab) -> None:
    one = named(tab, "旅程丁有限公司")
    page = tab.go(f"/customers/{one}").page
    path = page.get_by_role("group", name="阶段")
    path.get_by_role("button", name="洽谈中").click()
    expect(path.locator("[aria-current=step]")).to_have_text("洽谈中")
    tab.toast("已保存")
    assert tab.api.get(f"/customers/{one}")["stage"] == "negotiating"


def test_two_people_save_the_same_field_and_choose(open_tab: Open) -> None:
    mine = open_tab(refusals=(409,))
    manager = mine.api.first("people", where=json.dumps({"field": "email", "op": "is", "value": MANAGER}))
    one = named(mine, "旅程戊有限公司", owner=manager["id"])
    page = mine.go(f"/customers/{one}").page
    expect(fact(mine, "编辑行业")).to_contain_text("软件")
    fact(mine, "编辑行业").click()
    field = page.get_by_role("region", name="资料").get_by_role("textbox")
    field.fill("医疗")

    theirs = open_tab(MANAGER, path=f"/customers/{one}")
    fact(theirs, "编辑行业").click()
    other = theirs.page.get_by_role("region", name="资料").get_by_role("textbox")
    other.fill("物流")
    other.press("Enter")
    theirs.toast("已保存")

    field.press("Enter")
    dialog = page.get_by_role("dialog", name="两个人改了同一条记录")
    expect(dialog.get_by_role("row", name="行业")).to_contain_text("医疗")
    expect(dialog.get_by_role("row", name="行业")).to_contain_text("物流")
    assert mine.api.get(f"/customers/{one}")["industry"] == "物流"  # nothing is overwritten silently
    dialog.get_by_label("医疗").check()
    mine.button("保存所选", dialog).click()
    expect(dialog).to_be_hidden()
    expect(fact(mine, "编辑行业")).to_contain_text("医疗")
    assert mine.api.get(f"/customers/{one}")["industry"] == "医疗"
    history = mine.api.get(f"/customers/{one}/history")["rows"]
    values = [field["after"] for change in history for field in change["fields"] if field["name"] == "industry"]
    assert values[:2] == ["医疗", "物流"], json.dumps(history, ensure_ascii=False)


def test_a_deleted_customer_comes_back(tab: Tab) -> None:
    one = named(tab, "旅程己有限公司")
    page = tab.go(f"/customers/{one}").page
    tab.button("更多").click()
    page.get_by_role("menuitem", name="删除").click()
    tab.button("删除", page.get_by_role("dialog")).click()
    note = tab.toast("已删除「旅程己有限公司」")
    expect(page).to_have_url(f"{tab.address}/customers")
    assert tab.api.request.get(f"{tab.address}/api/v1/customers/{one}").status == 404
    tab.button("撤销", note).click()
    tab.toast("已撤销 1 条")
    assert tab.api.get(f"/customers/{one}")["name"] == "旅程己有限公司"
