"""The list of customers: narrowed, ordered, shaped, kept as a view, edited where it stands."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.api import eventually
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def cells(tab: Tab, row: int = 0) -> list[str]:
    return tab.page.get_by_role("row").nth(row + 1).get_by_role("gridcell").all_inner_texts()


def count(tab: Tab) -> Locator:
    return tab.page.get_by_text(re.compile(r"^共 [\d,]+ 条$"))


def url_of(tab: Tab, name: str) -> str:
    return parse_qs(urlsplit(tab.page.url).query).get(name, [""])[0]


def test_it_is_narrowed_in_words_sorted_paged_and_kept_as_a_view(tab: Tab) -> None:
    page = tab.go("/customers").page
    expect(count(tab)).to_be_visible()
    tab.button("筛选").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="字段").click()
    page.get_by_role("option", name="行业", exact=True).click()
    dialog.get_by_role("combobox", name="条件").click()
    page.get_by_role("option", name="是", exact=True).click()
    dialog.get_by_role("textbox").last.fill("软件")
    tab.button("应用", dialog).click()
    chip = page.locator(".z-filter")
    expect(chip).to_contain_text("行业是软件")
    where = json.loads(url_of(tab, "where"))
    listed = tab.api.get("/customers", where=json.dumps(where), columns="industry")
    assert {row["industry"] for row in listed["rows"]} == {"软件"}
    expect(count(tab)).to_have_text(f"共 {listed['count']['value']} 条")

    page.get_by_role("columnheader").get_by_role("button", name="客户编号").click()
    expect(page).to_have_url(re.compile(r"sort=code"))
    first = tab.api.first("customers", where=json.dumps(where), sort="code", columns="code")
    expect(page.get_by_role("row").nth(1)).to_contain_text(first["code"])

    tab.button("视图菜单").click()
    page.get_by_role("menuitem", name="另存为视图").click()
    naming = page.get_by_role("dialog", name="另存为视图")
    naming.get_by_label("名称").fill("软件客户")
    tab.button("保存", naming).click()
    kept = page.get_by_role("tab", name="软件客户")
    expect(kept).to_have_attribute("aria-selected", "true")
    view = tab.api.first("saved_views", sort="-created_at")
    assert (view["name"], view["object"]) == ("软件客户", "customer")

    page.get_by_role("tab", name="全部客户").click()
    expect(count(tab)).not_to_have_text(f"共 {listed['count']['value']} 条")
    kept.click()
    expect(chip).to_contain_text("行业是软件")
    expect(count(tab)).to_have_text(f"共 {listed['count']['value']} 条")
    page.reload()  # a link can be sent to a colleague
    expect(chip).to_contain_text("行业是软件")


def test_columns_and_pages(tab: Tab) -> None:
    page = tab.go("/customers?sort=id").page
    expect(page.get_by_role("columnheader", name="来源")).to_have_count(0)
    tab.button("列与密度").click()
    page.get_by_role("checkbox", name="来源").click()
    expect(page.get_by_role("columnheader", name="来源")).to_have_count(1)
    page.get_by_role("checkbox", name="电话", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("columnheader", name="来源")).to_have_count(1)
    expect(page.get_by_role("columnheader", name="电话")).to_have_count(0)
    assert "source" in url_of(tab, "cols").split(",")

    page.get_by_role("navigation", name="分页").get_by_role("button", name="2", exact=True).click()
    expect(page).to_have_url(re.compile(r"page=2"))
    second = tab.api.get("/customers", sort="id", page=2, limit=50, columns="name")["rows"][0]
    expect(page.get_by_role("row").nth(1)).to_contain_text(second["name"])
    page.go_back()
    first = tab.api.first("customers", sort="id", columns="name")
    expect(page.get_by_role("row").nth(1)).to_contain_text(first["name"])


def test_a_cell_is_edited_and_the_next_one_waits(tab: Tab) -> None:
    one = tab.api.get("/customers", sort="id", limit=2, columns="name,industry")["rows"]
    page = tab.go("/customers?sort=id&cols=name,industry,stage").page
    cell = page.locator("#cell-0-1")
    cell.dblclick()
    box = cell.get_by_role("textbox")
    box.fill("航天")
    box.press("Enter")
    expect(cell).to_have_text("航天")
    expect(page.locator("#cell-1-1")).to_have_class(re.compile("zg-active"))
    note = tab.toast("已保存")
    assert tab.api.get(f"/customers/{one[0]['id']}")["industry"] == "航天"
    tab.button("撤销", note).click()
    tab.toast("已撤销")
    expect(cell).to_have_text(one[0]["industry"])


def test_several_are_changed_at_once_and_put_back(tab: Tab) -> None:
    rows = tab.api.get("/customers", sort="id", limit=3, columns="name,source")["rows"]
    ids = [row["id"] for row in rows]
    page = tab.go("/customers?sort=id&cols=name,source").page
    for row in rows:
        page.get_by_role("checkbox", name=f"选择 {row['name']}", exact=True).click()
    bar = page.get_by_role("region", name="批量操作")
    expect(bar).to_contain_text("已选 3 条")
    tab.button("修改字段", bar).click()
    dialog = page.get_by_role("dialog", name="修改 3 条客户")
    dialog.get_by_role("combobox", name="字段").fill("来源")
    page.get_by_role("option", name="来源", exact=True).click()
    dialog.locator("#bulk-value").fill("老客户介绍")
    expect(dialog).to_contain_text("将改写 3 条记录，可以撤销。")
    tab.button("修改 3 条", dialog).click()
    note = tab.toast("修改 3 条")
    note.hover()  # it stays as long as one is at it
    expect(bar).to_be_hidden()
    assert [tab.api.get(f"/customers/{one}")["source"] for one in ids] == ["老客户介绍"] * 3
    assert len({tab.api.get(f"/customers/{one}/history")["rows"][0]["change_set"] for one in ids}) == 1

    tab.button("撤销", note).click()
    undo = page.get_by_role("dialog", name="撤销变更")
    expect(undo).to_contain_text("将恢复 3 条记录")
    tab.button("撤销", undo).click()
    tab.toast("已撤销 3 条")
    assert [tab.api.get(f"/customers/{one}")["source"] for one in ids] == [row["source"] for row in rows]


def test_a_tag_is_added_to_all_that_match_and_the_others_stay(tab: Tab) -> None:
    where = {"field": "industry", "op": "is", "value": "金融"}
    asked = {"where": json.dumps(where), "columns": "tags", "sort": "id", "limit": 200}
    before = {row["id"]: row["tags"] or [] for row in tab.api.rows("customers", **asked)}
    page = tab.go(f"/customers?where={json.dumps(where)}&cols=name&size=20").page
    page.get_by_role("checkbox", name="选择本页").click()
    bar = page.get_by_role("region", name="批量操作")
    if len(before) > 20:
        tab.button(f"选择全部 {len(before)} 条", bar).click()
    tab.button("打标签", bar).click()
    dialog = page.get_by_role("dialog", name=f"修改 {len(before)} 条客户")
    dialog.locator("#bulk-value").fill("年终拜访")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # the proposals
    tab.button(f"修改 {len(before)} 条", dialog).click()
    tab.toast(f"修改 {len(before)} 条")
    after = {row["id"]: row["tags"] for row in tab.api.rows("customers", **asked)}
    assert after == {one: [*tags, "年终拜访"] for one, tags in before.items()}

    page.get_by_role("checkbox", name="选择本页").click()
    if len(before) > 20:
        tab.button(f"选择全部 {len(before)} 条", bar).click()
    tab.button("打标签", bar).click()
    dialog.get_by_text("去掉", exact=True).click()
    dialog.locator("#bulk-value").fill("年终拜访")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # the proposals
    tab.button(f"修改 {len(before)} 条", dialog).click()
    expect(dialog).to_be_hidden()
    again = {row["id"]: row["tags"] or [] for row in tab.api.rows("customers", **asked)}
    assert again == before


def test_very_many_are_changed_in_the_background_and_put_back(tab: Tab) -> None:
    asked = {"columns": "next_step", "sort": "id", "limit": 1}
    before = tab.api.get("/interactions", **asked)
    number = before["count"]["value"]
    page = tab.go("/interactions").page
    page.get_by_role("checkbox", name="选择本页").click()
    bar = page.get_by_role("region", name="批量操作")
    tab.button(f"选择全部 {number} 条", bar).click()
    tab.button("修改字段", bar).click()
    dialog = page.get_by_role("dialog", name=f"修改 {number} 条跟进记录")
    dialog.get_by_role("combobox", name="字段").fill("下一步")
    page.get_by_role("option", name="下一步", exact=True).click()
    dialog.locator("#bulk-value").fill("年底前回访")
    tab.button(f"修改 {number} 条", dialog).click()
    note = tab.toast("批量操作：跟进记录：已完成")
    note.hover()
    assert tab.api.get("/interactions", **asked)["rows"][0]["next_step"] == "年底前回访"
    tab.button("撤销", note).click()
    tab.button("撤销", page.get_by_role("dialog", name="撤销这次批量操作")).click()
    tab.toast("撤销：跟进记录：已完成")
    assert tab.api.get("/interactions", **asked)["rows"][0]["next_step"] == before["rows"][0]["next_step"]


def test_a_record_is_peeked_at_and_the_list_is_walked(tab: Tab) -> None:
    first, second = tab.api.get("/customers", sort="id", limit=2, columns="name")["rows"]
    page = tab.go("/customers?sort=id").page
    row = page.get_by_role("row").nth(1)
    row.hover()
    row.get_by_role("button", name="侧边查看").click()
    beside = page.get_by_role("complementary")
    expect(beside).to_contain_text(first["name"])
    expect(page).to_have_url(re.compile(rf"open={first['id']}"))
    tab.button("下一条", beside).click()
    expect(beside).to_contain_text(second["name"])
    page.keyboard.press("Escape")
    expect(beside).to_have_count(0)


def test_the_keyboard_alone_walks_and_edits(tab: Tab) -> None:
    one = tab.api.first("customers", sort="id", columns="name,source")
    page = tab.go("/customers?sort=id&cols=name,source").page
    grid = page.get_by_role("grid")
    expect(page.locator("#cell-0-0")).to_be_visible()
    grid.focus()
    page.keyboard.press("ArrowRight")
    expect(grid).to_have_attribute("aria-activedescendant", "cell-0-1")
    page.keyboard.press("F2")
    expect(page.locator("#cell-0-1").get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("网站留言")
    page.keyboard.press("Enter")
    assert eventually(lambda: tab.api.get(f"/customers/{one['id']}")["source"] == "网站留言")
    expect(page.locator("#cell-0-1")).to_have_text("网站留言")
    assert cells(tab)[2] == "网站留言"
