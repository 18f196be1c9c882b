"""A manager looks at who the customers are, and opens the list behind a number; a salesperson sees their own."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.site import SALES
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_a_number_opens_just_those_that_it_counts(tab: Tab) -> None:
    page = tab.go("/analysis").page
    tile = page.get_by_role("link", name="近一年购买客户")
    number = tile.inner_text()
    tile.click()
    expect(page.get_by_text(f"共 {number} 条")).to_be_visible()


def test_a_cell_of_the_cohorts_opens_its_customers(tab: Tab) -> None:
    page = tab.go("/analysis").page
    card = page.get_by_role("region", name="首购月份与回购")
    tab.button("“首购月份与回购”的更多操作", card).click()
    page.get_by_role("menuitem", name="表格视图").click()
    row = card.get_by_role("row").nth(1)
    size = row.get_by_role("cell").first.inner_text()
    row.get_by_role("link").first.click()  # all of them bought in their first month
    expect(page.get_by_text(f"共 {size} 条")).to_be_visible()


def test_a_salesperson_sees_fewer(open_tab: Open) -> None:
    whole, own = (
        opened.go("/analysis").page.get_by_role("link", name="客户数") for opened in (open_tab(), open_tab(SALES))
    )
    assert int(own.inner_text()) < int(whole.inner_text())
