"""A customer is made: errors at their fields, what was typed stays."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open

pytestmark = pytest.mark.browser


def test_errors_stand_at_the_fields_until_all_is_right(open_tab: Open) -> None:
    tab = open_tab(refusals=(422,), path="/customers")
    page = tab.page
    tab.button("新建客户").click()
    form = page.get_by_role("dialog", name="新建客户")
    tab.button("新建", form).click()
    name = form.locator("[data-field=name]")
    expect(name.get_by_role("alert")).to_have_text("这一项必填")
    expect(name.get_by_role("textbox")).to_be_focused()

    name.get_by_role("textbox").fill("旅程新建有限公司")
    phone, mail = form.locator("[data-field=phone]"), form.locator("[data-field=email]")
    phone.get_by_role("textbox").fill("123")
    mail.get_by_role("textbox").fill("not an address")
    tab.button("新建", form).click()
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(mail.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_role("alert")).to_have_text(re.compile("[\u4e00-\u9fff]"))
    expect(name.get_by_role("textbox")).to_have_value("旅程新建有限公司")

    phone.get_by_role("textbox").fill("0755-8602 3456 转 12")
    mail.get_by_role("textbox").fill("Buyer@Example.com")
    tab.button("新建", form).click()
    note = tab.toast("已新建「旅程新建有限公司」")
    expect(form).to_be_hidden()
    tab.button("打开", note).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("旅程新建有限公司")
    made = tab.api.get(f"/customers/{page.url.rsplit('/', 1)[1]}")
    assert made["phone"] == "+8675586023456;ext=12"
    assert made["owner"]["title"] == "周海燕"
    assert re.fullmatch(r"C\d{4}\d{6}", made["code"])


def test_a_likely_duplicate_is_told_while_one_types(open_tab: Open) -> None:
    tab = open_tab(path="/customers")
    tab.button("新建客户").click()
    form = tab.page.get_by_role("dialog", name="新建客户")
    form.locator("[data-field=name]").get_by_role("textbox").fill("深圳鼎盛源机械有限公司")
    strip = form.get_by_role("complementary")
    expect(strip).to_contain_text("可能已有相同的记录")
    expect(strip.get_by_role("link", name="深圳鼎盛源机械有限公司").first).to_be_visible()
