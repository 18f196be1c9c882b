"""One at a time: who changes what is defined, and who finds anew what is kept of records."""

from __future__ import annotations

from zhike.kernel import db


def define(tx: db.Transaction) -> None:
    """Until the end of the transaction nobody else defines a measure or a segment, or has a version published.

    Two who each make theirs of the other's would both see no circle.
    """
    _take(tx, "defined")


def keep(tx: db.Transaction) -> None:
    """Until the end of the transaction nobody else finds measures, members or classes of the company.

    Whoever looks at all records does so for a while by what stood there when it began: without this it would write that
    over what a follower, another version or a person has put there since.
    """
    _take(tx, "kept")


def _take(tx: db.Transaction, what: str) -> None:
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.classification.{what}",))
