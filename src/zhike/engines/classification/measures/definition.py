"""What a measure can be. In JSON one of:

{"related": "orders", "measure": "sum:net", "where": {...}, "within": "90d"}    over the records that link to a record:
    count, sum, avg, min, max of a field as in conditions, `interval` (days between two of them on average) or
    `distinct` of a link or choice (how many different ones)
{"since": "last_order"}                 whole days since the moment that another measure tells
{"ratio": ["since_order", "interval"]}  one measure by another
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.tree import Related
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import FieldSpec, ObjectSpec

DISTINCT = ("link", "choice", "person", "text", "code", "region")  # families of which different values are counted
FORMS: dict[str, frozenset[str]] = {
    "related": frozenset({"related", "measure", "where", "within"}),
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

    def label(self, language: str) -> str:
        """What it is called."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True)
class Counted:
    """What is counted over related records."""

    node: Related  # its operator and value mean nothing
    how: str  # count, sum, avg, min, max, interval, distinct


@dataclass(frozen=True)
class Since:
    """Days since a moment."""

    code: str


@dataclass(frozen=True)
class Ratio:
    """One measure by another."""

    codes: tuple[str, str]


Meaning = Counted | Since | Ratio


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
    return _counted(actor, spec, raw)


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
    return Counted(node, how)


def _node(actor: Actor, spec: ObjectSpec, asked: Mapping[str, Any]) -> Related:
    """By the condition language itself, with a comparison that is not used."""
    name = str(asked.get("measure", "count")).partition(":")[2]
    back = spec.backlinks.get(asked["related"]) if isinstance(asked["related"], str) else None
    field = specs.of(actor, back.object).fields.get(name) if back else None
    value: Any = "today" if field is not None and field.kind.family in ("date", "datetime") else 0
    try:
        node = api.parse(actor, spec, {**asked, "op": ">=", "value": value}, rule=True)
    except Malformed as error:
        raise Malformed(error.code, **{**error.data, "path": f"definition.{error.data.get('path', '')}"}) from error
    assert isinstance(node, Related)
    return node


def _moment_of(actor: Actor, spec: ObjectSpec, raw: Mapping[str, Any]) -> str:
    """When the related records happened."""
    back = spec.backlinks.get(raw["related"]) if isinstance(raw["related"], str) else None
    return str(specs.of(actor, back.object).shape.timeline_at) if back else "created_at"


def is_moment(meaning: Meaning) -> bool:
    """Whether it tells a moment and not a number."""
    return isinstance(meaning, Counted) and meaning.how in ("min", "max") and _timed(meaning.node.field)


def _timed(field: FieldSpec | None) -> bool:
    return field is not None and field.kind.family in ("date", "datetime")


def used(meaning: Meaning) -> Sequence[str]:
    """The codes of the measures that it is made of."""
    return (meaning.code,) if isinstance(meaning, Since) else meaning.codes if isinstance(meaning, Ratio) else ()
