"""The day of a data steward, end to end, on a workbook as an old system leaves it."""

import io
import json
import re
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.api import eventually
from tests.journeys.conftest import Open
from tests.journeys.site import STEWARD
from tests.journeys.tab import Tab
from tests.journeys.test_files import XLSX, choose

pytestmark = pytest.mark.browser

MARK = "专员一日"
ROWS: tuple[tuple[Any, ...], ...] = (
    ("RY1", f"深圳市{MARK}恒远机械有限公司", "13622220001", "a@ry.example", "深圳", "科技路1号"),
    ("RY2", f"{MARK}恒远机械（深圳）有限公司", "１３６ ２２２２ ０００１", None, "广东省深圳市", "科技路１號"),
    ("RY3", f"成都{MARK}百川贸易有限公司", "12", "zhang@", "成都", None),
    ("RY4", f"苏州{MARK}明珠餐饮有限公司", "13622220004", "d@ry.example", "苏州", "狮山路8号"),
    ("RY4", f"苏州{MARK}明珠餐饮（新）有限公司", "13622220005", None, "苏州", None),
    ("RY5", f"武汉{MARK}　海天Ａ１物流有限公司", "13622220006", None, None, "中北路9号"),
    ("合计", None, None, None, None, None),
)


def workbook() -> FilePayload:
    """Three sheets, the largest of which is not the customers'; a title over the headings, and a line of totals."""
    book = openpyxl.Workbook()
    log = book.active
    log.title = "操作日志"
    for number in range(40):
        log.append([f"2025-01-{number % 28 + 1:02d}", "登录"])
    sheet = book.create_sheet("客户资料")
    sheet.append(["客户台账（旧系统导出）"])
    sheet.append(["客户编号", "公司名称", "手机", "邮箱", "地区", "地址"])
    sheet.merge_cells("A1:F1")
    for row in ROWS:
        sheet.append(row)
    book.create_sheet("说明").append(["仅供内部使用"])
    out = io.BytesIO()
    book.save(out)
    return {"name": "旧系统.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def stored(tab: Tab) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in tab.api.rows("customers", q=MARK, limit=50)}


def twins(tab: Tab) -> set[str]:
    return {one["code"] for one in tab.api.rows("customers", where=json.dumps({"in": "duplicates:50"}), q=MARK)}


def imported(tab: Tab) -> None:
    """The file is mended in the grid: cells, all that say the same, and which of two equal rows goes in."""
    choose(tab, workbook())
    page = tab.page
    expect(page.get_by_role("combobox", name="工作表")).to_have_value(re.compile("客户资料"))
    tab.button("检查并修正").click()
    expect(page.get_by_text(re.compile(r"^\d 行已检查$"))).to_be_visible()
    page.get_by_role("button", name=re.compile("^客户编号")).click()
    rows = page.locator(".zi-grid [data-group]")
    expect(rows).to_have_count(2)
    rows.nth(1).locator("[data-at='1']").click()
    tab.button("只导入这一行").click()
    expect(page.locator(".zi-grid [data-left-out]")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^有问题")).click()
    mended = page.locator(".zi-grid [data-outcome]", has_text="百川")
    for at, value in ((2, "13622220003"), (3, "b@ry.example")):
        mended.locator(f"[data-at='{at}']").dblclick()
        page.keyboard.press("Control+a")
        page.keyboard.type(value)
        page.keyboard.press("Enter")
        expect(mended.locator(f"[data-at='{at}']")).to_have_text(value)
    expect(page.get_by_role("button", name="有问题 0")).to_be_visible()
    page.get_by_role("button", name=re.compile("^导入 5 行")).click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    found = stored(tab)
    assert set(found) == {"RY1", "RY2", "RY3", "RY4", "RY5"}
    assert found["RY4"]["name"] == f"苏州{MARK}明珠餐饮（新）有限公司"
    assert found["RY2"]["phone"] == "+8613622220001"


def merged_and_taken_apart(tab: Tab) -> None:
    """The twins are found by a scan, listed, merged side by side, edited, and taken apart again."""
    page = tab.go("/duplicates").page
    tab.button("重新查重").click()
    tab.toast("查重：客户")
    tab.settle()
    tab.page.get_by_role("link", name="以列表打开").click()
    expect(page.get_by_role("button", name=re.compile("^属于“可能重复"))).to_be_visible()
    found = stored(tab)
    tab.go(f"/customers/{found['RY2']['id']}")
    strip = page.get_by_role("complementary", name="重复记录")
    tab.button("并排合并", strip).click()
    dialog = page.get_by_role("dialog")
    tab.button("合并 2 条", dialog).click()
    tab.toast("已将 2 条合并")
    (kept,) = {"RY1", "RY2"} & set(stored(tab))
    one = tab.api.get(f"/customers/{found[kept]['id']}")
    tab.api.send("PATCH", f"/customers/{one['id']}", {"version": one["version"], "remark": "合并后写的"})
    tab.go(f"/customers/{one['id']}")
    page.get_by_role("tab", name="变更").click()
    tab.button("撤销", page.locator("article", has_text="合并 ·").first).click()
    tab.toast("已撤销")
    assert {"RY1", "RY2"} <= set(stored(tab))
    assert tab.api.get(f"/customers/{one['id']}")["remark"] == "合并后写的"


def cleaned_and_taken_back(tab: Tab) -> None:
    """A work list of the quality page opens; names are cleaned after a preview, and come back."""
    page = tab.go("/quality").page
    panel = page.get_by_role("region", name="客户", exact=True)
    panel.get_by_role("row").filter(has_text="可能重复").get_by_role("link").click()
    expect(page.get_by_role("button", name=re.compile("^属于“可能重复"))).to_be_visible()
    tab.go("/quality")
    tab.button("清洗", panel).click()
    drawer = page.get_by_role("dialog")
    tab.button("预览", drawer).click()
    expect(drawer.get_by_text("其中一些")).to_be_visible()
    before = stored(tab)["RY5"]["name"]
    drawer.get_by_role("button", name=re.compile("^清洗 ")).click()
    note = tab.toast("已完成")
    assert eventually(lambda: stored(tab)["RY5"]["name"] != before)
    assert "A1" in stored(tab)["RY5"]["name"]
    tab.button("撤销", note).click()
    page.get_by_role("dialog").get_by_role("button", name="撤销").click()
    assert eventually(lambda: stored(tab)["RY5"]["name"] == before)


def told(tab: Tab) -> None:
    """A follow-up says what is new; that is learned within a minute."""
    said = "电话里说换了手机，新号码 13622229999，邮箱改为 neu@ry.example，微信号 ry_day_one"
    tab.api.send("POST", "/interactions", {"customer": stored(tab)["RY3"]["id"], "kind": "call", "content": said})


def suggested(tab: Tab) -> None:
    """What was learned waits on the page of suggestions; one is ignored, the others are taken at once."""
    customer = stored(tab)["RY3"]["id"]
    assert eventually(lambda: len(tab.api.get(f"/customers/{customer}/suggestions")["rows"]) == 3, 90)
    page = tab.go("/").page
    page.get_by_role("region", name="数据维护").get_by_role("link", name=re.compile("更新建议")).click()
    lines = page.locator(".cap-all > li", has_text="百川")
    expect(lines).to_have_count(3)
    tab.button("忽略", page.locator(".cap-all > li", has_text="ry_day_one")).click()
    tab.toast("不会再次建议")
    expect(lines).to_have_count(2)
    for box in lines.get_by_role("checkbox").all():
        box.check()
    tab.button("采用", page.locator(".cap-bar")).click()
    tab.toast("已采用 2 项")
    expect(lines).to_have_count(0)
    row = tab.api.get(f"/customers/{customer}")
    assert (row["phone"], row["email"], row["wechat"]) == ("+8613622229999", "neu@ry.example", None)


def test_a_stewards_day(open_tab: Open) -> None:
    tab = open_tab(STEWARD)
    imported(tab)
    told(tab)
    merged_and_taken_apart(tab)
    cleaned_and_taken_back(tab)
    suggested(tab)
    assert eventually(lambda: twins(tab) == {"RY1", "RY2"}, 90)  # what was taken apart is compared within a minute
