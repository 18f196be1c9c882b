"""Sorting and keyset paging: a cursor holds the sort values of the last row, so page 1000 costs what page 1 does."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

import orjson

from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed
from zhike.kernel.read import columns, cursors
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined

UNSORTABLE = frozenset({"none", "list"})


@dataclass(frozen=True)
class Key:
    """One thing to sort by."""

    name: str
    sql: str
    descending: bool
    nullable: bool
    cast: str


def sortable(actor: Actor, spec: ObjectSpec) -> dict[str, FieldSpec]:
    """The fields that a list can be sorted by; an order would tell of a masked value, and is none of sealed ones."""
    masked = columns.masked(actor, spec)
    return {
        one.name: one
        for one in columns.visible(actor, spec)
        if one.kind.family not in UNSORTABLE and one.name not in masked and not one.secret
    }


def usual(spec: ObjectSpec, fields: Container[str]) -> str:
    """How a list is sorted when nobody says: as declared, as far as one can sort by these fields."""
    return ",".join(part for part in spec.shape.sort.split(",") if part.lstrip("-+") in fields)


def keys(actor: Actor, spec: ObjectSpec, sort: str, alias: str, compiler: Compiler) -> list[Key]:
    """The sort keys of `-updated_at,name`, the id last so that the order is total. Errors: Malformed."""
    fields = sortable(actor, spec)
    found: list[Key] = []
    for part in filter(None, (sort or usual(spec, fields)).split(",")):
        name = part.lstrip("-+").strip()
        if any(one.name == name for one in found):  # said before, and decided there
            continue
        field = fields.get(name)
        if field is None:
            known = {one.name: one.label(actor.language) for one in columns.visible(actor, spec)}
            raise Malformed("read.cannot_sort", column=known.get(name, name[:60]))
        if name == spec.title and not field.custom:
            sql, nullable, cast = f"{alias}.title_sort", False, "text"
        else:
            sql, nullable, cast = field.kind.sort_sql(compiler.value(field, alias)), field.nullable, field.kind.pg_type
        found.append(Key(name, sql, part.startswith("-"), nullable, cast))
    if not any(one.name == "id" for one in found):
        found.append(Key("id", f"{alias}.id", bool(found) and found[0].descending, False, "bigint"))
    return found


def by(found: list[Key]) -> str:
    """The ORDER BY list. Empty values come last either way."""
    return ", ".join(
        one.sql + (" DESC" if one.descending else "") + (" NULLS LAST" if one.nullable and one.descending else "")
        for one in found
    )


def mark(found: list[Key]) -> str:
    """SQL for the sort values of a row as one JSON text."""
    return f"json_build_array({', '.join(f'({one.sql})::text' for one in found)})::text"


def cursor(found: list[Key], values: str) -> str:
    """The cursor after a row with these sort values."""
    shape = ",".join(("-" if one.descending else "") + one.name for one in found)
    return cursors.write(shape, orjson.loads(values))


def after(found: list[Key], text: str) -> Sql:
    """The rows that come after a cursor. Errors: Malformed when it is of another order."""
    shape = ",".join(("-" if one.descending else "") + one.name for one in found)
    was, values = cursors.read(text, 2)
    if was != shape:
        raise Malformed("read.bad_cursor")
    if not any(one.nullable for one in found) and len({one.descending for one in found}) == 1:
        left = ", ".join(one.sql for one in found)
        right = ", ".join(f"%s::{one.cast}" for one in found)
        return Sql(f"({left}) {'<' if found[0].descending else '>'} ({right})", tuple(values))
    return _stepwise(found, values)


def _stepwise(found: list[Key], values: list[Any]) -> Sql:
    """Mixed directions or empty values: equal up to key i, and beyond it there."""
    ways, equal = [], Sql("TRUE")
    for key, value in zip(found, values, strict=True):
        if value is None:
            beyond, same = Sql("FALSE"), Sql(f"{key.sql} IS NULL")
        else:
            sign = "<" if key.descending else ">"
            beyond = Sql(f"{key.sql} {sign} %s::{key.cast}", (value,))
            if key.nullable:
                beyond = beyond.wrapped("(", f" OR {key.sql} IS NULL)")
            same = Sql(f"{key.sql} = %s::{key.cast}", (value,))
        ways.append((equal + Sql(" AND ") + beyond).wrapped("(", ")"))
        equal = equal + Sql(" AND ") + same
    return joined(ways, " OR ").wrapped("(", ")")
