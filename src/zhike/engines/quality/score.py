"""Scores: 100 less the share of the weights of the rules that a record breaks; set-based, in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from zhike.engines.quality.rules import Rule
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods
from zhike.kernel.kinds.link import TOP_ID
from zhike.kernel.read import verdicts
from zhike.kernel.sql import Sql

_CHANGED = "(quality_score.score, quality_score.failing) IS DISTINCT FROM (excluded.score, excluded.failing)"


@dataclass(frozen=True)
class Step:
    """A batch that was scored: the last id of it (None when there was none), and how many."""

    last: int | None
    records: int


def batch(tx: db.Transaction, actor: Actor, name: str, rules: Sequence[Rule], *, after: int, most: int) -> Step:
    """Score up to `most` records of an object beyond an id, and forget those between them that are no more."""
    judged = verdicts.verdicts(actor, name, _faults(rules), after=after, most=most)
    upto = f"coalesce((SELECT max(v.id) FROM v), {TOP_ID})"
    return _store(tx, name, rules, judged, Sql(f"record_id > %s AND record_id <= {upto}", (after,)))


def some(tx: db.Transaction, actor: Actor, name: str, rules: Sequence[Rule], ids: Sequence[int]) -> None:
    """Score these records, and forget those of them that are no more."""
    judged = verdicts.verdicts(actor, name, _faults(rules), ids=ids)
    _store(tx, name, rules, judged, Sql("record_id = ANY(%s::bigint[])", (list(ids),)))


def _faults(rules: Sequence[Rule]) -> dict[int, Any]:
    return {one.id: one.fault for one in rules}


def forget(tx: db.Transaction, name: str) -> None:
    """Drop all scores of an object, such as one without rules."""
    tx.execute(f"DELETE FROM quality_score WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,))


def _store(tx: db.Transaction, name: str, rules: Sequence[Rule], judged: Sql, among: Sql) -> Step:
    """Keep what was judged; a row that comes out as before is not written. What is `among` and was not judged, goes."""
    weights = ([one.id for one in rules], [one.weight for one in rules])
    lost = "(SELECT coalesce(sum(w.weight), 0) FROM weights w WHERE w.rule = ANY(v.met))"
    statement = (
        Sql("WITH weights AS MATERIALIZED (SELECT * FROM unnest(%s::bigint[], %s::int[]) AS w(rule, weight))", weights)
        + judged.wrapped(", v AS MATERIALIZED (", ")")
        + Sql(
            ", kept AS (INSERT INTO quality_score (tenant_id, object, record_id, score, failing, at)"
            f" SELECT {tx.tenant_id}, %s, v.id, 100 - round(100.0 * {lost} / %s), v.met, now() FROM v"
            " ON CONFLICT (tenant_id, object, record_id) DO UPDATE SET score = excluded.score,"
            f" failing = excluded.failing, at = excluded.at WHERE {_CHANGED})"
            f", gone AS (DELETE FROM quality_score WHERE tenant_id = {tx.tenant_id} AND object = %s AND ",
            (name, sum(weights[1]) or 1, name),
        )
        + among
        + Sql(" AND record_id NOT IN (SELECT v.id FROM v)) SELECT max(v.id), count(*) FROM v")
    )
    row = tx.one(statement.text, statement.params)
    assert row is not None
    return Step(*row)


def total(tx: db.Transaction, actor: Actor, name: str, rules: Sequence[Rule]) -> None:
    """Keep what the scores of an object come to today."""
    of = f"FROM quality_score WHERE tenant_id = {tx.tenant_id} AND object = %s"
    failing = tx.rows(f"SELECT r.rule, count(*) FROM (SELECT unnest(failing) AS rule {of}) r GROUP BY r.rule", (name,))
    mean = tx.one(f"SELECT count(*), coalesce(avg(score), 100)::float8 {of}", (name,))
    assert mean is not None
    day, weights = periods.today(actor.zone), {str(one.id): one.weight for one in rules}
    remember(tx, name, day, mean[0], mean[1], {str(one): count for one, count in failing}, weights)


def remember(
    tx: db.Transaction, name: str, day: date, records: int, mean: float, failing: Mapping[str, int],
    weights: Mapping[str, int],
) -> None:  # fmt: skip
    """Keep of a day how many records of an object there were, how good on average, and how many broke which rule."""
    tx.execute(
        "INSERT INTO quality_day (tenant_id, object, day, records, score, failing, weights, at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s::jsonb, %s::jsonb, now())"
        " ON CONFLICT (tenant_id, object, day) DO UPDATE SET records = excluded.records, score = excluded.score,"
        " failing = excluded.failing, weights = excluded.weights, at = excluded.at",
        (name, day, records, mean, _json(failing), _json(weights)),
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
