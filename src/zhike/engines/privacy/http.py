"""The privacy desk over HTTP: the inventory for administrators, a person's data for whom a role gives that right."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import ANY, ID, NATURAL, TEXT, YES_NO, by_name, many, maybe, members, one_of
from zhike.engines.privacy import erasure, inventory, retention, subject
from zhike.kernel import read
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden, Malformed
from zhike.kernel.kinds.base import PURPOSES, SENSITIVITIES
from zhike.kernel.kinds.link import TOP_ID
from zhike.kernel.spec import ObjectSpec

_ROW = members(
    object=TEXT, object_label=TEXT, field=TEXT, label=TEXT, kind=TEXT, custom=YES_NO,
    sensitivity=one_of(SENSITIVITIES), sensitivity_label=TEXT, purpose=one_of(PURPOSES), purpose_label=TEXT,
    sealed=YES_NO, whole=many(TEXT), masked=many(TEXT),
)  # fmt: skip
_ALL = parts.parameter("all", parts.FLAG, "1: also fields that tell nothing of a person.")
INVENTORY = Told(query=(_ALL,), answer=members(rows=many(_ROW)), errors=(403,))
SHEET = Told(answer={"type": "string"}, media="text/csv", errors=(403,))
_COUNTED = members(object=TEXT, label=TEXT, count=NATURAL, emptied=NATURAL, kept=NATURAL)
PREVIEW = Told(
    answer=members(erased=YES_NO, records=many(_COUNTED), others=many(_COUNTED), files=NATURAL, temporary=NATURAL),
    errors=(403, 404),
)  # fmt: skip
_GIVEN = members(more=False, optional={"request": maybe(ID)})
EXPORT = Told(body=_GIVEN, answer=members(data=by_name(ANY), html=TEXT), errors=(403, 404))
ERASE = Told(
    body=_GIVEN, answer=members(change_set=NATURAL, records=by_name(NATURAL), files=NATURAL), errors=(403, 404, 409)
)  # fmt: skip
RETENTION = "retention_rule"
RULE = Told(answer=members(object=TEXT, count=NATURAL, rows=many(members(id=ID, title=TEXT))), errors=(403, 404))


def _need_admin(actor: Actor) -> None:
    """Which fields tell what of a person, and which roles see them, is the administrators' to know."""
    if not actor.admin:
        raise Forbidden("right.admin_only")


def _personal(spec: ObjectSpec) -> bool:
    return bool(spec.shape.personal)


@general("GET", "/privacy/inventory", "privacy_inventory", INVENTORY)
def listed(request: HttpRequest) -> HttpResponse:
    """What is kept of people: each field with its sensitivity, its purpose, and the roles that see it."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"all"}))
    every = asked.flag(given, "all")
    _need_admin(actor)
    return answers.value({"rows": inventory.rows(actor, ordinary=every)})


@general("GET", "/privacy/inventory/file", "privacy_inventory_file", SHEET)
def as_file(request: HttpRequest) -> HttpResponse:
    """The inventory of every field as a CSV file."""
    actor = asked.actor(request)
    asked.query(request)
    _need_admin(actor)
    answer = HttpResponse(inventory.sheet(actor).encode(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="inventory.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@of_objects("GET", "/{int:id}/preview", "preview", lambda _: RULE, only=lambda spec: spec.name == RETENTION)
def meant(request: HttpRequest, name: str) -> HttpResponse:
    """How many records a retention rule means now, and the first of them."""
    actor, rule_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    read.record(actor, name, rule_id)  # whoever asks sees it
    return answers.value(retention.preview(actor, rule_id))


@of_objects("GET", "/{int:id}/personal-data", "personal_data", lambda _: PREVIEW, only=_personal)
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """What hangs on a person, and what erasing them would do."""
    asked.query(request)
    return answers.value(erasure.preview(asked.actor(request), name, asked.path_id(request)))


@of_objects("POST", "/{int:id}/personal-data/export", "personal_data_export", lambda _: EXPORT, only=_personal)
def export(request: HttpRequest, name: str) -> HttpResponse:
    """All that is kept of a person, secrets whole, as data and as a page; it is noted in the audit trail."""
    actor, record_id, number = asked.actor(request), asked.path_id(request), _request(request)
    return answers.value(subject.export(actor, name, record_id, request=number))


@of_objects("POST", "/{int:id}/personal-data/erase", "personal_data_erase", lambda _: ERASE, only=_personal)
def erase(request: HttpRequest, name: str) -> HttpResponse:
    """Erase a person for good: their records stay and count, what is personal in them is gone. Nothing undoes it."""
    actor, record_id, number = asked.actor(request), asked.path_id(request), _request(request)
    return answers.value(erasure.erase(actor, name, record_id, request=number))


def _request(request: HttpRequest) -> int | None:
    """The number of the request that this answers. Errors: Malformed."""
    given: dict[str, Any] = asked.body(request)
    asked.only(given, frozenset({"request"}))
    number = given.get("request")
    if number is not None and (isinstance(number, bool) or not isinstance(number, int) or not 0 < number <= TOP_ID):
        raise Malformed("request.wrong_member", name="request")
    return number
