"""The sheet of an exported workbook that says whose it is: who took what out, when, and by which condition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from zhike.access import tenants
from zhike.engines.intake.xlsx.output import About, Value
from zhike.kernel import read, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.read import Query
from zhike.kernel.spec import ObjectSpec


def about(actor: Actor, spec: ObjectSpec, query: Query, *, plain: bool) -> About:
    """What stands on it; `plain` when encrypted values may leave in full."""
    language = actor.language

    def say(code: str, **data: object) -> str:
        return words.say(f"intake.about.{code}", language, **data)

    def rows(count: int) -> Sequence[Sequence[Value]]:
        told: list[tuple[str, Value]] = [
            ("company", tenants.name(actor.tenant_id)),
            ("by", f"{actor.name} (#{actor.person_id})" if actor.person_id else actor.name),
            ("at", f"{dt.datetime.now(actor.zone):%Y-%m-%d %H:%M %Z}"),
            ("object", spec.label(language, plural=True)),
            ("where", _where(actor, spec, query) or say("all")),
            ("rows", count),
            ("plain", words.say("intake.yes" if plain else "intake.no", language)),
        ]
        return [*((say(code), value) for code, value in told), (say("note"), say("logged"))]

    return About(say("title"), rows)


def _where(actor: Actor, spec: ObjectSpec, query: Query) -> str:
    parts = [query.q.strip()]
    if query.where:
        parts.append(api.to_words(actor, spec, query.where, lambda name, one: read.title(actor, name, one)))
    return "; ".join(filter(None, parts))
