"""The keys of records in a database that is being brought back: those that the backup goes with, as they are today.

Whoever was erased since has an empty key, which opens nothing. What the backup holds of them beside is erased as soon
as the tables are of this version (`project.erased_since`): who they are is kept in a table until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from zhike.project import environment
from zhike.project.backup import keyfile
from zhike.project.backup.keyfile import Block
from zhike.project.backup.snapshot import Connection
from zhike.project.problem import Problem

_EACH: Final = """
    SELECT %(tenant)s, %(object)s, %(first)s + ((get_byte(d.ids, 2 * i) << 8) | get_byte(d.ids, 2 * i + 1)) {key}
    FROM (SELECT %(ids)b::bytea AS ids, %(keys)b::bytea AS keys) AS d,
      generate_series(0, octet_length(d.ids) / 2 - 1) AS i
"""
_INTO: Final = "INSERT INTO kernel_recordkey (tenant_id, object, record_id, key)"
_KEYS: Final = _INTO + _EACH.format(key=f", substring(d.keys FROM {keyfile.SIZE} * i + 1 FOR {keyfile.SIZE})")
_EMPTIED: Final = _INTO + _EACH.format(key=", ''::bytea")
_LATER: Final = f"INSERT INTO {environment.ERASED_SINCE} (tenant_id, object, record_id)" + _EACH.format(key="")


def load(connection: Connection, held: Iterable[Block], keys: Iterable[Block], address: str) -> int:
    """Put the keys in; how many records were erased since. Errors: Problem, for a key file older than the backup."""
    since = 0
    with connection.transaction():
        connection.execute(f"CREATE TABLE {environment.ERASED_SINCE} (tenant_id bigint, object text, record_id bigint)")
        for wanted, found in keyfile.paired(held, keys):
            since += _load(connection, wanted, found, address)
        if not since:
            connection.execute(f"DROP TABLE {environment.ERASED_SINCE}")
    return since


def _load(connection: Connection, wanted: Block | None, found: Block | None, address: str) -> int:
    later = set(keyfile.split(found.erased)) if found else set()
    if wanted:
        known = found.by_id if found else {}
        living = [(end, known.get(end)) for end in keyfile.split(wanted.ids)]
        if any(key is None and end not in later for end, key in living):
            raise Problem("backup_keys_older", file=address)
        with_key = [(end, key) for end, key in living if key is not None]
        _put(connection, _KEYS, wanted, [end for end, _ in with_key], b"".join(key for _, key in with_key))
        gone = [end for end, key in living if key is None]
        _put(connection, _EMPTIED, wanted, [*gone, *keyfile.split(wanted.erased)])
        later.difference_update(keyfile.split(wanted.erased))
    if found:
        _put(connection, _LATER, found, sorted(later))
    return len(later)


def _put(connection: Connection, statement: str, block: Block, ids: list[bytes], keys: bytes = b"") -> None:
    if ids:
        first = block.number << keyfile.BITS
        given = {"tenant": block.tenant, "object": block.object, "first": first, "ids": b"".join(ids), "keys": keys}
        connection.execute(statement.encode(), given)
