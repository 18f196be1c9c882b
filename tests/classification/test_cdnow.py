"""Real purchases come in by the front door; what classification finds of them is what DuckDB finds in the file.

Every tenth customer in the ordinary run, all 23,570 in the soak.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.classification import cdnow
from tests.classification.conftest import made, run_jobs, swept
from tests.connect.company import Company, Program, found
from tests.intake.company import bring
from zhike.engines.classification.schemes import defaults
from zhike.kernel import db, statistics

KNOWN = {  # every so many customers: customers, purchases, CDs, dollars
    10: (2357, 6787, 16139, Decimal("240267.14")),
    1: (23570, 69659, 167881, Decimal("2500315.63")),
}
GROUPS = [
    {"class": "best", "r": [4, 5], "f": [4, 5], "m": [4, 5]},
    {"class": "lapsing", "r": [1, 2], "f": [4, 5], "m": [3, 5]},
    {"class": "new", "r": [3, 5], "f": [1, 2]},
    {"class": "gone", "r": [1, 2], "f": [1, 3]},
]
CLASSES = [{"code": one, "zh": one} for one in ("best", "lapsing", "new", "gone", "rest")]
RFM = {"recency": "last_order", "frequency": "orders", "monetary": "spent", "groups": GROUPS, "otherwise": "rest"}
ABC = {
    "classes": [{"code": one, "zh": f"{one} 类"} for one in "ABC"],
    "measure": "spent",
    "bands": [{"class": "A", "share": 70}, {"class": "B", "share": 90}, {"class": "C", "share": 100}],
}
ZONE = dt.timezone(dt.timedelta(hours=8))
BY_NUMBER = {"object": "order", "mode": "upsert", "match": "number"}
# A digit is one more than how many n-ths of all have less: whoever has the same has the same digit.
DIGITS = """
    WITH c AS (SELECT customer, max(day) AS r, count(*) AS f, sum(amount) AS m FROM o GROUP BY ALL),
    d AS (SELECT customer,
        1 + (rank() OVER (ORDER BY r) - 1) * {n} // count(*) OVER () AS r,
        1 + (rank() OVER (ORDER BY f) - 1) * {n} // count(*) OVER () AS f,
        1 + (rank() OVER (ORDER BY m) - 1) * {n} // count(*) OVER () AS m FROM c)
"""


@dataclass
class Shop:
    """A company that has taken the purchases in."""

    company: Company
    api: Program
    every: int
    bought: list[cdnow.Purchase]
    orders: Path
    counts: list[Any]  # of the import jobs

    def listed(self, *columns: str) -> Iterator[list[Any]]:
        """Columns of all customers, page by page."""
        after: dict[str, Any] = {}
        while after is not None:
            page = self.api.get("/customers", columns=",".join(columns), sort="id", limit=500, count=0, **after).ok()
            yield from ([row[one] for one in columns] for row in page["rows"])
            after = {"after": page["next"]} if page["next"] else None  # type: ignore[assignment]

    def elsewhere(self, statement: str) -> list[Any]:
        """What DuckDB says of the file (`o`)."""
        with duckdb.connect() as there:
            amounts = "types = {'订单金额': 'DECIMAL(12,2)'}"
            columns = '"客户编号" AS customer, "下单时间" AS day, "订单金额" AS amount'
            there.execute(f"CREATE TABLE o AS SELECT {columns} FROM read_csv('{self.orders}', {amounts})")
            return there.execute(statement).fetchall()

    def published(self, code: str, kind: str, definition: Any) -> int:
        """A scheme that is in force."""
        one = made(self.api, "schemes", name=code, code=code, object="customer", kind=kind)
        self.api.post(f"/schemes/{one}/draft", {"definition": definition}).ok()
        self.api.post(f"/schemes/{one}/versions/1/publish").ok(202)
        run_jobs(self.company, self.api)
        return one


@pytest.fixture(scope="module", params=[10, pytest.param(1, marks=pytest.mark.soak)])
def shop(database: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Customers, then one sheet of orders that name them by number, then what was in these."""
    company, folder = found(), tmp_path_factory.mktemp("cdnow")
    api, bought = company.program(), cdnow.purchases(request.param)
    orders = cdnow.orders_file(folder / "orders.csv", bought)
    files: list[tuple[Path, dict[str, Any]]] = [
        (cdnow.customers_file(folder / "customers.csv", bought), {"object": "customer"}),
        (orders, BY_NUMBER),
        (cdnow.lines_file(folder / "lines.csv", bought), {"object": "order_line"}),
    ]
    counts = [bring(company, api, path, **plan)["counts"] for path, plan in files]
    swept(company)
    for table in ("customers_customer", "classification_facts"):  # as the server does within a minute, but not in tests
        statistics.refresh(table)
    return Shop(company, api, request.param, bought, orders, counts)


def test_all_of_it_came_in(shop: Shop) -> None:
    customers, purchases, items, dollars = KNOWN[shop.every]
    assert shop.counts == [{"created": customers}, {"created": purchases}, {"created": purchases}]
    with db.transaction(shop.company.tenant) as tx:
        totals = tx.one(
            f"SELECT count(*), sum(o.items), sum(o.net) FROM commerce_order o WHERE o.tenant_id = {tx.tenant_id}"
        )
    assert totals == (purchases, items, dollars)
    assert shop.elsewhere("SELECT count(*), sum(amount), count(DISTINCT customer) FROM o") == [
        (purchases, dollars, customers)
    ]


def test_the_same_file_and_the_same_batch_bring_nothing_new(shop: Shop) -> None:
    again = bring(shop.company, shop.api, shop.orders, **BY_NUMBER)
    assert again["counts"] == {"unchanged": len(shop.bought)}
    rows = [
        {"number": one.number, "customer": one.customer, "ordered_at": str(one.on), "amount": str(one.amount)}
        for one in shop.bought[:1000]
    ]
    sent = shop.api.post("/orders/batch", {"mode": "upsert", "match": "number", "rows": rows}).ok()
    assert {name: count for name, count in sent["counts"].items() if count} == {"unchanged": 1000}


def test_measures_are_those_of_the_file(shop: Shop) -> None:
    said = {
        code: (orders, Decimal(spent), Decimal(average), first, last, interval and Decimal(interval))
        for code, orders, spent, average, first, last, interval in shop.listed(
            "code", "m_orders", "m_spent", "m_average_order", "m_first_order", "m_last_order", "m_interval"
        )
    }
    rows = shop.elsewhere("""
        SELECT customer, count(*), sum(amount), round(sum(amount) / count(*), 2), min(day), max(day),
            round((max(day) - min(day)) / nullif(count(*) - 1, 0), 2)
        FROM o GROUP BY customer
    """)
    assert len(rows) == len(said)
    for code, orders, spent, average, first, last, interval in rows:
        told = said[code]
        assert told[:2] == (orders, spent), code
        assert abs(told[2] - Decimal(str(average))) <= Decimal("0.01"), code
        assert [dt.datetime.fromisoformat(one).astimezone(ZONE).date() for one in told[3:5]] == [first, last], code
        assert (told[5] is None) == (interval is None), code
        assert interval is None or abs(told[5] - Decimal(str(interval))) <= Decimal("0.01"), code


def test_how_many_came_back(shop: Shop) -> None:
    told = shop.api.post("/customers/audience", {"where": {"field": "m_orders", "op": ">=", "value": 2}}).ok()
    (elsewhere,) = shop.elsewhere(
        "SELECT count(*) FILTER (WHERE n > 1), count(*) FROM (SELECT count(*) AS n FROM o GROUP BY customer)"
    )
    assert (told["count"], told["of"]) == elsewhere
    assert round(told["count"] / told["of"], 3) == {10: 0.496, 1: 0.495}[shop.every]


@pytest.mark.parametrize("bands", [5, 3])
def test_digits_and_groups_of_rfm(shop: Shop, bands: int) -> None:
    groups = [
        {name: one if name == "class" else [min(each, bands) for each in one] for name, one in group.items()}
        for group in GROUPS
    ]
    definition = {**RFM, "classes": CLASSES, "bands": bands, "groups": groups}
    scheme = shop.published(f"rfm{bands}", "rfm", definition)
    digits = dict(shop.elsewhere(DIGITS.format(n=bands) + "SELECT customer, r * 100 + f * 10 + m FROM d"))
    with db.transaction(shop.company.tenant) as tx:
        rows = tx.rows(
            "SELECT c.code, p.score FROM classification_place p JOIN customers_customer c ON c.id = p.record_id"
            f" AND c.tenant_id = {tx.tenant_id} WHERE p.tenant_id = {tx.tenant_id} AND p.scheme_id = %s",
            (scheme,),
        )
    assert dict(rows) == digits

    whens = " ".join(
        "WHEN "
        + " AND ".join(f"{name} BETWEEN {one[0]} AND {one[1]}" for name, one in group.items() if name != "class")
        + f" THEN '{group['class']}'"
        for group in groups
    )
    counted = dict(
        shop.elsewhere(
            DIGITS.format(n=bands) + f"SELECT CASE {whens} ELSE 'rest' END AS class, count(*) FROM d GROUP BY class"
        )
    )
    assert Counter(row[0] for row in shop.listed(f"class_rfm{bands}")) == counted
    assert set(counted) == {one["code"] for one in CLASSES}


def test_the_groups_that_a_company_begins_with(shop: Shop) -> None:
    whens = " ".join(
        f"WHEN r BETWEEN {r[0]} AND {r[1]} AND f BETWEEN {f[0]} AND {f[1]} THEN '{code}'"
        for code, _, r, f in defaults.GROUPS
    )
    counted = dict(
        shop.elsewhere(DIGITS.format(n=5) + f"SELECT CASE {whens} END AS class, count(*) FROM d GROUP BY class")
    )
    assert Counter(row[0] for row in shop.listed("class_rfm")) == counted


def test_who_makes_seven_tenths_of_the_whole(shop: Shop) -> None:
    shop.published("shares", "abc", ABC)
    counted = shop.elsewhere("""
        WITH c AS (SELECT sum(amount) AS m FROM o GROUP BY customer),
        s AS (SELECT sum(m) OVER () AS whole, sum(m) OVER (ORDER BY m DESC) - m * count(*) OVER (PARTITION BY m) AS more
            FROM c)
        SELECT CASE WHEN more < 0.7 * whole THEN 'A' WHEN more < 0.9 * whole THEN 'B' ELSE 'C' END AS class, count(*)
        FROM s GROUP BY class
    """)
    assert Counter(row[0] for row in shop.listed("class_shares")) == dict(counted)
