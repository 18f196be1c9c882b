"""The components of one object: the record, what makes one, what changes one, a page of them."""

from __future__ import annotations

from zhike.engines.connect.schema import kinds
from zhike.engines.connect.schema.parts import ID, WHOLE, Schema, many, maybe, members, ref
from zhike.kernel.spec import FieldSpec, ObjectSpec


def title(spec: ObjectSpec) -> str:
    """The name of the record's component: saved_view -> SavedView."""
    return "".join(part.capitalize() for part in spec.name.split("_"))


def writable(spec: ObjectSpec) -> list[FieldSpec]:
    """The declared fields that a program may give."""
    return [one for one in spec.own_fields if not one.read_only]


def components(spec: ObjectSpec) -> dict[str, Schema]:
    """All of an object, by name. Custom fields of a tenant stand beside the declared ones in each record."""
    name = title(spec)
    given = {one.name: kinds.write(one) for one in writable(spec)}
    needed = {one.name: _not_null(one) for one in writable(spec) if one.required}
    read = {one.name: kinds.read(one) for one in spec.fields.values()}
    always = {key: read.pop(key) for key in ("id", "version")}
    text = (spec.module and _text(spec)) or name
    return {
        name: {**members(**always, optional=read), "description": text},
        f"{name}Create": members(**needed, optional={key: one for key, one in given.items() if key not in needed}),
        f"{name}Change": members(version=ID, optional=given),
        f"{name}Written": {
            "allOf": [ref(name), members(change_set=maybe(WHOLE))],
            "description": "The record, and the change set to undo (null when nothing changed).",
        },
        f"{name}Page": members(rows=many(ref(name)), next=maybe({"type": "string"}), count=maybe(ref("Count"))),
    }


def _not_null(field: FieldSpec) -> Schema:
    schema = dict(kinds.write(field))
    if isinstance(schema.get("type"), list):
        schema["type"] = [one for one in schema["type"] if one != "null"]
        if len(schema["type"]) == 1:
            schema["type"] = schema["type"][0]
        if "enum" in schema:
            schema["enum"] = [one for one in schema["enum"] if one is not None]
    if "anyOf" in schema:
        schema["anyOf"] = [one for one in schema["anyOf"] if one != {"type": "null"}]
    if schema.get("type") == "string" and "enum" not in schema:
        schema["minLength"] = 1
    return schema


def _text(spec: ObjectSpec) -> str:
    """What the declaration says of itself."""
    return f"{spec.label('en')}."
