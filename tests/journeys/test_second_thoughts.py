"""Taking some of a change back, restoring instead of making anew, emptying the bin, and asking why not."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.site import SALES
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_some_records_of_a_change_are_undone(tab: Tab) -> None:
    names = [f"撤销旅程{n}" for n in range(3)]
    rows = [{"name": name, "remark": "之前"} for name in names]
    made = tab.api.send("POST", "/customers/batch", {"mode": "create", "rows": rows})
    ids = [one["id"] for one in made["results"]]
    edits = [{"id": one, "remark": "之后"} for one in ids]
    tab.api.send("POST", "/customers/batch", {"mode": "update", "rows": edits})

    page = tab.go("/settings/changes").page
    tab.button("撤销", page.locator(".zh-set").first).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("将恢复 3 条记录")
    tab.button("选择记录…", dialog).click()
    expect(dialog.get_by_role("row", name="撤销旅程1")).to_contain_text("之后 → 之前")
    dialog.get_by_label("选择撤销旅程1", exact=True).check()
    tab.button("撤销所选（1）", dialog).click()
    tab.toast("已撤销 1 条")
    assert [tab.api.get(f"/customers/{one}")["remark"] for one in ids] == ["之后", "之前", "之后"]
    expect(page.get_by_text("已撤销 1 / 3 条")).to_be_visible()

    page = tab.go(f"/customers/{ids[0]}").page
    page.get_by_role("tab", name="变更").click()
    tab.button("撤销", page.locator("article", has_text="之后")).click()
    tab.button("只撤销这一条").click()
    tab.toast("已撤销 1 条")
    assert [tab.api.get(f"/customers/{one}")["remark"] for one in ids] == ["之前", "之前", "之后"]


def test_a_deleted_record_is_restored_instead(tab: Tab) -> None:
    code = "91110000600037341L"
    old = tab.api.send("POST", "/customers", {"name": "从前的公司", "credit_code": code})["id"]
    tab.api.send("DELETE", f"/customers/{old}", {})
    page = tab.go("/customers").page
    tab.button("新建客户").click()
    form = page.get_by_role("dialog")
    form.get_by_label("统一社会信用代码", exact=True).fill(code)
    expect(form).to_contain_text("回收站里的“从前的公司”有同样的统一社会信用代码")
    tab.button("恢复它", form).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("从前的公司")
    assert tab.api.get(f"/customers/{old}")["credit_code"] == code


def test_the_bin_is_emptied(tab: Tab) -> None:
    ids = [tab.api.send("POST", "/customers", {"name": f"清除旅程{n}"})["id"] for n in range(2)]
    for one in ids:
        tab.api.send("DELETE", f"/customers/{one}", {})
    page = tab.go("/settings/bin").page
    page.get_by_label("选择清除旅程0", exact=True).check()
    tab.button("彻底清除").click()
    tab.button("彻底清除", page.get_by_role("dialog")).click()
    tab.toast("已彻底清除 1 条")
    expect(page.get_by_role("row", name="清除旅程0")).to_have_count(0)
    tab.button("恢复", page.get_by_role("row", name="清除旅程1")).click()
    tab.toast("恢复 1 条")
    assert tab.api.get(f"/customers/{ids[1]}")["name"] == "清除旅程1"


def test_through_a_colleagues_eyes_nothing_is_offered_that_writes(tab: Tab, open_tab: Open) -> None:
    del open_tab
    person = tab.api.first("people", where=f'{{"field": "email", "op": "is", "value": "{SALES}"}}')["id"]
    tab.go("/customers")
    tab.api.send("POST", "/me/view", {"person": person})
    try:
        page = tab.go("/settings").page
        expect(page.get_by_text("只能查看，不能修改")).to_be_visible()
        expect(page.get_by_role("button", name="新建")).to_have_count(0)
        for name in ("我的设置", "API 令牌", "导入"):
            expect(page.get_by_role("link", name=name)).to_have_count(0)
        page = tab.go("/settings/changes").page
        expect(page.locator(".z-panel")).to_be_visible()
        expect(page.get_by_role("button", name="撤销")).to_have_count(0)
    finally:
        tab.api.send("DELETE", "/me/view", {})
