"""Merging records of an object into one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked, strict
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.objects import title
from zhike.kernel import db, read, specs
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write.draft import is_handle
from zhike.kernel.write.merge import merge

MEMBERS = frozenset({"from", "take", "values", "version"})


def _can_be_merged(spec: ObjectSpec) -> bool:
    return not (spec.shape.people or spec.shape.settings)


def _told(spec: ObjectSpec) -> Told:
    return Told(
        body=parts.ref("MergeGiven"), answer=parts.ref(title(spec) + "Written"), errors=(403, 404, 409, 422), once=True
    )


@of_objects("POST", "/{int:id}/merge", "merge", _told, only=_can_be_merged)
def into(request: HttpRequest, name: str) -> HttpResponse:
    """Merge other records into this one: what hangs on them hangs on it, and their ids lead here."""
    actor, record_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.query(request)
    asked.only(given, MEMBERS)
    losers, take, values = given.get("from"), given.get("take", {}), given.get("values", {})
    if not isinstance(losers, list) or not all(is_handle(one) for one in losers):
        raise Malformed("request.wrong_member", name="from")
    if not isinstance(take, dict) or not all(one == 0 or is_handle(one) for one in take.values()):
        raise Malformed("request.wrong_member", name="take")
    if not isinstance(values, dict) or values.keys() & {"id", "version"}:
        raise Malformed("request.wrong_member", name="values")
    version: Any = given.get("version")
    if version is not None and not is_handle(version):
        raise Malformed("request.wrong_member", name="version")
    row = strict.row(actor, specs.of(actor, name), values, new=False)

    def perform() -> HttpResponse:
        with db.transaction(actor.tenant_id):  # whoever gets no answer knows that nothing was merged
            change_set = merge(actor, name, record_id, losers, take=take, values=row, version=version)
            merged = read.record(actor, name, record_id)
        return answers.text(answers.with_member(merged, "change_set", change_set))

    return once(request, actor, perform)
