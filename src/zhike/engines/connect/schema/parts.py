"""Small pieces of JSON Schema, so that the larger ones read well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.kernel.kinds.link import TOP_ID

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "number"}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
YES_NO: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
ANY: Schema = {}


def whole(least: int = -TOP_ID - 1, most: int = TOP_ID) -> Schema:
    """A whole number; of 64 bits unless it has narrower bounds."""
    return {"type": "integer", "format": "int64", "minimum": least, "maximum": most}


WHOLE: Schema = whole()
NATURAL: Schema = whole(0)
ID: Schema = whole(1)
FLAG: Schema = {**whole(0, 1), "enum": [0, 1]}


def ref(name: str) -> Schema:
    """A component by name."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    kind = schema.get("type")
    if isinstance(kind, str) and "enum" not in schema:
        return {**schema, "type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": schema}


def one_of(values: Sequence[str]) -> Schema:
    """One of some texts."""
    return {"type": "string", "enum": list(values)}


def members(*, optional: Mapping[str, Schema] | None = None, more: Schema | bool = True, **required: Schema) -> Schema:
    """An object: its required members by keyword, those that may be missing, and what else it may have."""
    found: dict[str, Any] = {"type": "object", "properties": {**required, **(optional or {})}}
    if required:
        found["required"] = list(required)
    if more is not True:
        found["additionalProperties"] = more
    return found


def by_name(schema: Schema) -> Schema:
    """An object with any names and values of one kind."""
    return {"type": "object", "additionalProperties": schema}


def parameter(name: str, schema: Schema, description: str, *, where: str = "query", required: bool = False) -> Schema:
    """A parameter."""
    return {"in": where, "name": name, "required": required, "schema": schema, "description": description}


INSIST = parameter("insist", one_of(("duplicate",)), "Warnings after which the records are written all the same.")
EMPTY_PAGE_CURSOR = parameter("after", TEXT, "The cursor `next` of the page before.")
AFTER_ID = parameter("after", whole(0, 10**18 - 1), "The cursor `next` of the page before.")


def limit(most: int, default: int) -> Schema:
    """The parameter of how many rows a page has."""
    return parameter("limit", {**whole(1, most), "default": default}, "Rows of a page.")
