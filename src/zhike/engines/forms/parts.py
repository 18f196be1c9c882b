"""Which objects play a part with the records of a form: notes in their timeline, and consents. Told by declarations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.kernel import read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import NotFound
from zhike.kernel.spec import ObjectSpec


@dataclass(frozen=True)
class Part:
    """An object, and which of its fields stand for what."""

    spec: ObjectSpec
    fields: Mapping[str, str]


def _playing(actor: Actor, name: str, of: ObjectSpec) -> Part | None:
    """The object that plays a part with records of `of`, which its `who` leads to."""
    for spec in specs.all_of(actor).values():
        fields = spec.shape.plays.get(name)
        if fields and spec.fields[fields["who"]].to == of.name:
            return Part(spec, fields)
    return None


def note(actor: Actor, of: ObjectSpec) -> Part | None:
    """What happened with a record: `who`, `text` and `at`."""
    return _playing(actor, "note", of)


def consent(actor: Actor, of: ObjectSpec) -> Part | None:
    """What somebody has agreed to: `who`, `purpose`, `wording` and `at`."""
    return _playing(actor, "consent", of)


def purpose_exists(actor: Actor, of: ObjectSpec, purpose: int) -> bool:
    """Whether there is such a purpose for consents of these records."""
    found = consent(actor, of)
    if found is None:
        return False
    try:
        read.record(actor, found.spec.fields[found.fields["purpose"]].to or "", purpose)
    except NotFound:
        return False
    return True
