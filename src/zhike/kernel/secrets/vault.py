"""The vault of a tenant: its data keys, opened, and what they seal.

A value is sealed by a key that is made of the tenant's data key and of the record's own key, a few random bytes that
stand in `kernel_recordkey`; by BLAKE2b with a key (RFC 7693), which takes a quarter of the time of HMAC-SHA256. The
number of the data key is written before what it sealed, so a new one can be taken at any time, and old values stay
readable until they are sealed anew.
"""

from __future__ import annotations

import os
import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zhike.kernel import db
from zhike.kernel.errors import Unable
from zhike.kernel.secrets import master

SEALED = re.compile(r"z([1-9]\d{0,8})\.[A-Za-z0-9+/]{38,}={0,2}")
RECORD_KEY = 16  # bytes
DRAWN = 4 * master.NONCE  # for the first values of a new record, in one call with its key: each call takes its time
OF_TENANT = b""  # stands for the key of a record where something is the tenant's own, such as what a job was asked
BLIND = 12  # bytes of a keyed word: at a billion values, two different ones meet with a chance of 1 to 10^11


@dataclass(frozen=True)
class Vault:
    """The open keys of one tenant."""

    tenant_id: int
    current: int  # the version that new values are sealed by
    data: Mapping[int, bytes]  # by version
    index: bytes  # makes keyed words

    @cached_property
    def mark(self) -> str:
        """What begins all that is sealed now."""
        return f"z{self.current}."

    def of(self, record_key: bytes, nonces: bytes = b"") -> Lock:
        """What seals and opens the values of one record; `nonces` are random bytes drawn for it alone."""
        return Lock(self, record_key, nonces)

    @property
    def own(self) -> Lock:
        """What seals and opens what belongs to the tenant and to no record."""
        return Lock(self, OF_TENANT)

    def of_file(self, version: int, seed: bytes) -> bytes:
        """The key of a file, see `stream`. Errors: Unable."""
        return blake2b(seed, key=self.key(version), digest_size=master.SIZE, person=b"zhike file").digest()

    def key(self, version: int) -> bytes:
        """A data key. Errors: Unable."""
        if version in self.data:
            return self.data[version]
        if version not in of(self.tenant_id).data:  # another process has taken a new key
            forget(self.tenant_id)
        if version not in of(self.tenant_id).data:
            raise Unable("secrets.data_key_missing", version=version)
        return of(self.tenant_id).data[version]

    def blind(self, text: str) -> str:
        """A word that is the same for the same text, and tells nothing of it without the key."""
        keyed = blake2b(text.encode(), key=self.index, digest_size=BLIND, person=b"zhike blind")
        return b2a_base64(keyed.digest(), newline=False).decode()


class Lock:
    """Seals and opens the values of one record. Made for each record that is read, so it does little until it must."""

    __slots__ = ("ciphers", "nonces", "record_key", "vault")

    def __init__(self, vault: Vault, record_key: bytes, nonces: bytes = b"") -> None:
        self.nonces = nonces
        self.vault = vault
        self.record_key = record_key
        self.ciphers: dict[int, AESGCM] = {}

    def seal(self, place: bytes, text: str) -> str:
        """A text as it is stored; it opens only at the same place (object.field) of the same record."""
        nonce = self._nonce()
        sealed = self._cipher(self.vault.current).encrypt(nonce, text.encode(), place)
        return self.vault.mark + b2a_base64(nonce + sealed, newline=False).decode()

    def open(self, place: bytes, text: str) -> str:
        """What was sealed. What is not sealed is from before it was to be, and is given as it is. Errors: Unable."""
        mark = self.vault.mark
        version = self.vault.current if text.startswith(mark) else version_of(text)
        if version is None:
            return text
        sealed = a2b_base64(text[text.index(".") + 1 :])
        try:
            cipher = self.ciphers.get(version) or self._cipher(version)
            return cipher.decrypt(sealed[: master.NONCE], sealed[master.NONCE :], place).decode()
        except InvalidTag as error:
            raise Unable("secrets.damaged", what=place.decode()) from error

    def _nonce(self) -> bytes:
        """Random bytes that no other value gets."""
        nonce, self.nonces = self.nonces[: master.NONCE], self.nonces[master.NONCE :]
        return nonce if len(nonce) == master.NONCE else os.urandom(master.NONCE)

    def _cipher(self, version: int) -> AESGCM:
        known = self.ciphers.get(version)
        if known is None:
            key = blake2b(self.record_key, key=self.vault.key(version), digest_size=master.SIZE, person=b"zhike record")
            known = self.ciphers[version] = AESGCM(key.digest())
        return known


def version_of(text: str) -> int | None:
    """The number of the data key that sealed this; None for what is not sealed."""
    found = SEALED.fullmatch(text) if text[:1] == "z" else None
    return int(found[1]) if found else None


_cache: dict[int, Vault] = {}


def of(tenant_id: int) -> Vault:
    """The vault of a tenant. Errors: Unable when its master key is not at hand."""
    known = _cache.get(tenant_id)
    if known is None:
        with db.transaction(tenant_id) as tx:
            known = _cache[tenant_id] = _load(tx)
    return known


def forget(tenant_id: int) -> None:
    """Read the keys anew next time."""
    _cache.pop(tenant_id, None)


def make(tx: db.Transaction) -> None:
    """Give a new tenant its keys."""
    for purpose in ("index", "data"):
        _insert(tx, purpose, 1, os.urandom(master.SIZE))
    _cache[tx.tenant_id] = _load(tx)


def exists(tx: db.Transaction) -> bool:
    """Whether the tenant has its keys."""
    return tx.one(f"SELECT 1 FROM kernel_datakey WHERE tenant_id = {tx.tenant_id} LIMIT 1") is not None


def renew(tx: db.Transaction) -> int:
    """Take a new data key for all that is sealed from now on; gives its version."""
    row = tx.one(f"SELECT max(version) FROM kernel_datakey WHERE tenant_id = {tx.tenant_id} AND purpose = 'data'")
    version = (row[0] if row else 0) + 1
    _insert(tx, "data", version, os.urandom(master.SIZE))
    tx.after_commit.append(lambda: forget(tx.tenant_id))
    return int(version)


def rewrap(tx: db.Transaction) -> int:
    """Wrap every key of the tenant by the present master key; how many were wrapped by another."""
    now = master.at_hand()[0].key_id
    rows = tx.rows(
        f"SELECT purpose, version, master_id, wrapped FROM kernel_datakey WHERE tenant_id = {tx.tenant_id}"
        " AND master_id <> %s FOR UPDATE",
        (now,),
    )
    for purpose, version, master_id, wrapped in rows:
        about = _about(tx.tenant_id, purpose, version)
        key_id, again = master.wrap(master.unwrap(master_id, bytes(wrapped), about), about)
        tx.execute(
            "UPDATE kernel_datakey SET master_id = %s, wrapped = %s"
            f" WHERE tenant_id = {tx.tenant_id} AND purpose = %s AND version = %s",
            (key_id, again, purpose, version),
        )
        master.note(tx, key_id)
    return len(rows)


def _about(tenant_id: int, purpose: str, version: int) -> str:
    return f"{tenant_id}.{purpose}.{version}"


def _insert(tx: db.Transaction, purpose: str, version: int, key: bytes) -> None:
    master_id, wrapped = master.wrap(key, _about(tx.tenant_id, purpose, version))
    tx.execute(
        "INSERT INTO kernel_datakey (tenant_id, purpose, version, master_id, wrapped, made_at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, now())",
        (purpose, version, master_id, wrapped),
    )
    master.note(tx, master_id)


def _load(tx: db.Transaction) -> Vault:
    rows = tx.rows(f"SELECT purpose, version, master_id, wrapped FROM kernel_datakey WHERE tenant_id = {tx.tenant_id}")
    opened = {
        (purpose, version): master.unwrap(master_id, bytes(wrapped), _about(tx.tenant_id, purpose, version))
        for purpose, version, master_id, wrapped in rows
    }
    data = {version: key for (purpose, version), key in opened.items() if purpose == "data"}
    if not data:
        raise Unable("secrets.no_keys", tenant=tx.tenant_id)
    return Vault(tx.tenant_id, max(data), data, opened["index", 1])
