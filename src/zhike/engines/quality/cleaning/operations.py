"""What cleaning can do: each operation checks what it is told, and then says of one record what is to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.engines.quality.cleaning import tidy
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.kinds import Code, Phone, Region, Tags, Text
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import Bad, company, phone, phone_place, region, text
from zhike.kernel.write import codes

Row = Mapping[str, Any]
Given = Mapping[str, Any]
Values = dict[str, Any]  # the new values of a record, of the fields that change only
Changes = Callable[[db.Transaction, Sequence[Row], bool], Sequence[Values]]  # of records, and whether it is in earnest
MOST_NAMES, LONGEST = 200, 300


@dataclass(frozen=True, kw_only=True)
class Plan:
    """An operation that is understood: the fields it looks at, those it may change, and how."""

    reads: tuple[str, ...]
    writes: tuple[str, ...]
    changes: Changes


def _each(change: Callable[[Row], Values]) -> Changes:
    """For each record by itself."""
    return lambda _tx, rows, _writing: [change(one) for one in rows]


def plan(actor: Actor, spec: ObjectSpec, name: Any, given: Given) -> Plan:
    """Understand an operation as it was asked for. Errors: Malformed for what is unknown, or not the actor's to do."""
    operation = OPERATIONS.get(name) if isinstance(name, str) else None
    if operation is None:
        raise Malformed("clean.unknown_operation", operation=str(name)[:40])
    return operation(_Fields(actor, spec), given)


@dataclass(frozen=True)
class _Fields:
    """The fields of an object as far as the actor sees them whole."""

    actor: Actor
    spec: ObjectSpec

    def readable(self, names: Any, *kinds: type[Any]) -> list[FieldSpec]:
        """Fields by name, in the order in which they are asked for."""
        if not isinstance(names, list) or not names or len(names) > MOST_NAMES:
            raise Malformed("clean.no_fields")
        return [self._one(name, kinds) for name in dict.fromkeys(map(str, names))]

    def writable(self, names: Any, *kinds: type[Any]) -> list[FieldSpec]:
        """The same, of fields that the actor may change."""
        found = self.readable(names, *kinds)
        for one in found:
            if one.read_only or one.name in self.actor.on(self.spec.name).read_only:
                raise Malformed("clean.not_writable", field=one.label(self.actor.language))
        return found

    def _one(self, name: str, kinds: tuple[type[Any], ...]) -> FieldSpec:
        field = self.spec.fields.get(name)
        if field is None or not self.actor.on(self.spec.name).shows(name, field.kind) or field.system:
            raise Malformed("clean.unknown_field", field=name[:60])
        if not isinstance(field.kind, kinds):
            raise Malformed("clean.wrong_kind", field=field.label(self.actor.language))
        return field


def _names(fields: list[FieldSpec]) -> tuple[str, ...]:
    return tuple(one.name for one in fields)


def _only(given: Given, *known: str) -> None:
    for name in given:
        if name not in known:
            raise Malformed("request.unknown_member", name=str(name)[:60])


def _tidy(fields: _Fields, given: Given) -> Plan:
    """Text into one form: `how` names the steps."""
    _only(given, "fields", "how")
    names = _names(fields.writable(given.get("fields"), Text))
    how = given.get("how")
    if not isinstance(how, list) or not how or not all(one in tidy.HOW for one in how):
        raise Malformed("clean.unknown_step", steps=", ".join(tidy.HOW))
    steps = tuple(how)

    def change(row: Row) -> Values:
        return _changed(row, {one: tidy.tidied(row[one], steps) for one in names if row[one]})

    return Plan(reads=names, writes=names, changes=_each(change))


def _phones(fields: _Fields, given: Given) -> Plan:
    """Phones that stand in text fields, into the normal form; what is no phone stays as it is."""
    _only(given, "fields")
    names = _names(fields.writable(given.get("fields"), Text))

    def change(row: Row) -> Values:
        return _changed(row, {one: _as_phone(row[one]) for one in names if row[one]})

    return Plan(reads=names, writes=names, changes=_each(change))


def _as_phone(value: str) -> str:
    try:
        return phone.parse(value)
    except Bad:
        return value


def _region(fields: _Fields, given: Given) -> Plan:
    """An empty region by what else is known, the surest first: an address, a company's name, a phone."""
    _only(given, "field", "from")
    (target,) = fields.writable([given.get("field")], Region)
    sources = fields.readable(given.get("from"), Text, Phone)

    def change(row: Row) -> Values:
        if row[target.name]:
            return {}
        found = (_place(one, row[one.name]) for one in sources if row[one.name])
        code = next((one for one in found if one), None)
        return {target.name: code} if code else {}

    return Plan(reads=(target.name, *_names(sources)), writes=(target.name,), changes=_each(change))


def _place(field: FieldSpec, value: str) -> str | None:
    """The region that a value tells; None when it tells none, or several."""
    if isinstance(field.kind, Phone):
        return phone_place.place(value)
    if field.kind.is_title:
        found = company.parse(value)
        return (found.region or None) if found.form else None  # a person may be called like a place
    try:
        return region.parse(value)[0]
    except Bad:
        return None


def _rename(fields: _Fields, given: Given) -> Plan:
    """Values of a text or tags under other names; tags that come out the same (without case and width) are one."""
    _only(given, "field", "names")
    (field,) = fields.writable([given.get("field")], Text, Tags)
    names = _renamings(given.get("names"))

    def new(value: str) -> str:
        return names.get(value, value)

    def change(row: Row) -> Values:
        value = row[field.name]
        if not value:
            return {}
        if isinstance(value, str):
            return _changed(row, {field.name: new(value)})
        once: dict[str, str] = {}
        for one in value:
            once.setdefault(text.fold(new(one)), new(one))
        return _changed(row, {field.name: list(once.values())})

    return Plan(reads=(field.name,), writes=(field.name,), changes=_each(change))


def _renamings(given: Any) -> dict[str, str]:
    if not isinstance(given, dict) or not given or len(given) > MOST_NAMES:
        raise Malformed("clean.no_names", most=MOST_NAMES)
    for old, new in given.items():
        if not isinstance(new, str) or not new.strip() or len(new) > LONGEST or len(old) > LONGEST:
            raise Malformed("clean.no_names", most=MOST_NAMES)
    return {old: new.strip() for old, new in given.items()}


def _split(fields: _Fields, given: Given) -> Plan:
    """Names of people into family and given name, where both are empty."""
    _only(given, "field", "family", "given")
    (whole,) = fields.readable([given.get("field")], Text)
    family, rest = fields.writable([given.get("family"), given.get("given")], Text)

    def change(row: Row) -> Values:
        parts = _parts(row[whole.name] or "")
        if parts is None or row[family.name] or row[rest.name]:
            return {}
        return dict(zip((family.name, rest.name), parts, strict=True))

    return Plan(reads=_names([whole, family, rest]), writes=(family.name, rest.name), changes=_each(change))


# Surnames of two characters that are in use; any other Chinese name begins with one of one character.
_DOUBLE = (
    "欧阳太史上官端木司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒"
    "鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生梁丘左丘东门西门"
)
DOUBLE = frozenset(_DOUBLE[at : at + 2] for at in range(0, len(_DOUBLE), 2))
_HAN_NAME = range(2, 5)  # characters


def _parts(name: str) -> tuple[str, str] | None:
    """Family and given name; None for what does not look like a person's name."""
    if len(name) in _HAN_NAME and all("\u3400" <= one <= "\u9fff" for one in name):
        at = 2 if name[:2] in DOUBLE and len(name) > 2 else 1
        return (name[:at], name[at:]) if len(name) - at <= 2 else None
    words = name.split()
    if len(words) == 2 and all(one.replace("-", "").isalpha() and one.isascii() for one in words):
        return words[1], words[0]
    return None


def _renumber(fields: _Fields, given: Given) -> Plan:
    """New codes for records whose code is not of the pattern that holds for them; the old ones still lead there."""
    _only(given, "field")
    (field,) = fields.writable([given.get("field")], Code)
    spec, owner = fields.spec, fields.spec.owner
    if field not in codes.fields(spec):
        raise Malformed("clean.wrong_kind", field=field.label(fields.actor.language))
    seen = owner if owner and owner not in fields.actor.on(spec.name).hidden else None
    passed = Counter[str]()

    def changes(tx: db.Transaction, rows: Sequence[Row], writing: bool) -> list[Values]:
        people = {row["id"]: (row[seen] or {}).get("id") if seen else None for row in rows}
        records = {row["id"]: (row[field.name], people[row["id"]]) for row in rows if row[field.name]}
        new = codes.renumbered(tx, fields.actor, spec, field, records, None if writing else passed)
        return [{field.name: new[row["id"]]} if row["id"] in new else {} for row in rows]

    return Plan(reads=(field.name, *([seen] if seen else [])), writes=(field.name,), changes=changes)


def _changed(row: Row, values: Values) -> Values:
    """Those that differ from what stands."""
    return {name: value for name, value in values.items() if value != row[name]}


OPERATIONS: dict[str, Callable[[_Fields, Given], Plan]] = {
    "tidy": _tidy, "phones": _phones, "region": _region, "rename": _rename, "split": _split,
    "renumber": _renumber,
}  # fmt: skip
