"""Finding clusters: k-means over a sample of the records, how stable they are, and what they might be called.

Lloyd's algorithm (Least squares quantization in PCM, IEEE Trans. Inf. Theory 28, 1982) from the starts of k-means++
(Arthur and Vassilvitskii, SODA 2007). Stability is the adjusted Rand index (Hubert and Arabie, Comparing partitions,
1985) between what is found and what is found in halves of the sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhike.engines.classification.schemes.asked import wrong
from zhike.engines.classification.schemes.kinds.clusters import MOST_CLUSTERS, MOST_MEASURES, Scale
from zhike.engines.classification.schemes.kinds.kind import Ground
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict
from zhike.kernel.read.page import joining, source
from zhike.kernel.spec import FieldSpec

Points = NDArray[np.float64]
Labels = NDArray[np.int64]
SAMPLE, STARTS, ROUNDS, HALVES = 50_000, 4, 60, 5
SKEWED = 1.0  # skewness from which the logarithm is taken
MARKED = 0.5  # widths from the middle, from which a measure marks a cluster
COLORS = ("teal", "blue", "violet", "orange", "green", "pink", "amber", "red", "cyan", "indigo", "lime", "gray")
Json = dict[str, Any]


def proposed(tx: db.Transaction, actor: Actor, object_name: str, codes: Sequence[str], count: int) -> Json:
    """A definition of `count` clusters by these measures, their sizes, and how stable they are.

    Errors: Malformed, Conflict when there are too few records that differ.
    """
    spec = specs.of(actor, object_name)
    fields = [spec.fields.get(f"m_{code}") for code in codes]
    known = [one for one in fields if one is not None and one.beside and one.kind.family == "number"]
    if not known or len(known) < len(codes) or len(known) > MOST_MEASURES:
        raise wrong("measures", "scheme.cluster_measures", most=MOST_MEASURES)
    if not 2 <= count <= MOST_CLUSTERS:
        raise wrong("count", "scheme.cluster_count", least=2, most=MOST_CLUSTERS)
    raw = _sample(tx, actor, object_name, known)
    scaled, scales = _scaled(raw)
    if len(np.unique(scaled, axis=0)) < count * 3:
        raise Conflict("scheme.too_few", count=len(raw))
    middles, labels = kmeans(scaled, count)
    order = np.argsort(-np.bincount(labels, minlength=count))
    sizes = np.bincount(labels, minlength=count)[order]
    names = [_name(known, middles[at]) for at in order]
    return {
        "definition": {
            "classes": [_class(n, zh, en) for n, (zh, en) in enumerate(_apart(names))],
            "measures": list(codes),
            "scales": [{"middle": one.middle, "width": one.width, "log": one.log} for one in scales],
            "middles": [
                {"class": f"c{n + 1}", "at": [round(float(x), 6) for x in middles[at]]} for n, at in enumerate(order)
            ],
        },
        "of": len(raw),
        "sizes": [int(one) for one in sizes],
        "stability": round(_stability(scaled, middles, count), 3),
    }


def _class(n: int, zh: str, en: str) -> Json:
    return {"code": f"c{n + 1}", "zh": zh, "en": en, "color": COLORS[n]}


def _sample(tx: db.Transaction, actor: Actor, name: str, fields: Sequence[FieldSpec]) -> Points:
    """The values of some records, those that come first by a hash of their id; None is 0."""
    compiler = joining(actor)
    ground = Ground(0, compiler)
    values = [f"({ground.number(one)})::float8" for one in fields]
    known = " OR ".join(f"{ground.number(one)} IS NOT NULL" for one in fields)
    records = source(specs.of(actor, name), compiler)
    rows = tx.rows(
        f"SELECT {', '.join(values)} FROM {records.text} WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL"
        f" AND ({known}) ORDER BY hashint8extended(t.id, 7) LIMIT {SAMPLE}",
        records.params,
    )
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(fields))


def _scaled(raw: Points) -> tuple[Points, list[Scale]]:
    """Each measure with middle 0 and width 1; a skewed one by its logarithm. Whoever has none is in the middle."""
    columns, scales = [], []
    for column in raw.T:
        known = column[~np.isnan(column)]
        spread = known.std() if len(known) else 0.0
        skew = float(((known - known.mean()) ** 3).mean() / spread**3) if spread else 0.0
        log = bool(skew > SKEWED and known.min() >= 0)
        values = np.log1p(known) if log else known
        middle = float(values.mean()) if len(values) else 0.0
        width = float(values.std()) if len(values) else 0.0
        scales.append(Scale(round(middle, 6), round(width, 6) or 1.0, log))
        at = np.log1p(np.maximum(column, 0)) if log else column
        columns.append(np.nan_to_num((at - scales[-1].middle) / scales[-1].width))
    return np.array(columns).T.reshape(raw.shape), scales


def kmeans(points: Points, count: int, seed: int = 1) -> tuple[Points, Labels]:
    """The middles of `count` clusters and the cluster of each point: the best of some starts, the same every time."""
    random = np.random.default_rng(seed)
    best: tuple[float, Points, Labels] | None = None
    for _ in range(STARTS):
        middles = _begin(points, count, random)
        for _ in range(ROUNDS):
            labels = nearest(points, middles)
            moved = np.array([_middle(points[labels == at], middles[at]) for at in range(count)])
            if np.allclose(moved, middles):
                break
            middles = moved
        labels = nearest(points, middles)
        within = float(((points - middles[labels]) ** 2).sum())
        if best is None or within < best[0]:
            best = within, middles, labels
    assert best is not None
    return best[1], best[2]


def nearest(points: Points, middles: Points) -> Labels:
    """The middle that is nearest to each point."""
    away = (points**2).sum(axis=1)[:, None] - 2 * points @ middles.T + (middles**2).sum(axis=1)[None, :]
    return np.asarray(away.argmin(axis=1), dtype=np.int64)


def _middle(points: Points, old: Points) -> Points:
    """The middle of a cluster; one that nobody is in stays where it is."""
    return np.asarray(points.mean(axis=0) if len(points) else old)


def _begin(points: Points, count: int, random: np.random.Generator) -> Points:
    middles = [points[random.integers(len(points))]]
    for _ in range(count - 1):
        away = np.min([((points - one) ** 2).sum(axis=1) for one in middles], axis=0)
        total = away.sum()
        middles.append(points[random.choice(len(points), p=away / total if total else None)])
    return np.array(middles)


def _stability(points: Points, middles: Points, count: int) -> float:
    """How alike the clusters are that halves of the points give, from 0 (by chance) to 1."""
    found = []
    random = np.random.default_rng(2)
    whole = nearest(points, middles)
    for at in range(HALVES):
        half = points[random.random(len(points)) < 0.5]
        if len(half) > count:
            found.append(rand_index(whole, nearest(points, kmeans(half, count, seed=10 + at)[0])))
    return float(np.mean(found)) if found else 0.0


def rand_index(a: Labels, b: Labels) -> float:
    """The adjusted Rand index of two partitions of the same things."""
    table = np.zeros((int(a.max()) + 1, int(b.max()) + 1))
    np.add.at(table, (a, b), 1)
    pairs, rows, columns = (float((x * (x - 1) / 2).sum()) for x in (table, table.sum(axis=1), table.sum(axis=0)))
    every = len(a) * (len(a) - 1) / 2
    expected, most = rows * columns / every, (rows + columns) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def _name(fields: Sequence[FieldSpec], middle: Points) -> tuple[str, str]:
    """What marks a cluster, in both languages: the two measures that lie farthest from the middle of all."""
    marks = sorted(range(len(fields)), key=lambda at: -abs(middle[at]))[:2]
    marks = [at for at in marks if abs(middle[at]) >= MARKED]

    def said(language: str) -> str:
        if not marks:
            return words.say("scheme.cluster.middle", language)
        return words.say("scheme.cluster.and", language).join(
            words.say(
                "scheme.cluster.high" if middle[at] > 0 else "scheme.cluster.low", language,
                measure=fields[at].label(language),
            )
            for at in marks
        )  # fmt: skip

    return said("zh-CN")[:40], said("en")[:60]


def _apart(names: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The names, those that come twice with a number."""
    found: list[tuple[str, str]] = []
    for n, (zh, en) in enumerate(names):
        twice = sum(1 for other in names if other == (zh, en)) > 1
        found.append((f"{zh} {n + 1}"[:40], f"{en} {n + 1}"[:60]) if twice else (zh, en))
    return found
