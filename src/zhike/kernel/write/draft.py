"""A row on its way through the write path. After parsing, values are in their JSON form, as journal and store take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import Bad
from zhike.kernel.write.result import Faults


@dataclass
class Old:
    """A record as it stands in the table."""

    id: int
    version: int
    values: dict[str, Any]
    allowed: bool  # whether the actor may change it


@dataclass
class Draft:
    """One row: what was given, what it will change, and what is wrong with it."""

    index: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: Faults = field(default_factory=dict)
    id: int | None = None
    version: int | None = None
    old: Old | None = None
    generated: set[str] = field(default_factory=set)  # codes that we gave
    stale: dict[str, tuple[object, object]] | None = None
    verb: str = "create"

    def fault(self, name: str, code: str, **data: object) -> None:
        """Note that something is wrong; the first fault of a field stands."""
        self.faults.setdefault(name, Fault(code, data))

    def after(self) -> dict[str, Any]:
        """The record as it will be."""
        return {**(self.old.values if self.old else {}), **self.values}

    def changes(self) -> dict[str, Any]:
        """The values that differ from what stands."""
        if self.old is None:
            return self.values
        was = self.old.values
        return {name: value for name, value in self.values.items() if was.get(name) != value}


def parse(actor: Actor, spec: ObjectSpec, rows: Sequence[Mapping[str, Any]]) -> list[Draft]:
    """Drafts with every value in normal form, or its fault."""
    context = specs.context(actor, spec)
    rights = actor.on(spec.name)
    drafts = []
    for index, row in enumerate(rows):
        draft = Draft(index)
        for name, raw in row.items():
            if name == "id":
                _id(draft, raw)
            elif name == "version":
                draft.version = raw if isinstance(raw, int) and not isinstance(raw, bool) else None
            else:
                _value(draft, spec.fields.get(name), name, raw, context, rights)
        drafts.append(draft)
    return drafts


def _id(draft: Draft, raw: Any) -> None:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw < 2**63:
        draft.fault("id", "link.not_an_id")
    else:
        draft.id = raw


def _value(draft: Draft, field: FieldSpec | None, name: str, raw: Any, context: Any, rights: Any) -> None:
    if field is None or name in rights.hidden:
        draft.fault(name, "field.unknown", field=name[:60])
        return
    if field.read_only or name in rights.read_only:
        draft.fault(name, "field.not_writable")
        return
    if raw is None or raw == "" or raw == [] or (isinstance(raw, str) and not raw.strip()):
        draft.values[name] = None
        return
    try:
        value = field.kind.parse(raw, context)
    except Bad as bad:
        draft.faults[name] = Fault(bad.code, bad.data)
        return
    draft.values[name] = field.kind.dump(value)


