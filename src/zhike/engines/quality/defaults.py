"""The rules that a company begins with: what the kinds of an object's fields, and its declaration, suggest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhike.engines.quality import repeats
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import sets
from zhike.kernel.kinds import Date, Email, LongText, Phone, Region, Text
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write import write

Values = dict[str, Any]
FOLLOWED, UPDATED = "180d", "-1y"
# Numbers that people type to get past a field that wants one.
NUMBERS = (
    "13800138000", "13800000000", "13888888888", "13900000000", "13999999999", "13000000000", "13012345678",
    "13312345678", "13512345678", "13612345678", "13712345678", "13812345678", "13912345678", "15000000000",
    "15012345678", "15888888888", "18000000000", "18812345678", "18888888888", "18612345678", "19999999999",
)  # fmt: skip
# Domains that receive no mail: reserved ones (RFC 2606) and common slips of the finger.
DOMAINS = (
    "test.com", "example.com", "example.org", "a.com", "aaa.com", "qq.con", "qq.cn", "qq.co", "163.con", "163.cm",
    "126.con", "gmail.con", "gmial.com", "gamil.com", "hotmail.con", "outlook.con", "sina.con",
)  # fmt: skip
TRIALS = ("测试", "test", "待补充", "未知", "xxx")  # names of nobody


def make(actor: Actor) -> int:
    """Write the rules of a company that never had one; how many. It may change and delete them."""
    with db.transaction(actor.tenant_id) as tx:
        if tx.one(f"SELECT 1 FROM quality_qualityrule WHERE tenant_id = {actor.tenant_id} LIMIT 1"):
            return 0
        rows = [one for spec in specs.all_of(actor).values() if spec.shape.nav for one in of_object(actor, spec)]
        return len(write(actor, "quality_rule", rows, all_or_nothing=True).rows)


def of_object(actor: Actor, spec: ObjectSpec) -> list[Values]:
    """The rules of one object."""
    if spec.shape.settings or spec.shape.timeline == spec.shape.follows is not None:
        return []  # what only stands in a timeline is as good as it is
    found = [*_there(spec), *_valid(spec), *_fresh(actor, spec), *_once(actor, spec), *_declared(spec)]
    return [{"object": spec.name, **one} for one in found]


def _said(key: str, **labels: FieldSpec | ObjectSpec) -> Values:
    """The name of a rule in both languages."""
    return {
        column: words.say(key, language, **{name: one.label(language) for name, one in labels.items()})
        for column, language in (("name", "zh-CN"), ("name_en", "en"))
    }


def _of(spec: ObjectSpec, *kinds: type[Any]) -> list[FieldSpec]:
    return [one for one in spec.own_fields if isinstance(one.kind, kinds) and not one.read_only and not one.custom]


def _empty(field: FieldSpec) -> Values:
    return {"field": field.name, "op": "empty"}


def _all(parts: list[Values]) -> Values:
    return parts[0] if len(parts) == 1 else {"all": parts}


def _any(parts: list[Values]) -> Values:
    return parts[0] if len(parts) == 1 else {"any": parts}


def _there(spec: ObjectSpec) -> Iterator[Values]:
    """Complete: somebody answers for it, one can reach them, one knows where they are."""
    if spec.owner and spec.fields[spec.owner].nullable:
        yield _said("quality.default.no", field=spec.fields[spec.owner]) | _rule(
            "complete", _empty(spec.fields[spec.owner]), 3
        )
    if phones := _of(spec, Phone):
        yield _said("quality.default.no", field=phones[0]) | _rule("complete", _all([_empty(one) for one in phones]), 3)
    for field in (*_of(spec, Email)[:1], *_of(spec, Region)[:1]):
        if field.nullable:
            yield _said("quality.default.no", field=field) | _rule("complete", _empty(field), 2)


def _valid(spec: ObjectSpec) -> Iterator[Values]:
    """Valid: a value of the right form may still be nobody's."""
    for field in _of(spec, Phone)[:1]:
        made_up = {"field": field.name, "op": "one_of", "value": list(NUMBERS)}
        yield _said("quality.default.made_up", field=field) | _rule("valid", made_up, 3)
    for field in _of(spec, Email)[:1]:
        dead = [{"field": field.name, "op": "domain", "value": one} for one in DOMAINS]
        yield _said("quality.default.dead", field=field) | _rule("valid", _any(dead), 3)
    title = spec.fields[spec.title]
    if isinstance(title.kind, Text) and not isinstance(title.kind, LongText) and not title.secret and _of(spec, Phone):
        trial = [{"field": title.name, "op": "contains", "value": one} for one in TRIALS]
        yield _said("quality.default.trial", field=title) | _rule("valid", _any(trial), 2)


def _fresh(actor: Actor, spec: ObjectSpec) -> Iterator[Values]:
    """Fresh: what has a timeline is followed up, the rest was looked at."""
    old = {"field": "created_at", "op": "<", "value": f"-{FOLLOWED}"}
    for back in spec.backlinks.values():
        other = specs.of(actor, back.object)
        if other.shape.timeline == back.field and other.shape.timeline_at != "created_at":
            late = {"not": {"related": back.name, "op": ">=", "value": 1, "within": FOLLOWED}}
            ever = {"related": back.name, "op": ">=", "value": 1}
            yield _said("quality.default.not_followed") | _rule("fresh", {"all": [late, {"any": [ever, old]}]}, 3)
            return
    if _of(spec, Phone, Email, Date):
        stale = {"field": "updated_at", "op": "<", "value": UPDATED}
        yield _said("quality.default.not_updated") | _rule("fresh", stale, 1)


def _once(actor: Actor, spec: ObjectSpec) -> Iterator[Values]:
    """Unique: what is probably there twice; two records with the same number are one party, or one of them is wrong."""
    for name, kept in sets.twice(actor, spec):
        yield {"name": kept.labels["zh-CN"], "name_en": kept.labels["en"]} | _rule("unique", {"in": name}, 3)
    for field in (*_of(spec, Phone)[:1], *_of(spec, Email)[:1]):
        again = {"in": f"{repeats.SET}:{field.name}"}
        yield _said("quality.default.repeated", field=field) | _rule("unique", again, 2)


def _declared(spec: ObjectSpec) -> Iterator[Values]:
    for name, (dimension, where, weight) in spec.shape.quality.items():
        yield _said(f"quality.{spec.name}.{name}") | _rule(dimension, where, weight)


def _rule(dimension: str, where: Values, weight: int) -> Values:
    return {"dimension": dimension, "where": where, "weight": weight}
