"""A customer and a contact are made of pasted text: recognised, looked at, changed, and only then saved."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open

pytestmark = pytest.mark.browser
CARD = """\
旅程粘贴贸易有限公司
张伟 销售总监
手机：138 0013 8111
邮箱：zhangwei@paste.example
广东省深圳市南山区科苑路15号
周末请勿打扰"""


def test_pasted_text_fills_the_form_and_saves_nothing_by_itself(open_tab: Open) -> None:
    tab = open_tab(path="/customers")
    page = tab.page
    before = tab.api.get("/customers")["count"]
    tab.button("新建客户").click()
    form = page.get_by_role("dialog", name="新建客户")
    expect(form.locator("[data-field=name]")).to_be_visible()
    page.keyboard.press("Alt+v")
    box = page.get_by_role("dialog", name="粘贴识别：新建客户")
    box.get_by_role("textbox", name="文字").fill(CARD)
    line = box.locator("li[data-field=phone]")
    expect(line.get_by_role("textbox")).to_have_value("+8613800138111")
    expect(line).to_contain_text("确定")
    expect(box).to_contain_text("周末请勿打扰")
    line.get_by_role("textbox").fill("13800138222")
    box.locator("li[data-field=email]").get_by_role("checkbox").uncheck()
    box.get_by_role("checkbox", name="放入“备注”").check()
    box.get_by_role("button", name="填入").click()

    expect(box).to_be_hidden()
    expect(form.locator("[data-field=name]").get_by_role("textbox")).to_have_value("旅程粘贴贸易有限公司")
    expect(form.locator("[data-field=email]").get_by_role("textbox")).to_have_value("")
    assert tab.api.get("/customers")["count"] == before
    tab.button("新建", form).click()
    tab.button("打开", tab.toast("已新建「旅程粘贴贸易有限公司」")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("旅程粘贴贸易有限公司")
    made = tab.api.get(f"/customers/{page.url.rsplit('/', 1)[1]}")
    assert (made["phone"], made["region"], made["address"]) == ("+8613800138222", "440305", "科苑路15号")
    assert "周末请勿打扰" in made["remark"]


def test_text_of_which_nothing_is_recognized_says_so(open_tab: Open) -> None:
    tab = open_tab(path="/customers")
    tab.button("新建客户").click()
    tab.button("粘贴识别").click()
    box = tab.page.get_by_role("dialog", name="粘贴识别：新建客户")
    box.get_by_role("textbox", name="文字").fill("今天天气不错")
    expect(box).to_contain_text("没有识别出内容")
    expect(box.get_by_role("button", name="填入")).to_be_disabled()
