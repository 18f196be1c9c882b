"""What was changed in the tenant, and taking it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import key_of, once
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.journal import history, undo
from zhike.kernel.read import columns

CONFLICTS = 200  # shown in a preview


MINE = parts.parameter("mine", parts.FLAG, "1: only one's own.")
LIST = Told(query=(parts.AFTER_ID, MINE), answer=parts.ref("ChangeSets"))
UNDO = Told(
    query=(
        parts.parameter("preview", parts.FLAG, "1: only show what it would do."),
        parts.parameter("force", parts.FLAG, "1: also put back what was changed again since."),
    ),
    answer={"anyOf": [parts.ref("Undone"), parts.ref("UndoPreview")]}, once=True,
)  # fmt: skip


@general("GET", "/changes", "changes_list", LIST)
def changes(request: HttpRequest) -> HttpResponse:
    """Change sets, newest first: an administrator sees everybody's, others their own."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"after", "mine"}))
    mine = asked.flag(given, "mine") or not actor.admin
    found = history.of_tenant(actor, after=asked.number(given, "after"), mine=mine)
    for row in found["rows"]:
        row["id"] = row["change_set"]
    return answers.value(found)


@general("POST", "/changes/{int:id}/undo", "changes_undo", UNDO)
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo a change set, or show what that would do."""
    actor, change_set = asked.actor(request), asked.path_id(request)
    given = asked.query(request, frozenset({"preview", "force"}))
    key_of(request)  # a look needs none, but one that is wrong would be wrong for the undo as well
    if asked.flag(given, "preview"):
        plan = undo.preview(actor, change_set)
        conflicts = [_conflict(actor, one) for one in plan.clashes[:CONFLICTS]]
        return answers.value({"records": plan.records, "conflicts": conflicts})
    force = asked.flag(given, "force")
    return once(request, actor, lambda: answers.value(undo.undo(actor, change_set, force=force)))


def _conflict(actor: Actor, one: undo.Clash) -> dict[str, Any]:
    """A value that was changed again since, as far as the actor sees it."""
    told, spec = asdict(one), specs.of(actor, one.object)
    field = next((known for known in columns.visible(actor, spec) if known.name == one.field), None)
    for key in ("before", "after", "now"):
        if field is None:
            told[key] = None
        elif field.name in columns.masked(actor, spec):
            told[key] = columns.masked_value(field, told[key])
    return told
