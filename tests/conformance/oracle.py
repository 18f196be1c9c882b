"""What the operators of the condition language mean, in plain Python over values as a read shows them.

Written from docs/architecture.md, not from the code that makes SQL: the two must agree on every row.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from zhike.kernel.spec import FieldSpec
from zhike.kernel.values import birthday

NEGATED = {"is_not": "is", "none_of": "one_of", "not_contains": "contains", "!=": "=", "has_none": "has_any"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Oracle:
    """Knows the day, the zone, and who asks."""

    zone: ZoneInfo
    me: int | None
    people: Mapping[str, tuple[int, ...]]

    def today(self) -> dt.date:
        return dt.datetime.now(self.zone).date()

    def test(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        """Whether a value, with links as bare ids, meets a test."""
        nothing = value is None or value == []
        if op == "empty":
            return nothing
        if op == "not_empty":
            return not nothing
        if op in NEGATED:
            return not self.test(field, NEGATED[op], given, value)
        return not nothing and FAMILIES[field.kind.family](self, field, op, given, value)

    def text(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        if op == "domain":
            return value.partition("@")[2].lower() == given.lower()
        if field.secret:
            value, given = value.lower(), given.lower() if isinstance(given, str) else [one.lower() for one in given]
        if op == "one_of":
            return value in given
        if op == "is":
            return value == given
        if field.secret:
            return value.partition(";")[0].endswith(given)
        found, wanted = value.lower(), given.lower()
        if op == "contains":
            return wanted in found
        return found.startswith(wanted) if op == "starts" else found.endswith(wanted)

    def number(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        if op == "between":
            return Decimal(str(given[0])) <= Decimal(str(value)) <= Decimal(str(given[1]))
        return compare(op, Decimal(str(value)), Decimal(str(given)))

    def boolean(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        return value is given

    def choice(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        return value in given if op == "one_of" else value == given

    def link(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        wanted: list[Any] = []
        for one in given if op == "one_of" else [given]:
            wanted += [self.me] if one == "me" else self.people[one] if isinstance(one, str) else [one]
        return value in wanted

    def list(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        if op == "has":
            return given in value
        return all(one in value for one in given) if op == "has_all" else any(one in value for one in given)

    def region(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        codes = given if op == "one_of" else [given]
        return any(value.startswith(code[:2] if code[2:] == "0000" else code.removesuffix("00")) for code in codes)

    def birthday(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        if op == "in_month":
            return birthday.parts(value).month == given
        return (birthday.next_solar(value, self.today()) - self.today()).days <= given

    def when(self, field: FieldSpec, op: str, given: Any, value: Any) -> bool:
        """A day stands for all its moments: after it is the next day, on it is any moment of it."""
        if op == "between":
            return self.when(field, ">=", given[0], value) and self.when(field, "<=", given[1], value)
        at = self.moment(value)
        if op in ("within", "next"):
            today = self.today()
            first = shifted(today, "-" + given) + dt.timedelta(days=1) if op == "within" else today
            last = today if op == "within" else shifted(today, "+" + given)
            return self.start(first) <= at < self.start(last + dt.timedelta(days=1))
        first, after = self.span(given)
        if op in ("on", "="):
            return at == first if first == after else first <= at < after
        if first == after:
            return compare(op, at, first)
        return {">": at >= after, ">=": at >= first, "<": at < first, "<=": at < after}[op]

    def moment(self, value: str) -> dt.datetime:
        return dt.datetime.fromisoformat(value) if "T" in value else self.start(dt.date.fromisoformat(value))

    def start(self, day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(), self.zone).astimezone(dt.UTC)

    def span(self, given: str) -> tuple[dt.datetime, dt.datetime]:
        """From the first moment that a value means, up to the first after it; the same twice for an exact moment."""
        if "T" in given:
            return self.moment(given), self.moment(given)
        first, last = self.days(given)
        return self.start(first), self.start(last + dt.timedelta(days=1))

    def days(self, given: str) -> tuple[dt.date, dt.date]:
        """The first and the last day."""
        today, one = self.today(), dt.timedelta(days=1)
        if given[0] in "+-":
            return (shifted(today, given),) * 2
        if given[0].isdigit():
            return (dt.date.fromisoformat(given),) * 2
        which, _, unit = given.partition("_")
        if not unit:
            return (today + one * {"today": 0, "yesterday": -1, "tomorrow": 1}[which],) * 2
        step = {"this": 0, "last": -1, "next": 1}[which]
        if unit == "week":
            monday = today - one * today.weekday() + 7 * one * step
            return monday, monday + 6 * one
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        first = (today.year * 12 + today.month - 1) // months * months + step * months
        return month_start(first), month_start(first + months) - one


def month_start(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)


def shifted(day: dt.date, text: str) -> dt.date:
    """So many days, weeks, months or years on; the 31st of a shorter month is its last day."""
    amount, unit = int(text[:-1]), text[-1]
    if unit in "dw":
        return day + dt.timedelta(days=amount * (7 if unit == "w" else 1))
    number = day.year * 12 + day.month - 1 + amount * (12 if unit == "y" else 1)
    last = (month_start(number + 1) - dt.timedelta(days=1)).day
    return month_start(number).replace(day=min(day.day, last))


def compare(op: str, left: Any, right: Any) -> bool:
    return {"=": left == right, ">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}[op]


FAMILIES: dict[str, Callable[..., bool]] = {
    "text": Oracle.text,
    "code": Oracle.text,
    "number": Oracle.number,
    "boolean": Oracle.boolean,
    "choice": Oracle.choice,
    "link": Oracle.link,
    "person": Oracle.link,
    "list": Oracle.list,
    "region": Oracle.region,
    "birthday": Oracle.birthday,
    "date": Oracle.when,
    "datetime": Oracle.when,
}
