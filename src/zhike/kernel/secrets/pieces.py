"""Pieces of a file, each sealed alone (AES-256-GCM), so that any of them can be read without the others.

A piece is its nonce, what was encrypted, and the tag. It opens only in the file and at the number that it was sealed
for. Nonces are random: a piece may be written again, and a file has too few of them for two to meet.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zhike.kernel.errors import Unable

SIZE = 64 * 1024  # bytes of a piece; the last may have less
NONCE = 12
OVER = NONCE + 16  # bytes that sealing adds to a piece


class Pieces:
    """Seals and opens the pieces of one file by its own key."""

    def __init__(self, key: bytes, about: bytes = b"") -> None:
        self._cipher, self._about = AESGCM(key), about

    def seal(self, number: int, data: bytes | bytearray | memoryview) -> bytes:
        """A piece as it is stored."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, data, self._place(number))

    def open(self, number: int, sealed: bytes) -> bytes:
        """What was sealed. Errors: Unable for what is not this piece of this file, unchanged."""
        try:
            return self._cipher.decrypt(sealed[:NONCE], memoryview(sealed)[NONCE:], self._place(number))
        except (InvalidTag, ValueError) as error:  # ValueError: it is shorter than a tag
            raise Unable("secrets.damaged", what="file") from error

    def _place(self, number: int) -> bytes:
        return self._about + number.to_bytes(8, "big")
