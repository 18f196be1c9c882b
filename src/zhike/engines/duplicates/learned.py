"""What the last scan has learned of an object's records; before the first one, what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import orjson

from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage import learn
from zhike.engines.duplicates.linkage.find import Found
from zhike.engines.duplicates.linkage.model import Measure, Model, measure
from zhike.kernel import db

FIRST_PRIOR = 1e-5  # that two records are the same, as long as none were compared
_kept: dict[tuple[int, str], tuple[datetime, str, Known]] = {}


@dataclass(frozen=True)
class Known:
    """A model, and the keys that too many share to be worth a look."""

    model: Model
    common: frozenset[int]
    at: datetime | None = None


def of(tx: db.Transaction, layout: Layout) -> Known:
    """What holds for an object now."""
    name = layout.spec.name
    row = tx.one(
        f"SELECT at, compared FROM duplicates_learned WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,)
    )
    if row is None or row[1] != layout.version:
        return _usual(tx.tenant_id, layout)
    kept = _kept.get((tx.tenant_id, name))
    if kept is None or kept[:2] != tuple(row):
        kept = (row[0], row[1], _load(tx, name, row[0]))
        _kept[tx.tenant_id, name] = kept
    return kept[2]


def keep(tx: db.Transaction, layout: Layout, found: Found, records: int, seconds: float) -> None:
    """Let this hold from now on."""
    tx.execute(
        "INSERT INTO duplicates_learned (tenant_id, object, at, seconds, records, compared, model, common)"
        f" VALUES ({tx.tenant_id}, %s, clock_timestamp(), %s, %s, %s, %s::jsonb, %s::bigint[])"
        " ON CONFLICT (tenant_id, object) DO UPDATE SET at = excluded.at, seconds = excluded.seconds,"
        " records = excluded.records, compared = excluded.compared, model = excluded.model, common = excluded.common",
        (
            layout.spec.name, seconds, records, layout.version, orjson.dumps(_as_json(found.model)).decode(),
            found.common.tolist(),
        ),
    )  # fmt: skip


def _usual(tenant_id: int, layout: Layout) -> Known:
    table, secret = layout.table(()), layouts.secret(tenant_id, layout.spec.name)
    same, others = learn.usual(table), learn.among_others(table, learn.at_random(table)[2])
    measures = tuple(measure(*one, secret) for one in zip(table.columns, same, others, strict=True))
    return Known(Model(measures=measures, prior=FIRST_PRIOR), frozenset())


def _load(tx: db.Transaction, name: str, at: datetime) -> Known:
    row = tx.one(
        f"SELECT model, common FROM duplicates_learned WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,)
    )
    assert row is not None
    return Known(_from_json(row[0], layouts.secret(tx.tenant_id, name)), frozenset(row[1]), at)


def _as_json(model: Model) -> dict[str, Any]:
    """Of values there are only keyed hashes in it."""
    measures = [
        {
            "name": one.name,
            "role": one.role,
            "same": one.same,
            "others": one.others,
            "rare": one.rare,
            "factor": one.factor,
            "common": {str(value): share for value, share in one.common.items()},
        }
        for one in model.measures
    ]
    return {"prior": model.prior, "measures": measures}


def _from_json(told: dict[str, Any], secret: bytes) -> Model:
    measures = tuple(
        Measure(
            name=one["name"],
            role=one["role"],
            same=tuple(one["same"]),
            others=tuple(one["others"]),
            rare=one["rare"],
            factor=one["factor"],
            common={int(value): share for value, share in one["common"].items()},
            secret=secret,
        )
        for one in told["measures"]
    )
    return Model(measures=measures, prior=float(np.float64(told["prior"])))
