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
from zhike.kernel.errors import Malformed
from zhike.kernel.journal import choice, history, undo
from zhike.kernel.read import columns
from zhike.kernel.write.batch import MOST
from zhike.kernel.write.draft import is_handle

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
        counts = {"records": plan.records, "gone": plan.gone, "whole": plan.whole}
        return answers.value({**counts, "conflicts": conflicts})
    force = asked.flag(given, "force")
    return once(request, actor, lambda: answers.value(undo.undo(actor, change_set, force=force)))


RECORDS = Told(query=(parts.AFTER_ID,), answer=parts.ref("UndoRecords"), errors=(403, 409))
CHOSEN = Told(body=parts.ref("UndoChosen"), answer=parts.ref("Undone"), once=True)


@general("GET", "/changes/{int:id}/records", "changes_records", RECORDS)
def records(request: HttpRequest) -> HttpResponse:
    """The records of a change set, and what changed in them since: for whoever chooses which of them to undo."""
    actor, change_set = asked.actor(request), asked.path_id(request)
    start = asked.number(asked.query(request, frozenset({"after"})), "after", 0) or 0
    return answers.value(choice.page(actor, change_set, start=start))


@general("POST", "/changes/{int:id}/records/undo", "changes_undo_records", CHOSEN)
def take_some_back(request: HttpRequest) -> HttpResponse:
    """Undo what a change set did to some of its records; the rest can be undone later."""
    actor, change_set, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset({"records", "force"}))
    force, chosen = given.get("force", False), given.get("records")
    if not isinstance(force, bool):
        raise Malformed("request.wrong_member", name="force")
    if not isinstance(chosen, dict) or not chosen or not all(_are_ids(ids) for ids in chosen.values()):
        raise Malformed("request.wrong_member", name="records")
    return once(request, actor, lambda: answers.value(undo.undo(actor, change_set, chosen=chosen, force=force)))


def _are_ids(value: object) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MOST and all(is_handle(one) for one in value)


def _conflict(actor: Actor, one: undo.Clash) -> dict[str, Any]:
    """A value that was changed again since, as far as the actor sees it."""
    told, spec = asdict(one), specs.of(actor, one.object)
    field = next((known for known in columns.visible(actor, spec) if known.name == one.field), None)
    masked = columns.masked(actor, spec)
    for key in ("before", "after", "now"):
        if field is None:
            told[key] = None
        elif field.name in masked:
            told[key] = columns.masked_value(field, told[key])
    told["title"] = choice.title_of(actor, spec, one.title)
    return told
