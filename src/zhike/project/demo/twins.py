"""Customers and contacts that were written down a second time, as other people would have written them."""

from __future__ import annotations

import random
from typing import Any

Row = dict[str, Any]
EVERY = 16  # of so many records one was written down again
FORMS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司")
TRADITIONAL = str.maketrans("华贸东万马机兴龙远汇运业电传顺广", "華貿東萬馬機興龍遠匯運業電傳順廣")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def of_customers(rnd: random.Random, rows: list[Row], people: list[int]) -> list[Row]:
    """Some of the customers again: without the form of the company, its place in brackets, another phone ..."""
    twins = [_customer(rnd, row, rnd.choice(people)) for row in rows[:: EVERY // 2] if rnd.random() < 0.6]
    return twins + [_customer(rnd, row, rnd.choice(people)) for row in rows[:: EVERY * 2]]  # some even a third time


def of_contacts(rnd: random.Random, rows: list[Row]) -> list[Row]:
    """Some of the contacts again, with the phone as somebody else typed it."""
    return [
        {**row, "name": f" {row['name'].translate(TRADITIONAL)} ", "phone": _typed(rnd, row["phone"]), "role": None}
        for row in rows[::EVERY]
    ]


def _customer(rnd: random.Random, row: Row, owner: int) -> Row:
    twin: Row = {
        name: row[name] for name in ("kind", "region", "phone", "industry", "birthday", "sex") if row.get(name)
    }
    twin |= {
        "name": _called(rnd, row),
        "owner": owner,
        "stage": "potential",
        "source": rnd.choice(("展会", "官网", None)),
    }
    if rnd.random() < 0.3 and row.get("email"):
        twin |= {"phone": None, "email": row["email"]}
    elif row.get("phone"):
        twin["phone"] = _typed(rnd, row["phone"])
    if rnd.random() < 0.4:
        twin["tags"] = rnd.sample(("重点客户", "老客户", "展会认识", "价格敏感"), 2)
    if rnd.random() < 0.5 and row.get("address"):
        twin["address"] = row["address"].replace("号", "號").translate(WIDE)
    return twin


def _called(rnd: random.Random, row: Row) -> str:
    name: str = row["name"]
    if row["kind"] == "person":
        return name.translate(TRADITIONAL) if rnd.random() < 0.5 else f"{name[0]} {name[1:]}"
    form = next((one for one in FORMS if name.endswith(one)), "")
    way = rnd.randrange(4)
    if way == 0:
        return name.removesuffix(form)
    if way == 1:
        return f"{name[2:].removesuffix(form)}（{name[:2]}）{form}"
    if way == 2:
        return name.translate(TRADITIONAL)
    return name.replace(form, "有限责任公司" if form == "有限公司" else "有限公司")


def _typed(rnd: random.Random, phone: str) -> str:
    digits = phone[-11:]
    return rnd.choice((digits, f"{digits[:3]} {digits[3:7]} {digits[7:]}", f"+86-{digits}", f"0086{digits}"))
