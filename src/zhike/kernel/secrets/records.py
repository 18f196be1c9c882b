"""The values of a record, sealed and opened: what the write path, the journal and the readers of both share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from zhike.kernel.secrets.vault import Lock, Vault, version_of
from zhike.kernel.spec import FieldSpec, ObjectSpec


def sealed(spec: ObjectSpec, lock: Lock, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values in the form in which they are stored."""
    found = dict(values)
    for field in spec.secret_fields:
        value = found.get(field.name)
        if value is not None:
            found[field.name] = lock.seal(field.place, value)
    return found


def opened(spec: ObjectSpec, vault: Vault, key: bytes | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as people gave them; None for what was sealed for a record that has lost its key. Errors: Unable."""
    found = dict(values)
    lock = vault.of(key) if key else None
    for field in spec.secret_fields:
        value = found.get(field.name)
        if isinstance(value, str):
            found[field.name] = one(field, lock, value)
    return found


JOURNAL = b"="  # after the place of a value that is sealed in the journal only: JSON, not text


def in_journal(spec: ObjectSpec, *values: Mapping[str, Any]) -> bool:
    """Whether the journal would hold any of these sealed."""
    return any(
        value is not None and (spec.fields[name].secret or _hides(spec.fields[name], value))
        for some in values
        for name, value in some.items()
    )


def _hides(field: FieldSpec, value: Any) -> bool:
    """Whether the journal alone seals a value: it is personal, or a text that would be taken for sealed."""
    return not field.secret and (field.personal or (isinstance(value, str) and version_of(value) is not None))


def journaled(spec: ObjectSpec, lock: Lock | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the journal holds them: what is personal sealed, so that it goes with the record's key."""
    if lock is None:
        return dict(values)
    found = sealed(spec, lock, values)
    for name, value in values.items():
        field = spec.fields[name]
        if value is not None and _hides(field, value):
            found[name] = lock.seal(field.place + JOURNAL, orjson.dumps(value).decode())
    return found


def from_journal(spec: ObjectSpec, vault: Vault, key: bytes | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """What `journaled` made, opened; None for what was sealed for a record that has lost its key. Errors: Unable."""
    found, lock = dict(values), vault.of(key) if key else None
    for name, value in values.items():
        field = spec.fields.get(name)
        if field is None or not isinstance(value, str) or not version_of(value):
            continue
        if field.secret or lock is None:
            found[name] = one(field, lock, value)
        else:
            found[name] = orjson.loads(lock.open(field.place + JOURNAL, value))
    return found


def one(field: FieldSpec, lock: Lock | None, value: str) -> str | None:
    """One value opened."""
    if lock:
        return lock.open(field.place, value)
    return None if version_of(value) else value


def needs_key(spec: ObjectSpec, values: Mapping[str, Any]) -> bool:
    """Whether there is anything among the values that is sealed."""
    stored = (values.get(field.name) for field in spec.secret_fields)
    return any(version_of(value) for value in stored if isinstance(value, str))
