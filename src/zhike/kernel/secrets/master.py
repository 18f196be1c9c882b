"""Master keys: they wrap the data keys of every tenant, and never stand in the database."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from zhike.kernel import db
from zhike.kernel.errors import Unable

SIZE, NONCE = 32, 12


@dataclass(frozen=True)
class MasterKey:
    """32 bytes, and the name that can be told of them."""

    key_id: str
    key: bytes

    @classmethod
    def of(cls, key: bytes) -> MasterKey:
        """The key with its name: the beginning of its SHA-256."""
        if len(key) != SIZE:
            raise ValueError(f"a master key has {SIZE} bytes")
        return cls(hashlib.sha256(b"zhike master key\0" + key).hexdigest()[:12], key)

    @classmethod
    def read(cls, text: str) -> MasterKey:
        """From Base64, as `written` gives it. Errors: ValueError."""
        try:
            return cls.of(base64.b64decode(text.strip(), validate=True))
        except binascii.Error as error:
            raise ValueError("a master key is written in Base64") from error

    @property
    def written(self) -> str:
        return base64.b64encode(self.key).decode()


_read: list[Sequence[MasterKey]] = []


def at_hand() -> Sequence[MasterKey]:
    """The master keys at hand; new data keys are wrapped by the first. `settings.ZHIKE_MASTER_KEYS` gives them."""
    known = next(iter(_read), None)
    return read_again() if known is None else known


def read_again() -> Sequence[MasterKey]:
    """The same after a change of them. Errors: those of the setting, and then the ones known before stay."""
    found: Sequence[MasterKey] = settings.ZHIKE_MASTER_KEYS()
    _read[:] = [found]
    return found


def wrap(data: bytes, about: str) -> tuple[str, bytes]:
    """Data sealed by the present master key, whose name comes first; it opens only for the same `about`."""
    master, nonce = at_hand()[0], os.urandom(NONCE)
    return master.key_id, nonce + AESGCM(master.key).encrypt(nonce, data, about.encode())


def unwrap(key_id: str, wrapped: bytes, about: str) -> bytes:
    """What `wrap` sealed. Errors: Unable when that master key is not at hand."""
    # Another process may have taken a new one since ours were read.
    master = _named(key_id, at_hand()) or _named(key_id, read_again())
    if master is None:
        raise Unable("secrets.master_key_missing", key=key_id)
    try:
        return AESGCM(master.key).decrypt(wrapped[:NONCE], wrapped[NONCE:], about.encode())
    except InvalidTag as error:
        raise Unable("secrets.damaged", what=about) from error


def _named(key_id: str, keys: Sequence[MasterKey]) -> MasterKey | None:
    return next((one for one in keys if one.key_id == key_id), None)


def note(tx: db.Transaction, key_id: str) -> None:
    """Remember that something is wrapped by this key."""
    tx.execute("INSERT INTO kernel_masterkeyinuse (key_id, since) VALUES (%s, now()) ON CONFLICT DO NOTHING", (key_id,))
