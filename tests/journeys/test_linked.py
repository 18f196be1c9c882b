"""A workbook of an older system goes in as a whole: its sheets find each other."""

import io

import openpyxl
import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import Open
from tests.journeys.test_files import XLSX, choose, stored
from zhike.engines.intake import sheets

pytestmark = pytest.mark.browser


def ledger(mark: str) -> FilePayload:
    """A title, two lines of headings, a total; a wrong phone, a lost contact, keys in full width."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "说明"
    cover.append(["本表由旧系统导出"])
    people = book.create_sheet("客户")
    people.append(["客户台账"])
    people.append(["旧系统ID", "客户名称", "联系方式", None])
    people.append([None, None, "手机", "邮箱"])
    for n in range(1, 31):
        people.append([f"{mark}{n:03}", f"{mark}第{n}有限公司", "12" if n == 7 else f"139{n:08}", None])
    people.append(["合计", None, "共30家", None])
    for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        people.merge_cells(area)
    contacts = book.create_sheet("联系人")
    contacts.append(["旧系统ID", "姓名", "职务"])
    for n in range(1, 31):
        contacts.append([f"{mark}{n:03}".lower(), f"{mark}联系人{n}", "采购"])
    contacts.append([f"{mark}999", f"{mark}无主", "采购"])
    notes = book.create_sheet("跟进记录")
    notes.append(["旧系统ID", "跟进时间", "跟进人", "方式", "内容"])
    for n in range(1, 31):
        notes.append([f"{mark}{n:03}", f"2024-05-{n:02} 09:30", "旧同事", "拜访", f"{mark}拜访{n}"])
    out = io.BytesIO()
    book.save(out)
    return {"name": f"{mark}台账.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def test_three_sheets_at_once(open_tab: Open, tmp_path_factory: pytest.TempPathFactory) -> None:
    tab = open_tab()
    choose(tab, ledger("LK"))
    page = tab.page
    tab.button("一次导入多张表").click()
    contacts = page.get_by_role("region", name="联系人")
    expect(contacts.get_by_text("31 行中 30 行找到客户")).to_be_visible()
    contacts.get_by_role("button", name="1 行没有找到：查看").click()
    expect(contacts.get_by_text("LK999")).to_be_visible()
    expect(page.get_by_text("导入顺序：客户 → 联系人 → 跟进记录")).to_be_visible()
    expect(page.get_by_role("checkbox", name="说明")).not_to_be_checked()
    page.get_by_role("region", name="客户").get_by_role("button", name="列对应").click()
    expect(page.get_by_role("combobox", name="「旧系统ID」对应的字段")).to_be_visible()
    tab.button("完成").click()
    tab.button("试算结果").click()
    expect(page.get_by_text("以上是逐行试算的结果")).to_be_visible()
    expect(page.get_by_role("region", name="客户").get_by_text("新建 29")).to_be_visible()
    expect(contacts.get_by_text("新建 29")).to_be_visible()
    assert stored(tab, "LK") == []
    page.get_by_role("button", name="导入 3 张表").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    assert len(stored(tab, "LK")) == 29
    with page.expect_download() as download:
        page.get_by_role("link", name="下载有问题的行（含原因）").click()
    path = tmp_path_factory.mktemp("refused") / "r.xlsx"
    download.value.save_as(path)
    rows = {name: list(sheets.open_table(path, name).rows())[1:] for name in ("客户", "联系人", "跟进记录")}
    assert {name: len(one) for name, one in rows.items()} == {"客户": 1, "联系人": 2, "跟进记录": 1}
    tab.button("撤销这次导入").click()
    page.get_by_role("dialog").get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("这次导入已撤销")).to_be_visible()
    assert stored(tab, "LK") == []


def test_on_a_phone(open_tab: Open) -> None:
    tab = open_tab(phone=True)
    choose(tab, ledger("PH"))
    page = tab.page
    tab.button("一次导入多张表").click()
    expect(page.get_by_role("region", name="联系人").get_by_text("31 行中 30 行找到客户")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="导入 3 张表").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
