"""What uses a measure, a segment, a scheme or one of its classes, so that it is not taken away from under others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.engines.classification.measures.fields import PREFIX
from zhike.engines.classification.schemes.fields import PREFIX as CLASS
from zhike.kernel import db, read, registry
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql, joined, like

MADE_OF = ("since", "ratio")  # what of a measure's definition names others by their codes
PLACED_BY = ("recency", "frequency", "monetary", "measure", "measures")  # and of a scheme's version


@dataclass(frozen=True)
class Use:
    """A record that names it."""

    object: str
    id: int
    title: str


def of_measure(tx: db.Transaction, actor: Actor, code: str, own: int) -> list[Use]:
    """Segments, saved views, rules, other measures, and versions of schemes that are not retired."""
    found = set(_naming(tx, frozenset({PREFIX + code})))
    rows = tx.rows(
        f"SELECT id, definition FROM classification_measure WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL"
    )
    found |= {("measure", row[0]) for row in rows if code in _codes(row[1], MADE_OF)}
    found |= {("scheme", scheme) for scheme, raw in _versions(tx) if code in _codes(raw, PLACED_BY)}
    return _told(actor, found - {("measure", own)})


def of_segment(tx: db.Transaction, actor: Actor, name: str, own: int) -> list[Use]:
    """The same of a segment, by the name of its set."""
    return _told(actor, set(_naming(tx, frozenset({name}))) - {("segment", own)})


def of_scheme(tx: db.Transaction, actor: Actor, code: str, own: int) -> list[Use]:
    """Whatever names its field, and its programmes."""
    found = set(_naming(tx, frozenset({CLASS + code}))) - {("scheme", own)}
    return _told(actor, found | {("programme", one) for one, _ in _programmes(tx, own)})


def of_class(tx: db.Transaction, actor: Actor, code: str, own: int, one: str) -> list[Use]:
    """Whatever names the field of a scheme and this class, and the programmes for it."""
    found = set(_naming(tx, frozenset({CLASS + code}))) & set(_naming(tx, frozenset({one})))
    programmes = {("programme", each) for each, in_class in _programmes(tx, own) if in_class == one}
    return _told(actor, (found - {("scheme", own)}) | programmes)


def names(found: Sequence[Use]) -> dict[str, Any]:
    """For a message."""
    return {"names": "、".join(one.title for one in found[:5]), "count": len(found)}


def _programmes(tx: db.Transaction, scheme_id: int) -> list[tuple[int, str]]:
    rows = tx.rows(
        f"SELECT id, in_class FROM classification_programme WHERE tenant_id = {tx.tenant_id} AND scheme_id = %s"
        " AND deleted_at IS NULL",
        (scheme_id,),
    )
    return [(row[0], row[1]) for row in rows]


def _told(actor: Actor, found: Collection[tuple[str, int]]) -> list[Use]:
    return [Use(name, one, read.title(actor, name, one)) for name, one in sorted(found)]


def _naming(tx: db.Transaction, wanted: frozenset[str]) -> Iterator[tuple[str, int]]:
    """The living records with JSON in which one of these stands, and the schemes."""
    patterns = [f"%{like(one)}%" for one in sorted(wanted)]
    statement = joined((_holding(tx, spec, patterns) for spec in registry.declared() if _columns(spec)), " UNION ALL ")
    for name, record_id, values in tx.rows(statement.text, statement.params):
        if wanted & set(_words(values)):
            yield name, record_id
    for scheme, raw in _versions(tx):
        if wanted & set(_words(raw)):
            yield "scheme", scheme


def _columns(spec: ObjectSpec) -> list[str]:
    return [one.sql("t") for one in spec.own_fields if one.kind.kind == "json"]


def _holding(tx: db.Transaction, spec: ObjectSpec, patterns: Sequence[str]) -> Sql:
    values = f"jsonb_build_array({', '.join(_columns(spec))})"
    return Sql(
        f"SELECT '{spec.name}', t.id, {values} FROM \"{spec.table}\" t WHERE t.tenant_id = {tx.tenant_id}"
        f" AND t.deleted_at IS NULL AND {values}::text LIKE ANY(%s::text[])",
        (list(patterns),),
    )


def _versions(tx: db.Transaction) -> list[tuple[int, Any]]:
    rows = tx.rows(
        "SELECT v.scheme_id, v.definition FROM classification_version v JOIN classification_scheme s"
        f" ON s.tenant_id = {tx.tenant_id} AND s.id = v.scheme_id AND s.deleted_at IS NULL"
        f" WHERE v.tenant_id = {tx.tenant_id} AND v.state <> 'retired'"
    )
    return [(row[0], row[1]) for row in rows]


def _words(raw: Any) -> Iterator[str]:
    """What is named: of a path its last field, of a sort its field, of a sum what is summed."""
    if isinstance(raw, str):
        yield from (part.rpartition(".")[2].rpartition(":")[2].lstrip("-") for part in raw.split(","))
        yield raw  # the name of a set has a colon itself
    elif isinstance(raw, Mapping):
        for one in raw.values():
            yield from _words(one)
    elif isinstance(raw, list):
        for one in raw:
            yield from _words(one)


def _codes(raw: Any, keys: Sequence[str]) -> set[str]:
    """Measures that are named by their codes."""
    values = [raw[key] for key in keys if key in raw] if isinstance(raw, Mapping) else []
    return {one for value in values for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)}
