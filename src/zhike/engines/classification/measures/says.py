"""What measures say, in words."""

from __future__ import annotations

from zhike.engines.classification.measures import definition
from zhike.engines.classification.measures.definition import Counted, Done, Meaning, Since
from zhike.engines.classification.measures.fields import Known
from zhike.kernel import read, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import words as conditions


def meaning(actor: Actor, one: Meaning, known: Known) -> str:
    """The definition as a phrase; `known` are the measures that it may be made of."""
    language = actor.language
    if isinstance(one, Counted):
        return _counted(actor, one)
    if isinstance(one, Done):
        key = {"count": "deeds", "days": "deed_days", "last": "deed_last"}[one.how]
        name = conditions.lately(conditions.deed(one.node, language), one.node.within, language)
        return words.phrase(f"measure.says.{key}", language, name=name)
    labels = [known[code][0].label(language) for code in definition.used(one)]
    if isinstance(one, Since):
        return words.phrase("measure.says.since", language, name=labels[0])
    return words.phrase("measure.says.ratio", language, above=labels[0], below=labels[1])


def _counted(actor: Actor, one: Counted) -> str:
    node, language = one.node, actor.language
    name = conditions.counted(node, language, lambda kind, record: read.title(actor, kind, record))
    field = node.field.label(language) if node.field else ""
    if one.how in ("interval", "distinct"):
        key = f"measure.says.{one.how}"
    elif definition.is_moment(one):
        key = "measure.says.first" if one.how == "min" else "measure.says.last"
    else:
        key = f"condition.measure.{one.how}"
    return words.phrase(key, language, name=name, field=field)
