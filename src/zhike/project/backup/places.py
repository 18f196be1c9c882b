"""Where backups lie: a folder, or a bucket of a store that speaks as Amazon's S3 does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from zhike.project.backup.folder import Folder
from zhike.project.problem import Problem

Check = Callable[[Iterator[bytes]], None]


class Place(Protocol):
    """What a place can do. Errors of all: Problem, in its own words."""

    def put(self, name: str, pieces: Iterator[bytes], check: Check, *, most: int, replace: bool = False) -> int:
        """Write a file of at most about so many bytes, read it back through `check`, and let it be seen; its size.

        With `replace` it takes the place of one with that name, which stays whole until then.
        """

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of a file."""

    def list(self) -> list[tuple[str, int]]:
        """Names and sizes of the files that are whole."""

    def remove(self, name: str) -> None:
        """Remove a file."""


def place(address: str) -> Place:
    """The folder or bucket of an address: a path, or s3://bucket/prefix. Errors: Problem."""
    found = re.fullmatch(r"([a-z0-9]+)://([^/]+)/?(.*)", address)
    if not found:
        return Folder(Path(address).expanduser().absolute())
    if found[1] != "s3":
        raise Problem("backup_address", address=address)
    from zhike.project.backup.bucket import Bucket  # late import: heavy, and only buckets need it

    return Bucket(found[2], found[3].strip("/"))


def beside(address: str, name: str) -> str:
    """The address of another file in the same place."""
    return address[: address.rfind("/") + 1] + name


def file(address: str) -> tuple[Place, str]:
    """The place and the name of one backup."""
    above, _, name = address.rpartition("/")
    return place(above or "."), name
