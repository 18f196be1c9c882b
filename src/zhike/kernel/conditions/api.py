"""A JSON condition to SQL or words, for one actor: parsing, checking and compiling in one call."""

from __future__ import annotations

from typing import Any

from zhike.kernel import specs
from zhike.kernel.actor import EVERYTHING, Actor
from zhike.kernel.conditions import deeds, sets, words
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.conditions.tree import Node, Reader
from zhike.kernel.kinds import Context
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql


def parse(actor: Actor, spec: ObjectSpec, raw: Any, *, rule: bool = False) -> Node:
    """The checked tree of a condition; a `rule` of the system may name fields that the actor does not see."""
    reader = Reader(
        spec_of=lambda name: specs.of(actor, name),
        readable=lambda name: rule or actor.may("read", name),
        rights=lambda name: EVERYTHING if rule else actor.on(name),
        context=Context(zone=actor.zone),
        set_of=lambda one, name: sets.find(actor, one, name, rule=rule),
        deed_of=lambda one, code: deeds.find(actor, one, code),
        language=actor.language,
    )
    return reader.parse(raw, spec)


def to_sql(actor: Actor, spec: ObjectSpec, raw: Any, alias: str, compiler: Compiler, *, rule: bool = False) -> Sql:
    """SQL that is true for the rows of `alias` that meet a JSON condition."""
    return compiler.compile(parse(actor, spec, raw, rule=rule), alias)


def to_words(actor: Actor, spec: ObjectSpec, raw: Any, title_of: words.TitleOf) -> str:
    """The condition as a phrase in the actor's language."""
    return phrase(parse(actor, spec, raw), actor.language, title_of)


def phrase(node: Node, language: str, title_of: words.TitleOf) -> str:
    """A checked condition as a phrase."""
    return words.say(node, language, title_of)
