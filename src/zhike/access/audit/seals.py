"""Seals: a chain of hashes over journal and audit entries, so that a change of the past shows.

A seal's hash is made over the hash before it and the digests of the entries since. Sealing comes after the writes, so
that these wait for nobody; what is younger than the last seal (a minute or so) is not yet protected. Whoever owns the
database could make the whole chain anew: against that, keep the last hash elsewhere (`./zhike audit anchor`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from zhike.access.audit import trail
from zhike.access.audit.trail import Place
from zhike.kernel import db

MOST = 2_000  # entries of each source under one seal
BEGINNING = b"\x00" * 32
START: Place = (-(2**63), 0)


@dataclass(frozen=True)
class Seal:
    """One link of a tenant's chain."""

    number: int
    journal: Place
    audit: Place
    entries: int
    digest: bytes
    hash: bytes

    def expected(self, before: bytes) -> bytes:
        """The hash that it must have after another."""
        return chained(before, self.number, self.entries, self.digest)


FIRST = Seal(0, START, START, 0, BEGINNING, BEGINNING)
COLUMNS = "number, journal_xid, journal_id, audit_xid, audit_id, entries, digest, hash"


def chained(before: bytes, number: int, entries: int, digest: bytes) -> bytes:
    """The hash of a link."""
    return hashlib.sha256(before + f"{number} {entries} ".encode() + digest).digest()


def of_row(row: db.Row) -> Seal:
    """A seal from its columns."""
    number, journal_xid, journal_id, audit_xid, audit_id, entries, digest, hash_ = row
    return Seal(number, (journal_xid, journal_id), (audit_xid, audit_id), entries, bytes(digest), bytes(hash_))


def newest(tx: db.Transaction) -> Seal:
    """The last seal of the tenant, or the beginning."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM access_auditseal WHERE tenant_id = {tx.tenant_id} ORDER BY number DESC LIMIT 1"
    )
    return of_row(row) if row else FIRST


def digest_of(tx: db.Transaction, before: Seal, journal: Place, audit: Place) -> tuple[bytes, int]:
    """The digest of what lies between a seal and two places, and how many entries that are."""
    parts = [
        trail.digest(tx, source, after, upto)
        for source, after, upto in ((trail.JOURNAL, before.journal, journal), (trail.AUDIT, before.audit, audit))
    ]
    return hashlib.sha256(b"".join(one for one, _ in parts)).digest(), sum(count for _, count in parts)


def seal(tenant_id: int) -> int:
    """Seal what is not sealed yet; how many entries that were."""
    total = 0
    while True:
        with db.transaction(tenant_id) as tx:
            tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"audit.{tenant_id}",))
            before = newest(tx)
            journal, more = trail.last(tx, trail.JOURNAL, before.journal, MOST)
            audit, also = trail.last(tx, trail.AUDIT, before.audit, MOST)
            if not more + also:
                return total
            digest, entries = digest_of(tx, before, journal, audit)
            hash_ = chained(before.hash, before.number + 1, entries, digest)
            tx.execute(
                f"INSERT INTO access_auditseal (tenant_id, at, {COLUMNS})"
                f" VALUES ({tenant_id}, now(), %s, %s, %s, %s, %s, %s, %s, %s)",
                (before.number + 1, *journal, *audit, entries, digest, hash_),
            )
            total += entries
