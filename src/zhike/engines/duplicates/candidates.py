"""Which stored records, and which earlier rows, are worth comparing with some rows: those that share rare keys."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import chain

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
    keys: int = 1  # so many are enough, however many have them


EVERY = Choice(most=10_000, enough=0, together=keys.MOST_TOGETHER)  # as in the scan of all
NEAREST = Choice(most=30, enough=0, together=keys.MOST_TOGETHER)  # for somebody who waits
# For the best match of many rows at once. Of the rows of made-up ledgers that have a like of 0.9 and more, these leave
# out 0.2 % (29,200 companies), 0.2 % (29,166 people), and 2.4 % of the 1,000 of fake_1000. A key that two share is not
# enough by itself: with it, twice as many of a million would be opened, for half of what is left out. Three are a name,
# which is two, and something else.
BEST = Choice(most=3, enough=0.6, together=20, keys=3)
_REMEMBERED = 200_000  # keys of a tenant: some 20 MB


def mark(row: int) -> int:
    """How a row stands among the ids of records; and of a mark the row again, negative where it is an id."""
    return -1 - row


def pairs(
    tx: db.Transaction, wanted: Sequence[Sequence[int]], ids: Sequence[int], choice: Choice, *, among: bool
) -> Pairs:
    """The pairs worth comparing of rows with these keys. `ids` are the rows' own, or none; `among`: also of rows."""
    counts = Counter(chain.from_iterable(wanted))
    held = _sharing(tx, counts.keys(), choice.together)
    crowded = _crowded(tx.tenant_id, choice.together)
    again = {key for key, count in counts.items() if count > 1 and key not in crowded} if among else set[int]()
    before: dict[int, list[int]] = defaultdict(list)
    found: Pairs = []
    for row, every in enumerate(wanted):
        own = [key for key in every if key in held or key in again]
        if own:
            found += [(row, other) for other in _closest(held, before, own, ids[row] if ids else 0, choice)]
        for key in own:
            if key in again and len(before[key]) < FIRST_FEW:
                before[key].append(mark(row))
    return found


def _closest(
    held: Mapping[int, Sequence[int]], before: Mapping[int, Sequence[int]], own: Sequence[int], but: int, choice: Choice
) -> list[int]:
    """The others that share most of these keys, all but one; a key that few have tells the more."""
    shared: dict[int, float] = defaultdict(float)
    times: dict[int, int] = defaultdict(int)
    for key in own:
        others = (*held.get(key, ()), *before.get(key, ()))
        for one in others:
            shared[one] += 1 / len(others)
            times[one] += 1
    shared.pop(but, None)
    # Of equal ones the newest: what was imported and taken back several times lies in the recycle bin.
    found = ((share, other) for other, share in shared.items() if share >= choice.enough or times[other] >= choice.keys)
    return [other for _, other in nlargest(choice.most, found)]


def _sharing(tx: db.Transaction, wanted: Collection[int], most: int) -> dict[int, list[int]]:
    """For each key the records that have it; none for one that has come to be shared by too many."""
    crowded = _crowded(tx.tenant_id, most)
    rows = tx.rows(
        "SELECT s.key, CASE WHEN cardinality(k.records) <= %s THEN k.records END"
        " FROM unnest(%s::bigint[]) AS s(key) CROSS JOIN LATERAL"
        " (SELECT array_agg(f.record_id) AS records FROM"
        f" (SELECT k.record_id FROM duplicates_key k WHERE k.tenant_id = {tx.tenant_id} AND k.key = s.key"
        f" LIMIT {int(most) + 1}) f HAVING count(*) > 0) k",
        (most, db.bigints(sorted(set(wanted) - crowded))),
    )
    if len(crowded) > _REMEMBERED:
        crowded.clear()
    crowded.update(key for key, records in rows if records is None)
    return {key: records for key, records in rows if records is not None}


@lru_cache(maxsize=64)
def _crowded(tenant_id: int, most: int) -> set[int]:
    """Keys that too many records of a tenant were seen to share, which are asked for no more: it takes long to count
    them, and they become fewer only by erasure.
    """
    del tenant_id, most
    return set()
