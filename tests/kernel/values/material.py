"""The data files beside these tests (see ``data/README.md``), and every parser of `zhike.kernel.values`."""

import json
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from zhike.kernel.values import (
    birthday,
    boolean,
    choice,
    code,
    credit_code,
    email,
    identity_number,
    number,
    phone,
    region,
    tags,
    text,
    url,
    when,
)

DATA = Path(__file__).parent / "data"
SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
OPTIONS = choice.table([("won", ["赢单", "Won"]), ("lost", ["输单", "Lost", "丢单"])])

PARSERS: dict[str, Callable[[object], object]] = {
    "text": lambda raw: text.parse(raw, max_length=200),
    "long_text": text.parse_long,
    "integer": number.parse_integer,
    "decimal": number.parse_decimal,
    "decimal_2": lambda raw: number.parse_decimal(raw, places=2, digits=20),
    "decimal_rounded": lambda raw: number.parse_decimal(raw, places=2, rounding=True),
    "money": number.parse_money,
    "boolean": boolean.parse,
    "date": when.parse_date,
    "datetime": lambda raw: when.parse_datetime(raw, zone=SHANGHAI),
    "datetime_new_york": lambda raw: when.parse_datetime(raw, zone=NEW_YORK, order="mdy"),
    "phone": phone.parse,
    "phone_us": lambda raw: phone.parse(raw, region="US"),
    "email": email.parse,
    "url": url.parse,
    "credit_code": credit_code.parse,
    "identity_number": identity_number.parse,
    "region": region.parse_region,
    "birthday": birthday.parse,
    "lunar_birthday": lambda raw: birthday.parse(raw, is_lunar=True),
    "code": code.parse,
    "tags": tags.parse,
    "choice": lambda raw: choice.parse(raw, OPTIONS),
    "choices": lambda raw: choice.parse_many(raw, OPTIONS),
}


def lines(name: str) -> list[str]:
    """The lines of a data file, without comments."""
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def naughty() -> list[str]:
    """Strings that break programs."""
    found: list[str] = json.loads((DATA / "naughty_strings.json").read_text("utf-8"))
    return found
