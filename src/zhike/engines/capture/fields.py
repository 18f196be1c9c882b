"""Which field takes which finding: by its kind, and a text by what its name or label says. No object is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.engines.capture.reading import labels
from zhike.engines.capture.reading.labels import FIELD
from zhike.engines.capture.reading.spans import Finding
from zhike.kernel import specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.kinds import Context
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import Bad, region

_BY_KIND = {"phone": "phone", "email": "email", "url": "url", "region": "region", "credit_code": "credit_code",
            "identity_number": "identity_number", "birthday": "birthday"}  # fmt: skip
_TEXTS = frozenset(("wechat", "qq", "fax", "address", "position", "department", "postcode", "company"))
_NO_LABEL = frozenset(("json", "file", "links", "link", "person", *_BY_KIND))
_SEXES, _PARTIES = {"male", "female"}, {"organization", "person"}


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A value for a field, and the finding that it is from."""

    field: FieldSpec
    value: Any  # as JSON
    finding: Finding
    confidence: float


def writable(actor: Actor, spec: ObjectSpec) -> tuple[FieldSpec, ...]:
    """The fields that the actor may give a value."""
    rights = actor.on(spec.name)
    closed = rights.hidden | rights.read_only
    return tuple(one for one in spec.own_fields if not one.read_only and one.name not in closed)


def own_labels(fields: Sequence[FieldSpec]) -> dict[str, str]:
    """The labels of fields that the common ones do not have, with the role that stands for the field itself."""
    found: dict[str, str] = {}
    for one in fields:
        for language in words.LANGUAGES:
            label = labels.folded(one.label(language))
            if one.kind.kind not in _NO_LABEL and len(label) > 1 and label not in labels.table():
                found[label] = FIELD + one.name
    return found


def role(field: FieldSpec) -> str:
    """What findings a field takes; "" for none."""
    kind = field.kind.kind
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if kind == "text" and not field.kind.is_title:
        for word in (field.name.replace("_", " "), *(field.label(language) for language in words.LANGUAGES)):
            if (known := labels.table().get(labels.folded(word))) in _TEXTS:
                return known
    if kind == "choice":
        options = {one.value for one in field.options}
        return "sex" if options == _SEXES else "party" if options == _PARTIES else ""
    return ""


def is_firm(spec: ObjectSpec) -> bool:
    """Whether its records may be organizations: those have a credit code."""
    return any(one.kind.kind == "credit_code" for one in spec.own_fields)


def fill(actor: Actor, spec: ObjectSpec, findings: Sequence[Finding]) -> list[Filled]:
    """The values for the fields of an object, each finding used once."""
    context = Context(zone=actor.zone, choices=spec.choice_words)
    made: dict[str, Filled] = {}
    fields = writable(actor, spec)
    by_role: dict[str, list[Finding]] = {}
    for one in findings:
        by_role.setdefault(one.role, []).append(one)
    by_role["phone"] = _phones(by_role.get("phone", []))
    title = next((one for one in fields if one.kind.is_title), None)
    if title and spec.shape.personal and (named := _named(spec, by_role)):
        _put(made, title, named, context)
        party = next((one for one in fields if role(one) == "party"), None)
        if party and title.name in made:
            value = "organization" if named.role == "company" else "person"
            made[party.name] = Filled(field=party, value=value, finding=named, confidence=named.confidence)
    if title and title.name in made and made[title.name].finding.role != "person":
        by_role.pop("sex", None)  # of somebody else
    for field in fields:
        for one in by_role.get(FIELD + field.name, by_role.get(role(field), [])):
            used = any(other.finding is one or (other.value == one.value) for other in made.values())
            if field.name not in made and not used:
                _put(made, field, one, context)
    _apart(made)
    return [made[one.name] for one in fields if one.name in made]


def _named(spec: ObjectSpec, by_role: dict[str, list[Finding]]) -> Finding | None:
    """What names the record: of those that may be organizations the organization, else the person."""
    order = ("company", "person") if is_firm(spec) else ("person",)
    return next((_best(by_role[one]) for one in order if by_role.get(one)), None)


def _best(some: list[Finding]) -> Finding:
    """The surest, of much the same the first."""
    most = max(one.confidence for one in some)
    return next(one for one in some if one.confidence > most - 0.08)


def _phones(some: list[Finding]) -> list[Finding]:
    """Mobiles before lines, each once."""
    once = list({one.value: one for one in reversed(some)}.values())[::-1]
    return sorted(once, key=lambda one: (not (one.value.startswith("+861") and len(one.value) == 14), one.start))


def _put(made: dict[str, Filled], field: FieldSpec, one: Finding, context: Context) -> None:
    """Give a field its value, if its kind takes it."""
    try:
        value = field.kind.dump(field.kind.parse(one.value, context))
    except Bad:
        return
    made[field.name] = Filled(field=field, value=value, finding=one, confidence=one.confidence)


def _apart(made: dict[str, Filled]) -> None:
    """Where the place has a field of its own, a Chinese address goes on after it."""
    for place in [one for one in made.values() if one.field.kind.kind == "region"]:
        for one in [one for one in made.values() if one.finding.role == "address"]:
            if (one.finding.start, one.finding.end) != (place.finding.start, place.finding.end):
                continue
            try:
                code, rest = region.parse(one.value)
            except Bad:
                continue
            if code == place.value and rest:
                made[one.field.name] = Filled(
                    field=one.field, value=rest, finding=one.finding, confidence=one.confidence
                )


def firms_linked(actor: Actor, spec: ObjectSpec) -> Iterator[tuple[FieldSpec, ObjectSpec]]:
    """The links to organizations whose names the actor sees."""
    for field in writable(actor, spec):
        if field.kind.kind == "link" and field.to in specs.all_of(actor):
            to = specs.of(actor, field.to)
            title = to.fields[to.title]
            if is_firm(to) and actor.may("read", to.name) and actor.on(to.name).shows(title.name, title.kind):
                yield field, to
