"""The objects as one tenant sees them: declared fields and the tenant's custom ones.

Cached by the tenant's stamp, which every change of fields, roles or people raises; so each process notices at its next
request and none needs a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from zhike.kernel import db, kinds, registry
from zhike.kernel.actor import Actor
from zhike.kernel.kinds import Context
from zhike.kernel.secrets import vault
from zhike.kernel.spec import FieldSpec, ObjectSpec, Option

Provider = Callable[[db.Transaction], Iterable[FieldSpec]]
_providers: list[Provider] = []
_cache: dict[int, tuple[int, dict[str, ObjectSpec]]] = {}


def provide(fields: Provider) -> Provider:
    """Register who knows the fields of a tenant that an engine keeps beside records.

    Whoever changes them raises the stamp.
    """
    _providers.append(fields)
    return fields


def stamp(tenant_id: int) -> int:
    """Another number after each change of the tenant's settings; 0 when it is not known."""
    with db.transaction(tenant_id) as tx:
        row = tx.one(f"SELECT value FROM kernel_stamp WHERE tenant_id = {tenant_id}")
    return int(row[0]) if row else 0


def raise_stamp(tx: db.Transaction) -> None:
    """Let every process read the tenant's settings anew after this transaction.

    A stamp never comes again, as it goes by the clock: after a row that was lost, or a server that has taken over
    without the last changes, nobody meets what a process has kept under the same number.
    """
    tx.execute(
        "INSERT INTO kernel_stamp AS s (tenant_id, value)"
        f" VALUES ({tx.tenant_id}, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)"
        " ON CONFLICT (tenant_id) DO UPDATE SET value = greatest(s.value + 1, excluded.value)"
    )
    tx.memory["specs"] = None
    tx.after_commit.append(lambda: forget(tx.tenant_id))


def forget(tenant_id: int) -> None:
    """Drop what this process remembers of a tenant's settings."""
    _cache.pop(tenant_id, None)


def of(actor: Actor, name: str) -> ObjectSpec:
    """An object with the tenant's custom fields. Errors: KeyError."""
    return all_of(actor)[name]


def all_of(actor: Actor) -> dict[str, ObjectSpec]:
    """All objects with the tenant's custom fields, by name."""
    tx = db.current()
    if tx is not None and "specs" in tx.memory:  # changed here, and perhaps never for anybody else
        tx.memory["specs"] = tx.memory["specs"] or _load(actor.tenant_id)
        return dict(tx.memory["specs"])
    known = _cache.get(actor.tenant_id)
    now = actor.stamp if actor.stamp is not None else stamp(actor.tenant_id)
    if known is None or known[0] != now or not now:
        vault.forget(actor.tenant_id)  # it may have a new key
        known = (now, _load(actor.tenant_id))
        _cache[actor.tenant_id] = known
    return known[1]


def context(actor: Actor, spec: ObjectSpec) -> Context:
    """What parsing values of an object may depend on: zone, and the words of its choices in every language."""
    return Context(zone=actor.zone, choices=spec.choice_words)


COLUMNS = (
    "object", "code", "kind", "label_zh", "label_en", "required", "unique", "choices", "help", "to", "secret",
    "sensitivity", "purpose",
)  # fmt: skip
FREE = frozenset({"text", "long_text", "url", "file", "tags"})  # what anything may stand in


def _load(tenant_id: int) -> dict[str, ObjectSpec]:
    table = registry.declared_object("custom_field").table
    columns = ", ".join(f'"{one}"' for one in COLUMNS)
    with db.transaction(tenant_id) as tx:
        rows = tx.rows(
            f'SELECT {columns} FROM "{table}" WHERE tenant_id = {tenant_id} AND deleted_at IS NULL AND NOT retired'
            " ORDER BY position, id"
        )
    custom: dict[str, list[FieldSpec]] = {}
    for row in rows:
        field = _custom(dict(zip(COLUMNS, row, strict=True)))
        custom.setdefault(field.object, []).append(field)
    found = {one.name: one.with_fields(custom.get(one.name, ())) for one in registry.declared()}
    beside = _beside(tenant_id, found)
    return {name: one.with_fields((), beside[name]) if name in beside else one for name, one in found.items()}


def _beside(tenant_id: int, found: dict[str, ObjectSpec]) -> dict[str, list[FieldSpec]]:
    """What engines keep, by object. They see the objects without it."""
    fields: dict[str, list[FieldSpec]] = {}
    with db.transaction(tenant_id) as tx:
        before = dict(tx.memory)
        tx.memory["specs"] = found
        try:
            for field in (each for provider in _providers for each in provider(tx)):
                fields.setdefault(field.object, []).append(field)
        finally:
            tx.memory = before
    return fields


def _custom(row: dict[str, Any]) -> FieldSpec:
    options = tuple(
        Option(value=str(one.get("value")), labels=_labels(one), color=one.get("color")) for one in row["choices"] or ()
    )
    kind = _kind(row, options)
    return FieldSpec(
        object=row["object"],
        name=row["code"],
        kind=kind,
        sensitivity=row["sensitivity"] or _sensitivity(row, kind),
        purpose=row["purpose"] or kind.purpose,
        column="",
        custom=True,
        required=row["required"],
        unique=row["unique"],
        help=row["help"] or "",
        labels=_labels(row),
        given_options=options,
    )


def _sensitivity(row: dict[str, Any], kind: kinds.Kind) -> str:
    """Of a field of which nobody has said: all that is kept of a person is personal, and so is free text about one."""
    if kind.sensitivity != "ordinary" or row["secret"]:
        return kind.sensitivity if kind.sensitivity != "ordinary" else "secret"
    spec = registry.declared_object(row["object"])
    about = any(registry.declared_object(one.to or "").shape.personal for one in spec.link_fields)
    return "personal" if spec.shape.personal or (about and row["kind"] in FREE) else "ordinary"


def _labels(row: dict[str, Any]) -> dict[str, str]:
    return {language: row[key] for language, key in (("zh-CN", "label_zh"), ("en", "label_en")) if row.get(key)}


def _kind(row: dict[str, Any], options: tuple[Option, ...]) -> kinds.Kind:
    cls = kinds.BY_NAME[row["kind"]]
    codes = [one.value for one in options] if issubclass(cls, kinds.Choice | kinds.Choices) else []
    if cls is kinds.Link:
        made: kinds.Kind = kinds.Link(row["to"] or "", null=True, blank=True)
    else:
        made = cls(
            *codes,
            null=True,
            blank=True,
            search=0.5 if row["kind"] in SEARCHED else 0,
            secret=row["secret"] or None,
        )
    made.name = row["code"]
    return made


SEARCHED = frozenset({"text", "phone", "email"})
