"""A past for classes: who would have been where at moments before, by the schemes that are in force now.

Purchases up to such a moment are moved to the present in tables that live as long as the transaction and hide the real
ones; measures and classes are found over these by the very statements that find them each night. Nobody is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from zhike.engines.classification import purchases
from zhike.engines.classification.measures import compute
from zhike.engines.classification.schemes import anew, placing, stored
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor

HIDDEN = ("classification_facts", "classification_place")
ALL = (0, 2**62)


@dataclass
class _Run:
    """How long a record was in one class."""

    code: str
    since: datetime
    ended: datetime | None = None
    then: str | None = None


@dataclass
class _Past:
    """What is found of one scheme, step by step."""

    scheme: Scheme
    version: Version
    runs: dict[int, list[_Run]] = field(default_factory=dict)

    def at(self, moment: datetime, classes: Mapping[int, str | None]) -> None:
        """Who is where from a moment on."""
        for record, code in classes.items():
            some = self.runs.setdefault(record, [])
            last = some[-1] if some and some[-1].ended is None else None
            if last and last.code != code:
                last.ended, last.then = moment, code
            if code is not None and (last is None or last.code != code):
                some.append(_Run(code, moment))


def replay(tx: db.Transaction, actor: Actor, object_name: str, moments: Sequence[datetime]) -> None:
    """Write down where the records were at these moments, the oldest first, for schemes that have placed nobody yet."""
    pasts = [_Past(*one) for one in anew.in_force(tx, object_name) if not _begun(tx, one[0])]
    hidden = _hide(tx, actor, object_name)
    for moment in moments:
        _purchases_until(tx, actor, object_name, moment)
        compute.refresh(tx, actor, object_name, between=ALL)
        for one in pasts:
            definition = stored.understood(actor, one.scheme, one.version)
            if definition is not None:
                cuts = definition.kind.cuts(tx, actor, specs.of(actor, object_name))
                found = placing.now(tx, actor, one.scheme, definition, cuts, None)
                one.at(moment, {row[0]: row[1] for row in tx.rows(found.text, found.params)})
                _place(tx, one, moment)
    for table in hidden:
        tx.execute(f'DROP TABLE pg_temp."{table}"')
    for one in pasts:
        _keep(tx, one)
        if moments:  # it was in force all that time: evaluations look ahead from then on
            tx.execute(
                "UPDATE classification_version SET at = %s, published_at = %s"
                f" WHERE tenant_id = {tx.tenant_id} AND id = %s",
                (moments[0], moments[0], one.version.id),
            )


def _begun(tx: db.Transaction, one: Scheme) -> bool:
    held = f"tenant_id = {tx.tenant_id} AND scheme_id = %s LIMIT 1"
    return any(
        tx.one(f"SELECT 1 FROM {table} WHERE {held}", (one.id,))
        for table in ("classification_place", "classification_stay")
    )


def _hide(tx: db.Transaction, actor: Actor, object_name: str) -> list[str]:
    """Put empty tables before those that are read and written."""
    bought = purchases.of(actor, specs.of(actor, object_name))
    hidden = [*HIDDEN, *([bought.spec.table] if bought else [])]
    for table in hidden:
        how = "INCLUDING INDEXES" if table in HIDDEN else "INCLUDING DEFAULTS"
        tx.execute(f'CREATE TEMPORARY TABLE "{table}" (LIKE public."{table}" {how}) ON COMMIT DROP')
    return hidden


def _purchases_until(tx: db.Transaction, actor: Actor, object_name: str, moment: datetime) -> None:
    """Those up to a moment, as long before now as they were before it."""
    bought = purchases.of(actor, specs.of(actor, object_name))
    if bought is None:
        return
    table, at = bought.spec.table, bought.at.rpartition(".")[2]
    tx.execute(f'DELETE FROM pg_temp."{table}" t WHERE t.tenant_id = {tx.tenant_id}')
    tx.execute(
        f'INSERT INTO pg_temp."{table}" SELECT o.* FROM public."{table}" o WHERE o.tenant_id = {tx.tenant_id}'
        f" AND o.{at} <= %s",
        (moment,),
    )
    tx.execute(
        f'UPDATE pg_temp."{table}" t SET {at} = {at} + (now() - %s) WHERE t.tenant_id = {tx.tenant_id}', (moment,)
    )


def _place(tx: db.Transaction, one: _Past, moment: datetime) -> None:
    """Let the next step know where the records were, as long before now as it was before that moment."""
    hidden = "pg_temp.classification_place"
    tx.execute(f"DELETE FROM {hidden} p WHERE p.tenant_id = {tx.tenant_id} AND p.scheme_id = %s", (one.scheme.id,))
    _put(tx, hidden, one, datetime.now(UTC) - moment)


def _put(tx: db.Transaction, table: str, one: _Past, later: timedelta) -> None:
    """Where the records are at last, and since when."""
    runs = [(record, some[-1]) for record, some in one.runs.items() if some and some[-1].ended is None]
    tx.execute(
        f"INSERT INTO {table} (tenant_id, scheme_id, record_id, class, since) SELECT {tx.tenant_id}, %s, g.r, g.c, g.s"
        " FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS g(r, c, s)",
        (one.scheme.id, [record for record, _ in runs], [run.code for _, run in runs],
         [run.since + later for _, run in runs]),
    )  # fmt: skip


def _keep(tx: db.Transaction, one: _Past) -> None:
    """Stays that are over, and where the records were at last."""
    over = sorted(
        ((run.ended, record, run) for record, some in one.runs.items() for run in some if run.ended is not None),
        key=lambda each: each[:2],
    )
    tx.execute(
        "INSERT INTO classification_stay (tenant_id, scheme_id, record_id, class, since, ended, next_class, version_id)"
        f" SELECT {tx.tenant_id}, %s, g.r, g.c, g.s, g.e, g.n, %s FROM unnest(%s::bigint[], %s::text[],"
        " %s::timestamptz[], %s::timestamptz[], %s::text[]) AS g(r, c, s, e, n)",
        (one.scheme.id, one.version.id, [record for _, record, _ in over], [run.code for _, _, run in over],
         [run.since for _, _, run in over], [ended for ended, _, _ in over], [run.then for _, _, run in over]),
    )  # fmt: skip
    _put(tx, "classification_place", one, timedelta())
