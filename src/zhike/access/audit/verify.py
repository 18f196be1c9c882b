"""Whether a tenant's trail is as it was when it was sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from zhike.access.audit import seals
from zhike.kernel import db

What = Literal["missing", "entries", "digest", "chain", "anchor"]
BATCH = 200
NO_ANCHORS: Mapping[int, str] = {}


@dataclass(frozen=True)
class Broken:
    """The first link that does not hold.

    `missing`: a seal's number is left out. `entries`: there are more or fewer entries than were sealed. `digest`: an
    entry was changed. `chain`: the seal itself was changed. `anchor`: the chain is another than the one anchored.
    """

    number: int
    what: What
    since: str | None  # the moment of the seal before, None at the beginning
    until: str | None


def verify(
    tenant_id: int, *, anchors: Mapping[int, str] = NO_ANCHORS, tell: Callable[[int], None] = lambda _: None
) -> tuple[Broken | None, int, str]:
    """The first broken link of a tenant's chain, how many entries were checked, and the hash of the last seal (hex).

    `anchors` are hashes of seals that were kept elsewhere, by number. `tell` hears of the seals done.
    """
    before, since, total = seals.FIRST, None, 0
    while True:
        with db.transaction(tenant_id, snapshot=True) as tx:
            rows = tx.rows(
                f"SELECT at, {seals.COLUMNS} FROM access_auditseal WHERE tenant_id = {tenant_id} AND number > %s"
                f" ORDER BY number LIMIT {BATCH}",
                (before.number,),
            )
            for at, *columns in rows:
                one = seals.of_row(tuple(columns))
                what = _wrong(tx, before, one, anchors)
                if what:
                    return Broken(one.number, what, since, at.isoformat()), total, before.hash.hex()
                before, since, total = one, at.isoformat(), total + one.entries
        tell(before.number)
        if len(rows) < BATCH:
            break
    if any(number > before.number for number in anchors):
        return Broken(before.number + 1, "missing", since, None), total, before.hash.hex()
    return None, total, before.hash.hex()


def _wrong(tx: db.Transaction, before: seals.Seal, one: seals.Seal, anchors: Mapping[int, str]) -> What | None:
    if one.number != before.number + 1:
        return "missing"
    digest, entries = seals.digest_of(tx, before, one.journal, one.audit)
    if entries != one.entries:
        return "entries"
    if digest != one.digest:
        return "digest"
    if one.hash != one.expected(before.hash):
        return "chain"
    return "anchor" if anchors.get(one.number, one.hash.hex()) != one.hash.hex() else None
