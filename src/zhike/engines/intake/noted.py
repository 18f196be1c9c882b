"""What the audit trail says of an export. It is never rewritten, so no value of a person may stand in it."""

from __future__ import annotations

from typing import Any

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec

HIDDEN = "***"


def condition(actor: Actor, spec: ObjectSpec, where: Any) -> Any:
    """A checked condition without the values that it compares personal fields with."""
    if not where:
        return where
    for key in ("all", "any"):
        if key in where:
            return {key: [condition(actor, spec, one) for one in where[key]]}
    if "not" in where:
        return {"not": condition(actor, spec, where["not"])}
    if "related" in where:
        other = specs.of(actor, spec.backlinks[where["related"]].object)
        return where | ({"where": condition(actor, other, where["where"])} if where.get("where") else {})
    *way, last = where["field"].split(".")
    for step in way:
        spec = specs.of(actor, spec.fields[step].to or "")
    return where | {"value": HIDDEN} if "value" in where and spec.fields[last].personal else where


def words(q: str) -> str:
    """Whether anything was searched: what it was may be a name."""
    return HIDDEN if q else ""
