"""Schemes and their versions as they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from zhike.engines.classification.schemes import definition as definitions
from zhike.engines.classification.schemes.definition import Class
from zhike.engines.classification.schemes.kinds.kind import Cuts
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Malformed, NotFound

OBJECT = "scheme"
LONGEST = 500  # characters of a note, or of a reason
STATES = ("draft", "planned", "published", "retired")


@dataclass(frozen=True)
class Scheme:
    """A living scheme."""

    id: int
    name: str
    name_en: str | None
    code: str
    object: str
    kind: str
    every: str

    def label(self, language: str) -> str:
        """What it is called."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True)
class Version:
    """One version; `cuts` are those of the last time that values were cut by it."""

    id: int
    scheme_id: int
    number: int
    state: str
    definition: Any
    cuts: Cuts
    note: str
    by_id: int | None
    at: datetime
    publish_at: datetime | None
    published_at: datetime | None
    retired_at: datetime | None

    @property
    def classes(self) -> tuple[Class, ...]:
        """Its classes, the best first."""
        return definitions.classes_of(self.definition)


_SCHEME = "s.id, s.name, s.name_en, s.code, s.object, s.kind, s.every"
_VERSION = (
    "v.id, v.scheme_id, v.number, v.state, v.definition, v.cuts, v.note, v.by_id, v.at, v.publish_at, v.published_at,"
    " v.retired_at"
)


def schemes(tx: db.Transaction, object_name: str | None = None) -> dict[int, Scheme]:
    """The schemes of a company, or of one object, by id."""
    rows = tx.rows(
        f"SELECT {_SCHEME} FROM classification_scheme s WHERE s.tenant_id = {tx.tenant_id} AND s.deleted_at IS NULL"
        " AND (%s::text IS NULL OR s.object = %s) ORDER BY s.id",
        (object_name, object_name),
    )
    return {row[0]: Scheme(*row) for row in rows}


def scheme(tx: db.Transaction, scheme_id: int) -> Scheme:
    """One scheme. Errors: NotFound."""
    found = schemes(tx).get(scheme_id)
    if found is None:
        raise NotFound("record.not_found")
    return found


def versions(tx: db.Transaction, scheme_id: int) -> list[Version]:
    """All versions of a scheme, the newest first."""
    rows = tx.rows(
        f"SELECT {_VERSION} FROM classification_version v WHERE v.tenant_id = {tx.tenant_id} AND v.scheme_id = %s"
        " ORDER BY v.number DESC",
        (scheme_id,),
    )
    return [Version(*row) for row in rows]


def published(tx: db.Transaction) -> dict[int, Version]:
    """The version of each scheme that is in force, by scheme."""
    rows = tx.rows(
        f"SELECT {_VERSION} FROM classification_version v WHERE v.tenant_id = {tx.tenant_id} AND v.state = 'published'"
    )
    return {row[1]: Version(*row) for row in rows}


def version(tx: db.Transaction, scheme_id: int, number: int) -> Version:
    """One version. Errors: NotFound."""
    found = next((one for one in versions(tx, scheme_id) if one.number == number), None)
    if found is None:
        raise NotFound("scheme.no_version", number=number)
    return found


def draft(tx: db.Transaction, actor: Actor, one: Scheme, raw: Any, note: str) -> Version:
    """Keep what a scheme is to say, as its one draft. Errors: Malformed with a path."""
    definitions.written(actor, one.object, one.kind, raw)
    row = tx.one(
        "INSERT INTO classification_version AS v (tenant_id, scheme_id, number, state, definition, cuts,"
        f" note, by_id, at) SELECT {tx.tenant_id}, %s, coalesce(max(n.number), 0) + 1, 'draft',"
        " %s::jsonb, '{}', %s, %s, now()"
        f" FROM classification_version n WHERE n.tenant_id = {tx.tenant_id} AND n.scheme_id = %s"
        " AND n.state <> 'draft' ON CONFLICT (tenant_id, scheme_id, number) DO UPDATE SET definition ="
        " excluded.definition, note = excluded.note, by_id = excluded.by_id, at = now()"
        " WHERE v.state = 'draft' RETURNING v.number",
        (one.id, orjson.dumps(raw).decode(), note, actor.person_id, one.id),
    )
    if row is None:
        raise Conflict("scheme.draft_published")
    return version(tx, one.id, row[0])


def put_in_force(tx: db.Transaction, one: Version, found: Cuts) -> None:
    """Retire the version that is in force, and let this one be it."""
    own = f"WHERE tenant_id = {tx.tenant_id} AND scheme_id = %s"
    tx.execute(
        f"UPDATE classification_version SET state = 'retired', retired_at = now() {own} AND state = 'published'",
        (one.scheme_id,),
    )
    tx.execute(
        "UPDATE classification_version SET state = 'published', publish_at = NULL, published_at = now(),"
        f" retired_at = NULL, cuts = %s::jsonb {own} AND number = %s",
        (orjson.dumps(found).decode(), one.scheme_id, one.number),
    )


def plan(tx: db.Transaction, one: Version, at: datetime) -> None:
    """Let a version come into force at a moment."""
    tx.execute(
        "UPDATE classification_version SET state = 'planned', publish_at = %s"
        f" WHERE tenant_id = {tx.tenant_id} AND id = %s",
        (at, one.id),
    )


def unplan(tx: db.Transaction, one: Version) -> None:
    """Let a version come into force by hand only; the newest, if it never was in force, is the draft again."""
    later = (
        f"SELECT 1 FROM classification_version n WHERE n.tenant_id = {tx.tenant_id} AND n.scheme_id = v.scheme_id"
        " AND n.number > v.number"
    )
    tx.execute(
        "UPDATE classification_version v SET publish_at = NULL, state = CASE WHEN v.published_at IS NULL"
        f" AND NOT EXISTS ({later}) THEN 'draft' ELSE 'retired' END"
        f" WHERE v.tenant_id = {tx.tenant_id} AND v.id = %s",
        (one.id,),
    )


def due(tx: db.Transaction) -> list[Version]:
    """The versions whose moment has come."""
    rows = tx.rows(
        f"SELECT {_VERSION} FROM classification_version v WHERE v.tenant_id = {tx.tenant_id} AND v.state = 'planned'"
        " AND v.publish_at <= now() ORDER BY v.publish_at"
    )
    return [Version(*row) for row in rows]


def keep_cuts(tx: db.Transaction, one: Version, found: Cuts) -> None:
    """Remember where values were cut last."""
    tx.execute(
        f"UPDATE classification_version SET cuts = %s::jsonb WHERE tenant_id = {tx.tenant_id} AND id = %s",
        (orjson.dumps(found).decode(), one.id),
    )


def understood(actor: Actor, one: Scheme, of: Version) -> definitions.Definition | None:
    """What a version says; None when it cannot be understood any more, as when a measure is gone."""
    try:
        return parse(actor, one, of)
    except Malformed:
        return None


def parse(actor: Actor, one: Scheme, of: Version, *, rule: bool = True) -> definitions.Definition:
    """The same; with `rule` False only as far as the actor sees what it looks at. Errors: Malformed."""
    return definitions.parse(actor, one.object, one.kind, of.definition, rule=rule)
