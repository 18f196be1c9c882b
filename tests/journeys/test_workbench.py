"""The first page of the day."""

import pytest
from playwright.sync_api import expect

from tests.journeys.api import eventually
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_a_task_is_ticked_off_and_ticked_back(tab: Tab) -> None:
    page = tab.go("/").page
    box = page.get_by_role("checkbox", name="完成：").first
    expect(box).to_be_visible()
    title = (box.get_attribute("aria-label") or "").removeprefix("完成：")
    where = {"where": f'{{"field": "title", "op": "is", "value": "{title}"}}'}
    task = tab.api.first("tasks", sort="due_on", **where)
    assert task["status"] == "open"
    box.click()
    note = tab.toast("已保存")
    expect(page.get_by_role("checkbox", name=f"完成：{title}", exact=True)).to_have_count(0)
    assert tab.api.get(f"/tasks/{task['id']}")["status"] == "done"

    tab.button("撤销", note).click()
    tab.toast("已撤销")
    expect(page.get_by_role("checkbox", name=f"完成：{title}", exact=True)).to_be_visible()
    assert tab.api.get(f"/tasks/{task['id']}")["status"] == "open"


def test_a_follow_up_is_written_from_the_workbench(tab: Tab) -> None:
    page = tab.go("/").page
    customer = tab.api.first("customers", sort="id", columns="name")
    picker = page.get_by_placeholder("客户", exact=True)
    picker.fill(customer["name"])
    page.get_by_role("option", name=customer["name"]).first.click()
    page.get_by_role("textbox", name="写跟进记录").fill("来电询价，周三回复。")
    tab.button("记录").click()
    tab.toast("跟进已记录")
    newest = tab.api.first("interactions", sort="-created_at")
    assert newest["content"] == "来电询价，周三回复。"
    assert newest["customer"]["id"] == customer["id"]


def test_a_reminder_comes_and_is_put_off(tab: Tab) -> None:
    me = tab.api.get("/meta")["me"]["id"]
    title = "给客户回电话：提醒"
    tab.api.send("POST", "/tasks", {"title": title, "owner": me, "remind_at": "2026-01-05T09:30:00+08:00"})
    page = tab.go("/").page
    tab.button("提醒").click()
    panel = page.get_by_role("dialog")
    line = panel.locator("div").filter(has=page.get_by_role("link", name=title)).last
    expect(line).to_contain_text("2026-01-05 09:30")
    tab.button("一小时后", line).click()
    expect(panel.get_by_role("link", name=title)).to_have_count(0)
    where = f'{{"field": "title", "op": "is", "value": "{title}"}}'
    assert eventually(lambda: tab.api.first("tasks", where=where)["remind_at"] > "2026-01-06")
    assert tab.api.first("tasks", where=where)["status"] == "open"
