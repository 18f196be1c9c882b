"""Values to compare a field with, for each operator: some that rows have, some that none has, and words that move."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tests.conformance.invent import MAKE, REGIONS, TODAY
from zhike.kernel.conditions.operators import PEOPLE, PERIODS
from zhike.kernel.spec import FieldSpec

NOWHERE = 10**12  # the id of no record
RELATIVE = ("-30d", "+7d", "+1m", "-1y", str(TODAY))
SPANS = ("1d", "30d", "2w", "1m", "3y")


def of(field: FieldSpec, op: str, present: Sequence[Any]) -> Iterator[Any]:
    """Values for an operator; `present` are the values that rows have, links as bare ids."""
    family = field.kind.family
    if op in ("empty", "not_empty"):
        yield None
    elif op in ("within", "next"):
        yield from SPANS
    elif op == "in_month":
        yield from (5, 12)
    elif op == "within_days":
        yield from (0, 366)
    elif family == "list":
        one = sorted({part for value in present for part in value}, key=str) or [absent(field)]
        yield from one[:2] if op == "has" else (one[:1], one[:2], [one[-1], absent(field)])
    elif op == "domain":
        yield from (*(value.partition("@")[2] for value in present[:1]), "EXAMPLE.com", "nowhere.example")
    elif op == "ends" and field.secret:
        yield from (*(value.partition(";")[0][-length:] for value in present[:2] for length in (4, 8)), "0000")
    elif op in ("contains", "not_contains", "starts", "ends"):
        for value in present[:2]:
            text = value.split("\n")[0]
            yield from (text[:3].strip() or text, text[-2:].upper().strip() or text)
        yield from ("%", "_", "\\", "me")
    else:
        yield from several(op, singles(field, present))


def singles(field: FieldSpec, present: Sequence[Any]) -> list[Any]:
    """Values for the operators that take one."""
    found = [present[0], present[len(present) // 2], present[-1]] if present else []
    match field.kind.family:
        case "date" | "datetime":
            found += [*PERIODS, *RELATIVE]
        case "person":
            found += PEOPLE
        case "boolean":
            return [True, False]
        case "region":
            found += REGIONS
    return [*found, absent(field)]


def several(op: str, found: list[Any]) -> Iterator[Any]:
    """The same in the number that the operator takes."""
    if op in ("one_of", "none_of"):
        yield from (found[:1], found[:2], found[-2:])
    elif op == "between":
        yield from ([low, high] for low, high in pairwise(found))
    else:
        yield from found


def absent(field: FieldSpec) -> Any:
    """A value that no row has."""
    if field.secret:
        return MAKE[field.kind.kind](field, 871)
    match field.kind.family:
        case "text":
            return "me"  # which means nothing for texts
        case "code":
            return "today"
        case "number":
            return 3
        case "date" | "datetime":
            return "1999-12-31"
        case "choice":
            return field.options[-1].value
        case "list" | "link" | "person":
            return NOWHERE if field.to else field.options[-1].value if field.options else "无此"
        case "region":
            return "650000"
    raise KeyError(field.kind.family)
