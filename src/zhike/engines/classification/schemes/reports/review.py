"""The review of a scheme, as each year: what might be changed, from what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhike.engines.classification.schemes import trying
from zhike.engines.classification.schemes.kinds.kind import Cuts
from zhike.engines.classification.schemes.reports import evaluation
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db
from zhike.kernel.actor import Actor

Json = dict[str, Any]
SMALL, LARGE = 0.01, 0.7
BACK, LOW = 0.05, 0.9
DRIFT = 0.25  # by which a cut may lie elsewhere than it did


def found(tx: db.Transaction, actor: Actor, one: Scheme, version: Version) -> Json:
    """The evaluation, and proposals: {"code", "data"}, each a sentence of the catalogue."""
    seen = evaluation.found(tx, actor, one, version)
    tried = trying.tried(tx, actor, one, version)
    return {**seen, "proposals": list(_proposals(version, seen, tried))}


def _proposals(version: Version, seen: Json, tried: Json) -> Iterator[Json]:
    names = {each.code: each.zh for each in version.classes}
    for one in seen["classes"]:
        if one["share"] < SMALL:
            yield _said("small", name=names.get(one["class"], one["class"]), percent=_percent(one["share"]))
        if one["share"] > LARGE:
            yield _said("large", name=names.get(one["class"], one["class"]), percent=_percent(one["share"]))
    for code in tried["never"]:
        yield _said("never", name=names[code])
    for part in tried["parts"]:
        if part["count"] == 0:
            yield _said("rule_never_hit", words=part["words"][:200])
    if tried["overlap"]:
        yield _said("overlap", count=tried["overlap"])
    yield from _drift(version.cuts, tried["cuts"])
    share = seen["coverage"]["share"]
    if share is not None and share < LOW:
        yield _said("gaps", count=seen["coverage"]["without"], percent=_percent(1 - share))
    back = seen["stability"]["share_back"]
    if back is not None and back > BACK:
        yield _said("back", percent=_percent(back))
    separation = seen["separation"]
    if separation and separation["in_order"] is False:
        yield _said("not_in_order")


def _drift(then: Cuts, now: Cuts) -> Iterator[Json]:
    """Cuts that would lie elsewhere if values were cut today."""
    for name in sorted(then.keys() & now.keys()):
        for was, would in zip(then[name], now[name], strict=False):
            if was and abs(would - was) / abs(was) > DRIFT:
                yield _said("drift", digit=name.upper(), was=round(was, 2), now=round(would, 2))


def _said(code: str, **data: object) -> Json:
    return {"code": f"scheme.review.{code}", "data": data}


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
