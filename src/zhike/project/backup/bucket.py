"""Backups in a bucket, by obstore: the Rust object_store behind one small wheel, which writes in parts that become one
object only when all are there. Who may and where it is say the variables of Amazon's own tools (AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from zhike.project.problem import Problem

_PART = 8 * 1024 * 1024  # bytes, at least
_PARTS = 9_000  # a store takes 10,000
_PARTS_AT_ONCE = 2
_DRAFT = ".part"


class Bucket:
    """A bucket, and what the names of all its backups begin with."""

    def __init__(self, bucket: str, prefix: str) -> None:
        self._address = f"s3://{bucket}/{prefix}"
        endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
        with self._in_words():
            self._store = S3Store(
                bucket, prefix=prefix or None, client_options={"allow_http": endpoint.startswith("http://")}
            )

    def put(
        self, name: str, pieces: Iterator[bytes], check: Callable[[Iterator[bytes]], None], *, most: int,
        replace: bool = False,
    ) -> int:  # fmt: skip
        """See `places.Place`. What may be there stays until the new one was read back."""
        first = f"{name}{_DRAFT}" if replace else name
        part = max(_PART, most // _PARTS)
        with self._in_words():
            obstore.put(self._store, first, pieces, use_multipart=True, chunk_size=part, max_concurrency=_PARTS_AT_ONCE)
        try:
            check(self.read(first))
        except BaseException:
            self.remove(first)
            raise
        with self._in_words():
            if replace:
                obstore.rename(self._store, first, name)
            return obstore.head(self._store, name)["size"]

    def read(self, name: str) -> Iterator[bytes]:
        """See `places.Place`."""
        with self._in_words():
            for piece in obstore.get(self._store, name).stream():
                yield bytes(piece)

    def list(self) -> list[tuple[str, int]]:
        """See `places.Place`."""
        with self._in_words():
            return [(one["path"], one["size"]) for some in obstore.list(self._store) for one in some]

    def remove(self, name: str) -> None:
        """See `places.Place`."""
        with self._in_words():
            obstore.delete(self._store, name)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (BaseError, FileNotFoundError, PermissionError) as error:
            reason = str(error).strip().partition("\n")[0]
            raise Problem("backup_place", place=self._address, reason=reason) from error
