"""Parsing a condition: JSON -> typed tree. Whatever is unknown, mistyped or hidden is an error with a path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhike.kernel import words
from zhike.kernel.actor import Rights
from zhike.kernel.conditions import operators
from zhike.kernel.conditions.deeds import Deed
from zhike.kernel.conditions.sets import Kept
from zhike.kernel.errors import Malformed
from zhike.kernel.kinds import Context
from zhike.kernel.spec import Backlink, FieldSpec, ObjectSpec
from zhike.kernel.values import Bad

DEEPEST, LARGEST = 12, 500
MOST_TIMES = 1_000_000
MEASURES = ("count", "sum", "avg", "min", "max")


@dataclass(frozen=True)
class Group:
    """All, or any, of several conditions."""

    every: bool
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    part: Node


@dataclass(frozen=True)
class Test:
    """One field of the record, or of a record it links to, against a value."""

    path: tuple[FieldSpec, ...]  # links on the way, then the field
    op: str
    value: Any  # in normal form; relative dates and "me" stay words until SQL is made

    @property
    def field(self) -> FieldSpec:
        return self.path[-1]


@dataclass(frozen=True)
class Related:
    """A measure over the records that link here."""

    backlink: Backlink
    spec: ObjectSpec
    measure: str
    field: FieldSpec | None  # what is summed
    where: Node | None
    within: str | None  # "90d", over the related record's own moment
    op: str
    value: Any


@dataclass(frozen=True)
class In:
    """Belonging to a set that an engine keeps."""

    name: str
    kept: Kept


@dataclass(frozen=True)
class Did:
    """How often the person behind the record did something."""

    deed: Deed
    number: FieldSpec  # as what the times are compared
    op: str
    value: int
    within: str | None  # "30d": the last days, today included


Node = Group | Not | Test | Related | In | Did


@dataclass(frozen=True)
class Reader:
    """What parsing needs to know: the objects, what the actor may not read, and how values are parsed."""

    spec_of: Callable[[str], ObjectSpec]
    rights: Callable[[str], Rights]  # on an object
    readable: Callable[[str], bool]  # whether the actor may look at records of an object at all
    context: Context
    set_of: Callable[[ObjectSpec, str], Kept | None] = lambda _spec, _name: None
    deed_of: Callable[[ObjectSpec, str], Deed | None] = lambda _spec, _code: None
    language: str = words.DEFAULT  # in which an error names a field

    def parse(self, raw: Any, spec: ObjectSpec) -> Node:
        """The tree of a JSON condition. Errors: Malformed with code `condition.*` and a path such as `all.1.value`."""
        return _Parse(self).node(raw, spec, (), 0)


def _fail(code: str, path: tuple[str, ...], **data: object) -> Malformed:
    return Malformed(f"condition.{code}", path=".".join(path) or "where", **data)


class _Parse:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.size = 0

    def node(self, raw: Any, spec: ObjectSpec, path: tuple[str, ...], depth: int) -> Node:
        self.size += 1
        if depth > DEEPEST or self.size > LARGEST:
            raise _fail("too_large", path, depth=DEEPEST, size=LARGEST)
        if not isinstance(raw, Mapping):
            raise _fail("not_an_object", path)
        for key in ("all", "any"):
            if key in raw:
                self.only(raw, {key}, path)
                parts = raw[key]
                if not isinstance(parts, list):
                    raise _fail("not_a_list", (*path, key))
                return Group(
                    key == "all",
                    tuple(self.node(one, spec, (*path, key, str(i)), depth + 1) for i, one in enumerate(parts)),
                )
        if "not" in raw:
            self.only(raw, {"not"}, path)
            return Not(self.node(raw["not"], spec, (*path, "not"), depth + 1))
        if "field" in raw:
            return self.test(raw, spec, path)
        if "related" in raw:
            return self.related(raw, spec, path, depth)
        if "in" in raw:
            return self.kept(raw, spec, path)
        if "did" in raw:
            return self.did(raw, spec, path)
        raise _fail("unknown_form", path)

    def kept(self, raw: Mapping[str, Any], spec: ObjectSpec, path: tuple[str, ...]) -> In:
        self.only(raw, {"in"}, path)
        name = raw["in"]
        found = self.reader.set_of(spec, name) if isinstance(name, str) else None
        if found is None:
            raise _fail("unknown_set", (*path, "in"), set=str(name)[:60])
        return In(name, found)

    def did(self, raw: Mapping[str, Any], spec: ObjectSpec, path: tuple[str, ...]) -> Did:
        self.only(raw, {"did", "times", "within"}, path)
        code = raw["did"]
        deed = self.reader.deed_of(spec, code) if isinstance(code, str) else None
        if deed is None:
            raise _fail("unknown_deed", (*path, "did"), deed=str(code)[:60])
        times = raw.get("times", {"op": ">=", "value": 1})
        if not isinstance(times, Mapping):
            raise _fail("not_an_object", (*path, "times"))
        self.only(times, {"op", "value"}, (*path, "times"))
        op, value = times.get("op", ">="), times.get("value", 1)
        if op not in operators.COMPARE:
            raise _fail("wrong_times", (*path, "times", "op"), ops=" ".join(operators.COMPARE), most=MOST_TIMES)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_TIMES:
            raise _fail("wrong_times", (*path, "times", "value"), ops=" ".join(operators.COMPARE), most=MOST_TIMES)
        return Did(deed, spec.fields["version"], op, value, self.span(raw, path))

    def span(self, raw: Mapping[str, Any], path: tuple[str, ...]) -> str | None:
        within = raw.get("within")
        try:
            return None if within is None else operators.span(within)
        except Bad as bad:
            raise _fail("wrong_span", (*path, "within")) from bad

    def only(self, raw: Mapping[str, Any], known: set[str], path: tuple[str, ...]) -> None:
        for key in raw:
            if key not in known:
                raise _fail("unknown_key", path, key=str(key)[:60])

    def label(self, field: FieldSpec) -> str:
        return field.label(self.reader.language)

    def test(self, raw: Mapping[str, Any], spec: ObjectSpec, path: tuple[str, ...]) -> Test:
        self.only(raw, {"field", "op", "value"}, path)
        fields = self.fields(raw["field"], spec, (*path, "field"))
        op = raw.get("op", "is")
        last = fields[-1]
        masked = self.reader.rights(last.object).masks(last.name, last.kind)
        if masked and op in operators.of(last.kind) and op not in operators.of(last.kind, masked=True):
            raise _fail("masked", (*path, "op"), field=self.label(last))
        if last.secret and op in operators.BY_FAMILY[last.kind.family] and op not in operators.of(last.kind):
            code = f"secret_{last.kind.kind}" if last.kind.kind in operators.OF_SECRET else "secret"
            raise _fail(code, (*path, "op"), field=self.label(last))
        if not isinstance(op, str) or op not in operators.of(last.kind):
            raise _fail("wrong_operator", (*path, "op"), field=self.label(last), op=str(op)[:40])
        return Test(fields, op, self.value(fields[-1], op, raw, (*path, "value")))

    def fields(self, name: Any, spec: ObjectSpec, path: tuple[str, ...]) -> tuple[FieldSpec, ...]:
        if not isinstance(name, str):
            raise _fail("unknown_field", path, field=str(name)[:60])
        found: list[FieldSpec] = []
        for i, step in enumerate(steps := name.split(".")):
            one = spec.fields.get(step)
            if one is None or step in self.reader.rights(spec.name).hidden:
                raise _fail("unknown_field", path, field=name[:60], object=spec.name)
            found.append(one)
            if i < len(steps) - 1:
                if one.to is None or one.kind.family == "list" or i == 3:
                    raise _fail("not_a_link", path, field=self.label(one))
                if not self.reader.readable(one.to):
                    raise _fail("unknown_field", path, field=name[:60], object=spec.name)
                spec = self.reader.spec_of(one.to)
        return tuple(found)

    def value(self, field: FieldSpec, op: str, raw: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        if op in operators.WITHOUT_VALUE:
            if raw.get("value") not in (None, True):
                raise _fail("no_value_wanted", path, op=op)
            return None
        if "value" not in raw:
            raise _fail("value_missing", path, field=self.label(field))
        try:
            return operators.parse_value(field, op, raw["value"], self.reader.context)
        except Bad as bad:
            raise _fail("wrong_value", path, field=self.label(field), reason=bad.code) from bad

    def related(self, raw: Mapping[str, Any], spec: ObjectSpec, path: tuple[str, ...], depth: int) -> Related:
        self.only(raw, {"related", "measure", "where", "within", "op", "value"}, path)
        backlink = spec.backlinks.get(raw["related"]) if isinstance(raw["related"], str) else None
        if backlink is None or not self.reader.readable(backlink.object):
            raise _fail("unknown_relation", (*path, "related"), object=spec.name, relation=str(raw["related"])[:60])
        other = self.reader.spec_of(backlink.object)
        measure, _, name = str(raw.get("measure", "count")).partition(":")
        if measure not in MEASURES or (measure == "count") != (not name):
            raise _fail("unknown_measure", (*path, "measure"), measure=str(raw.get("measure"))[:60])
        field = self.fields(name, other, (*path, "measure"))[-1] if name else None
        if field is not None and field.kind.family not in ("number", "date", "datetime"):
            raise _fail("unknown_measure", (*path, "measure"), measure=name[:60])
        if field is not None and field.kind.family != "number" and measure in ("sum", "avg"):
            raise _fail("unknown_measure", (*path, "measure"), measure=measure)
        within = self.span(raw, path)
        op = raw.get("op", ">=")
        if op not in operators.COMPARE:
            raise _fail("wrong_operator", (*path, "op"), field=measure, op=str(op)[:40])
        target = field or other.fields["version"]
        value = self.value(target, op, {"value": raw.get("value", 1)}, (*path, "value"))
        where = self.node(raw["where"], other, (*path, "where"), depth + 1) if raw.get("where") else None
        return Related(backlink, other, measure, field, where, within, op, value)
