"""At entry: whether a new record is probably there already, and what the rules say then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from zhike.engines.duplicates import candidates, keyed, telling
from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates.matching import Match, matches
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import prepare
from zhike.kernel.write.draft import Draft

WARNING = "duplicate"  # what an actor insists on who has been warned
SHOWN = 10
WORTH_A_LOOK = 0.2  # from this probability on whoever types is told: half a record tells less than a whole one
FORM = "form"  # the way of answers to web forms, whose actor is the system
ENTERED = (FORM, "import")  # what the system brings by these ways, people have written


@dataclass(frozen=True)
class Rule:
    """A rule as it is stored."""

    object: str
    role: int | None
    through: tuple[str, ...]
    action: str
    least: float
    join: bool


def rules(tx: db.Transaction, actor: Actor, object_name: str) -> list[Rule]:
    """The active rules for what this actor enters."""
    if actor.all_rights and actor.via not in ENTERED:
        return []
    known = _kept(tx.tenant_id, actor.stamp) if actor.stamp else _load(tx)
    return [
        one
        for one in known
        if one.object == object_name
        and (one.role is None or one.role in actor.roles)
        and (not one.through or actor.via in one.through)
    ]


@lru_cache(maxsize=1024)
def _kept(tenant_id: int, stamp: int) -> tuple[Rule, ...]:
    """The rules of a tenant; its stamp changes with them."""
    del stamp
    with db.transaction(tenant_id) as tx:
        return _load(tx)


def _load(tx: db.Transaction) -> tuple[Rule, ...]:
    rows = tx.rows(
        "SELECT object, role_id, through, action, least, joinable FROM duplicates_duplicaterule"
        f" WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL AND active ORDER BY id"
    )
    return tuple(Rule(row[0], row[1], tuple(row[2] or ()), row[3], row[4] / 100, row[5]) for row in rows)


def check(tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Note a fault on each new record that a rule refuses or warns of."""
    layout = layouts.of(spec)
    if layout is None:
        return
    due = [one for one in rules(tx, actor, spec.name) if one.action == "block" or _warns(actor)]
    if not due:
        return
    least = min(one.least for one in due)
    rows, made = keyed.of_drafts(tx.tenant_id, layout, drafts)
    many = len(drafts) > 1
    choice = candidates.BEST if many else candidates.NEAREST
    found = matches(tx, layout, rows, least, made=made, choice=choice, among=many)
    worst = [some[0] for some in found if some]
    told = telling.records(tx, actor, layout, [one.id for one in worst if one.id])
    for draft, some in zip(drafts, found, strict=True):
        if some:
            _fault(actor, layout, due, draft, some[0], told, drafts)


def _warns(actor: Actor) -> bool:
    """Whether this actor is to be stopped by a warning: somebody who can answer it, and has not."""
    return WARNING not in actor.insists and actor.via in ("page", "api")


def _fault(
    actor: Actor,
    layout: layouts.Layout,
    due: Sequence[Rule],
    draft: Draft,
    match: Match,
    told: dict[int, telling.Told],
    drafts: Sequence[Draft],
) -> None:
    fitting = [one for one in due if match.probability >= one.least]
    if not fitting:
        return
    code = "duplicate.found" if any(one.action == "block" for one in fitting) else "duplicate.likely"
    data: dict[str, Any] = {
        "chance": telling.percent(match.probability),
        "reasons": telling.reasons(actor, layout, match.reasons),
    }
    if match.row >= 0:
        draft.fault("", f"{code}_in_batch", row=drafts[match.row].index + 1, **data)
        return
    other = told[match.id]
    if actor.via == FORM:  # whoever looks at the answer may see less than the form, and looks by themselves
        other = replace(other, visible=False, title=telling.NOTHING, owner=None)
    shown = other.title if other.visible or any(one.join for one in fitting) else telling.NOTHING
    owner = other.owner or telling.NOTHING
    draft.fault("", code, id=other.id if other.visible else None, title=shown, owner=owner, **data)


def look(actor: Actor, object_name: str, row: dict[str, Any], *, but: int | None = None) -> list[dict[str, Any]]:
    """The records that one being typed is probably the same as, for a person to see. Errors: Forbidden.

    What is wrong with a value does not matter here: it is not compared. A record that the actor may not see is told
    of where a rule lets them ask to be let in; then with its owner, and without its name.
    """
    spec = specs.of(actor, object_name)
    layout = layouts.of(spec)
    if layout is None:
        return []
    (draft,) = prepare(actor, object_name, [row])
    for name in draft.faults:
        draft.values.pop(name, None)
    values = {**layout.usual, **draft.values}  # a choice that tells companies from people, before it is touched
    with db.transaction(actor.tenant_id) as tx:
        found = matches(
            tx, layout, [layout.given(values)], WORTH_A_LOOK, ids=[but] if but else (),
            whole=telling.masked(actor, layout),
        )[0][: SHOWN * 2]  # fmt: skip
        told = telling.records(tx, actor, layout, [one.id for one in found])
        mine = rules(tx, actor, object_name)
        joins = any(one.join for one in mine)
        return [
            telling.match(actor, layout, one, told[one.id], join=joins)
            | {"blocked": any(rule.action == "block" and one.probability >= rule.least for rule in mine)}
            for one in found
            if told[one.id].visible or joins
        ][:SHOWN]
