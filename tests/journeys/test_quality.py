"""Whoever looks after the records sees how good they are, opens what is wrong, cleans it, and takes it back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.api import eventually
from tests.journeys.conftest import Open
from tests.journeys.site import SALES, STEWARD

pytestmark = pytest.mark.browser


def test_a_number_opens_the_records_behind_it(open_tab: Open) -> None:
    tab = open_tab(STEWARD)
    page = tab.go("/quality").page
    row = page.get_by_role("region", name="客户", exact=True).get_by_role("row").filter(has_text="电话与另一条记录相同")
    number = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    expect(page.get_by_role("button", name="属于“电话与另一条记录相同”", exact=True)).to_be_visible()
    expect(page.get_by_text(f"共 {number} 条")).to_be_visible()


def test_a_record_says_what_it_lacks(open_tab: Open) -> None:
    tab = open_tab(STEWARD)
    found = tab.api.first("customers", where='{"field": "region", "op": "empty"}', columns="name", sort="id")
    page = tab.go(f"/customers/{found['id']}").page
    page.get_by_role("button", name="数据质量").click()
    expect(page.get_by_text("缺少省市区")).to_be_visible()
    expect(page.get_by_text("省市区为空")).to_be_visible()


def test_names_are_cleaned_after_a_preview_and_come_back(open_tab: Open) -> None:
    tab = open_tab(STEWARD)
    untidy = '{"field": "name", "op": "contains", "value": "Ａ１"}'
    before = tab.api.first("customers", where=untidy, columns="name", sort="id")
    page = tab.go("/quality").page
    page.get_by_role("region", name="客户", exact=True).get_by_role("button", name="清洗").click()
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("cell", name=before["name"], exact=True)).to_be_visible()
    page.get_by_role("button", name="清洗").last.click()
    note = tab.toast("已完成")
    eventually(lambda: tab.api.get(f"/customers/{before['id']}")["name"] != before["name"])
    tab.button("撤销", note).click()
    page.get_by_role("dialog").get_by_role("button", name="撤销").click()
    eventually(lambda: tab.api.get(f"/customers/{before['id']}")["name"] == before["name"])


def test_who_sees_only_their_own_has_no_such_page(open_tab: Open) -> None:
    page = open_tab(SALES).go("/").page
    expect(page.get_by_role("link", name="客户", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="数据质量")).to_have_count(0)
