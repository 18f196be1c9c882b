"""What was changed in the tenant, and taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.kernel.actor import Actor
from zhike.kernel.journal import history, undo

CONFLICTS = 200  # shown in a preview


def changes(request: HttpRequest) -> HttpResponse:
    """Change sets, newest first: an administrator sees everybody's, others their own."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"after", "mine"}))
    mine = asked.flag(given, "mine") or not actor.admin
    found = history.of_tenant(actor, after=asked.number(given, "after"), mine=mine)
    for row in found["rows"]:
        row["id"] = row["change_set"]
    return answers.value(found)


def take_back(request: HttpRequest) -> HttpResponse:
    """Undo a change set, or show what that would do."""
    actor, change_set = asked.actor(request), asked.path_id(request)
    given = asked.query(request, frozenset({"preview", "force"}))
    if asked.flag(given, "preview"):
        plan = undo.preview(actor, change_set)
        conflicts = [_conflict(actor, one) for one in plan.clashes[:CONFLICTS]]
        return answers.value({"records": plan.records, "conflicts": conflicts})
    force = asked.flag(given, "force")
    return once(request, actor, lambda: answers.value(undo.undo(actor, change_set, force=force)))


def _conflict(actor: Actor, one: undo.Clash) -> dict[str, Any]:
    """A value that was changed again since; what the actor may not see is not told."""
    shown = one.field not in actor.on(one.object).hidden
    return {
        "object": one.object, "id": one.id, "title": one.title, "field": one.field, "label": one.label,
        "before": one.before if shown else None, "after": one.after if shown else None, "now": one.now if shown else None,
    }  # fmt: skip
