"""What is slow or away costs nothing that a person typed, ticked or pasted."""

import re
import time
from contextlib import suppress

import pytest
from playwright.sync_api import APIResponse, Error, Route, expect

from tests.journeys.api import eventually
from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser

EDITORS = re.compile(r"/assets/inputs-[\w-]+\.js")
IMPORTS = re.compile(r"/assets/ImportPage-[\w-]+\.js")
PASTE = """text => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
}"""


WITHOUT_WORKER = "delete Navigator.prototype.serviceWorker"  # what it asks for does not come past a route


def late(route: Route) -> None:
    time.sleep(1)
    route.continue_()


def test_keys_wait_for_an_editor_that_is_on_its_way(tab: Tab) -> None:
    one = tab.api.send("POST", "/customers", {"name": "慢编辑有限公司", "industry": "软件"})["id"]
    page = tab.page
    page.add_init_script(WITHOUT_WORKER)
    page.route(EDITORS, late)
    tab.go("/customers?sort=-id&q=慢编辑&cols=name,industry")
    expect(page.locator("#cell-0-1")).to_have_text("软件")
    page.get_by_role("grid").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("banking")
    expect(page.locator("#cell-0-1").get_by_role("textbox")).to_have_value("banking")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    assert eventually(lambda: tab.api.get(f"/customers/{one}")["industry"] == "banking!")


def test_two_columns_ticked_at_once_are_both_there(tab: Tab) -> None:
    page = tab.go("/customers?cols=name").page
    tab.button("列与密度").click()
    expect(page.get_by_role("checkbox", name="行业", exact=True)).to_be_visible()
    page.evaluate(
        """() => ['来源', '行业'].forEach(name => [...document.querySelectorAll('label')]
            .find(one => one.textContent === name).click())"""
    )
    for name in ("来源", "行业"):
        expect(page.get_by_role("columnheader", name=name)).to_have_count(1)


def test_a_pasted_name_shows_as_the_record_it_means(tab: Tab) -> None:
    first, second = tab.api.rows("customers", sort="id", limit=2, columns="name")
    one = tab.api.send("POST", "/contacts", {"name": "粘贴联系人", "customer": first["id"]})["id"]
    page = tab.go("/contacts?q=粘贴联系人&cols=name,customer").page
    cell = page.locator("#cell-0-1")
    expect(cell).to_have_text(first["name"])
    page.get_by_role("grid").focus()
    page.keyboard.press("ArrowRight")
    seen: list[str] = []
    page.expose_function("seen", lambda text: seen.append(text))
    page.evaluate(
        """() => new MutationObserver(() => window.seen(document.getElementById('cell-0-1')?.innerText ?? ''))
            .observe(document.querySelector('[role=grid]'), {childList: true, subtree: true, characterData: true})"""
    )
    page.evaluate(PASTE, second["name"])
    expect(cell).to_have_text(second["name"])
    assert tab.api.get(f"/contacts/{one}")["customer"]["id"] == second["id"]
    assert not [text for text in seen if text.startswith("#")]


def test_a_part_that_does_not_come_says_so(open_tab: Open) -> None:
    tab = open_tab()
    page = tab.page
    page.add_init_script(WITHOUT_WORKER)
    page.route(IMPORTS, lambda route: route.abort())
    tab.go("/customers")
    page.get_by_role("link", name="导入", exact=True).click()
    note = page.get_by_role("alert").filter(has_text="页面的一部分没有加载出来")
    expect(note).to_be_visible()
    tab.wrong.clear()  # the browser complains about the part, too
    page.unroute(IMPORTS)
    tab.button("重新加载", note).click()
    expect(page.get_by_text("把 Excel 或 CSV 拖到这里")).to_be_visible()


def noted(tab: Tab, customer: int) -> int:
    """How many follow-ups a customer has by now."""
    return int(tab.api.get(f"/customers/{customer}/related")["interactions"]["value"])


def test_an_answer_from_before_a_write_is_not_taken_for_the_newest(tab: Tab) -> None:
    one = tab.api.send("POST", "/customers", {"name": "慢时间线有限公司"})["id"]
    page = tab.page
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        """The first answer was made before the write, and comes after it."""
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route(re.compile(r"/timeline"), hold)
    tab.go(f"/customers/{one}")
    box = page.get_by_role("textbox", name="写跟进记录")
    box.fill("拜访了采购部")
    assert eventually(lambda: bool(held) or page.wait_for_timeout(50))
    box.press("Control+Enter")
    assert eventually(lambda: bool(noted(tab, one)) or page.wait_for_timeout(50))
    route, answer = held[0]
    with suppress(Error):  # nobody waits for it any more
        route.fulfill(response=answer)
    expect(page.get_by_role("region", name="时间线")).to_contain_text("拜访了采购部")
    page.wait_for_timeout(500)
    expect(page.get_by_role("region", name="时间线")).to_contain_text("拜访了采购部")
