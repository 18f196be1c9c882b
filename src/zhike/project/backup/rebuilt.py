"""The database of a backup, made again in an empty one.

A server counts its transactions from the beginning, and the journal, its subscribers and the seals go by the numbers of
transactions (decisions 1 and 11). So all numbers that a backup brings are moved down, by the same distance, to below
those that the new server will give: their order stays, and what is written next comes after them. A column that holds
such a number is called `xid`, or its name ends in `_xid`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from psycopg import sql

from zhike.project import environment
from zhike.project.backup import loaded, snapshot
from zhike.project.backup.keyfile import Block, KeyFile
from zhike.project.backup.programs import Programs
from zhike.project.backup.snapshot import Connection
from zhike.project.problem import Problem

# What a draft need not wait for: it is thrown away unless it comes to its end, and is on the disk before it counts.
HASTE: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_UNDERSTANDS_NEWER: Final = 17  # older servers refuse a setting that newer programs begin with
_BEGINNING: Final = -(2**62)  # below this a number means "before all"


class Base:
    """The empty database that `environment` leads to, and what is put into it."""

    def __init__(self, manifest: dict[str, Any]) -> None:
        """Errors: Problem, when something is there or the programs here are too old."""
        self._manifest, self._server, self._schema = manifest, environment.server(), b""
        with snapshot.connect(self._server) as connection:
            version = connection.info.server_version // 10_000
            if snapshot.rows(connection):
                raise Problem("backup_occupied", place=self._server.name, what="tables")
        self._programs = Programs(self._server, version)
        if self._programs.major < int(manifest["postgresql"]):
            raise Problem("backup_no_program", wanted=manifest["postgresql"], found=self._programs.major)
        if self._programs.major != version < _UNDERSTANDS_NEWER:
            raise Problem("backup_no_program", wanted=version, found=self._programs.major)

    def begin(self) -> None:
        """Mark the database as one that is not whole yet: no Zhike starts on it."""
        with snapshot.connect(self._server) as connection:
            connection.execute(f"CREATE TABLE {environment.UNFINISHED} ()")

    def part(self, name: str, content: Iterator[bytes]) -> None:
        """Put a part in. The numbers of transactions are moved when the data are there and no index is."""
        if name == "schema":
            self._schema = b"".join(content)  # a few hundred kilobytes
            self._programs.restore(["pre-data"], [self._schema])
        else:
            self._programs.restore(["data"], content)
            with snapshot.connect(self._server) as connection, connection.transaction():
                _move(connection)
            self._programs.restore(["post-data"], [self._schema])

    def load_keys(self, held: Iterable[Block], keys: KeyFile) -> int:
        """Put the keys of records in, see `loaded`. Errors: Problem."""
        with snapshot.connect(self._server) as connection:
            return loaded.load(connection, held, keys.blocks(), keys.address)

    def require_whole(self) -> None:
        """See that each table has the rows that it had, and let the planner know of them. Errors: Problem."""
        with snapshot.connect(self._server) as connection:
            found = snapshot.rows(connection)
            for table, rows in self._manifest["rows"].items():
                if found.get(table) != rows:
                    raise Problem("backup_rows", table=table, found=found.get(table, 0), wanted=rows)
            connection.execute("ANALYZE")
            connection.execute(f"DROP TABLE {environment.UNFINISHED}")


def clear(folder: Path) -> None:
    """Remove a folder of ours that may hold what belongs to the database's account."""
    if folder.exists():
        subprocess.run(["rm", "-rf", "--", str(folder)], check=True)


def _move(connection: Connection) -> None:
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type = 'bigint' AND column_name ~ '(^|_)xid$' ORDER BY 1, 2"
    ):
        columns.setdefault(str(table), []).append(str(column))
    newest = max((_newest(connection, *place) for place in _pairs(columns)), default=-1)
    if newest < 0:
        return
    for table, names in columns.items():
        moved = sql.SQL("{0} = CASE WHEN {0} < {1} THEN {0} ELSE {0} - {2} END")
        changes = [moved.format(sql.Identifier(name), _BEGINNING, newest + 1) for name in names]
        connection.execute(sql.SQL("UPDATE {} SET {}").format(sql.Identifier(table), sql.SQL(", ").join(changes)))


def _pairs(columns: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((table, name) for table, names in columns.items() for name in names)


def _newest(connection: Connection, table: str, column: str) -> int:
    newest = sql.SQL("SELECT coalesce(max({}), -1) FROM {}").format(sql.Identifier(column), sql.Identifier(table))
    found = connection.execute(newest).fetchone()
    return int(str(found[0])) if found else -1
