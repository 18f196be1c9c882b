"""Which operators a family of kinds has, and what values they take."""

from __future__ import annotations

import re
from typing import Any

from zhike.kernel.kinds import Context, Kind
from zhike.kernel.secrets import blind
from zhike.kernel.spec import FieldSpec
from zhike.kernel.values import Bad, text, when

EMPTY = ("empty", "not_empty")
WITHOUT_VALUE = frozenset(EMPTY)
COMPARE = ("=", "!=", ">", ">=", "<", "<=")
ONE_OF = ("is", "is_not", "one_of", "none_of")
BY_FAMILY: dict[str, tuple[str, ...]] = {
    "text": (*ONE_OF, "contains", "not_contains", "starts", "ends", *EMPTY),
    "code": (*ONE_OF, "starts", "ends", "contains", *EMPTY),
    "number": (*COMPARE, "between", *EMPTY),
    "date": ("on", *COMPARE, "between", "within", "next", *EMPTY),
    "datetime": ("on", *COMPARE, "between", "within", "next", *EMPTY),
    "boolean": ("is", *EMPTY),
    "choice": (*ONE_OF, *EMPTY),
    "list": ("has", "has_any", "has_all", "has_none", *EMPTY),
    "region": ("in", "one_of", *EMPTY),
    "link": (*ONE_OF, *EMPTY),
    "person": (*ONE_OF, *EMPTY),
    "birthday": ("in_month", "within_days", *EMPTY),
    "none": EMPTY,
}
OF_TIME = {op: f"date.{op}" for op in (">", ">=", "<", "<=")}
# Of sealed values, what keyed words answer: the whole, and some parts of some kinds.
OF_SECRET: dict[str, tuple[str, ...]] = {"phone": ("ends",), "email": ("domain",)}
SPAN = re.compile(r"[1-9]\d{0,4}[dwmy]")  # 30d, 4w, 3m, 1y
DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
MOMENT = re.compile(r"[+-]\d{1,5}[dwmy]")  # -30d, +7d
DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}
FARTHEST = 1000 * 366  # days, from today
PERIODS = (
    "today",
    "yesterday",
    "tomorrow",
    "this_week",
    "last_week",
    "next_week",
    "this_month",
    "last_month",
    "next_month",
    "this_quarter",
    "last_quarter",
    "this_year",
    "last_year",
)
PEOPLE = ("me", "my_department", "my_department_below")
MOST_VALUES = 1000
WHOLE_VALUE = frozenset({*ONE_OF, *EMPTY})  # they tell nothing to whoever does not know the value


def of(kind: Kind, *, masked: bool = False) -> tuple[str, ...]:
    """The operators of a kind; of a masked field, those that do not feel their way to its values."""
    found = (*ONE_OF, *OF_SECRET.get(kind.kind, ()), *EMPTY) if kind.is_secret else BY_FAMILY[kind.family]
    return tuple(one for one in found if one in WHOLE_VALUE) if masked else found


def of_time(kind: Kind, op: str) -> str:
    """By what an operator is called where days and moments are compared: they are earlier or later, not smaller."""
    return OF_TIME.get(op, op) if kind.family in ("date", "datetime") else op


def parse_value(field: FieldSpec, op: str, raw: Any, context: Context) -> Any:
    """The value of a test in normal form. Errors: Bad."""
    family = field.kind.family
    if op == "between":
        return tuple(_one(field, part, context) for part in _list(raw, exactly=2))
    if op in ("one_of", "none_of", "has_any", "has_all", "has_none"):
        return tuple(_one(field, part, context) for part in _list(raw))
    if op in ("within", "next"):
        return span(raw)
    if op == "in_month":
        return _number(raw, 1, 12)
    if op == "within_days":
        return _number(raw, 0, 366)
    if op == "domain":
        return text.parse(raw, max_length=500).removeprefix("@").lower()
    if op == "ends" and field.secret:
        return _tail(raw)
    if op in ("contains", "not_contains", "starts", "ends") and family in ("text", "code"):
        return text.parse(raw, max_length=500)
    return _one(field, raw, context)


def _tail(raw: Any) -> str:
    digits = text.parse(raw, max_length=40).replace(" ", "").replace("-", "")
    if not blind.has_tail(digits):
        raise Bad("condition.secret_tail")
    return digits


def span(raw: Any) -> str:
    """A span such as 30d that leads from today to a day that the calendar has. Errors: Bad."""
    if not isinstance(raw, str) or not SPAN.fullmatch(raw) or int(raw[:-1]) * DAYS[raw[-1]] > FARTHEST:
        raise Bad("condition.wrong_span")
    return raw


def _one(field: FieldSpec, raw: Any, context: Context) -> Any:
    if raw is None or raw == "":
        raise Bad("condition.empty_value")
    family = field.kind.family
    if field.secret:
        return field.kind.parse(raw, context)
    if family in ("date", "datetime") and isinstance(raw, str) and (raw in PERIODS or MOMENT.fullmatch(raw)):
        if raw not in PERIODS and int(raw[1:-1]):
            span(raw[1:].lstrip("0"))
        return raw
    if family == "datetime" and isinstance(raw, str) and DAY.fullmatch(raw.strip()):
        return when.parse_date(raw)  # the whole day, not its first moment
    if family == "person" and raw in PEOPLE:
        return raw
    if family == "list":
        return _entry(field, raw, context)
    if family in ("text", "code"):
        # What is stored was normalised, so what is compared must be; half a phone number is still worth comparing.
        try:
            return field.kind.parse(raw, context)
        except Bad:
            return text.parse(raw, max_length=500)
    value = field.kind.parse(raw, context)
    if field.to and not isinstance(value, int):
        raise Bad("link.not_an_id")
    return value


def _entry(field: FieldSpec, raw: Any, context: Context) -> Any:
    """One entry of a list."""
    if isinstance(raw, list):
        raise Bad("value.not_plain", type="list")
    found = field.kind.parse([raw], context)  # a list is taken as it is, so that one word stays one
    if len(found) != 1 or (field.to and not isinstance(found[0], int)):
        raise Bad("link.not_an_id" if field.to else "condition.empty_value")
    return found[0]


def _list(raw: Any, exactly: int | None = None) -> list[Any]:
    if not isinstance(raw, list) or not raw or (exactly and len(raw) != exactly) or len(raw) > MOST_VALUES:
        raise Bad("condition.wrong_list", most=MOST_VALUES)
    return raw


def _number(raw: Any, low: int, high: int) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not low <= raw <= high:
        raise Bad("condition.wrong_number", low=low, high=high)
    return raw
