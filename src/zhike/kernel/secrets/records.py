"""The values of a record, sealed and opened: what the write path, the journal and the readers of both share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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


def one(field: FieldSpec, lock: Lock | None, value: str) -> str | None:
    """One value opened."""
    if lock:
        return lock.open(field.place, value)
    return None if version_of(value) else value


def needs_key(spec: ObjectSpec, values: Mapping[str, Any]) -> bool:
    """Whether there is anything among the values that is sealed."""
    stored = (values.get(field.name) for field in spec.secret_fields)
    return any(version_of(value) for value in stored if isinstance(value, str))
