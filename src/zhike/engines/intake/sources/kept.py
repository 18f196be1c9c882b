"""What is remembered of sources: when each is read, what was taken, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from zhike.engines.intake.sources import clock
from zhike.engines.intake.sources.reach import Secret
from zhike.kernel import db
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.secrets import vault

TAKEN, NOTHING, KNOWN, WAITS, FAILED = "taken", "nothing", "known", "waits", "failed"
OUTCOMES = (TAKEN, NOTHING, KNOWN, WAITS, FAILED)
PLACE, KEY = b"import source", b"import source key"
RUNS = 200  # that are shown; those by which the same content is known are kept beyond
_DEAD = "interval '3 hours'"  # a reading that began longer ago has died


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A source as it stands."""

    id: int
    name: str
    reads: str
    pattern: str | None
    every: int
    unit: str
    at: str | None
    active: bool
    person: int | None  # in whose name it imports: whoever saved it last
    template: dict[str, Any]
    job: int | None
    failures: int


_OF_SOURCES = """SELECT s.id, s.name, s.reads, s.pattern, s.every, s.unit, s.at, s.active, s.updated_by_id,
    k.template, k.job, k.failures FROM intake_importsource s JOIN intake_sourcestate k
    ON k.tenant_id = {tenant} AND k.source = s.id WHERE s.tenant_id = {tenant} AND s.deleted_at IS NULL"""
_NAMES = tuple(Declared.__dataclass_fields__)


def find(tx: db.Transaction, source: int) -> Declared | None:
    """A source that is not deleted."""
    row = tx.one(_OF_SOURCES.format(tenant=tx.tenant_id) + " AND s.id = %s", (source,))
    return Declared(**dict(zip(_NAMES, row, strict=True))) if row else None


def saved(tx: db.Transaction, zone: ZoneInfo, ids: Sequence[int]) -> None:
    """Sources were written: from now on they go by their template as it is, and are read from their next time on.

    Errors: Refused without a template that is there.
    """
    rows = tx.rows(
        "SELECT s.id, s.unit, s.at, s.active, t.object, t.mapping, t.details FROM intake_importsource s"
        f" LEFT JOIN intake_importtemplate t ON t.tenant_id = {tx.tenant_id} AND t.id = s.template_id"
        f" AND t.deleted_at IS NULL WHERE s.tenant_id = {tx.tenant_id} AND s.id = ANY(%s::bigint[])"
        " AND s.deleted_at IS NULL",
        (list(ids),),
    )
    for source, unit, at, active, name, mapping, details in rows:
        if name is None:
            raise Refused({"template": Fault("import_source.no_template")})
        first = clock.first(datetime.now(UTC), zone, unit, at) if active else None
        template = orjson.dumps({"object": name, "mapping": mapping, "details": details}).decode()
        tx.execute(
            "INSERT INTO intake_sourcestate (tenant_id, source, template, next_at, failures)"
            f" VALUES ({tx.tenant_id}, %s, %s::jsonb, %s, 0) ON CONFLICT (tenant_id, source) DO UPDATE"
            " SET template = excluded.template, next_at = excluded.next_at, failures = 0",
            (source, template, first),
        )


def due(tx: db.Transaction) -> list[int]:
    """The sources whose time has come, or that somebody wants to be read now."""
    rows = tx.rows(
        f"SELECT source FROM intake_sourcestate WHERE tenant_id = {tx.tenant_id}"
        f" AND (next_at <= now() OR asked_at IS NOT NULL) AND (running_at IS NULL OR running_at < now() - {_DEAD})"
        " ORDER BY next_at NULLS LAST, source"
    )
    return [row[0] for row in rows]


def ask(tx: db.Transaction, source: int) -> None:
    """Somebody wants it to be read now."""
    tx.execute(
        f"UPDATE intake_sourcestate SET asked_at = now() WHERE tenant_id = {tx.tenant_id} AND source = %s", (source,)
    )


def begin(tx: db.Transaction, source: int, next_at: datetime | None) -> bool:
    """Whether it is now ours to read; the next time is settled before anything can go wrong."""
    done = tx.execute(
        "UPDATE intake_sourcestate SET running_at = now(), next_at = %s, asked_at = NULL"
        f" WHERE tenant_id = {tx.tenant_id} AND source = %s"
        f" AND (running_at IS NULL OR running_at < now() - {_DEAD})",
        (next_at, source),
    )
    return bool(done.rowcount)


def end(tx: db.Transaction, source: int) -> None:
    """It is not being read any more."""
    tx.execute(
        f"UPDATE intake_sourcestate SET running_at = NULL WHERE tenant_id = {tx.tenant_id} AND source = %s", (source,)
    )


def went(tx: db.Transaction, source: int, outcome: str) -> None:
    """How a reading went that brought nothing to tell of: it is no failure."""
    tx.execute(
        "UPDATE intake_sourcestate SET last_at = now(), outcome = %s, error = NULL, failures = 0"
        f" WHERE tenant_id = {tx.tenant_id} AND source = %s",
        (outcome, source),
    )


def failed(tx: db.Transaction, source: int, error: Fault, name: str | None) -> int:
    """A reading failed; gives how many have, one after the other. The first is kept among the runs."""
    told = _sealed(tx.tenant_id, error)
    row = tx.one(
        "UPDATE intake_sourcestate SET last_at = now(), outcome = %s, error = %s, failures = failures + 1"
        f" WHERE tenant_id = {tx.tenant_id} AND source = %s RETURNING failures",
        (FAILED, told, source),
    )
    failures = int(row[0]) if row else 0
    if failures == 1:
        _note(tx, source, FAILED, name=name, error=told)
    return failures


def taken(tx: db.Transaction, source: int, outcome: str, name: str, sha256: str, job: int | None) -> None:
    """A file became an import, or its content was one before."""
    went(tx, source, outcome)
    _note(tx, source, outcome, name=name, sha256=sha256, job=job)
    if job is not None:
        tx.execute(
            f"UPDATE intake_sourcestate SET job = %s WHERE tenant_id = {tx.tenant_id} AND source = %s", (job, source)
        )


def _note(
    tx: db.Transaction, source: int, outcome: str, *, name: str | None, sha256: str | None = None,
    job: int | None = None, error: str | None = None,
) -> None:  # fmt: skip
    tx.execute(
        "INSERT INTO intake_sourcerun (tenant_id, source, number, at, outcome, name, sha256, job, error)"
        f" SELECT {tx.tenant_id}, %s, coalesce(max(r.number), 0) + 1, now(), %s, %s, %s, %s, %s FROM intake_sourcerun r"
        f" WHERE r.tenant_id = {tx.tenant_id} AND r.source = %s",
        (source, outcome, name, sha256, job, error, source),
    )
    tx.execute(
        f"DELETE FROM intake_sourcerun WHERE tenant_id = {tx.tenant_id} AND source = %s AND outcome <> '{TAKEN}'"
        f" AND number <= (SELECT max(r.number) - {RUNS} FROM intake_sourcerun r"
        f" WHERE r.tenant_id = {tx.tenant_id} AND r.source = %s)",
        (source, source),
    )


def imported(tx: db.Transaction, source: int, sha256: str) -> bool:
    """Whether content was taken from a source before."""
    found = tx.one(
        f"SELECT 1 FROM intake_sourcerun WHERE tenant_id = {tx.tenant_id} AND source = %s AND sha256 = %s"
        f" AND outcome = '{TAKEN}' LIMIT 1",
        (source, sha256),
    )
    return found is not None


def marks(tx: db.Transaction, source: int) -> dict[str, str]:
    """File -> how it was when it was taken."""
    rows = tx.rows(
        f"SELECT name, mark FROM intake_sourcefile WHERE tenant_id = {tx.tenant_id} AND source = %s", (source,)
    )
    return dict(rows)


def mark(tx: db.Transaction, source: int, name: str, held: str) -> None:
    """A file was taken as it was."""
    tx.execute(
        f"INSERT INTO intake_sourcefile (tenant_id, source, name, mark) VALUES ({tx.tenant_id}, %s, %s, %s)"
        " ON CONFLICT (tenant_id, source, name) DO UPDATE SET mark = excluded.mark",
        (source, name, held),
    )


def forget(tx: db.Transaction, source: int) -> None:
    """A source that was deleted is not read any more; should it come back, its content is still known."""
    tx.execute(
        "UPDATE intake_sourcestate SET next_at = NULL, asked_at = NULL, running_at = NULL"
        f" WHERE tenant_id = {tx.tenant_id} AND source = %s",
        (source,),
    )


def working(tx: db.Transaction, job: int | None) -> bool:
    """Whether an import has not ended."""
    return job is not None and bool(
        tx.one(
            f"SELECT 1 FROM kernel_job WHERE tenant_id = {tx.tenant_id} AND id = %s"
            " AND state IN ('waiting', 'running')",
            (job,),
        )
    )


def secret(tx: db.Transaction, source: int) -> Secret | None:
    """What lets us in."""
    row = tx.one(
        f"SELECT origin, header, value FROM intake_sourcekey WHERE tenant_id = {tx.tenant_id} AND source = %s",
        (source,),
    )
    return Secret(origin=row[0], header=row[1], value=vault.of(tx.tenant_id).own.open(KEY, row[2])) if row else None


def let_in(tx: db.Transaction, source: int, given: Secret | None) -> None:
    """Keep what lets us in, or forget it."""
    tx.execute(f"DELETE FROM intake_sourcekey WHERE tenant_id = {tx.tenant_id} AND source = %s", (source,))
    if given is not None:
        tx.execute(
            "INSERT INTO intake_sourcekey (tenant_id, source, origin, header, value)"
            f" VALUES ({tx.tenant_id}, %s, %s, %s, %s)",
            (source, given.origin, given.header, vault.of(tx.tenant_id).own.seal(KEY, given.value)),
        )


def _sealed(tenant_id: int, error: Fault) -> str:
    told = {"code": error.code, "data": dict(error.data)}
    return vault.of(tenant_id).own.seal(PLACE, orjson.dumps(told, default=str).decode())


def error_now(tx: db.Transaction, source: int) -> Fault | None:
    """What went wrong the last time, if it did."""
    row = tx.one(f"SELECT error FROM intake_sourcestate WHERE tenant_id = {tx.tenant_id} AND source = %s", (source,))
    return error_of(tx.tenant_id, row[0]) if row else None


def error_of(tenant_id: int, sealed: str | None) -> Fault | None:
    """What went wrong."""
    if sealed is None:
        return None
    told = orjson.loads(vault.of(tenant_id).own.open(PLACE, sealed))
    return Fault(told["code"], told["data"])
