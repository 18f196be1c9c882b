"""The rows that a running import has done, by what their key columns say.

What a column says is kept as a keyed word: it may be a phone number. The rows go when the job ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhike.kernel import db
from zhike.kernel.secrets import vault

SELF = -1  # the column that stands for the row itself


@dataclass(frozen=True)
class Found:
    """The rows of a sheet that say the same: the first of them, and the second where there are several."""

    row: int
    record: int | None  # as in the table
    other: int | None = None


def keep(
    tx: db.Transaction, job: int, sheet: int, numbers: Sequence[int], records: Sequence[int | None],
    words: Mapping[int, Sequence[str | None]],
) -> None:  # fmt: skip
    """Note rows; `words` has for each column what stands in it, row by row."""
    keys = vault.of(tx.tenant_id)
    for at, said in words.items():
        blind = [None if one is None else keys.blind(one) for one in said]
        tx.execute(
            "INSERT INTO intake_linkedrow (tenant_id, job, sheet, at, row, word, record)"
            f" SELECT {tx.tenant_id}, %s, %s, %s, s.row, s.word, s.record"
            " FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS s(row, word, record)",
            (job, sheet, at, list(numbers), blind, list(records)),
        )


def by_word(tx: db.Transaction, job: int, sheet: int, at: int, words: set[str]) -> dict[str, Found]:
    """The rows in whose column these words stand."""
    keys = vault.of(tx.tenant_id)
    named = {keys.blind(one): one for one in words}
    # Two are enough to know that there are several, however many say the same.
    found = tx.rows(
        "SELECT w.word, r.row, r.record FROM unnest(%s::text[]) AS w(word), LATERAL ("
        f" SELECT l.row, l.record FROM intake_linkedrow l WHERE l.tenant_id = {tx.tenant_id} AND l.job = %s"
        " AND l.sheet = %s AND l.at = %s AND l.word = w.word ORDER BY l.row LIMIT 2) AS r ORDER BY r.row",
        (list(named), job, sheet, at),
    )
    told: dict[str, Found] = {}
    for word, row, record in found:
        said = named[word]
        told[said] = Found(told[said].row, told[said].record, row) if said in told else Found(row, record)
    return told


def records(tx: db.Transaction, job: int, sheet: int, numbers: Sequence[int]) -> dict[int, int]:
    """The records that rows have become."""
    found = tx.rows(
        f"SELECT row, record FROM intake_linkedrow WHERE tenant_id = {tx.tenant_id} AND job = %s AND sheet = %s"
        " AND at = %s AND row = ANY(%s::bigint[]) AND record IS NOT NULL",
        (job, sheet, SELF, list(numbers)),
    )
    return {row: record for row, record in found}  # noqa: C416 - says what the two are


def drop(tenant_id: int, job: int) -> None:
    """Forget the rows of a job."""
    with db.transaction(tenant_id) as tx:
        tx.execute(f"DELETE FROM intake_linkedrow WHERE tenant_id = {tenant_id} AND job = %s", (job,))


def sweep(tenant_id: int) -> None:
    """Forget the rows of jobs that have ended where their worker could not: one that was killed, and canceled then."""
    with db.transaction(tenant_id) as tx:
        tx.execute(
            f"DELETE FROM intake_linkedrow l WHERE l.tenant_id = {tenant_id} AND l.job > 0 AND NOT EXISTS ("
            f"SELECT 1 FROM kernel_job j WHERE j.tenant_id = {tenant_id} AND j.id = l.job"
            " AND j.state IN ('waiting', 'running'))"
        )
