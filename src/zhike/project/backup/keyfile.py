"""The file of the keys of records, which lies beside the backups of one line (`line`): the backups hold none.

So a key that is emptied here is gone from all of them. Its form is that of a backup (`sealed`, `entries`): for each
object of a company a thing `keys/<company>/<object>`, whose pieces are blocks of the keys of up to 4,096 records, all
in order. A backup holds blocks of the same form without the keys (`held/...`): whose keys it goes with.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from zhike.kernel.secrets.master import MasterKey
from zhike.project.backup import entries, places
from zhike.project.backup.sealed import NotOurs, in_words, unlocked
from zhike.project.problem import Problem

KIND: Final = "keys"
BITS: Final = 12  # the records of a block differ in so many of the last bits of their numbers
SIZE: Final = 16  # bytes of a key
_ID: Final = 2  # bytes of what a record's number has in its block
_HEAD: Final = struct.Struct(">qHH")  # number of the block; how many have a key; how many are erased


class Diverged(Exception):
    """The database is not the one that this file was written from, at a later time."""


class Block(NamedTuple):
    """The keys of neighbouring records: the ends of their numbers, two bytes each, and as many keys of 16 bytes."""

    tenant: int
    object: str
    number: int
    ids: bytes
    keys: bytes
    erased: bytes  # the ends of the numbers of those whose keys were emptied

    @property
    def place(self) -> tuple[int, str, int]:
        """What blocks are ordered by; no two of a file have the same."""
        return self[:3]

    @property
    def by_id(self) -> dict[bytes, bytes]:
        """The keys by the ends of the numbers."""
        return {end: self.keys[at * SIZE : (at + 1) * SIZE] for at, end in enumerate(split(self.ids))}


def split(ids: bytes) -> list[bytes]:
    """The ends of numbers one by one."""
    return [ids[at : at + _ID] for at in range(0, len(ids), _ID)]


def things(writer: entries.Writer, kind: str, blocks: Iterable[Block]) -> Iterator[bytes]:
    """The frames of blocks that are in order."""
    for (tenant, name), some in groupby(blocks, key=lambda one: one[:2]):
        yield from writer.thing(f"{kind}/{tenant}/{name}", map(_packed, some))


def from_thing(name: str, content: Iterator[bytes]) -> Iterator[Block]:
    """The blocks of one thing."""
    _, tenant, object_name = name.split("/", 2)
    for piece in content:
        number, many, erased = _HEAD.unpack_from(piece)
        ids = _HEAD.size + many * _ID
        keys = len(piece) - erased * _ID
        yield Block(int(tenant), object_name, number, piece[_HEAD.size : ids], piece[ids:keys], piece[keys:])


def _packed(block: Block) -> bytes:
    head = _HEAD.pack(block.number, len(block.ids) // _ID, len(block.erased) // _ID)
    return head + block.ids + block.keys + block.erased


class KeyFile:
    """A key file that is being read: its manifest at once, then its blocks. Errors, everywhere: Problem."""

    def __init__(self, address: str, at_hand: Sequence[MasterKey]) -> None:
        self.address = address
        place, name = places.file(address)
        with in_words(address):
            _, plain = unlocked(address, place.read(name), at_hand)
            self._reader = entries.Reader(plain)
            if self.manifest.get("kind") != KIND:
                raise NotOurs

    @property
    def manifest(self) -> dict[str, Any]:
        """Whose keys these are (`line`), and what the database knew of that they were taken from (`witness`)."""
        return self._reader.manifest

    def require(self, line: str) -> None:
        """Refuse the keys of another line. Errors: Problem."""
        if self.manifest["line"] != line:
            raise Problem("backup_keys_other", file=self.address, wanted=line, found=self.manifest["line"])

    def blocks(self) -> Iterator[Block]:
        """All blocks in order, once."""
        with in_words(self.address):
            for name, content in self._reader.things():
                yield from from_thing(name, content)


def union(held: Iterable[Block], now: Iterable[Block]) -> Iterator[Block]:
    """What a file held and what the database holds: a key that is emptied in either stays empty. Errors: Diverged."""
    for old, new in paired(held, now):
        if old is None or new is None or old == new:
            yield new or old  # type: ignore[misc]  # one of them is there
        else:
            yield _both(old, new)


def paired(some: Iterable[Block], others: Iterable[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """The blocks of two streams, those of the same place together."""
    marked = heapq.merge(((one.place, 0, one) for one in some), ((one.place, 1, one) for one in others))
    for _, same in groupby(marked, key=lambda one: one[0]):
        found = {side: block for _, side, block in same}
        yield found.get(0), found.get(1)


def _both(old: Block, new: Block) -> Block:
    gone = {*split(old.erased), *split(new.erased)}
    keys = old.by_id
    for end, key in new.by_id.items():
        if keys.setdefault(end, key) != key:
            raise Diverged
    stay = sorted(keys.keys() - gone)
    return old._replace(ids=b"".join(stay), keys=b"".join(keys[end] for end in stay), erased=b"".join(sorted(gone)))
