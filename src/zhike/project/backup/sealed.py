"""A stream of bytes that nobody without the master key can read, and nobody at all can change unnoticed.

The key of a stream is derived (HKDF-SHA256) from the master key and a random salt. After a plain heading come chunks of
AES-256-GCM, numbered in their nonces, the last one marked there: the STREAM construction of Hoang, Reyhanitabar,
Rogaway and Vizár (Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015). So a chunk that was
changed, moved, left out or cut off is refused. The heading is authenticated with every chunk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from zhike.kernel.secrets.master import MasterKey
from zhike.project.problem import Problem

MAGIC: Final = b"ZHIKE-BACKUP\n"
FORMAT: Final = 2  # 1: the keys of records lay in the backup itself
CHUNK: Final = 1024 * 1024
_TAG: Final = 16
_LONGEST_HEADING: Final = 4096


class Damaged(Exception):
    """These bytes are not what was written, or not all of it."""


class NotOurs(Exception):
    """This is no backup, or one in a form that this version does not know."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What everybody may read of a backup: which key it takes, and when it was made."""

    format: int
    key_id: str
    salt: str  # hexadecimal
    made: str  # ISO 8601, UTC


def seal(key: MasterKey, made: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The sealed stream of a plain one."""
    heading = Heading(format=FORMAT, key_id=key.key_id, salt=os.urandom(32).hex(), made=made)
    raw = MAGIC + json.dumps(heading.__dict__, sort_keys=True).encode() + b"\n"
    cipher = _cipher(key, heading)
    yield raw
    for number, (chunk, last) in enumerate(_chunks(pieces, CHUNK)):
        yield cipher.encrypt(_nonce(number, last=last), chunk, raw)


class Opened:
    """A sealed stream that is being read: its heading at once, what lies behind it with the key."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        """Errors: NotOurs, Damaged."""
        start = bytearray()
        for piece in pieces:
            start += piece
            if len(start) > _LONGEST_HEADING or start.count(b"\n") >= 2:
                break
        if not start.startswith(MAGIC):
            raise NotOurs
        end = start.find(b"\n", len(MAGIC), _LONGEST_HEADING) + 1
        self._raw, self._rest, self._pieces = bytes(start[:end]), bytes(start[end:]), pieces
        try:
            fields = json.loads(self._raw[len(MAGIC) :])
            heading = Heading(**{name: type_(fields[name]) for name, type_ in _FIELDS.items()})
            bytes.fromhex(heading.salt)
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged from error
        if heading.format > FORMAT:
            raise NotOurs
        self.heading = heading

    def plain(self, key: MasterKey) -> Iterator[bytes]:
        """What was sealed, each piece only after it was found to be whole. Errors: Damaged."""
        cipher = _cipher(key, self.heading)
        for number, (chunk, last) in enumerate(_chunks(self._all(), CHUNK + _TAG)):
            try:
                yield cipher.decrypt(_nonce(number, last=last), chunk, self._raw)
            except (InvalidTag, ValueError) as error:
                raise Damaged from error

    def _all(self) -> Iterator[bytes]:
        yield self._rest
        yield from self._pieces


def unlocked(address: str, pieces: Iterator[bytes], at_hand: Sequence[MasterKey]) -> tuple[MasterKey, Iterator[bytes]]:
    """Which of the keys opens a stream, and what was sealed. Errors: Problem for a key that is not at hand, NotOurs."""
    opened = Opened(pieces)
    wanted = opened.heading.key_id
    key = next((one for one in at_hand if one.key_id == wanted), None)
    if key is None:
        raise other_key(address, [wanted], at_hand)
    return key, opened.plain(key)


def other_key(address: str, wanted: Sequence[str], at_hand: Sequence[MasterKey]) -> Problem:
    """That a file takes other master keys than those at hand."""
    found = ", ".join(one.key_id for one in at_hand) or "-"
    return Problem("backup_other_key", file=address, wanted=", ".join(wanted), found=found)


@contextmanager
def in_words(address: str) -> Iterator[None]:
    """What is wrong with a file as a sentence."""
    try:
        yield
    except Damaged as error:
        raise Problem("backup_damaged", file=address) from error
    except NotOurs as error:
        raise Problem("backup_no_backup", file=address) from error


_FIELDS: Final = {"format": int, "key_id": str, "salt": str, "made": str}


def _cipher(key: MasterKey, heading: Heading) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=bytes.fromhex(heading.salt), info=b"zhike backup 1")
    return AESGCM(derived.derive(key.key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _chunks(pieces: Iterator[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in chunks of one size but the last, and which is the last (there always is one)."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) > size:
            yield bytes(held[:size]), False
            del held[:size]
    yield bytes(held), True
