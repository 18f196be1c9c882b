"""A row on its way through the write path. Once parsed, its values are in JSON form, as journal and store take them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.kinds import Choices, Context, Kind
from zhike.kernel.search import derive, tokens
from zhike.kernel.secrets import records, vault
from zhike.kernel.secrets.vault import DRAWN, RECORD_KEY, Lock, Vault
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad, text
from zhike.kernel.write.result import Faults

PATCH = ("add", "remove")


@dataclass
class Old:
    """A record as it stands in the table."""

    id: int
    version: int
    values: dict[str, Any]
    allowed: bool  # whether the actor may change it
    key: bytes | None = None  # the record's own, which its sealed values need


@dataclass(frozen=True)
class Patch:
    """Entries to put into a list and to take out of it, whatever else it holds."""

    kind: Kind
    context: Context
    add: list[Any]
    remove: list[Any]

    @classmethod
    def of(cls, kind: Kind, context: Context, raw: dict[str, Any]) -> Patch:
        """From ``{"add": [...], "remove": [...]}``. Errors: Bad."""
        if not isinstance(kind, Choices) or not raw or not raw.keys() <= set(PATCH):
            raise Bad("value.wrong_type", kind=kind.kind)
        add, remove = (kind.dump(kind.parse(given, context)) if given else [] for given in map(raw.get, PATCH))
        return cls(kind, context, add, remove)

    def onto(self, was: list[Any] | None) -> list[Any] | None:
        """The list with this done to it. Errors: Bad when it grows too long."""
        gone = {text.fold(one) for one in self.remove}
        kept = [one for one in was or () if text.fold(one) not in gone]
        found = [*kept, *self.add]
        return self.kind.dump(self.kind.parse(found, self.context)) if found else None


@dataclass
class Draft:
    """One row: what was given, what it will change, and what is wrong with it."""

    index: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: Faults = field(default_factory=dict)
    id: int | None = None
    version: int | None = None
    old: Old | None = None
    lost: bool = False  # it does not say clearly which record it means
    generated: set[str] = field(default_factory=set)  # codes that we gave
    patches: dict[str, Patch] = field(default_factory=dict)
    stale: dict[str, tuple[object, object]] | None = None
    title_sort: str = ""
    search: str = ""  # the tsvector of what was given
    kept: dict[str, Any] = field(default_factory=dict)  # what guards have worked out of it, by guard
    drawn: bytes = b""  # at random, for the key of a new record
    new_key: bytes | None = None  # of a record that had none, made when something is sealed for it

    def fault(self, name: str, code: str, **data: object) -> None:
        """Note that something is wrong; the first fault of a field stands."""
        self.faults.setdefault(name, Fault(code, data))

    def take(self, old: Old) -> None:
        """This is the record that is meant."""
        self.old, self.id = old, old.id
        for name, patch in self.patches.items():
            try:
                self.values[name] = patch.onto(old.values.get(name))
            except Bad as bad:
                self.fault(name, bad.code, **bad.data)

    def after(self) -> dict[str, Any]:
        """The record as it will be."""
        return {**(self.old.values if self.old else {}), **self.values}

    def lock(self, vault: Vault) -> Lock:
        """What seals and opens the record's values."""
        key = (self.old.key if self.old else None) or self.new_key
        if key is not None:
            return vault.of(key)
        drawn = self.drawn or os.urandom(RECORD_KEY + DRAWN)
        self.new_key = drawn[:RECORD_KEY]
        return vault.of(self.new_key, drawn[RECORD_KEY:])

    def sealed(self, spec: ObjectSpec, vault: Vault) -> dict[str, Any]:
        """The record as it will be, in the form in which it is stored."""
        values = self.after()
        if any(values.get(field.name) is not None for field in spec.secret_fields):
            return records.sealed(spec, self.lock(vault), values)
        return values

    def changes(self) -> dict[str, Any]:
        """The values that differ from what stands."""
        if self.old is None:
            return self.values
        was = self.old.values
        return {name: value for name, value in self.values.items() if was.get(name) != value}


def draw(drafts: Sequence[Draft]) -> None:
    """Draw at random what the keys of new records need, for all at once: each call to the system lets others run."""
    size = RECORD_KEY + DRAWN
    drawn = os.urandom(size * len(drafts))
    for at, one in enumerate(drafts):
        one.drawn = drawn[at * size : (at + 1) * size]


def parse(actor: Actor, spec: ObjectSpec, rows: Sequence[Mapping[str, Any]], *, only_look: bool = False) -> list[Draft]:
    """Drafts with every value in normal form, or its fault, and the search tokens of what was given.

    `only_look`: without tokens, for drafts that are not stored.
    """
    context = specs.context(actor, spec)
    rights = actor.on(spec.name)
    closed = {name for name, one in spec.fields.items() if one.read_only} | rights.read_only
    kinds = {name: one.kind for name, one in spec.fields.items() if name not in rights.hidden}
    masked = {name for name, kind in kinds.items() if rights.masks(name, kind)}
    drafts = [Draft(index) for index in range(len(rows))]
    keys = vault.of(actor.tenant_id)
    for draft, row in zip(drafts, rows, strict=True):
        values = draft.values
        for name, raw in row.items():
            kind = kinds.get(name)
            if raw.__class__ is Fault:  # whoever brought the row knows already that this value is wrong
                draft.faults.setdefault(name, raw)
            elif name in HANDLES:
                _handle(draft, name, raw)
            elif kind is None:
                draft.fault(name, "field.unknown", field=name[:60])
            elif name in closed:
                draft.fault(name, "field.not_writable")
            elif raw is None or raw in ("", []) or (isinstance(raw, str) and raw.isspace()):
                values[name] = None
            elif name in masked and "*" in str(raw):  # what was shown of the value, and not the value
                draft.fault(name, "field.masked")
            else:
                try:
                    if raw.__class__ is dict and kind.family == "list":
                        draft.patches[name] = Patch.of(kind, context, raw)
                        values[name] = draft.patches[name].onto(None)
                    else:
                        values[name] = kind.dump(kind.parse(raw, context))
                except Bad as bad:
                    draft.faults[name] = Fault(bad.code, bad.data)
        if only_look:
            continue
        draft.title_sort = derive.title_sort(spec, values)
        draft.search = tokens.vector(derive.token_set(spec, values, keys))
    return drafts


HANDLES = frozenset({"id", "version"})


def is_handle(raw: object) -> bool:
    """Whether this can be an id or a version: a whole number from 1 on that a bigint holds."""
    return isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 2**63


def _handle(draft: Draft, name: str, raw: Any) -> None:
    """The id and version say which record, and which state of it, a row means."""
    if name == "version" and (raw is None or is_handle(raw)):
        draft.version = raw
    elif name == "version":
        draft.fault("version", "write.version_missing")
    elif is_handle(raw):
        draft.id = raw
    else:
        draft.fault("id", "link.not_an_id")
