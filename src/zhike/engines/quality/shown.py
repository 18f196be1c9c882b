"""What people see of it: the score of a record with its parts, and of a company with its rules and trend."""

from __future__ import annotations

from typing import Any

from zhike.engines.quality import report, rules, run
from zhike.engines.quality.objects.quality_rule import DIMENSIONS
from zhike.kernel import db, jobs, read, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.errors import Forbidden, Malformed
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec

DAYS = 90  # of the trend
Json = dict[str, Any]


def of_record(actor: Actor, name: str, record_id: int) -> Json:
    """The score of a record that the actor sees, and the rules it breaks as far as they see those fields.

    Nothing is computed: `at` is when the score came out as it is, `looked_at` when all records were last looked at.
    Errors: NotFound.
    """
    read.record(actor, name, record_id)
    spec = specs.of(actor, name)
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            f"SELECT score, failing, at FROM quality_score WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND record_id = %s",
            (name, record_id),
        )
        last = tx.one(f"SELECT max(at) FROM quality_day WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,))
    looked_at = last[0].isoformat() if last and last[0] else None
    if row is None:
        return {"score": None, "at": None, "looked_at": looked_at, "parts": [], "others": 0}
    failing = [one for one in rules.of(actor.tenant_id, name) if one.id in row[1]]
    seen = [one for one in failing if rules.understood(actor, spec, one)]
    return {
        "score": row[0],
        "at": row[2].isoformat(),
        "looked_at": looked_at,
        "parts": [_part(actor, spec, one) for one in sorted(seen, key=lambda one: -one.weight)],
        "others": len(failing) - len(seen),
    }


def _part(actor: Actor, spec: ObjectSpec, rule: rules.Rule) -> Json:
    return {
        "rule": rule.id,
        "label": rule.label(actor.language),
        "dimension": rule.dimension,
        "dimension_label": words.say(f"choice.quality_rule.dimension.{rule.dimension}", actor.language),
        "weight": rule.weight,
        "definition": api.to_words(actor, spec, rule.fault, lambda name, one: read.title(actor, name, one)),
    }


def sees(actor: Actor, spec: ObjectSpec) -> bool:
    """Whether the numbers of all records of an object are the actor's to know: who edits many, and each."""
    return actor.may("bulk", spec.name) and scope.whole(actor, spec) and scope.whole(actor, spec, "bulk")


def of_company(actor: Actor) -> Json:
    """The objects whose numbers the actor may know. Errors: Forbidden when there is none."""
    ruled: dict[str, list[rules.Rule]] = {}
    for rule in rules.of(actor.tenant_id):
        ruled.setdefault(rule.object, []).append(rule)
    own = {name: spec for name, spec in specs.all_of(actor).items() if name in ruled or spec.shape.nav}
    known = {name: spec for name, spec in own.items() if sees(actor, spec)}
    if not known:
        raise Forbidden("quality.not_for_you")
    newest = report.newest(actor.tenant_id)
    days = _days(actor.tenant_id)
    return {
        "objects": [_object(actor, known[name], ruled[name], days.get(name, [])) for name in known if name in ruled],
        "report": _report(actor, known, newest) if newest else None,
        "running": bool(jobs.asked(actor.tenant_id, run.KIND)),
    }


def _days(tenant_id: int) -> dict[str, list[db.Row]]:
    """The days of the trend by object, oldest first."""
    with db.transaction(tenant_id) as tx:
        rows = tx.rows(
            "SELECT object, day, records, score, failing, weights, at FROM quality_day"
            f" WHERE tenant_id = {tenant_id} AND day > current_date - %s ORDER BY object, day",
            (DAYS,),
        )
    found: dict[str, list[db.Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1:])
    return found


def _object(actor: Actor, spec: ObjectSpec, its_rules: list[rules.Rule], days: list[db.Row]) -> Json:
    records, failing, weights, at = (days[-1][1], *days[-1][3:]) if days else (0, {}, {}, None)
    whole = (sum(weights.values()) or 1) * (records or 1)
    seen = [_rule(actor, spec, one, failing, whole, weights) for one in its_rules]
    told = [one for one in seen if one is not None]
    return {
        "object": spec.name,
        "label": spec.label(actor.language, plural=True),
        "records": records,
        "score": days[-1][2] if days else None,
        "at": at.isoformat() if at else None,
        "dimensions": _dimensions(actor, its_rules, failing, weights, records) if days else [],
        "rules": sorted(told, key=lambda one: (-one["gain"], one["label"])),
        "trend": [{"day": str(one[0]), "records": one[1], "score": one[2]} for one in days],
    }


def _rule(
    actor: Actor, spec: ObjectSpec, rule: rules.Rule, failing: dict[str, int], whole: int, weights: dict[str, int]
) -> Json | None:
    try:
        definition = _part(actor, spec, rule)
    except Malformed:
        return None
    counted = str(rule.id) in weights  # a new rule has no number before the next run
    number = failing.get(str(rule.id), 0) if counted else None
    gain = 100 * weights.get(str(rule.id), 0) * (number or 0) / whole
    return {**definition, "count": number, "gain": gain, "where": rule.fault}


def _dimensions(
    actor: Actor, its_rules: list[rules.Rule], failing: dict[str, int], weights: dict[str, int], records: int
) -> list[Json]:
    """Each dimension by itself: 100 less what its rules find."""
    found = []
    for name in DIMENSIONS:
        own = [str(one.id) for one in its_rules if one.dimension == name and str(one.id) in weights]
        whole = sum(weights[one] for one in own) * records
        if whole:
            lost = sum(weights[one] * failing.get(one, 0) for one in own)
            label = words.say(f"choice.quality_rule.dimension.{name}", actor.language)
            found.append({"dimension": name, "label": label, "score": 100 - 100 * lost / whole})
    return found


def _report(actor: Actor, known: dict[str, ObjectSpec], newest: Any) -> Json:
    week, told = newest
    labels = {one.id: one for one in rules.of(actor.tenant_id, active=False)}
    return {
        "week": str(week),
        "objects": [
            {
                "object": one["object"],
                "label": known[one["object"]].label(actor.language, plural=True),
                "records": one["records"],
                "score": one["score"],
                "before": one["before"],
                "rules": [
                    {
                        "label": labels[each["rule"]].label(actor.language),
                        "count": each["count"],
                        "before": each["before"],
                    }
                    for each in sorted(one["rules"], key=lambda each: -each["count"])
                    if each["rule"] in labels and rules.understood(actor, known[one["object"]], labels[each["rule"]])
                ],
            }
            for one in told
            if one["object"] in known
        ],
    }
