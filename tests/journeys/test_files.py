"""Files in and out: what a company has in its spreadsheets."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = ("客户名称", "手机", "邮箱", "行业", "地区")


def gbk(name: str = "members.csv") -> FilePayload:
    """As an old Chinese system writes it."""
    rows = [
        HEADINGS,
        ("导入一号有限公司", "13900010001", "a1@import.example", "制造", "广东省深圳市南山区"),
        ("导入二号有限公司", "139 0001 0002", "", "软件", "上海浦东新区"),
        ("导入三号有限公司", "12", "a3@import.example", "软件", ""),
    ]
    text = "\r\n".join(",".join(row) for row in rows)
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode("gb18030")}


def titled() -> FilePayload:
    """A sheet as people make it: a title over all columns, a line of remarks, headings in two rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "客户档案"
    sheet.append(["二〇二六年客户档案"])
    sheet.append(["填表人：王芳"])
    sheet.append(["客户名称", "联系方式", None, "行业"])
    sheet.append([None, "手机", "邮箱", None])
    sheet.append(["导入四号有限公司", 13900010004, "a4@import.example", "物流"])
    sheet.append(["导入五号有限公司", 13900010005, "a5@import.example", "餐饮"])
    for area in ("A1:D1", "A2:D2", "A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return {"name": "档案.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def choose(tab: Tab, file: FilePayload) -> None:
    page = tab.go("/import?object=customer").page
    with page.expect_file_chooser() as chooser:
        tab.button("选择文件").click()
    chooser.value.set_files(file)


def test_cells_are_pasted(tab: Tab) -> None:
    page = tab.go("/import?object=customer").page
    cells = "客户名称\t手机\r\n粘贴一号有限公司\t13900020001\r\n粘贴二号有限公司\t13900020002\r\n"
    page.get_by_label("或粘贴单元格").evaluate(
        """(box, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        cells,
    )
    expect(page.get_by_text("粘贴的内容.txt")).to_be_visible()
    tab.button("导入 2 行").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    assert {one["phone"] for one in stored(tab, "粘贴")} == {"+8613900020001", "+8613900020002"}


def test_a_template_is_filled_in(tab: Tab) -> None:
    page = tab.go("/import?object=customer").page
    with page.expect_download() as download:
        page.get_by_role("link", name="下载客户模板").click()
    assert download.value.suggested_filename == "客户导入模板.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    headings = {str(cell.value): cell.column for cell in book.worksheets[0][1]}
    for heading, value in (("客户名称*", "模板一号有限公司"), ("电话", "13900030001")):
        book.worksheets[0].cell(3, headings[heading], value)
    out = io.BytesIO()
    book.save(out)
    choose(tab, {"name": "客户.xlsx", "mimeType": XLSX, "buffer": out.getvalue()})
    tab.button("导入 2 行").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    assert [one["phone"] for one in stored(tab, "模板")] == ["+8613900030001"]


def outcome(tab: Tab, name: str) -> Locator:
    return tab.page.locator(".zi-count", has_text=name).locator("strong")


def stored(tab: Tab, name: str) -> list[dict[str, object]]:
    where = {"field": "name", "op": "starts", "value": name}
    return tab.api.rows("customers", where=json.dumps(where), columns="name,phone,email,region,industry", sort="name")


def test_an_old_csv_goes_in_and_what_is_impossible_comes_back(tab: Tab) -> None:
    choose(tab, gbk())
    page = tab.page
    expect(page.get_by_text("members.csv")).to_be_visible()
    expect(page.get_by_role("combobox", name="文字编码")).to_have_value("GBK / GB18030")
    for heading, label in (("手机", "电话"), ("地区", "省市区")):
        expect(page.get_by_role("combobox", name=f"「{heading}」对应的字段")).to_have_value(label)
    page.get_by_text("预览（1 行有问题）").click()
    expect(page.get_by_role("row", name="导入三号有限公司")).to_be_visible()
    tab.button("导入 3 行").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    expect(outcome(tab, "新建")).to_have_text("2")
    expect(outcome(tab, "拒绝")).to_have_text("1")
    names = [one["name"] for one in stored(tab, "导入")]
    assert {"导入一号有限公司", "导入二号有限公司"} <= set(names)
    assert "导入三号有限公司" not in names
    one = stored(tab, "导入一号")[0]
    assert (one["phone"], one["region"], one["industry"]) == ("+8613900010001", "440305", "制造")

    with page.expect_download() as download:
        page.get_by_role("link", name="下载有问题的行").click()
    refused = Path(download.value.path()).read_bytes()
    assert "导入三号有限公司" in text_of(refused, download.value.suggested_filename)

    tab.button("撤销这次导入").click()
    tab.button("撤销", page.get_by_role("dialog", name="撤销这次导入")).click()
    undone = page.get_by_role("status").filter(has_text="这次导入已撤销")
    expect(undone).to_contain_text("已撤销 2 条")
    assert stored(tab, "导入一号") == []
    page.reload()  # one may leave and come back
    expect(undone).to_contain_text("已撤销 2 条")


def test_a_wrong_encoding_is_put_right_and_a_wrong_value_costs_only_itself(tab: Tab) -> None:
    choose(tab, gbk("values.csv"))
    page = tab.page
    encoding = page.get_by_role("combobox", name="文字编码")
    for name, heading in (("Big5（繁体）", 0), ("GBK / GB18030", 1)):
        encoding.click()
        page.get_by_role("option", name=name).click()
        expect(page.get_by_role("rowheader", name="客户名称")).to_have_count(heading)
    page.get_by_text("只略过该值").click()
    tab.button("导入 3 行").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    expect(outcome(tab, "新建")).to_have_text("3")
    expect(outcome(tab, "略过的值")).to_have_text("1")
    one = stored(tab, "导入三号")[0]
    assert (one["phone"], one["email"]) == (None, "a3@import.example")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载有问题的行").click()
    told = Path(download.value.path()).read_bytes()
    assert "导入三号有限公司" in text_of(told, download.value.suggested_filename)

    tab.button("后台任务").click()
    tray = page.get_by_role("dialog", name="后台任务")
    line = tray.locator(".z-col", has=page.get_by_title("values.csv"))
    tab.button("撤销这次导入", line).click()
    tab.button("撤销", page.get_by_role("dialog", name="撤销这次导入")).click()
    tab.toast("撤销：values.csv：已完成")
    assert stored(tab, "导入三号") == []


def test_a_sheet_with_titles_and_merged_headings_goes_in(tab: Tab) -> None:
    choose(tab, titled())
    page = tab.page
    expect(page.get_by_label("表头行")).to_have_value("3")
    expect(page.get_by_role("combobox", name="手机").first).to_have_value("电话")
    tab.button("导入 2 行").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    expect(outcome(tab, "新建")).to_have_text("2")
    one = stored(tab, "导入四号")[0]
    assert (one["phone"], one["email"], one["industry"]) == ("+8613900010004", "a4@import.example", "物流")


def test_exactly_what_is_shown_goes_out(tab: Tab) -> None:
    where = {"field": "industry", "op": "is", "value": "教育"}
    shown = tab.api.get("/customers", where=json.dumps(where), sort="code", columns="name,code,phone,stage", limit=200)
    page = tab.go(f"/customers?where={json.dumps(where)}&sort=code&cols=name,code,phone,stage").page
    expect(page.locator(".zg-title").first).to_be_visible()
    tab.button("更多").click()
    page.get_by_role("menuitem", name="导出当前所见").click()
    dialog = page.get_by_role("dialog", name="导出客户")
    tab.button("导出", dialog).click()
    with page.expect_download() as download:
        dialog.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).active
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert head == ["客户名称", "客户编号", "电话", "阶段"]
    assert [row[:2] for row in rows] == [[one["name"], one["code"]] for one in shown["rows"]]
    assert {row[3] for row in rows} <= {"潜在", "已接触", "洽谈中", "已成交", "已流失"}


def text_of(data: bytes, name: str) -> str:
    """All words of a downloaded sheet."""
    if name.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    return data.decode("utf-8-sig")
