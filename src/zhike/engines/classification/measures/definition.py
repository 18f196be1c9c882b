"""What a measure can be. In JSON one of:

{"related": "orders", "measure": "sum:net", "where": {...}, "within": "90d"}    over the records that link to a record:
    count, sum, avg, min, max of a field as in conditions, `interval` (days between two of them on average) or
    `distinct` of a link or choice (how many different ones)
{"did": "product_view", "measure": "count", "within": "30d"}    over what the person behind a record did:
    count (how often), days (on how many days), last (on which day the last time)
{"since": "last_order"}                 whole days since the moment that another measure tells
{"ratio": ["since_order", "interval"]}  one measure by another
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.tree import Did, Group, Node, Not, Related, Test
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import FieldSpec, ObjectSpec

DISTINCT = ("link", "choice", "person", "text", "code", "region")  # families of which different values are counted
OF_DEEDS = ("count", "days", "last")
FORMS: dict[str, frozenset[str]] = {
    "related": frozenset({"related", "measure", "where", "within"}),
    "did": frozenset({"did", "measure", "within"}),
    "since": frozenset({"since"}),
    "ratio": frozenset({"ratio"}),
}


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure as it is stored; `at` is its place among the numbers or moments of a record, None if it has none."""

    id: int
    code: str
    name: str
    name_en: str | None
    object: str
    definition: Any
    at: int | None
    computed_at: datetime | None  # of all records, the last time; None: not yet

    def label(self, language: str) -> str:
        """What it is called."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True)
class Counted:
    """What is counted over related records."""

    node: Related  # its operator and value mean nothing
    how: str  # count, sum, avg, min, max, interval, distinct
    where: Any  # the condition on them, as it was given


@dataclass(frozen=True)
class Done:
    """What is counted over behaviour."""

    node: Did  # its times mean nothing
    how: str  # count, days, last
    code: str


@dataclass(frozen=True)
class Since:
    """Days since a moment."""

    code: str


@dataclass(frozen=True)
class Ratio:
    """One measure by another."""

    codes: tuple[str, str]


Stored = Counted | Done
Meaning = Counted | Done | Since | Ratio


def parse(actor: Actor, spec: ObjectSpec, raw: Any) -> Meaning:
    """What a definition means. Errors: Malformed with a path."""
    if not isinstance(raw, Mapping):
        raise Malformed("condition.not_an_object", path="definition")
    form = next((one for one in FORMS if one in raw), None)
    if form is None:
        raise Malformed("measure.unknown_form", path="definition")
    for key in raw:
        if key not in FORMS[form]:
            raise Malformed("condition.unknown_key", path="definition", key=str(key)[:60])
    if form == "since":
        return Since(_code(raw["since"], "since"))
    if form == "ratio":
        codes = raw["ratio"]
        if not isinstance(codes, list) or len(codes) != 2:
            raise Malformed("measure.ratio_of_two", path="definition.ratio")
        return Ratio((_code(codes[0], "ratio.0"), _code(codes[1], "ratio.1")))
    return _done(actor, spec, raw) if form == "did" else _counted(actor, spec, raw)


def _code(raw: Any, path: str) -> str:
    if not isinstance(raw, str) or not raw:
        raise Malformed("measure.unknown", path=f"definition.{path}", measure=str(raw)[:60])
    return raw


def _counted(actor: Actor, spec: ObjectSpec, raw: Mapping[str, Any]) -> Counted:
    how, _, name = str(raw.get("measure", "count")).partition(":")
    asked = {key: value for key, value in raw.items() if value is not None}
    if how == "interval" and not name:
        asked["measure"] = f"max:{_moment_of(actor, spec, raw)}"
    elif how == "distinct":
        asked["measure"] = "count"
    node = _node(actor, spec, asked)
    if how == "distinct":
        field = node.spec.fields.get(name)
        if field is None or field.kind.family not in DISTINCT or field.secret:
            raise Malformed("condition.unknown_measure", path="definition.measure", measure=str(raw["measure"])[:60])
        node = Related(node.backlink, node.spec, "count", field, node.where, node.within, node.op, node.value)
    return Counted(node, how, raw.get("where"))


def _done(actor: Actor, spec: ObjectSpec, raw: Mapping[str, Any]) -> Done:
    how = raw.get("measure", "count")
    if how not in OF_DEEDS:
        raise Malformed("condition.unknown_measure", path="definition.measure", measure=str(how)[:60])
    asked = {key: raw[key] for key in ("did", "within") if raw.get(key) is not None}
    node = _parsed(actor, spec, asked)
    assert isinstance(node, Did)
    return Done(node, how, raw["did"])


def _parsed(actor: Actor, spec: ObjectSpec, asked: Mapping[str, Any]) -> Node:
    try:
        return api.parse(actor, spec, asked, rule=True)
    except Malformed as error:
        raise Malformed(error.code, **{**error.data, "path": f"definition.{error.data.get('path', '')}"}) from error


def _node(actor: Actor, spec: ObjectSpec, asked: Mapping[str, Any]) -> Related:
    """By the condition language itself, with a comparison that is not used."""
    name = str(asked.get("measure", "count")).partition(":")[2]
    back = spec.backlinks.get(asked["related"]) if isinstance(asked["related"], str) else None
    field = specs.of(actor, back.object).fields.get(name) if back else None
    value: Any = "today" if field is not None and field.kind.family in ("date", "datetime") else 0
    node = _parsed(actor, spec, {**asked, "op": ">=", "value": value})
    assert isinstance(node, Related)
    return node


def _moment_of(actor: Actor, spec: ObjectSpec, raw: Mapping[str, Any]) -> str:
    """When the related records happened."""
    back = spec.backlinks.get(raw["related"]) if isinstance(raw["related"], str) else None
    return str(specs.of(actor, back.object).shape.timeline_at) if back else "created_at"


def is_moment(meaning: Meaning) -> bool:
    """Whether it tells a moment and not a number."""
    if isinstance(meaning, Done):
        return meaning.how == "last"
    return isinstance(meaning, Counted) and meaning.how in ("min", "max") and _timed(meaning.node.field)


def _timed(field: FieldSpec | None) -> bool:
    return field is not None and field.kind.family in ("date", "datetime")


def used(meaning: Meaning) -> Sequence[str]:
    """The codes of the measures that it is made of."""
    return (meaning.code,) if isinstance(meaning, Since) else meaning.codes if isinstance(meaning, Ratio) else ()


def made_of(meaning: Meaning) -> frozenset[tuple[str, str]]:
    """The objects and fields that it tells of, what other measures tell left out: see `Beside.made_of`."""
    if not isinstance(meaning, Counted):
        return frozenset()
    node = meaning.node
    asked = {(node.spec.name, ""), *_asked(node.where)}
    return frozenset(asked | ({(node.spec.name, node.field.name)} if node.field else set()))


def _asked(node: Node | None) -> Iterator[tuple[str, str]]:
    """What a condition looks at."""
    if isinstance(node, Group):
        for part in node.parts:
            yield from _asked(part)
    elif isinstance(node, Not):
        yield from _asked(node.part)
    elif isinstance(node, Test):
        yield from ((one.object, one.name) for one in node.path)
        yield from ((one.to, "") for one in node.path[:-1] if one.to)
    elif isinstance(node, Related):
        yield node.spec.name, ""
        yield from _asked(node.where)
