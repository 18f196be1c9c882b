"""The recycle bin: what could be restored instead of making a record, and what an administrator removes for good.

Listing and restoring are as with any records.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel import read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden, Malformed
from zhike.kernel.write import instead, purge
from zhike.kernel.write.draft import is_handle

PURGE = Told(body=parts.ref("Purge"), answer=parts.ref("Purged"), once=True)


@general("POST", "/bin/purge", "bin_purge", PURGE)
def take_away(request: HttpRequest) -> HttpResponse:
    """Remove records that are in the recycle bin for good, with what was deleted along with them."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"object", "ids"}))
    name, ids = _object(given), given.get("ids")
    if not isinstance(ids, list) or not 0 < len(ids) <= purge.BATCH or not all(is_handle(one) for one in ids):
        raise Malformed("request.wrong_member", name="ids")
    if not actor.admin:
        raise Forbidden("right.admin_only")
    if name not in specs.all_of(actor):
        raise Malformed("request.unknown_object", name=name[:60])
    return once(request, actor, lambda: answers.value(asdict(purge.purge(actor, name, ids))))


ALIKE = Told(body=parts.ref("Alike"), answer=parts.ref("Restorable"), errors=(403,))


@general("POST", "/bin/alike", "bin_alike", ALIKE)
def alike(request: HttpRequest) -> HttpResponse:
    """Deleted records with a unique value of a record that is to be made, which one may restore instead."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"object", "values"}))
    name, values = _object(given), given.get("values")
    if not isinstance(values, dict):
        raise Malformed("request.wrong_member", name="values")
    if name not in specs.all_of(actor):
        raise Malformed("request.unknown_object", name=name[:60])
    found = instead.restorable(actor, name, values)
    rows = [{**asdict(one), "title": _title(actor, name, one.id)} for one in found]
    return answers.value({"rows": rows})


def _title(actor: Actor, name: str, record_id: int) -> str:
    """How a deleted record is called, as the actor sees it."""
    record = orjson.loads(read.record(actor, name, record_id, deleted=True))
    return str(record.get(specs.of(actor, name).title) or f"#{record_id}")


def _object(given: dict[str, Any]) -> str:
    name = given.get("object")
    if not isinstance(name, str):
        raise Malformed("request.wrong_member", name="object")
    return name
