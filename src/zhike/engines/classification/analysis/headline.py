"""The numbers at the head: how many there are, who buys, who comes back, and how soon."""

from __future__ import annotations

from zhike.engines.classification.analysis.card import Asked, Json, money, told
from zhike.engines.classification.analysis.purchases import YEAR
from zhike.kernel.read.page import joining
from zhike.kernel.sql import Sql

ALL: Json = {"all": []}


def headline(one: Asked) -> Json:
    """Records, buyers of a year, those who bought at least once and twice, their interval, and what was paid.

    The interval is that between two purchases of one record, on average over all who have bought twice.
    """
    compiler, bought = joining(one.actor), one.purchases if one.purchases and one.purchases.seen() else None
    columns = ["count(*)"]
    if bought:
        year, orders = bought.value(compiler, "count", YEAR), bought.value(compiler, "count")
        columns += [
            f"count(*) FILTER (WHERE {year} > 0)",
            f"count(*) FILTER (WHERE {orders} > 0)",
            f"count(*) FILTER (WHERE {orders} > 1)",
            f"(avg({bought.value(compiler, 'interval')}) FILTER (WHERE {orders} > 1))::float8",
        ]
    if pays := one.pays:
        columns += [f"sum({pays.value(compiler, 'sum:amount', YEAR)})", f"sum({pays.value(compiler, 'sum:amount')})"]
    rows, at = one.rows(one.over(Sql(", ".join(columns)), compiler))
    number, year_buyers, buyers, repeated, interval, year_paid, paid = rows[0] + [None] * (7 - len(rows[0]))
    doors: dict[str, Json | None] = {"records": ALL, "year": None, "buyers": None, "repeat": None}
    if bought:
        doors |= {
            "year": bought.where("count", ">", 0, YEAR),
            "buyers": bought.where("count", ">", 0),
            "repeat": bought.where("count", ">", 1),
        }
    return told(
        at, records=number, year=year_buyers, buyers=buyers, repeat=repeated, doors=doors,
        repeat_rate=repeated / buyers if buyers else None,
        interval=None if interval is None else round(interval, 1),
        year_paid=money(year_paid), paid=money(paid),
    )  # fmt: skip
