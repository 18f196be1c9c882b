"""A steward puts two records of one customer together, and takes that back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_two_records_are_merged_and_taken_apart(tab: Tab) -> None:
    kept = tab.api.send("POST", "/customers", {"name": "合旅程恒远机械", "phone": "13800138111", "source": "展会"})[
        "id"
    ]
    more = {"phone": "13900139222", "email": "a@hengyuan.example", "industry": "制造", "remark": "展会认识"}
    gone = tab.api.send("POST", "/customers", {"name": "深圳合旅程恒远", **more})["id"]
    tab.api.send("POST", "/contacts", {"customer": gone, "name": "合旅程联系人"})

    page = tab.go("/customers?q=合旅程").page
    for name in ("合旅程恒远机械", "深圳合旅程恒远"):
        page.get_by_role("checkbox", name=f"选择 {name}", exact=True).check()
    tab.button("合并").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("选择保留哪一条")
    expect(dialog.get_by_role("radio", name="深圳合旅程恒远").first).to_be_checked()  # it says more
    dialog.get_by_role("radio", name="合旅程恒远机械").first.check()
    expect(dialog.get_by_role("row", name="电话")).to_contain_text("138 0013 8111")
    dialog.get_by_role("row", name="电话").get_by_role("radio").nth(1).check()
    tab.button("合并 2 条", dialog).click()
    tab.toast("已将 2 条合并为「合旅程恒远机械」")
    merged = tab.api.get(f"/customers/{kept}")
    assert (merged["phone"], merged["email"], merged["source"]) == ("+8613900139222", "a@hengyuan.example", "展会")
    assert tab.api.get(f"/customers/{kept}/related")["contacts"]["value"] == 1

    page = tab.go(f"/customers/{gone}").page  # an old address leads to the record that stays
    expect(page.get_by_role("heading", level=1)).to_have_text("合旅程恒远机械")
    page.get_by_role("tab", name="变更").click()
    tab.button("撤销", page.locator("article", has_text="139 0013 9222").first).click()
    dialog = page.get_by_role("dialog")
    tab.button("撤销", dialog).last.click()
    tab.toast("已撤销")
    assert tab.api.get(f"/customers/{gone}")["phone"] == "+8613900139222"
    assert tab.api.get(f"/customers/{kept}")["phone"] == "+8613800138111"


def test_why_a_merge_is_refused_is_said(open_tab: Open) -> None:
    tab = open_tab(refusals=(404,))
    first = tab.api.send("POST", "/customers", {"name": "拒并旅程甲"})["id"]
    tab.api.send("POST", "/customers", {"name": "拒并旅程乙", "phone": "13800138333"})
    page = tab.go("/customers?q=拒并旅程").page
    for name in ("拒并旅程甲", "拒并旅程乙"):
        page.get_by_role("checkbox", name=f"选择 {name}", exact=True).check()
    tab.button("合并").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio", name="拒并旅程甲").first).to_be_visible()
    tab.api.send("DELETE", f"/customers/{first}", {})  # a colleague is faster
    tab.button("合并 2 条", dialog).click()
    tab.toast("找不到这条记录")
    expect(dialog).to_be_visible()
