"""Records that are probably there a second time, as sets that conditions name: `{"in": "duplicates:90"}`.

The number is the least probability of the record's open group, in percent. A person's set holds the groups that their
work list shows; that of a rule of the system holds all of them. Groups that are put off, or of which a single record
is left, do not count.
"""

from __future__ import annotations

import re

from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates import worklist
from zhike.kernel import words
from zhike.kernel.actor import Actor, system
from zhike.kernel.conditions import sets
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql

SET = "duplicates"
RULES = "90"  # as sure as a rule of data quality wants it
_PERCENT = re.compile(r"[5-9]\d(\.\d)?", re.ASCII)


@sets.kind(SET, twice=RULES)
def find(actor: Actor, spec: ObjectSpec, key: str, whole: bool) -> sets.Kept | None:
    """The records in open groups, for who may put them right; None for objects that are not compared."""
    layout = layouts.of(spec)
    if layout is None or not _PERCENT.fullmatch(key):
        return None
    if not whole and not (actor.may("update", spec.name) and actor.may("delete", spec.name)):
        return None
    asking = system(actor.tenant_id, zone=actor.zone) if whole else actor
    shown = worklist.shown(asking, layout, "open", float(key) / 100)
    return sets.Kept(
        labels={one: words.say("duplicates.among", one, percent=key) for one in words.LANGUAGES},
        holds=lambda alias: _holds(actor.tenant_id, spec.name, shown, alias),
    )


def _holds(tenant_id: int, name: str, shown: Sql, alias: str) -> Sql:
    return shown.wrapped(
        f"EXISTS (SELECT 1 FROM duplicates_member dm JOIN duplicates_group g ON g.tenant_id = {tenant_id}"
        f" AND g.tenant_id = dm.tenant_id AND g.id = dm.group_id WHERE dm.tenant_id = {tenant_id}"
        f" AND dm.object = '{name}' AND dm.record_id = {alias}.id AND ",
        ")",
    )
