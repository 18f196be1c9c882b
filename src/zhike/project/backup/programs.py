"""PostgreSQL's own pg_dump and pg_restore: which ones fit a server, and their bytes as streams.

Those that come with the embedded server serve it, and other servers of their version. Before an older server they would
read well but not write back what it can take: there, ones of the server's version are looked for on the path first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from zhike.project import embedded
from zhike.project.backup.entries import PIECE
from zhike.project.environment import Server
from zhike.project.problem import Problem


class Programs:
    """The programs for a server of a major version. Errors: Problem."""

    def __init__(self, server: Server, major: int) -> None:
        known = {int(embedded.MAJOR): embedded.programs()}
        if found := shutil.which("pg_dump"):
            known.setdefault(_major(found), Path(found).parent)
        fit = [one for one in sorted(known) if one >= major]
        if not fit:
            raise Problem("backup_no_program", wanted=major, found=max(known))
        self.major = fit[0]
        self._folder, self._server = known[self.major], server

    @contextmanager
    def dump(self, sections: Sequence[str], snapshot: str, left_out: str) -> Iterator[Iterator[bytes]]:
        """Sections of the database as they are in a snapshot, in pg_dump's own form; of one table without its rows."""
        # Quick compression: the slower kinds would take most of the time of a backup, for a tenth of its size.
        how = ["--format=custom", "--compress=gzip:1", f"--snapshot={snapshot}", *_chosen(sections)]
        how.append(f"--exclude-table-data={left_out}")
        with tempfile.TemporaryFile() as said:
            program = self._start("pg_dump", how, stdout=subprocess.PIPE, stderr=said)
            try:
                yield self._read(program, said)
            finally:
                assert program.stdout is not None
                program.kill()
                program.wait()
                program.stdout.close()

    def _read(self, program: subprocess.Popen[bytes], said: IO[bytes]) -> Iterator[bytes]:
        assert program.stdout is not None
        while piece := program.stdout.read(PIECE):  # filled up, as it comes in pieces of a few kilobytes
            yield piece
        self._end("pg_dump", program, said)

    def restore(self, sections: Sequence[str], pieces: Iterable[bytes]) -> None:
        """Put sections of what `dump` made into the database."""
        how = ["--no-owner", "--no-privileges", "--exit-on-error", *_chosen(sections)]
        with tempfile.TemporaryFile() as said:
            program = self._start("pg_restore", how, stdin=subprocess.PIPE, stderr=said)
            assert program.stdin is not None
            try:
                _feed(program.stdin, pieces)
                self._end("pg_restore", program, said)
            finally:
                program.kill()
                program.wait()

    def _start(
        self, name: str, how: list[str], *, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL,
        stderr: IO[bytes],
    ) -> subprocess.Popen[bytes]:  # fmt: skip
        server = self._server
        surroundings = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGPASSWORD": server.password}
        if home := os.environ.get("HOME"):
            surroundings["HOME"] = home  # where certificates and password files lie
        return subprocess.Popen(
            [self._folder / name, f"--dbname={server.conninfo()}", *how],
            stdin=stdin, stdout=stdout, stderr=stderr, env=surroundings, pipesize=PIECE,
        )  # fmt: skip

    def _end(self, name: str, program: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        if program.wait() != 0:
            said.seek(0)
            lines = [line for line in said.read().decode("utf-8", "replace").splitlines() if line.strip()]
            raise Problem("backup_program", name=name, reason=_reason(lines))


def _chosen(sections: Sequence[str]) -> list[str]:
    return [f"--section={one}" for one in sections]


def _feed(pipe: IO[bytes], pieces: Iterable[bytes]) -> None:
    """Give a program its input; that it does not want more is told by how it ends."""
    open_still = True
    for piece in pieces:
        if not open_still:
            continue  # read on, so that the stream comes to its end
        try:
            pipe.write(piece)
        except BrokenPipeError:
            open_still = False
    try:
        pipe.close()
    except BrokenPipeError:
        return


def _reason(lines: list[str]) -> str:
    errors = [line for line in lines if "error:" in line]
    return (errors or lines or ["?"])[0].partition("error: ")[2] or (errors or lines or ["?"])[0]


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], check=False, capture_output=True, text=True).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0
