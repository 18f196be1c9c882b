"""Field kinds as JSON Schema: what is read, and what may be written."""

from __future__ import annotations

from zhike.engines.connect.schema.parts import ID, WHOLE, Schema, many, maybe, members, ref
from zhike.kernel.kinds import Choice, Choices, Tags
from zhike.kernel.spec import FieldSpec
from zhike.kernel.write.draft import PATCH

DECIMAL = r"^-?\d+(\.\d+)?$"
_READ: dict[str, Schema] = {
    "integer": WHOLE,
    "decimal": {"type": "string", "pattern": DECIMAL},
    "money": {"type": "string", "pattern": DECIMAL},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "tags": {"type": "array", "items": {"type": "string"}},
    "link": ref("Link"),
    "person": ref("Link"),
    "links": many(ref("Link")),
    "file": ref("File"),
    "json": {"type": ["object", "array"]},
    "region": {"type": "string", "pattern": r"^\d{6}$"},
}
_WRITE: dict[str, Schema] = {
    "integer": {**WHOLE, "type": ["integer", "string"]},
    "decimal": {"type": ["string", "number"]},
    "money": {"type": ["string", "number"]},
    "boolean": {"type": "boolean"},
    "tags": {"type": "array", "items": {"type": "string"}},
    "link": ref("LinkGiven"),
    "person": ref("LinkGiven"),
    "links": many(ref("LinkGiven")),
    "file": ref("FileGiven"),
    "json": {"type": ["object", "array"]},
}


def read(field: FieldSpec) -> Schema:
    """A value as the API shows it; null where there is none."""
    if field.name in ("id", "version"):
        return ID
    made = _codes(field) or _READ.get(field.kind.kind) or {"type": "string"}
    always = field.system and field.name in ("created_at", "updated_at")
    return _described(field, made if always else _or_null(made))


def write(field: FieldSpec) -> Schema:
    """A value as it may be given; null empties the field."""
    made = _codes(field) or _WRITE.get(field.kind.kind)
    if made and isinstance(field.kind, Choices):
        made = {"anyOf": [made, members(optional=dict.fromkeys(PATCH, made), more=False)]}
    if made is None:
        longest = getattr(field.kind, "longest", None)
        made = {"type": "string", "maxLength": longest} if longest else {"type": "string"}
    return _described(field, _or_null(made))


def _codes(field: FieldSpec) -> Schema | None:
    """The codes of a declared choice."""
    if isinstance(field.kind, Choice):
        return {"type": "string", "enum": list(field.kind.codes)}
    if isinstance(field.kind, Choices) and not isinstance(field.kind, Tags):
        return {"type": "array", "items": {"type": "string", "enum": list(field.kind.codes)}}
    return None


def _or_null(schema: Schema) -> Schema:
    kind = schema.get("type")
    if isinstance(kind, list):
        return {**schema, "type": [*kind, "null"]}
    if isinstance(kind, str) and "enum" in schema:
        return {**schema, "type": [kind, "null"], "enum": [*schema["enum"], None]}
    return maybe(schema)


def _described(field: FieldSpec, schema: Schema) -> Schema:
    return {**schema, "title": field.label("en")}
