"""Choosing which of equal rows goes in: the others stay out, and can be put back."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.intake import importing
from zhike.engines.intake.bench import editing, opening, pages
from zhike.engines.intake.source import LEFT_OUT
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import NotFound

WAYS = ("only", "out", "in")


def choose(actor: Actor, upload: str, row: int, way: str) -> set[int]:
    """Decide about a row; gives the rows for which that changed something.

    `only`: it goes in, and all rows that have a value which only one may have together with it stay out. `out`: it
    stays out itself. `in`: it is back. Errors: NotFound for a row that is not there; Conflict while the rows are
    being imported.
    """
    importing.own(actor, upload)
    with db.transaction(actor.tenant_id) as tx:
        bench = editing.opened(tx, upload)
        source = opening.reading(actor, bench)
        if row not in {number for page in pages.holding(tx, upload, [row]) for number, _ in page.rows}:
            raise NotFound("import.no_row")
        out = sorted(_equal(tx, upload, row)) if way == "only" else [row] if way == "out" else []
        if way != "out":
            _back(tx, upload, row)
        if out:
            pages.mend(tx, upload, [(one, LEFT_OUT, "") for one in out])
        editing.raise_revision(tx, upload)
        return editing.recheck(tx, actor, bench, source, {row, *out})


def _equal(tx: db.Transaction, upload: str, row: int) -> set[int]:
    """The other rows that have a value which only one may have, and this one has, too."""
    found = tx.rows(
        "WITH w AS ("
        f"SELECT f.word FROM intake_benchfault f WHERE f.tenant_id = {tx.tenant_id} AND f.upload = %s AND f.row = %s"
        " AND f.word IS NOT NULL UNION "
        f"SELECT k.word FROM intake_benchkey k WHERE k.tenant_id = {tx.tenant_id} AND k.upload = %s AND k.row = %s)"
        f" SELECT f.row FROM intake_benchfault f JOIN w ON w.word = f.word WHERE f.tenant_id = {tx.tenant_id}"
        " AND f.upload = %s UNION "
        f"SELECT k.row FROM intake_benchkey k JOIN w ON w.word = k.word WHERE k.tenant_id = {tx.tenant_id}"
        " AND k.upload = %s",
        (upload, row, upload, row, upload, upload),
    )
    return {one[0] for one in found} - {row}


def _back(tx: db.Transaction, upload: str, row: int) -> None:
    tx.execute(
        f"DELETE FROM intake_benchedit WHERE tenant_id = {tx.tenant_id} AND upload = %s AND row = %s AND at = %s",
        (upload, row, LEFT_OUT),
    )


def heads(tx: db.Transaction, upload: str, rows: Sequence[int]) -> dict[int, int]:
    """Of rows that are equal to others, the number of the first of them: the one that goes in."""
    found = tx.rows(
        "SELECT row, min(head) FROM ("
        f"SELECT f.row, k.row AS head FROM intake_benchfault f JOIN intake_benchkey k ON k.tenant_id = {tx.tenant_id}"
        " AND k.tenant_id = f.tenant_id AND k.upload = f.upload AND k.word = f.word"
        f" WHERE f.tenant_id = {tx.tenant_id} AND f.upload = %s AND f.row = ANY(%s::bigint[])"
        " UNION ALL "
        f"SELECT k.row, k.row FROM intake_benchkey k JOIN intake_benchfault f ON f.tenant_id = {tx.tenant_id}"
        " AND f.tenant_id = k.tenant_id AND f.upload = k.upload AND f.word = k.word"
        f" WHERE k.tenant_id = {tx.tenant_id} AND k.upload = %s AND k.row = ANY(%s::bigint[])"
        ") g GROUP BY row",
        (upload, list(rows), upload, list(rows)),
    )
    return {row[0]: row[1] for row in found}
