"""A marketing manager's week: orders come in, customers are classed by them, judged, and gathered for a campaign.

Every number is worked out here from the rows of the file, and then looked for on the screen.
"""

import datetime as dt
import io
import re
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.api import eventually, own_password
from tests.journeys.conftest import Open
from tests.journeys.site import Site
from tests.journeys.tab import Tab
from tests.journeys.test_files import XLSX, choose
from tests.journeys.test_segments import choose as pick

pytestmark = pytest.mark.browser

OWNER = "week@tea.example"
NOON = dt.datetime.now(ZoneInfo("Asia/Shanghai")).replace(hour=12, minute=0, second=0, microsecond=0)
LATELY = 90  # days
WANTED = 1700  # what a customer has to have spent of late to be gathered
EDGES = {89, 90, 91, 364, 365, 366}  # days at which nobody buys: whether they count is a matter of hours
BEST, NEW = "重要价值客户", "未分类"
GROUPS = {  # high or low in recency, frequency and spending
    (True, True, True): BEST,
    (True, False, True): "重要发展客户",
    (False, True, True): "重要保持客户",
    (False, False, True): "重要挽留客户",
    (True, True, False): "一般价值客户",
    (True, False, False): "一般发展客户",
    (False, True, False): "一般保持客户",
    (False, False, False): "一般挽留客户",
}


@dataclass(frozen=True)
class Order:
    """A line of the second sheet."""

    number: str
    customer: int
    ago: int  # days
    amount: Decimal
    state: str

    @property
    def at(self) -> dt.datetime:
        return NOON - dt.timedelta(days=self.ago)


def bought() -> list[Order]:
    """Of 60 customers of a tea shop, from twice a month to once long ago; some have bought alike, one order was
    cancelled, and one customer makes a third of what is sold. Four more never bought."""
    orders = []
    for one in range(1, 61):
        times, last, price = 1 + one * 7 % 11, 2 + one * one * 13 % 420, 80 + one * 37 % 9 * 110
        for nth in range(times):
            amount = Decimal(price + nth * 15) * (60 if one == 9 else 1)
            ago = last + nth * (11 + one % 5)
            orders.append(Order(f"T{one:02}-{nth}", one, ago + 3 * (ago in EDGES), amount, "已完成"))
    return [*orders, Order("T60-X", 60, 1, Decimal(88000), "已取消")]


ORDERS = bought()


def workbook() -> FilePayload:
    """As the shop's system exports it: a sheet of members, one of orders."""
    book = openpyxl.Workbook()
    people = book.active
    people.title = "客户"
    people.append(["客户编号", "客户名称", "手机"])
    for one in range(1, 65):
        people.append([f"TEA{one:02}", f"茶客{one:02}", f"1370000{one:04}"])
    orders = book.create_sheet("订单")
    orders.append(["订单号", "客户编号", "下单时间", "订单金额", "订单状态"])
    for one in ORDERS:
        orders.append([one.number, f"TEA{one.customer:02}", f"{one.at:%Y-%m-%d %H:%M}", float(one.amount), one.state])
    out = io.BytesIO()
    book.save(out)
    return {"name": "茶铺.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}


def kept() -> dict[int, list[Order]]:
    """The orders of each customer, without what was cancelled."""
    found: dict[int, list[Order]] = {}
    for one in ORDERS:
        if one.state != "已取消":
            found.setdefault(one.customer, []).append(one)
    return found


def classed(bands: int, high: int) -> dict[int, str]:
    """Hughes' way: the rank of each value among all who bought, equal ones together; high from a digit on."""
    values = {
        who: (-min(one.ago for one in some), len(some), sum(one.amount for one in some)) for who, some in kept().items()
    }
    above = []
    for column in zip(*values.values(), strict=True):
        ranked = sorted(column)
        above.append([ranked[ceil(len(ranked) * at / bands) - 1] for at in range(1, bands)])
    return {
        who: GROUPS[
            tuple(1 + sum(value > cut for cut in cuts) >= high for value, cuts in zip(three, above, strict=True))
        ]
        for who, three in values.items()
    }


def counts(region: Locator) -> dict[str, int]:
    """The classes with at least one, as a table of bars says."""
    expect(region.locator(".zs-counts tr").first).to_be_visible()
    found = {}
    for row in region.locator(".zs-counts tr").all():
        number = int(row.locator("td.zs-number").first.inner_text().replace(",", ""))
        if number:
            found[row.get_by_role("rowheader").inner_text()] = number
    return found


def monday_orders_come_in(tab: Tab) -> None:
    """Both sheets at once; each order finds its customer."""
    choose(tab, workbook())
    page = tab.page
    tab.button("一次导入多张表").click()
    expect(
        page.get_by_role("region", name="订单").get_by_text(f"{len(ORDERS)} 行中 {len(ORDERS)} 行找到客户")
    ).to_be_visible()
    page.get_by_role("button", name="导入 2 张表").click()
    expect(page.get_by_text("导入完成")).to_be_visible()
    assert tab.api.get("/customers", limit=1)["count"]["value"] == 64
    assert tab.api.get("/orders", limit=1)["count"]["value"] == len(ORDERS)
    buyers = {"where": {"field": "m_orders", "op": ">=", "value": 1}}
    assert eventually(lambda: tab.api.send("POST", "/customers/audience", buyers)["count"] == len(kept()))


def tuesday_a_scheme_is_drafted_and_published(tab: Tab) -> None:
    """The draft says how many would be in each class; so does the preview, and the scheme in force."""
    wanted = classed(5, 4)
    page = tab.go("/schemes").page
    tab.button("新建分类体系").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("名称（中文）").fill("茶客价值")
    form.get_by_role("radio", name=re.compile("^RFM")).check()
    tab.button("保存", form).click()
    tab.button("开始草稿").click()
    draft = page.get_by_role("dialog", name="分类草稿")
    tab.button("保存并试算", draft).click()
    told = draft.get_by_text(f"64 条记录中，{len(wanted)} 条会换类")
    expect(told).to_be_visible()
    everybody = Counter(wanted.values()) + Counter({NEW: 4})
    assert counts(draft) == everybody
    tab.button("完整预览", draft).click()
    assert counts(page.get_by_role("region", name="每类的数量")) == everybody
    published(tab)
    page.get_by_role("tab", name="分类", exact=True).click()
    expect(page.get_by_role("region", name="使用中").get_by_role("link").first).to_be_visible()
    assert counts(page.get_by_role("region", name="使用中")) == everybody


def published(tab: Tab) -> None:
    tab.button("发布").click()
    tab.button("发布", tab.page.get_by_role("dialog")).click()
    expect(tab.page.get_by_text("这一版正在使用")).to_be_visible()


def wednesday_another_cut_is_weighed(tab: Tab) -> None:
    """Three bands instead of five: who would move from where to where, by name; one of them says so on their page."""
    before, after = classed(5, 4), classed(3, 3)
    moved = {who: (before[who], after[who]) for who in before if before[who] != after[who]}
    page = tab.page
    tab.button("修改").click()
    draft = page.get_by_role("dialog", name="分类草稿")
    draft.get_by_role("radiogroup", name="档数").get_by_text("3 档").click()
    draft.get_by_label("版本说明").fill("三档够用")
    tab.button("完整预览", draft).click()
    expect(page.get_by_text(f"64 条记录中，{len(moved)} 条会换类")).to_be_visible()
    sample = page.get_by_role("region", name="会换类的一部分").get_by_role("row")
    for who, (was, would) in moved.items():
        row = sample.filter(has_text=f"茶客{who:02}")
        expect(row.get_by_role("cell")).to_contain_text([f"茶客{who:02}", was, would])
    published(tab)


def thursday_those_who_changed_are_found(tab: Tab) -> None:
    """The cell of those who came into the best class opens just them."""
    best = sorted(f"茶客{who:02}" for who, one in classed(3, 3).items() if one == BEST)
    page = tab.page
    page.get_by_role("tab", name="变动").click()
    page.locator(f".zc-press[data-tip^='{NEW} → {BEST} · {len(best)} ·']").click()
    expect(page.get_by_text(f"共 {len(best)} 条")).to_be_visible()
    assert sorted(page.locator(".zg-title").all_inner_texts()) == best


def friday_a_segment_is_made_of_them(tab: Tab) -> None:
    """Of the best those who spent much of late, counted while the condition is written."""
    spent = {who: sum(one.amount for one in some if one.ago < LATELY) for who, some in kept().items()}
    assert "已取消" not in {one.state for one in ORDERS if classed(3, 3).get(one.customer) == BEST}
    best = [who for who, one in classed(3, 3).items() if one == BEST]
    wanted = sorted(f"茶客{who:02}" for who in best if spent[who] >= WANTED)
    assert 0 < len(wanted) < len(best)
    page = tab.go("/segments").page
    expect(page.get_by_text("还没有分群")).to_be_visible()
    tab.button("新建分群").first.click()
    drawer = page.get_by_role("dialog", name="新建分群")
    drawer.get_by_role("textbox", name="分群名称").fill("近期大客户")
    tab.button("添加条件", drawer).click()
    pick(page, "字段", "茶客价值")
    pick(page, "条件", "是")
    page.get_by_role("combobox", name="值").last.click()
    page.get_by_role("option", name=BEST).click()
    expect(drawer.locator(".zs-count")).to_have_text(str(len(best)))
    tab.button("添加条件", drawer).click()
    pick(page, "字段", "订单 · 数量或合计")
    pick(page, "计算", "订单金额 · 合计")
    pick(page, "时间范围", f"最近 {LATELY} 天")
    drawer.get_by_role("textbox", name="值", exact=True).last.fill(str(WANTED))
    expect(drawer.locator(".zs-count")).to_have_text(str(len(wanted)))
    expect(drawer.get_by_text(f"最近 {LATELY} 天的订单的订单金额合计不小于 {WANTED}")).to_be_visible()
    assert sorted(drawer.locator(".zs-sample a").all_inner_texts()) == wanted
    tab.button("保存", drawer).click()
    expect(page.get_by_role("heading", level=1, name="近期大客户")).to_be_visible()
    page.get_by_role("link", name=str(len(wanted)), exact=True).click()
    expect(page.get_by_text(f"共 {len(wanted)} 条")).to_be_visible()
    assert sorted(page.locator(".zg-title").all_inner_texts()) == wanted


def share(part: Decimal | int, of: Decimal | int) -> str:
    return f"{100 * part / of:.1f}%" if of else "–"


def whole(money: Decimal) -> str:
    return f"{money.quantize(Decimal(1), ROUND_HALF_UP):,}"


def friday_the_scheme_is_judged(tab: Tab) -> None:
    """What each class bought within a year, how many of it did, and how many came back."""
    of_class: dict[str, list[list[Order]]] = {}
    for who, name in classed(3, 3).items():
        of_class.setdefault(name, []).append([one for one in kept()[who] if one.ago < 365])
    page = tab.go("/schemes").page
    page.get_by_role("link", name="茶客价值").click()
    page.get_by_role("tab", name="评估").click()
    tab.button("评估").click()
    told = page.get_by_role("region", name="每一类")
    expect(told).to_be_visible()
    everything = sum(one.amount for some in of_class.values() for each in some for one in each)
    for name, members in of_class.items():
        spent = sum((one.amount for each in members for one in each), Decimal(0))
        buyers = [each for each in members if each]
        row = told.get_by_role("row").filter(has_text=name).get_by_role("cell").all_inner_texts()
        wanted = [
            name, str(len(members)), share(len(members), 64), whole(spent), share(spent, everything),
            whole(spent / len(members)),
        ]  # fmt: skip
        assert row[:6] == wanted
        assert row[7:9] == [share(len(buyers), len(members)), share(sum(len(each) > 1 for each in buyers), len(buyers))]


def test_a_managers_week(open_tab: Open, site: Site) -> None:
    said = site.command("company", "create", "--name", "山间茶铺", "--owner-email", OWNER)
    tab = open_tab(None, refusals=(401,))
    assert tab.context.browser
    given = re.search(r"password (\S+)", said)
    assert given
    password = own_password(tab.context.browser, tab.address, OWNER, given[1])
    page = tab.go("/sign-in").page
    page.locator("input[name=email]").fill(OWNER)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_role("button", name="我的菜单")).to_be_visible()
    monday_orders_come_in(tab)
    tuesday_a_scheme_is_drafted_and_published(tab)
    wednesday_another_cut_is_weighed(tab)
    thursday_those_who_changed_are_found(tab)
    friday_a_segment_is_made_of_them(tab)
    friday_the_scheme_is_judged(tab)
