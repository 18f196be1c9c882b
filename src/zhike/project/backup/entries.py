"""Named things in one stream of bytes, none of whose sizes is known before: written as they come, counted at the end.

A frame is one letter, four bytes of length and so many bytes. `M` the manifest, then for each thing `B` its name, `D`
its bytes and `E` how many they were, at last `C` the count of everything.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from zhike.kernel.secrets.master import MasterKey
from zhike.project.backup.sealed import Damaged, NotOurs, Opened
from zhike.project.problem import Problem

_HEAD: Final = struct.Struct(">cI")
_LONGEST: Final = 64 * 1024 * 1024
PIECE: Final = 1024 * 1024


@dataclass
class Count:
    """What a stream holds: things of each kind (the first part of their names), and their bytes."""

    things: dict[str, int] = field(default_factory=dict)
    bytes: int = 0

    def add(self, name: str, size: int) -> None:
        kind = name.partition("/")[0]
        self.things[kind] = self.things.get(kind, 0) + 1
        self.bytes += size


class Writer:
    """Makes the frames; `count` says what they hold so far."""

    def __init__(self) -> None:
        self.count = Count()

    def begin(self, manifest: dict[str, Any]) -> bytes:
        """The start of the stream."""
        return _json(b"M", manifest)

    def thing(self, name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The frames of one thing."""
        yield _json(b"B", {"name": name})
        size = 0
        for piece in pieces:
            size += len(piece)
            yield _HEAD.pack(b"D", len(piece)) + piece
        yield _json(b"E", {"size": size})
        self.count.add(name, size)

    def end(self) -> bytes:
        """The end of the stream: what must have come before."""
        return _json(b"C", self.count.__dict__)


class Reader:
    """Reads the frames: `manifest` at once, then the things in turn. Errors, everywhere: Damaged."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, bytearray()
        self.count = Count()
        self.manifest = self._object(b"M")

    def things(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each name with its bytes, which must be read to their end before the next; ends when all were counted."""
        while True:
            letter, content = self._frame()
            if letter == b"C":
                if _object(content) != self.count.__dict__ or self._held or any(self._pieces):
                    raise Damaged
                return
            if letter != b"B":
                raise Damaged
            name = str(_object(content).get("name", ""))
            before = sum(self.count.things.values())
            yield name, self._content(name)
            if sum(self.count.things.values()) == before:
                raise RuntimeError("the thing was not read to its end")

    def _content(self, name: str) -> Iterator[bytes]:
        size = 0
        while True:
            letter, content = self._frame()
            if letter == b"D":
                size += len(content)
                yield content
            elif letter == b"E" and _object(content) == {"size": size}:
                self.count.add(name, size)
                return
            else:
                raise Damaged

    def _object(self, wanted: bytes) -> dict[str, Any]:
        letter, content = self._frame()
        if letter != wanted:
            raise Damaged
        return _object(content)

    def _frame(self) -> tuple[bytes, bytes]:
        letter, length = _HEAD.unpack(self._take(_HEAD.size))
        if length > _LONGEST:
            raise Damaged
        return letter, self._take(length)

    def _take(self, size: int) -> bytes:
        while len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                raise Damaged
            self._held += piece
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken


def require_whole(key: MasterKey, pieces: Iterator[bytes], written: Count) -> None:
    """Read all of a sealed stream; Problem when it is not what was written."""
    try:
        reader = Reader(Opened(pieces).plain(key))
        for _, content in reader.things():
            for _ in content:
                pass
    except (Damaged, NotOurs) as error:
        raise Problem("backup_not_verified") from error
    if reader.count != written:
        raise Problem("backup_not_verified")


def _json(letter: bytes, content: dict[str, Any]) -> bytes:
    raw = json.dumps(content, ensure_ascii=False).encode()
    return _HEAD.pack(letter, len(raw)) + raw


def _object(raw: bytes) -> dict[str, Any]:
    try:
        content = json.loads(raw)
    except ValueError as error:
        raise Damaged from error
    if not isinstance(content, dict):
        raise Damaged
    return content
