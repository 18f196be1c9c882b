"""Bringing the key file of a place up to what the database holds: with each backup, and after each erasure."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from psycopg import sql

from zhike.kernel.secrets.master import MasterKey
from zhike.project import master_key
from zhike.project.backup import entries, keyfile, line, places
from zhike.project.backup.keyfile import Block, Diverged, KeyFile
from zhike.project.backup.line import Kept, Line
from zhike.project.backup.sealed import seal
from zhike.project.backup.snapshot import Connection, value

log: Final = logging.getLogger(__name__)
_BLOCKS_AT_ONCE: Final = 32  # of about 75 kB at most
_MOST: Final = 2**32  # bytes of a key file, for how large the parts in a store are

# PostgreSQL puts the blocks together: Python then does little for each record.
_NOW: Final = sql.SQL("""
    SELECT tenant_id, object COLLATE "C", record_id >> {bits},
      coalesce(string_agg({end}, '' ORDER BY record_id) FILTER (WHERE key <> ''), ''),
      coalesce(string_agg(key, '' ORDER BY record_id) FILTER (WHERE key <> ''), ''),
      coalesce(string_agg({end}, '' ORDER BY record_id) FILTER (WHERE key = ''), '')
    FROM kernel_recordkey GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
""").format(bits=keyfile.BITS, end=sql.SQL(f"int2send((record_id & {(1 << keyfile.BITS) - 1})::int2)"))
# The newest change set of any company: the journal loses none, so a database without it was taken back in time.
_WITNESS: Final = """
    SELECT c.tenant_id, c.id, extract(epoch FROM c.at)::text FROM access_tenant t CROSS JOIN LATERAL
      (SELECT * FROM kernel_changeset WHERE tenant_id = t.id ORDER BY id DESC LIMIT 1) c ORDER BY c.id DESC LIMIT 1
"""
_SEEN: Final = """
    SELECT 1 FROM kernel_changeset WHERE tenant_id = %s AND id = %s AND extract(epoch FROM at)::text = %s
"""
_ERASED_SINCE: Final = """
    SELECT %(upto)s > pg_snapshot_xmin(pg_current_snapshot())::text::bigint OR EXISTS (
      SELECT FROM access_tenant t WHERE EXISTS (
        SELECT FROM kernel_changeset WHERE tenant_id = t.id AND xid >= %(upto)s AND verb = 'erase'))
"""


def bring(home: Path, address: str, connection: Connection) -> tuple[Line, list[Block]]:
    """Rewrite the key file of a place; the line, and whose keys the database holds (two bytes in memory for each).

    The caller holds the turn, and has taken the snapshot since. Errors: Problem.
    """
    known = line.read(home) or line.new()
    line.write(home, known)  # before anything lies anywhere by its name
    try:
        held = _put(home, address, known.id, connection)
    except Diverged:  # this database was taken back to a former state by other means than a restore
        log.warning("the database is older than %s: a new key file begins", line.name(known.id))
        known = line.new()
        line.write(home, known)
        held = _put(home, address, known.id, connection)
    upto = value(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    line.write(home, known.noting(address, Kept(upto=int(str(upto)))))
    return known, held


def after_erasure(home: Path, address: str, connection: Connection) -> None:
    """The same where a key file lies; where none does any more, forget that there was one. Errors: Problem."""
    known = line.read(home)
    if known and _lies(address, line.name(known.id)):
        bring(home, address, connection)
    elif known:
        line.write(home, known.noting(address, None))


def owed(connection: Connection, kept: Kept) -> bool:
    """Whether anybody was erased since a key file was written."""
    return connection.execute(_ERASED_SINCE, {"upto": kept.upto}).fetchone() == (True,)


def _put(home: Path, address: str, name: str, connection: Connection) -> list[Block]:
    at_hand, place = master_key.load(home), places.place(address)
    old = _old(address, name, at_hand)
    if old and (witness := old.manifest["witness"]) and not connection.execute(_SEEN, witness).fetchone():
        raise Diverged
    writer, held = entries.Writer(), list[Block]()
    blocks = keyfile.union(old.blocks() if old else (), _noted(_now(connection), held))

    def plain() -> Iterator[bytes]:
        yield writer.begin({"kind": keyfile.KIND, "line": name, "witness": _witness(connection)})
        yield from keyfile.things(writer, keyfile.KIND, blocks)
        yield writer.end()

    sealed = seal(at_hand[0], datetime.now(UTC).isoformat(), plain())
    place.put(
        line.name(name), sealed, lambda pieces: entries.require_whole(at_hand[0], pieces, writer.count),
        most=_MOST, replace=True,
    )  # fmt: skip
    return held


def _old(address: str, name: str, at_hand: Sequence[MasterKey]) -> KeyFile | None:
    if not _lies(address, line.name(name)):
        return None
    old = KeyFile(f"{address.rstrip('/')}/{line.name(name)}", at_hand)
    old.require(name)
    return old


def _lies(address: str, name: str) -> bool:
    return name in (one for one, _ in places.place(address).list())


def _now(connection: Connection) -> Iterator[Block]:
    """What the database holds; nothing, where its tables are older than the keys of records."""
    if value(connection, "SELECT to_regclass('public.kernel_recordkey')") is None:
        return
    with connection.cursor(name="record_keys") as cursor:
        cursor.itersize = _BLOCKS_AT_ONCE
        cursor.execute(_NOW, binary=True)
        for row in cursor:
            yield Block(*row)  # type: ignore[arg-type]


def _noted(blocks: Iterator[Block], held: list[Block]) -> Iterator[Block]:
    for block in blocks:
        held.append(block._replace(keys=b""))
        yield block


def _witness(connection: Connection) -> list[Any] | None:
    found = connection.execute(_WITNESS).fetchone()
    return list(found) if found else None
