"""Files of a tenant: sealed bytes under the SHA-256 of what they hold, and a row that says what they are called and
whose they are.

The key of a file is random, so that it cannot be guessed; the place of its bytes follows from their sum, never from
anything that somebody typed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from django.conf import settings

from zhike.engines.connect import media
from zhike.engines.connect.asked import TooLarge
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import NotFound
from zhike.kernel.secrets import stream, vault

MOST = 50 * 1024 * 1024
LONGEST_NAME = 200
KEY = re.compile(r"[fu]_[A-Za-z0-9_-]{22}")  # u: kept for a while, never a record's
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Stored:
    """A file as records hold it."""

    key: str
    name: str
    size: int
    type: str
    sha256: str

    def value(self) -> dict[str, object]:
        """The value of a file field."""
        return asdict(self)


def keep(actor: Actor, name: str, chunks: Iterable[bytes], *, most: int = MOST) -> Stored:
    """Keep a file for a tenant, so that a record may hold it. Errors: TooLarge."""
    return _keep(actor, name, chunks, most, "f")


def keep_a_while(actor: Actor, name: str, chunks: Iterable[bytes], *, most: int = MOST) -> Stored:
    """Keep a file that no record can hold, such as one that a job has made; see `leftovers`. Errors: TooLarge."""
    return _keep(actor, name, chunks, most, "u")


def _keep(actor: Actor, name: str, chunks: Iterable[bytes], most: int, sort: str) -> Stored:
    place_of_all = folder(actor.tenant_id)
    place_of_all.mkdir(mode=0o700, parents=True, exist_ok=True)
    size, start = 0, b""
    handle, place = tempfile.mkstemp(dir=place_of_all, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            sealed = stream.Writer(file, vault.of(actor.tenant_id))
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooLarge("request.too_large", megabytes=most // 1024 // 1024)
                if len(start) < media.ENOUGH:
                    start += chunk[: media.ENOUGH - len(start)]
                sealed.write(chunk)
            written = sealed.finish()
            file.flush()
            os.fsync(file.fileno())
        clean = named(name)
        key = f"{sort}_{secrets.token_urlsafe(16)}"
        stored = Stored(key, clean, written.size, media.sniff(start, clean), written.sha256)
        _note(actor, stored, Path(place))
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(place).unlink()
        raise
    return stored


def named(name: str) -> str:
    """A file name without a path and without what could mislead."""
    last = re.split(r"[/\\]", name)[-1]
    clean = UNFIT.sub("", last).strip(" .") or "file"
    if len(clean) <= LONGEST_NAME:
        return clean
    stem, dot, suffix = clean.rpartition(".")
    kept = f".{suffix[:20]}" if dot and stem else ""
    return clean[: LONGEST_NAME - len(kept)] + kept


@dataclass(frozen=True)
class Kept:
    """The bytes of a file that is kept, as they were given; opened as a path is."""

    tenant_id: int
    name: str  # their SHA-256

    def open(self, mode: Literal["rb"]) -> BinaryIO:
        """For reading at any place. Errors: NotFound; Unable when they are not what was kept."""
        try:
            file = path(self.tenant_id, self.name).open(mode, buffering=0)
        except FileNotFoundError as error:
            raise NotFound("file.not_found") from error
        return stream.opened(file, vault.of(self.tenant_id), self.name)


def path(tenant_id: int, sha256: str) -> Path:
    """Where the sealed bytes lie."""
    return folder(tenant_id) / sha256[:2] / sha256


def folder(tenant_id: int) -> Path:
    """Where all files of a tenant lie."""
    return Path(settings.FILES) / str(int(tenant_id))


def hold(tx: db.Transaction, sha256: str) -> None:
    """Keep others from putting these bytes in their place, or removing them, until the transaction ends."""
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.file.{sha256}",))


def _note(actor: Actor, stored: Stored, incoming: Path) -> None:
    goal = path(actor.tenant_id, stored.sha256)
    goal.parent.mkdir(mode=0o700, exist_ok=True)
    with db.transaction(actor.tenant_id) as tx:
        hold(tx, stored.sha256)
        incoming.replace(goal)
        tx.execute(
            "INSERT INTO connect_upload (tenant_id, key, name, size, type, sha256, person_id, created_at)"
            f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, %s, now())",
            (stored.key, stored.name, stored.size, stored.type, stored.sha256, actor.person_id),
        )


def find(actor: Actor, key: str) -> tuple[Stored, int | None]:
    """A file by its key, and whose it is; whether the actor may have it is asked elsewhere. Errors: NotFound."""
    if KEY.fullmatch(key):
        with db.transaction(actor.tenant_id) as tx:
            row = tx.one(
                f"SELECT {_COLUMNS}, person_id FROM connect_upload WHERE tenant_id = {tx.tenant_id} AND key = %s",
                (key,),
            )
        if row:
            return Stored(*row[:-1]), row[-1]
    raise NotFound("file.not_found")


def same(actor: Actor, name: str, content: bytes) -> Stored | None:
    """A file of these bytes and this name that the actor has given before, for a record."""
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            f"SELECT {_COLUMNS} FROM connect_upload WHERE tenant_id = {tx.tenant_id} AND sha256 = %s AND name = %s"
            " AND person_id = %s AND starts_with(key, 'f_') ORDER BY created_at LIMIT 1",
            (hashlib.sha256(content).hexdigest(), name, actor.person_id),
        )
    return Stored(*row) if row else None


def known(tenant_id: int, keys: Sequence[str]) -> dict[str, Stored]:
    """The files that have these keys, of those that a record may hold."""
    with db.transaction(tenant_id) as tx:
        rows = tx.rows(
            f"SELECT {_COLUMNS} FROM connect_upload WHERE tenant_id = {tx.tenant_id} AND key = ANY(%s::text[])",
            ([one for one in keys if KEY.fullmatch(one) and one.startswith("f_")],),
        )
    return {row[0]: Stored(*row) for row in rows}


_COLUMNS = "key, name, size, type, sha256"
