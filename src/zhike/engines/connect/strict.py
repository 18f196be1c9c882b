"""JSON types of written values. A sheet may hold a number as text and a choice by its words; a program sends JSON.

A value of the wrong type becomes a `Fault` in its place, which the write path reports at its row and field.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any

from zhike.engines.connect import storage
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.kinds import File
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write.draft import PATCH, is_handle

Check = Callable[[FieldSpec, Any], bool]


def _text(field: FieldSpec, raw: Any) -> bool:
    longest = getattr(field.kind, "longest", None)
    return isinstance(raw, str) and (longest is None or len(raw) <= longest)


def _whole(_: FieldSpec, raw: Any) -> bool:
    return isinstance(raw, str) or (isinstance(raw, int) and not isinstance(raw, bool))


def _number(_: FieldSpec, raw: Any) -> bool:
    return isinstance(raw, str | int | float) and not isinstance(raw, bool)


def _boolean(_: FieldSpec, raw: Any) -> bool:
    return isinstance(raw, bool)


def _code(field: FieldSpec, raw: Any) -> bool:
    return isinstance(raw, str) and any(one.value == raw for one in field.options)


def _codes(field: FieldSpec, raw: Any) -> bool:
    return all(isinstance(part, list) and all(_code(field, one) for one in part) for part in _parts(raw))


def _texts(_: FieldSpec, raw: Any) -> bool:
    return all(isinstance(part, list) and all(isinstance(one, str) for one in part) for part in _parts(raw))


def _parts(raw: Any) -> list[Any]:
    """The lists of a value: itself, or what is put in and what is taken out."""
    return list(raw.values()) if isinstance(raw, dict) and raw and raw.keys() <= set(PATCH) else [raw]


def _link(_: FieldSpec, raw: Any) -> bool:
    if isinstance(raw, dict):
        raw = raw.get("id")
        return isinstance(raw, int) and not isinstance(raw, bool)
    return _whole(_, raw)


def _links(field: FieldSpec, raw: Any) -> bool:
    return isinstance(raw, list) and all(_link(field, one) for one in raw)


def _structure(_: FieldSpec, raw: Any) -> bool:
    return isinstance(raw, dict | list)


def _file(_: FieldSpec, raw: Any) -> bool:
    return isinstance(raw, dict) and isinstance(raw.get("key"), str)


# What is not named here is text.
CHECKS: dict[str, Check] = {
    "integer": _whole, "decimal": _number, "money": _number, "boolean": _boolean, "choice": _code, "stage": _code,
    "choices": _codes, "tags": _texts, "link": _link, "person": _link, "links": _links, "json": _structure,
    "file": _file,
}  # fmt: skip
NOT_WRITABLE = Fault("field.not_writable")


def rows(actor: Actor, spec: ObjectSpec, given: Sequence[dict[str, Any]], *, new: bool) -> list[dict[str, Any]]:
    """The values of records with those of a wrong type replaced; `new` ones have no version to give."""
    hidden = actor.on(spec.name).hidden  # do not exist for whoever writes: what is wrong with their values is not told
    found = [_row(spec, one, hidden, new=new) for one in given]
    files = [one.name for one in spec.own_fields if isinstance(one.kind, File) and one.name not in hidden]
    if files:
        _take_files(actor, files, found)
    return found


def row(actor: Actor, spec: ObjectSpec, given: dict[str, Any], *, new: bool) -> dict[str, Any]:
    """The same for one record."""
    return rows(actor, spec, (given,), new=new)[0]


def _take_files(actor: Actor, names: list[str], found: list[dict[str, Any]]) -> None:
    """A file is told by its key; what else is known of it comes from its upload, not from whoever writes."""
    keys = [value["key"] for one in found for name in names if isinstance(value := one.get(name), dict)]
    if not keys:
        return
    stored = storage.known(actor.tenant_id, keys)
    for one in found:
        for name in names:
            if isinstance(value := one.get(name), dict):
                file = stored.get(value["key"])
                one[name] = file.value() if file else Fault("file.not_a_file")


def _row(spec: ObjectSpec, given: dict[str, Any], hidden: Container[str], *, new: bool) -> dict[str, Any]:
    found = dict(given)
    for name, raw in given.items():
        if name == "version":
            if new:
                found[name] = NOT_WRITABLE
            elif not is_handle(raw):
                found[name] = Fault("write.version_missing")
            continue
        field = spec.fields.get(name)
        if field is None or field.system or field.read_only or raw is None or name in hidden:
            continue
        if not CHECKS.get(field.kind.kind, _text)(field, raw):
            found[name] = _fault(field, raw)
    return found


def _fault(field: FieldSpec, raw: Any) -> Fault:
    if isinstance(raw, str) and field.kind.kind in ("choice", "stage"):
        return Fault("choice.unknown", {"value": raw[:40]})
    if isinstance(raw, str) and len(raw) > (getattr(field.kind, "longest", None) or len(raw)):
        return Fault("text.too_long", {"max": field.kind.longest, "length": len(raw)})  # type: ignore[attr-defined]
    return Fault("value.wrong_type", {"kind": field.kind.kind})
