"""Five things that everybody does, without a mouse."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.api import eventually
from tests.journeys.conftest import Open
from tests.journeys.site import OWNER, Site
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser

NAME = "深圳鼎盛源机械有限公司"
PRESSES = 80
_HERE = """() => {
  const at = document.activeElement;
  return `${at.tagName.toLowerCase()} ${at.getAttribute("aria-label") ?? at.getAttribute("name") ?? at.innerText}`;
}"""


def has_focus(control: Locator) -> bool:
    return control.count() == 1 and bool(control.evaluate("one => one === document.activeElement"))


def tab_to(tab: Tab, control: Locator, *, key: str = "Tab") -> None:
    """Press Tab until this control has the focus."""
    passed = []
    for _ in range(PRESSES):
        if has_focus(control):
            return
        tab.page.keyboard.press(key)
        passed.append(tab.page.evaluate(_HERE)[:40])
    pytest.fail(f"{key} does not lead to {control}, but to: {passed}")


def palette(tab: Tab, key: str, typed: str, found: str) -> None:
    """Open the palette by a key and pick the first that is found, once it is there."""
    page = tab.page
    page.keyboard.press(key)
    expect(page.get_by_role("combobox", name="搜索")).to_be_focused()
    page.keyboard.type(typed)
    options = page.get_by_role("option")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    wanted = page.get_by_role("option", name=found).first
    expect(wanted).to_be_visible()
    for _ in range(options.count()):
        if wanted.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    expect(wanted).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")


def test_one_signs_in_and_chooses_language_and_theme(open_tab: Open, site: Site) -> None:
    tab = open_tab(None, refusals=(401,))
    page = tab.go("/sign-in").page
    expect(page.get_by_label("邮箱")).to_be_focused()
    page.keyboard.type(OWNER)
    tab_to(tab, page.locator("input[name=password]"))
    page.keyboard.type(site.password)
    tab_to(tab, tab.button("登录"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{tab.address}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    html = page.locator("html")
    tab_to(tab, page.get_by_role("button", name="我的菜单"))
    page.keyboard.press("Enter")
    choose(tab, page.get_by_role("menuitem", name="English"))
    expect(html).to_have_attribute("lang", "en")
    tab_to(tab, page.get_by_role("button", name="My menu"))
    page.keyboard.press("Space")
    choose(tab, page.get_by_role("menuitem", name="Dark"))
    expect(html).to_have_attribute("data-mantine-color-scheme", "dark")


def choose(tab: Tab, item: Locator) -> None:
    """An item of the menu that has just opened, by the arrows."""
    expect(item).to_be_visible()
    tab_to(tab, item, key="ArrowDown")
    tab.page.keyboard.press("Enter")
    expect(item).to_have_count(0)


def test_a_customer_is_found_by_the_initials_and_followed_up(tab: Tab) -> None:
    page = tab.go("/").page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    palette(tab, "Control+k", "szdsy", NAME)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    one = page.url.rsplit("/", 1)[1]

    said = "没有鼠标也写了跟进。"
    tab_to(tab, page.get_by_role("textbox", name="写跟进记录"))
    page.keyboard.type(said)
    tab_to(tab, tab.button("记录"))
    page.keyboard.press("Enter")
    tab.toast("跟进已记录")
    expect(page.get_by_role("region", name="时间线")).to_contain_text(said)
    rows = tab.api.get(f"/customers/{one}/timeline")["rows"]
    assert rows[0]["record"]["content"] == said


def test_a_customer_is_made(tab: Tab) -> None:
    page = tab.go("/").page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    palette(tab, "/", "xjkh", "新建客户")
    form = page.get_by_role("dialog", name="新建客户")
    name = form.locator("[data-field=name]").get_by_role("textbox")
    expect(name).to_be_visible()
    expect(name).to_be_focused()
    page.keyboard.type("键盘新建有限公司")
    tab_to(tab, tab.button("新建", form))
    page.keyboard.press("Space")
    tab.toast("已新建「键盘新建有限公司」")
    expect(form).to_be_hidden()
    palette(tab, "Control+k", "键盘新建", "键盘新建有限公司")
    expect(page.get_by_role("heading", level=1)).to_have_text("键盘新建有限公司")


def test_the_list_is_walked_edited_selected_and_peeked_into(tab: Tab) -> None:
    columns = "name,source"
    first, second, third = tab.api.get("/customers", sort="id", limit=3, columns=columns)["rows"]
    page = tab.go(f"/customers?sort=id&cols={columns}").page
    expect(page.locator("#cell-0-0")).to_be_visible()
    grid = page.get_by_role("grid", name="客户")
    tab_to(tab, grid)
    expect(grid).to_have_attribute("aria-activedescendant", "cell-0-0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(grid).to_have_attribute("aria-activedescendant", "cell-1-1")

    page.keyboard.press("Enter")
    expect(page.locator("#cell-1-1").get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("键盘来源")
    page.keyboard.press("Enter")
    expect(page.locator("#cell-1-1")).to_have_text("键盘来源")
    assert eventually(lambda: tab.api.get(f"/customers/{second['id']}")["source"] == "键盘来源")
    expect(grid).to_be_focused()
    expect(grid).to_have_attribute("aria-activedescendant", "cell-2-1")

    page.keyboard.press("ArrowLeft")
    page.keyboard.press("x")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("x")
    bar = page.get_by_role("region", name="批量操作")
    expect(bar).to_contain_text("已选 2 条")
    for row, chosen in ((first, False), (second, True), (third, True)):
        box = page.get_by_role("checkbox", name=f"选择 {row['name']}", exact=True)
        expect(box).to_be_checked(checked=chosen)
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()

    expect(grid).to_have_attribute("aria-activedescendant", "cell-1-0")
    page.keyboard.press("Space")
    beside = page.get_by_role("complementary")
    expect(beside).to_contain_text(second["name"])
    expect(page).to_have_url(re.compile(rf"open={second['id']}"))
    page.keyboard.press("ArrowUp")
    expect(beside).to_contain_text(first["name"])
    page.keyboard.press("Escape")
    expect(beside).to_have_count(0)
    expect(grid).to_be_focused()
    expect(grid).to_have_attribute("aria-activedescendant", "cell-0-0")
    page.keyboard.press("Escape")
    expect(grid).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowDown")
    expect(grid).to_have_attribute("aria-activedescendant", "cell-0-0")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first["name"])
