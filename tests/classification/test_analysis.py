"""The customer analysis: each number equals an independent reckoning, and opens a list with just as many."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.classification import shop as shops
from tests.classification.conftest import followed, made, swept
from tests.classification.shop import TODAY, Shop, ago, within
from tests.classification.test_schemes import published
from tests.connect.company import Company, Program
from zhike.engines.classification import kept
from zhike.kernel import db

RFM = {
    "classes": [{"code": "good", "zh": "好"}, {"code": "rest", "zh": "一般"}],
    "recency": "last_order", "frequency": "orders", "monetary": "spent", "bands": 5,
    "groups": [{"class": "good", "r": [4, 5]}], "otherwise": "rest",
}  # fmt: skip


@pytest.fixture
def shop(company: Company, api: Program) -> Shop:
    found = shops.opened(company, api, (company.owner, company.colleague("sales")))
    followed(company)
    return found


def card(api: Program, name: str, **asked: Any) -> Any:
    told = api.get(f"/customers/analysis/{name}", **asked).ok()
    assert told["lack"] is None, told
    return told


def listed(api: Program, where: Any) -> int:
    """How many the list says."""
    told = api.get("/customers", where=where, limit=1).ok()["count"]
    assert told["exact"]
    return int(told["value"])


def check_headline(api: Program, shop: Shop) -> None:
    told, bought = card(api, "headline"), shop.bought()
    some = {number: [one for one in orders if within(one, 365)] for number, orders in bought.items()}
    twice = [orders for orders in bought.values() if len(orders) > 1]
    assert (told["records"], told["buyers"], told["repeat"]) == (len(shop.customers), len(bought), len(twice))
    assert told["year"] == sum(bool(orders) for orders in some.values())
    assert told["repeat_rate"] == pytest.approx(len(twice) / len(bought))
    spans = [(orders[-1].at - orders[0].at).total_seconds() / 86400 / (len(orders) - 1) for orders in twice]
    assert told["interval"] == pytest.approx(sum(spans) / len(spans), abs=0.051)
    assert told["paid"] == pytest.approx(sum(shop.paid()), abs=0.005)
    assert told["year_paid"] == pytest.approx(float(sum(one.net for each in some.values() for one in each)), abs=0.005)
    doors = told["doors"]
    assert [listed(api, doors[name]) for name in ("records", "year", "buyers", "repeat")] == [
        told[name] for name in ("records", "year", "buyers", "repeat")
    ]


def check_pareto(api: Program, shop: Shop) -> None:
    told, paid = card(api, "pareto"), shop.paid()
    assert told["count"] == len(paid)
    assert told["gini"] == pytest.approx(shops.gini(paid))
    assert len(told["points"]) <= 100
    whole = sum(paid)
    for point in told["points"]:
        above = [one for one in paid if one >= point["least"] - 1e-9]
        assert point["count"] == len(above)
        assert point["of_count"] == pytest.approx(len(above) / len(paid))
        assert point["of_paid"] == pytest.approx(sum(above) / whole)
    for point in (told["points"][0], told["points"][len(told["points"]) // 2], told["points"][-1]):
        assert listed(api, point["where"]) == point["count"]
    assert told["points"][-1]["of_paid"] == pytest.approx(1)
    fifth = len(paid) / 5  # of whole customers, and of the part of one
    first = sum(paid[: int(fifth)]) + paid[int(fifth)] * (fifth - int(fifth))
    assert told["top_share"] == pytest.approx(first / whole)


def check_cohorts(api: Program, shop: Shop) -> None:
    told = card(api, "cohorts")
    months = [one["month"] for one in told["months"]]
    assert len(months) == 24
    assert months[-1] == f"{TODAY:%Y-%m}"
    found = {(row["month"], month): n for row in told["rows"] for month, n in _by_month(row, months)}
    wanted: Counter[tuple[str, str]] = Counter()
    for orders in shop.bought().values():
        first = f"{orders[0].day:%Y-%m}"
        wanted.update((first, month) for month in {f"{one.day:%Y-%m}" for one in orders} if first in months)
    assert {key: n for key, n in found.items() if n} == dict(wanted)
    assert all(row["size"] == row["counts"][0] for row in told["rows"])
    row = max(told["rows"], key=lambda one: sum(one["counts"][1:]))
    later = next(at for at, n in enumerate(row["counts"]) if at and n)
    bought = told["months"][months.index(row["month"]) + later]["where"]
    assert listed(api, {"all": [row["where"], bought]}) == row["counts"][later]
    assert listed(api, row["where"]) == row["size"]


def _by_month(row: Any, months: list[str]) -> list[tuple[str, int]]:
    start = months.index(row["month"])
    return list(zip(months[start:], row["counts"], strict=True))


def check_changes(api: Program, shop: Shop) -> None:
    told, wanted = card(api, "changes"), []
    for number, orders in shop.bought().items():
        after = sum(float(one.net) for one in orders if within(one, 90))
        before = sum(float(one.net) for one in orders if within(one, 180)) - after
        wanted.append((round(after - before, 2), -number, shop.customers[number]["name"]))
    up = [(change, name) for change, _, name in sorted(wanted, reverse=True) if change > 0][:10]
    down = [(change, name) for change, _, name in sorted(wanted, key=lambda one: (one[0], -one[1])) if change < 0][:10]
    for name, expected in (("risers", up), ("fallers", down)):
        assert [(one["change"], one["record"]["title"]) for one in told[name]] == expected, name


def check_breakdown(api: Program, shop: Shop) -> None:
    for name, value in (("industry", lambda one: one["industry"]), ("region", lambda one: (one["region"] or "")[:2])):
        told = card(api, "breakdown", field=name)
        wanted = Counter(value(one) or None for one in shop.customers.values())
        assert {row["value"]: row["count"] for row in told["rows"]} == dict(wanted)
        assert told["others"] == 0
        assert all(listed(api, row["where"]) == row["count"] for row in told["rows"])
        assert sum(row["paid"] for row in told["rows"]) == pytest.approx(sum(shop.paid()))
    (tag,) = card(api, "breakdown", field="tags")["rows"]
    assert (tag["value"], tag["count"]) == ("重点", sum("重点" in one["tags"] for one in shop.customers.values()))
    assert listed(api, tag["where"]) == tag["count"]


CHECKS = (check_headline, check_pareto, check_cohorts, check_changes, check_breakdown)


def test_numbers_equal_an_independent_reckoning(company: Company, api: Program, shop: Shop) -> None:
    for check in CHECKS:
        check(api, shop)
    assert card(api, "headline")["doors"]["year"]["field"] == "m_orders_365d"
    with db.transaction(company.tenant) as tx:  # and so they do while nothing is kept beside the customers
        tx.execute(f"UPDATE classification_slot SET computed_at = NULL WHERE tenant_id = {tx.tenant_id}")
    for check in CHECKS:
        check(api, shop)
    assert "related" in card(api, "headline")["doors"]["year"]


def test_a_salesperson_sees_their_own_customers(company: Company, api: Program, shop: Shop) -> None:
    owner = next(one["owner"] for one in shop.customers.values() if one["owner"] != company.owner)
    sales = company.program(owner)
    mine = shop.only(lambda one: one["owner"] == owner)
    assert 0 < len(mine.customers) < len(shop.customers)
    for check in CHECKS:
        check(sales, mine)


def test_who_sees_only_some_purchases_gets_numbers_of_these(company: Company, api: Program, shop: Shop) -> None:
    grants = {"*": {"actions": {"read": True}, "scope": "all"}}
    only_dollars = {"actions": {"read": True}, "scope": {"where": {"field": "currency", "op": "is", "value": "USD"}}}
    one = somebody(company, api, {**grants, "order": only_dollars})
    some = Shop(shop.customers, [each for each in shop.orders if each.rate != 1])
    for check in CHECKS:
        check(one, some)


def somebody(company: Company, api: Program, grants: Any) -> Program:
    """A colleague with one role."""
    role, person = made(api, "roles", name="角色", grants=grants), company.colleague()
    version = api.get(f"/people/{person}").ok()["version"]
    api.patch(f"/people/{person}", {"version": version, "roles": [role]}).ok()
    return company.program(person)


def test_who_does_not_see_amounts_sees_no_revenue(company: Company, api: Program, shop: Shop) -> None:
    grants = {"*": {"actions": {"read": True}, "scope": "all"}}
    one = somebody(company, api, {**grants, "order": {"fields": {"net": "hidden"}}})
    told = card(one, "headline")
    assert (told["records"], told["buyers"]) == (len(shop.customers), len(shop.bought()))
    assert (told["paid"], told["year_paid"]) == (None, None)
    assert all(row["paid"] is None for row in card(one, "breakdown", field="industry")["rows"])
    for name in ("pareto", "changes"):
        assert one.get(f"/customers/analysis/{name}").ok() == {"at": None, "over": False, "lack": "rights"}
    none = somebody(company, api, {**grants, "order": {"actions": {}}})
    told = card(none, "headline")
    assert (told["records"], told["buyers"], told["doors"]["year"]) == (len(shop.customers), None, None)
    for name in ("cohorts", "pareto", "changes", "needs"):
        assert none.get(f"/customers/analysis/{name}").ok()["lack"] == "rights"
    hidden = somebody(company, api, {**grants, "customer": {"fields": {"industry": "hidden", "m_spent": "hidden"}}})
    hidden.get("/customers/analysis/breakdown", field="industry").refused(400, "condition.unknown_field")
    check_pareto(hidden, shop)  # the sum of what they may see


def test_cells_of_rfm_open_their_lists(company: Company, api: Program, shop: Shop) -> None:
    swept(company)
    scheme = made(api, "schemes", name="客户价值", code="value", object="customer", kind="rfm")
    api.get("/customers/analysis/rfm", scheme=scheme).refused(404)
    published(company, api, scheme, RFM)
    told = card(api, "rfm", scheme=scheme)
    assert (told["bands"], sum(one["count"] for one in told["cells"])) == (5, len(shop.bought()))
    assert sum(one["paid"] for one in told["cells"]) == pytest.approx(sum(shop.paid()))
    for one in told["cells"]:
        assert listed(api, one["where"]) == one["count"]
    owner = next(one["owner"] for one in shop.customers.values() if one["owner"] != company.owner)
    mine = card(company.program(owner), "rfm", scheme=scheme)["cells"]
    assert sum(one["count"] for one in mine) == len(shop.only(lambda one: one["owner"] == owner).bought())
    words = api.post("/customers/words", {"where": told["cells"][0]["where"]}).ok()["words"]
    assert "客户价值" in words
    schemes = {one["id"]: one["kind"] for one in api.get("/customers/analysis").ok()["schemes"]}
    assert schemes[scheme] == "rfm"
    for wrong in ("rfm:1", "rfm:0:1:1", f"rfm:{scheme}:1:99", "moved:1:now", f"moved:{scheme}:x:now::"):
        api.get("/customers", where={"in": wrong}).refused(400, "condition.unknown_set")


def test_who_moved_between_two_days(company: Company, api: Program, shop: Shop) -> None:
    scheme = made(api, "schemes", name="客户价值", code="value", object="customer", kind="rules")
    rich = {"field": "industry", "op": "is", "value": "零售"}
    classes = [{"code": "a:b", "zh": "甲：乙"}, {"code": "rest", "zh": "其他"}]
    rules = {"classes": classes, "rules": [{"class": "a:b", "where": rich}], "otherwise": "rest"}
    published(company, api, scheme, rules)
    assert api.get("/customers/analysis/movement", scheme=scheme).ok() == {"at": None, "over": False, "lack": "history"}
    with db.transaction(company.tenant) as tx:  # they have been there for 40 days
        tx.execute(
            f"UPDATE classification_place SET since = since - interval '40 days' WHERE tenant_id = {tx.tenant_id}"
        )
    before = {number: "a:b" if one["industry"] == "零售" else "rest" for number, one in shop.customers.items()}
    movers = [number for number, one in before.items() if one == "rest"][:4]
    gone = next(number for number, one in before.items() if one == "a:b")
    for number in movers:
        api.patch(f"/customers/{number}", {"version": 1, "industry": "零售"}).ok()
    api.delete(f"/customers/{gone}").ok()
    late = made(api, "customers", name="新来的")
    followed(company)
    del before[gone]
    wanted = Counter((was, "a:b" if number in movers else was) for number, was in before.items())
    wanted[None, "rest"] += 1
    told = card(api, "movement", scheme=scheme, first=str(ago(30)))
    assert {(one["from"], one["to"]): one["count"] for one in told["rows"]} == dict(wanted)
    assert {one["where"]["in"].count(":") for one in told["rows"]} == {5}
    for one in told["rows"]:
        assert listed(api, one["where"]) == one["count"]
    (came,) = (one for one in told["rows"] if one["from"] is None)
    assert [row["id"] for row in api.get("/customers", where=came["where"]).ok()["rows"]] == [late]
    past = card(api, "movement", scheme=scheme, first=str(ago(30)), last=str(ago(10)))
    assert {(one["from"], one["to"]): one["count"] for one in past["rows"]} == {
        (was, was): n for was, n in Counter(before.values()).items()
    }
    api.get("/customers/analysis/movement", scheme=scheme, first="2999-01-01").refused(400)
    ever = {"scheme": scheme, "first": "0001-01-01", "last": "9999-12-31"}
    assert api.get("/customers/analysis/movement", **ever).ok() == {"at": None, "over": False, "lack": "history"}
    for_all_time = {"in": came["where"]["in"].replace(str(ago(30)), ever["first"]).replace("now", ever["last"])}
    assert listed(api, for_all_time) >= 1  # the newest has come since
    sales = company.program(next(one["owner"] for one in shop.customers.values() if one["owner"] != company.owner))
    mine = card(sales, "movement", scheme=scheme, first=str(ago(30)))["rows"]
    assert sum(one["count"] for one in mine) == listed(sales, {"all": []}) < len(before)


def test_needs_by_category(company: Company, api: Program, shop: Shop) -> None:
    tea, cups = (made(api, "product_categories", name=name) for name in ("茶叶", "茶具"))
    products = [made(api, "products", name=f"品{n}", category=kind) for n, kind in enumerate((tea, tea, cups, None))]
    wanted: dict[int, set[int]] = {tea: set(), cups: set()}
    for n, order in enumerate(one for one in shop.orders if one.customer in shop.customers):
        kind = (tea, tea, cups, None)[n % 4]
        made(api, "order_lines", order=order.id, product=products[n % 4])
        if kind and within(order, 90) and not order.canceled:
            wanted[kind].add(order.customer)
    told = card(api, "needs")
    assert {one["id"]: one["count"] for one in told["rows"]} == {kind: len(some) for kind, some in wanted.items()}
    for one in told["rows"]:
        assert listed(api, one["where"]) == one["count"]


def test_without_data_nothing_is_made_up(company: Company, api: Program) -> None:
    told = card(api, "headline")
    assert (told["records"], told["repeat_rate"], told["interval"]) == (0, None, None)
    told = card(api, "pareto")
    assert (told["points"], told["gini"], told["top_share"]) == ([], None, None)
    assert card(api, "cohorts")["rows"] == []
    assert card(api, "changes")["risers"] == card(api, "changes")["fallers"] == []
    told = card(api, "breakdown", field="industry")
    assert (told["rows"], told["others"], told["over"]) == ([], 0, False)
    assert card(api, "needs")["rows"] == []


def test_what_took_long_is_kept_for_a_while(
    company: Company, api: Program, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LEAST", 0)
    monkeypatch.setattr(kept, "TIMES", 1e9)
    first = card(api, "headline")
    made(api, "customers", name="新来的")
    assert card(api, "headline") == first
    again = card(api, "headline", refresh=1)
    assert again["records"] == first["records"] + 1
    assert again["at"] > first["at"]
    assert card(api, "headline") == again
    assert not again["over"]
    monkeypatch.setattr(kept, "TIMES", 0)
    made(api, "customers", name="更新的")
    card(api, "headline", refresh=1)
    made(api, "customers", name="最新的")
    old = card(api, "headline")  # at once, and it says that it is time to look again
    assert (old["records"], old["over"]) == (again["records"] + 1, True)
    assert card(api, "headline", refresh=1)["records"] == old["records"] + 1
    owner = next(one["owner"] for one in shop.customers.values() if one["owner"] != company.owner)
    assert card(company.program(owner), "headline")["records"] < again["records"]


def test_the_night_finds_the_cards_for_whoever_comes_in_the_morning(
    company: Company, api: Program, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LEAST", 0)
    monkeypatch.setattr(kept, "TIMES", 1e9)
    swept(company)
    made(api, "customers", name="早上来的", industry="晨光")
    assert card(api, "headline")["records"] == len(shop.customers)  # with its moment: the night's
    assert "晨光" not in [row["value"] for row in card(api, "breakdown", field="industry")["rows"]]
    assert card(api, "headline", refresh=1)["records"] == len(shop.customers) + 1
