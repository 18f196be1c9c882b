"""Retention: what the rules mean, and doing it in batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhike.access import audit, tenants
from zhike.engines.privacy import erasure
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Conflict, Malformed, NotFound
from zhike.kernel.journal.entry import Why
from zhike.kernel.read.find import count
from zhike.kernel.read.page import Query
from zhike.kernel.write import write

BATCH = 500
SHOWN = 20
COLUMNS = 'id, object, "where", action'


@dataclass(frozen=True)
class Rule:
    """A rule as it is stored."""

    id: int
    object: str
    where: Any
    action: str


def preview(actor: Actor, rule_id: int) -> dict[str, Any]:
    """How many records a rule means now, and the first of them. The caller has checked that the actor sees it."""
    rule = next((one for one in _rules(actor.tenant_id, "id = %s", rule_id)), None)
    if rule is None:
        raise NotFound("record.not_found")
    all_seeing, query = _system(actor.tenant_id), Query(where=rule.where)
    some = read.find_ids(all_seeing, rule.object, query, "read", SHOWN)[:SHOWN]
    found = [{"id": one, "title": read.title(all_seeing, rule.object, one)} for one in some]
    return {"object": rule.object, "count": count(all_seeing, rule.object, query, "read"), "rows": found}


def run(tenant_id: int) -> dict[int, int]:
    """Do what the active rules of a company say; how many records each was done to. Each is noted in the trail."""
    done: dict[int, int] = {}
    for rule in _rules(tenant_id, "active = %s", True):
        error = None
        done[rule.id] = 0
        try:
            for number in _batches(rule, _system(tenant_id)):
                done[rule.id] += number
        except (Malformed, Conflict) as fault:  # a field it names is gone; jobs are under way
            error = fault.code
        audit.note(
            tenant_id, "retention.ran", audit.Asked(via="retention"), rule=rule.id, object=rule.object,
            action=rule.action, records=done[rule.id], error=error,
        )  # fmt: skip
    return done


def run_all() -> None:
    """The rules of every company."""
    for tenant_id in tenants.ids():
        run(tenant_id)


def _system(tenant_id: int) -> Actor:
    return system(tenant_id, via="retention")


def _rules(tenant_id: int, which: str, value: object) -> list[Rule]:
    with db.transaction(tenant_id) as tx:
        rows = tx.rows(
            f"SELECT {COLUMNS} FROM privacy_retentionrule WHERE tenant_id = {tenant_id} AND deleted_at IS NULL"
            f" AND {which} ORDER BY id",
            (value,),
        )
    return [Rule(*row) for row in rows]


def _batches(rule: Rule, actor: Actor) -> Any:
    """Does a rule batch by batch, oldest records first; gives how many each was done to."""
    last, why = 0, Why(reason=f"retention {rule.id}")
    specs.of(actor, rule.object)
    while ids := read.find_ids(actor, rule.object, Query(where=rule.where), "delete", BATCH, after=last)[:BATCH]:
        last = ids[-1]
        if rule.action == "erase":
            yield sum(erasure.unless_erased(actor, rule.object, one) for one in ids)
        else:
            result = write(actor, rule.object, [{"id": one} for one in ids], mode="delete", why=why)
            yield result.counts.get("deleted", 0)
