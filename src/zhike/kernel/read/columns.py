"""What of a record an actor sees: JSON that PostgreSQL builds, and beside it what is not shown as it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import orjson

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed
from zhike.kernel.read import scope, titles
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.secrets.vault import Lock
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined

ALWAYS = ("id", "version")
OF_LIST = "@list"  # stands for the columns of the object's list
SOME = 8  # of an object that does not say which it shows


def visible(actor: Actor, spec: ObjectSpec) -> list[FieldSpec]:
    """The fields of an object that exist for the actor."""
    hidden = actor.on(spec.name).hidden
    return [one for one in spec.fields.values() if one.name not in hidden]


def of_list(actor: Actor, spec: ObjectSpec) -> list[str]:
    """The fields that the object's list shows, unless a person chooses others."""
    names = [one.name for one in visible(actor, spec)]
    own = [one.name for one in spec.own_fields if one.name in names]
    return [name for name in spec.shape.columns if name in names] or own[:SOME]


def chosen(actor: Actor, spec: ObjectSpec, names: Iterable[str] | None) -> list[FieldSpec]:
    """The fields asked for, the id and version first; all visible ones when none are. Errors: Malformed."""
    fields = {one.name: one for one in visible(actor, spec)}
    if names is None:
        return list(fields.values())
    asked = list(chain.from_iterable(of_list(actor, spec) if name == OF_LIST else (name,) for name in names))
    for name in asked:
        if name not in fields:
            raise Malformed("read.unknown_column", column=name[:60])
    return [fields[name] for name in dict.fromkeys((*ALWAYS, *asked))]


def masked(actor: Actor, spec: ObjectSpec) -> frozenset[str]:
    """The names of the fields that the actor sees in part only."""
    rights = actor.on(spec.name)
    return frozenset(one.name for one in visible(actor, spec) if rights.masks(one.name, one.kind))


def masked_value(field: FieldSpec, value: object) -> object:
    """What those see who see a field in part only."""
    return None if value is None else field.kind.mask(str(value))


@dataclass(frozen=True)
class Shown:
    """How records are read: two columns for a SELECT, the joins these need, and how a row of them becomes JSON."""

    columns: Sql  # the record as JSON text, and the key of the record and the values `apart` as a text[]
    joins: Sql
    apart: tuple[FieldSpec, ...]  # what is stored sealed, or seen in part
    masked: frozenset[str]
    tenant_id: int

    def text(self, json: str, apart: Sequence[str | None] | None) -> str:
        """A record as JSON text. Errors: Unable when something sealed cannot be opened."""
        if not self.apart or apart is None:
            return json
        key, *values = apart
        lock = lock_of(self.tenant_id, key)
        told: dict[str, object] = {}
        for one, stored in zip(self.apart, values, strict=True):
            value = stored if stored is None or not one.secret else records.one(one, lock, stored)
            told[one.name] = masked_value(one, value) if one.name in self.masked else value
        return f"{json[:-1]},{orjson.dumps(told).decode()[1:]}"


def lock_of(tenant_id: int, key: str | None) -> Lock | None:
    """What opens the values of a record, by its key in hexadecimal digits."""
    return vaults.of(tenant_id).of(bytes.fromhex(key)) if key else None


def key_sql(actor: Actor, spec: ObjectSpec, alias: str) -> str:
    """SQL that gives the key of a record in hexadecimal digits, if it has one."""
    return f"encode({record_keys.sql(actor.tenant_id, spec.name, alias)}, 'hex')"


def shown(actor: Actor, spec: ObjectSpec, fields: list[FieldSpec], alias: str, compiler: Compiler) -> Shown:
    """Those fields of a record, as far as the actor sees them."""
    partly = masked(actor, spec)
    apart = tuple(one for one in fields if one.secret or one.name in partly)
    json, joins = _json(actor, [one for one in fields if one not in apart], alias, compiler)
    key = key_sql(actor, spec, alias) if any(one.secret for one in apart) else "NULL"
    beside = ", ".join([key, *(f"({one.sql(alias)})::text" for one in apart)])
    told = f"ARRAY[{beside}]::text[]" if apart else "NULL::text[]"
    return Shown(json + Sql(f" AS record, {told} AS apart"), joins, apart, partly, actor.tenant_id)


def _json(actor: Actor, fields: list[FieldSpec], alias: str, compiler: Compiler) -> tuple[Sql, Sql]:
    """A scalar expression that gives the fields as JSON text, and the joins it needs."""
    values: list[Sql] = []
    joins: list[Sql] = []
    for field in fields:
        if field.kind.family == "list" and field.to:
            values.append(_links(actor, field, alias, compiler))
        elif field.to:
            value, join = _link(actor, field, alias, compiler)
            values.append(value)
            joins.append(join)
        else:
            values.append(Sql(f'{field.kind.json_sql(compiler.value(field, alias))} AS "{field.name}"'))
    row = joined(values, ", ").wrapped("(SELECT row_to_json(j)::text FROM (SELECT ", ") j)")
    return row, joined(joins, "")


def titled(actor: Actor, spec: ObjectSpec, alias: str, compiler: Compiler) -> Sql:
    """Whether a linked record's title may be shown. People know their colleagues by name."""
    if spec.shape.people or actor.all_rights:
        return Sql("TRUE")
    if not actor.may("read", spec.name):
        return Sql("FALSE")
    return scope.rows(actor, spec, alias, "read", compiler)


def _link(actor: Actor, field: FieldSpec, alias: str, compiler: Compiler) -> tuple[Sql, Sql]:
    other = specs.of(actor, field.to or "")
    to, id_, before = f"l{next(compiler.aliases)}", field.sql(alias), ""
    if field.custom:
        # Read apart: row-level security would keep a comparison with a cast from the index, and read the whole table.
        before = f" LEFT JOIN LATERAL (SELECT {id_} AS id OFFSET 0) {to}i ON TRUE"
        id_ = f"{to}i.id"
    join = titled(actor, other, to, compiler).wrapped(
        f'{before} LEFT JOIN "{other.table}" {to} ON {to}.tenant_id = {actor.tenant_id} AND {to}.id = {id_} AND '
    )
    title = titles.sql(actor, other, to)
    value = (
        f"""CASE WHEN {id_} IS NOT NULL THEN json_build_object('id', {id_}, 'title', {title}) END AS "{field.name}\""""
    )
    return Sql(value), join


def _links(actor: Actor, field: FieldSpec, alias: str, compiler: Compiler) -> Sql:
    other = specs.of(actor, field.to or "")
    to = f"l{next(compiler.aliases)}"
    ids = field.sql(alias)
    return titled(actor, other, to, compiler).wrapped(
        f"(SELECT coalesce(json_agg(json_build_object('id', {to}.id, 'title', {titles.sql(actor, other, to)})"
        f" ORDER BY array_position({ids}, {to}.id)), '[]') FROM \"{other.table}\" {to}"
        f" WHERE {to}.tenant_id = {actor.tenant_id} AND {to}.id = ANY({ids}) AND ",
        f') AS "{field.name}"',
    )
