"""The keys of records in a database that is being brought back: those that the backup goes with, as they are today.

Whoever was erased since has an empty key, which opens nothing. What the backup holds of them beside is erased as soon
as the tables are of this version (`project.erased_since`): who they are is kept in a table until then.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import Final

from zhike.project.backup import keyfile
from zhike.project.backup.keyfile import Block
from zhike.project.backup.snapshot import Connection
from zhike.project.environment import ERASED_SINCE
from zhike.project.problem import Problem

_COPY: Final = b"COPY kernel_recordkey (tenant_id, object, record_id, key) FROM STDIN (FORMAT binary)"
# PostgreSQL's binary form: a head, rows (how many columns; of each its length and its bytes), and an end.
_BEGIN: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END: Final = struct.pack(">h", -1)
_COLUMNS: Final = 4
_LATER: Final = f"INSERT INTO {ERASED_SINCE} SELECT %s, %s, unnest(%s::bigint[])"


def load(connection: Connection, held: Iterable[Block], keys: Iterable[Block], address: str) -> int:
    """Put the keys in; how many records were erased since. Errors: Problem, for a key file older than the backup."""
    later: list[tuple[Block, list[bytes]]] = []
    with connection.transaction():
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.write(_BEGIN)
            for wanted, found in keyfile.paired(held, keys):
                copy.write(b"".join(_rows(wanted, found, address)))
                since = _since(wanted, found)
                if found and since:
                    later.append((found, since))
            copy.write(_END)
        if later:
            connection.execute(f"CREATE TABLE {ERASED_SINCE} (tenant_id bigint, object text, record_id bigint)")
        for block, ends in later:
            connection.execute(_LATER.encode(), [block.tenant, block.object, [_number(block, end) for end in ends]])
    return sum(len(ends) for _, ends in later)


def _since(wanted: Block | None, found: Block | None) -> list[bytes]:
    """The ends of the numbers of those who were erased when the key file was written, and not yet in the backup."""
    known = keyfile.split(wanted.erased) if wanted else []
    return sorted(set(keyfile.split(found.erased)).difference(known)) if found else []


def _rows(wanted: Block | None, found: Block | None, address: str) -> Iterator[bytes]:
    """A row for each record that the backup goes with."""
    if wanted is None:
        return
    known = found.by_id if found else {}
    known |= dict.fromkeys(keyfile.split(found.erased) if found else (), b"")
    known |= dict.fromkeys(keyfile.split(wanted.erased), b"")
    name = wanted.object.encode()
    start = struct.pack(f">hiqi{len(name)}si", _COLUMNS, 8, wanted.tenant, len(name), name, 8)
    for end in keyfile.split(wanted.ids + wanted.erased):
        key = known.get(end)
        if key is None:
            raise Problem("backup_keys_older", file=address)
        yield start + struct.pack(">qi", _number(wanted, end), len(key)) + key


def _number(block: Block, end: bytes) -> int:
    return (block.number << keyfile.BITS) + int.from_bytes(end, "big")
