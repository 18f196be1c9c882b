"""The review of a scheme, as each year: what might be changed, from what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from zhike.engines.classification.schemes import stored, trying
from zhike.engines.classification.schemes.kinds.kind import Cuts, Part
from zhike.engines.classification.schemes.reports import evaluation
from zhike.engines.classification.schemes.reports import stored as reports
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, read, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api

Json = dict[str, Any]
SMALL, LARGE = 0.01, 0.7
BACK, LOW = 0.05, 0.9
DRIFT = 0.25  # by which a cut may lie elsewhere than it did
DAY = 86_400  # seconds


def found(tx: db.Transaction, actor: Actor, one: Scheme, version: Version) -> Json:
    """The evaluation, and proposals: {"code", "data"}, each a sentence of the catalogue.

    Whoever reads them may speak another language than whoever asked: names are told in each, see `said`.
    """
    seen = evaluation.found(tx, actor, one, version)
    tried = trying.tried(tx, actor, one, version)
    definition = stored.parse(actor, one, version)  # or it could not have been tried
    asked = [part for part in definition.kind.parts(tried["cuts"]) if part.node]
    proposals = [
        *_of_classes(version, seen, tried),
        *_of_rules(actor, asked, tried),
        *_drift(version.cuts, tried["cuts"], definition.kind.moments(), _cut_at(tx, one, version)),
        *_of_all(seen),
    ]
    return {**seen, "proposals": proposals}


def said(proposal: Json, language: str) -> str:
    """A proposal in a language."""
    data = {name: one[language] if isinstance(one, dict) else one for name, one in proposal["data"].items()}
    return words.say(proposal["code"], language, **data)


def _of_classes(version: Version, seen: Json, tried: Json) -> Iterator[Json]:
    names = {each.code: {language: each.label(language) for language in words.LANGUAGES} for each in version.classes}
    for one in seen["classes"]:
        if one["share"] < SMALL:
            yield _said("small", name=names.get(one["class"], one["class"]), percent=_percent(one["share"]))
        if one["share"] > LARGE:
            yield _said("large", name=names.get(one["class"], one["class"]), percent=_percent(one["share"]))
    for code in tried["never"]:
        yield _said("never", name=names[code])


def _of_rules(actor: Actor, asked: list[Part], tried: Json) -> Iterator[Json]:
    for part, found in zip(asked, tried["parts"], strict=True):
        if part.node and found["count"] == 0:
            told = {
                language: api.phrase(part.node, language, lambda kind, some: read.title(actor, kind, some))[:200]
                for language in words.LANGUAGES
            }
            yield _said("rule_never_hit", words=told)
    if tried["overlap"]:
        yield _said("overlap", count=tried["overlap"])


def _of_all(seen: Json) -> Iterator[Json]:
    share = seen["coverage"]["share"]
    if share is not None and share < LOW:
        yield _said("gaps", count=seen["coverage"]["without"], percent=_percent(1 - share))
    back = seen["stability"]["share_back"]
    if back is not None and back > BACK:
        yield _said("back", percent=_percent(back))
    separation = seen["separation"]
    if separation and separation["in_order"] is False:
        yield _said("not_in_order")


def _cut_at(tx: db.Transaction, one: Scheme, version: Version) -> datetime:
    """When values were cut last: as the version came into force, or by the clock since, of which there is a report."""
    since = version.published_at or version.at
    runs = reports.some(tx, one.id, reports.RUN)
    return max(since, datetime.fromisoformat(runs[0]["at"])) if runs else since


def _drift(then: Cuts, now: Cuts, moments: Collection[str], cut_at: datetime) -> Iterator[Json]:
    """Cuts that would lie elsewhere if values were cut today; of a moment it is told how many days it was ago."""
    for name in sorted(then.keys() & now.keys()):
        for was, would in zip(then[name], now[name], strict=False):
            if name in moments:
                old, new = round((cut_at.timestamp() - was) / DAY), round((datetime.now(UTC).timestamp() - would) / DAY)
                if _elsewhere(old, new):
                    yield _said("drift_days", digit=name.upper(), was=old, now=new)
            elif _elsewhere(was, would):
                yield _said("drift", digit=name.upper(), was=round(was, 2), now=round(would, 2))


def _elsewhere(was: float, would: float) -> bool:
    return bool(was) and abs(would - was) / abs(was) > DRIFT


def _said(code: str, **data: object) -> Json:
    return {"code": f"scheme.review.{code}", "data": data}


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
