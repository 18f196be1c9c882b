"""What people leave behind them: a part of the demo company's customers is not as it should be."""

from __future__ import annotations

import random
from typing import Any

TAGS = {"重点": "重点客户", "VIP": "ｖｉｐ", "高意向": "高 意向", "长期合作": "长期"}
WIDE = str.maketrans({chr(one): chr(one + 0xFEE0) for one in range(0x21, 0x7F)})


def untidy(rnd: random.Random, rows: list[dict[str, Any]]) -> None:
    """Spoil about every third of the rows, each in one way."""
    for before, row in zip([rows[-1], *rows], rows, strict=False):
        spoil = rnd.choice((*WAYS, *[None] * 2 * len(WAYS)))
        if spoil is not None:
            spoil(rnd, row, before)


def _no_region(_rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    row["region"] = None


def _no_phone(_rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    row["phone"] = None


def _made_up_phone(rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    row["phone"] = rnd.choice(("13800138000", "13888888888", "13912345678"))


def _phone_of_another(_rnd: random.Random, row: dict[str, Any], before: dict[str, Any]) -> None:
    row["phone"] = before["phone"] or row["phone"]


def _dead_email(_rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    if row.get("email"):
        row["email"] = row["email"].replace("@demo.example", "@qq.con")


def _nobody_s(_rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    row["owner"] = None


def _untidy_name(rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    place, rest = row["name"][:2], row["name"][2:]
    if row["kind"] == "organization":
        row["name"] = rnd.choice(
            (f"（{place}）{rest}", f"({place}）{rest}", f"{place} {rest}", f"{row['name']}A1".translate(WIDE))
        )


def _untidy_tags(rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    row["tags"] = [TAGS.get(one, one) for one in row["tags"]] or [rnd.choice(list(TAGS.values()))]


def _placeholder(rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    row["name"] = rnd.choice(("测试客户", "待补充", "未知客户", "test")) + str(rnd.randrange(10, 99))


def _slip_of_a_region(_rnd: random.Random, row: dict[str, Any], _before: dict[str, Any]) -> None:
    if row["kind"] == "organization":
        row["region"], row["address"] = None, f"{row['name'][:2]}市{row['address']}"


WAYS = (
    _placeholder, _slip_of_a_region, _no_region, _no_phone, _made_up_phone, _phone_of_another, _dead_email, _nobody_s,
    _untidy_name, _untidy_tags,
)  # fmt: skip
