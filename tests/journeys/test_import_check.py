"""A file is mended in the grid before it is imported."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import Open
from tests.journeys.test_files import choose, stored

pytestmark = pytest.mark.browser

ROWS = [
    ("客户编号", "客户名称", "手机"),
    ("CK1", "检查一号有限公司", "12"),
    ("CK2", "检查二号有限公司", "12"),
    ("CK2", "检查三号有限公司", "13900020003"),
    *((f"CL{n}", f"另外{n}号有限公司", f"1391{n:07}") for n in range(700)),
]


def file() -> FilePayload:
    text = "\r\n".join(",".join(row) for row in ROWS)
    return {"name": "检查.csv", "mimeType": "text/csv", "buffer": text.encode()}


def test_wrong_cells_are_mended_where_they_stand(open_tab: Open) -> None:
    tab = open_tab()
    choose(tab, file())
    page = tab.page
    tab.button("检查并修正").click()
    expect(page.get_by_text("703 行已检查")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="有问题 2").click()
    rows = page.locator(".zi-grid [data-outcome]")
    expect(rows).to_have_count(2)
    wrong = page.locator("[aria-invalid]")
    wrong.first.dblclick()
    page.keyboard.press("Control+a")
    page.keyboard.type("13900020001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="有问题 1")).to_be_visible()
    tab.button("本列的“12”全部照改").click()
    # Now two right rows have one code.
    expect(page.get_by_role("button", name="客户编号")).to_be_visible(timeout=30_000)
    page.reload()
    page.get_by_role("button", name="有问题 1").click()
    page.locator("[aria-invalid]").dblclick()
    page.keyboard.press("Control+a")
    page.keyboard.type("CK3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="有问题 0")).to_be_visible()
    tab.button("导入 703 行").click()
    expect(page.get_by_text("导入完成")).to_be_visible(timeout=30_000)
    found = {one["name"]: one["phone"] for one in stored(tab, "检查")}
    assert found["检查一号有限公司"] == found["检查二号有限公司"] == "+8613900020001"
