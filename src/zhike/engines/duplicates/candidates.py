"""Which stored records, and which earlier rows, are worth comparing with some rows: those that share rare keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from zhike.engines.duplicates.linkage import keys
from zhike.kernel import db

Pairs = list[tuple[int, int]]  # a row, and a record's id or the mark of an earlier row (see `mark`)
FIRST_FEW = 3  # earlier rows that bring a key to later ones: of many equal ones these will do


@dataclass(frozen=True)
class Choice:
    """How many a row is compared with, and how much they must share: of each key its part of those who have it."""

    most: int
    enough: float
    together: int  # a key that more have counts for nothing


EVERY = Choice(most=10_000, enough=0, together=keys.MOST_TOGETHER)  # as in the scan of all
NEAREST = Choice(most=30, enough=0, together=keys.MOST_TOGETHER)  # for somebody who waits
# For the best match of many rows at once. Of the rows of made-up ledgers that have a like of 0.9 and more, these leave
# out 0.10 % (29,200 companies), 0.16 % (29,166 people), and 1.6 % of the 1,000 of fake_1000.
BEST = Choice(most=3, enough=0.3, together=20)


def mark(row: int) -> int:
    """How a row stands among the ids of records; and of a mark the row again, negative where it is an id."""
    return -1 - row


def pairs(
    tx: db.Transaction, wanted: Sequence[Sequence[int]], ids: Sequence[int], choice: Choice, *, among: bool
) -> Pairs:
    """The pairs worth comparing of rows with these keys. `ids` are the rows' own, or none; `among`: also of rows."""
    held = _sharing(tx, {one for some in wanted for one in some}, choice.together)
    before: dict[int, list[int]] = defaultdict(list)
    found: Pairs = []
    for row, own in enumerate(wanted):
        found += [(row, other) for other in _closest(held, before, own, ids[row] if ids else 0, choice)]
        if among:
            for key in own:
                if len(before[key]) < FIRST_FEW:
                    before[key].append(mark(row))
    return found


def _closest(
    held: Mapping[int, Sequence[int]], before: Mapping[int, Sequence[int]], own: Sequence[int], but: int, choice: Choice
) -> list[int]:
    """The others that share most of these keys, all but one; a key that few have tells the more."""
    shared: dict[int, float] = defaultdict(float)
    for key in own:
        if key in held or key in before:
            others = (*held.get(key, ()), *before.get(key, ()))
            for one in others:
                shared[one] += 1 / len(others)
    if not shared:
        return []
    shared.pop(but, None)
    # Of equal ones the newest: what was imported and taken back several times lies in the recycle bin.
    found = ((share, other) for other, share in shared.items() if share >= choice.enough)
    return [other for _, other in nlargest(choice.most, found)]


def _sharing(tx: db.Transaction, wanted: Collection[int], most: int) -> dict[int, list[int]]:
    """For each key the records that have it; none for one that has come to be shared by too many."""
    rows = tx.rows(
        "SELECT s.key, k.records FROM unnest(%s::bigint[]) AS s(key) CROSS JOIN LATERAL"
        " (SELECT array_agg(f.record_id) AS records FROM"
        f" (SELECT k.record_id FROM duplicates_key k WHERE k.tenant_id = {tx.tenant_id} AND k.key = s.key"
        f" LIMIT {int(most) + 1}) f HAVING count(*) BETWEEN 1 AND {int(most)}) k",
        (db.bigints(sorted(wanted)),),
    )
    return dict(rows)
