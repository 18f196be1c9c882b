"""The meta document of one person: objects, fields, rights, words. Kept under the tenant's stamp."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import asdict
from functools import cache
from typing import Any

import orjson

from zhike.access import tenants
from zhike.engines.connect import answers
from zhike.engines.connect.meta import fields
from zhike.kernel import read, registry, specs, words
from zhike.kernel.actor import ACTIONS, Actor
from zhike.kernel.conditions import operators
from zhike.kernel.errors import Forbidden, NotFound
from zhike.kernel.read import columns, order, scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import pinyin

MOST_KEPT = 128
_kept: OrderedDict[str, answers.Kept] = OrderedDict()


def tag(actor: Actor) -> str:
    """Changes whenever the document would."""
    rights = ";".join(f"{name}:{','.join(sorted(one.actions))}" for name, one in sorted(actor.rights.items()))
    stamp = actor.stamp if actor.stamp is not None else specs.stamp(actor.tenant_id)
    parts = (actor.tenant_id, stamp, actor.language, actor.person_id, actor.viewer, actor.admin, rights, _build())
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def of(actor: Actor, email: str | None, its_tag: str) -> answers.Kept:
    """The document, from memory when this process has made it before."""
    known = _kept.get(its_tag)
    if known is None:
        known = answers.keep(orjson.dumps(make(actor, email)), its_tag)
        _kept[its_tag] = known
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return known


def make(actor: Actor, email: str | None) -> dict[str, Any]:
    """The document as plain values."""
    seen = {name: one for name, one in specs.all_of(actor).items() if actor.may("read", name)}
    return {
        "language": actor.language,
        "languages": words.LANGUAGES,
        "tenant": {"name": tenants.name(actor.tenant_id), "zone": actor.zone.key},
        "me": _me(actor, email),
        "nav": _nav(actor, seen),
        "objects": [_object(actor, one, seen) for one in seen.values()],
        "ops": {op: words.say(f"op.{op}", actor.language) for op in _operators()},
    }


@cache
def _build() -> str:
    """A sum of the words and declarations of this version of the program."""
    declared = [
        (one.name, [(field.name, field.kind.kind) for field in one.fields.values()]) for one in registry.declared()
    ]
    return hashlib.sha256(repr((declared, [words.catalogue(one) for one in words.LANGUAGES])).encode()).hexdigest()


def _operators() -> list[str]:
    families = (*operators.BY_FAMILY.values(), *operators.OF_SECRET.values(), tuple(operators.OF_TIME.values()))
    return list(dict.fromkeys(op for ops in families for op in ops))


def _me(actor: Actor, email: str | None) -> dict[str, Any]:
    department = None
    if actor.person_id is not None:
        try:
            person = orjson.loads(read.record(actor, registry.people().name, actor.person_id))
            department = person.get("department")
        except (NotFound, Forbidden):
            pass
    return {
        "id": actor.person_id,
        "name": actor.name,
        "email": email,
        "department": department,
        "admin": actor.admin,
        "viewer": actor.viewer,
    }


def _nav(actor: Actor, seen: dict[str, ObjectSpec]) -> list[dict[str, Any]]:
    """The parts of the navigation in the order in which objects name them."""
    parts: dict[str, dict[str, Any]] = {}
    for one in seen.values():
        if one.shape.nav:
            label = words.say(f"nav.{one.shape.nav}", actor.language)
            part = parts.setdefault(
                one.shape.nav, {"name": one.shape.nav, "label": label, "icon": one.shape.icon, "objects": []}
            )
            part["objects"].append(one.name)
    return list(parts.values())


def _object(actor: Actor, spec: ObjectSpec, seen: dict[str, ObjectSpec]) -> dict[str, Any]:
    shape, language = spec.shape, actor.language
    label = spec.label(language)
    visible = [one.name for one in columns.visible(actor, spec)]
    return {
        "name": spec.name,
        "plural": spec.plural,
        "label": label,
        "label_plural": spec.label(language, plural=True),
        **spoken(label),
        "icon": shape.icon,
        "title_field": spec.title,
        "title_in": own if (own := spec.title_in(language)) in visible else None,
        "columns": columns.of_list(actor, spec),
        "sort": order.usual(spec, order.sortable(actor, spec)),
        "board": shape.board if shape.board in visible else None,
        "timeline": any(one.shape.timeline and one.fields[one.shape.timeline].to == spec.name for one in seen.values()),
        "settings": shape.settings,
        "team": spec.has_team,
        "compared": bool(spec.fields[spec.title].kind.same_by) and not (shape.settings or shape.people),
        "personal": shape.personal,
        "born": shape.born if shape.born in visible else None,
        "related": [
            {
                "name": one.name,
                "object": one.object,
                "plural": seen[one.object].plural,
                "field": one.field,
                "label": seen[one.object].label(language, plural=True),
            }
            for one in spec.backlinks.values()
            if one.object in seen
        ],
        "whole": scope.whole(actor, spec) and scope.whole(actor, spec, "bulk"),
        "rights": {action: actor.may(action, spec.name) for action in ACTIONS},
        "verbs": [
            {"name": one, "label": words.heading(f"action.{one}", language), "allowed": actor.may(one, spec.name)}
            for one in shape.verbs
        ],
        "reveal": asdict(actor.on(spec.name).reveal),
        "fields": fields.all_of(actor, spec),
    }


def spoken(label: str) -> dict[str, str]:
    """A label in pinyin, whole and by its initials, as people type it into the palette."""
    return {"pinyin": "".join(pinyin.syllables(label)), "initials": pinyin.initials(label)}
