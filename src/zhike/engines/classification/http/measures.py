"""Measures over HTTP: those of a record, what one means and would come to, and what uses it."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse

from zhike.engines.classification import uses
from zhike.engines.classification.measures import told, trying
from zhike.engines.classification.segments import members as segments
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ANY,
    ID,
    MAYBE_MOMENT,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    TEXT,
    YES_NO,
    by_name,
    many,
    maybe,
    members,
)
from zhike.kernel import db, read, specs
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

_ROW = members(
    id=ID, code=TEXT, field=TEXT, label=TEXT, kind=TEXT, definition=TEXT, computed_at=MAYBE_MOMENT, by_time=YES_NO,
    value=ANY, rows=maybe(members(object=TEXT, plural=TEXT, where=parts.ref("Condition"))),
    series=maybe(many(MAYBE_NUMBER)),
)  # fmt: skip
OF_RECORD = Told(answer=members(months=many(TEXT), rows=many(_ROW)), errors=(403, 404))
DETAILS = Told(
    answer=members(understood=YES_NO, definition=TEXT, computed_at=MAYBE_MOMENT, by_time=YES_NO, kind=MAYBE_TEXT),
    errors=(403, 404),
)
TRIED = Told(
    body=members(object=TEXT, definition=by_name(ANY), more=False, optional={"code": TEXT}),
    answer=members(definition=TEXT, kind=TEXT, sample=many(members(record=parts.ref("Link"), value=ANY))),
    errors=(403, 422),
)
USES = Told(
    answer=members(rows=many(members(object=TEXT, label=TEXT, plural=TEXT, id=ID, title=TEXT))), errors=(403, 404)
)


def _records(spec: ObjectSpec) -> bool:
    return not spec.shape.settings


def _measures(spec: ObjectSpec) -> bool:
    return spec.name == trying.OBJECT


@of_objects("GET", "/{int:id}/measures", "measures", lambda _: OF_RECORD, only=_records)
def of_record(request: HttpRequest, name: str) -> HttpResponse:
    """The measures of a record: what each means and comes to, of which rows it is made, and how it went by month."""
    asked.query(request)
    return answers.value(told.of_record(asked.actor(request), name, asked.path_id(request)))


@of_objects("GET", "/{int:id}/details", "details", lambda _: DETAILS, only=_measures)
def details(request: HttpRequest, name: str) -> HttpResponse:
    """What a measure means, in words, and when it was last found of all records."""
    del name
    asked.query(request)
    return answers.value(trying.details(asked.actor(request), asked.path_id(request)))


@of_objects("POST", "/try", "try_definition", lambda _: TRIED, only=_measures)
def tried(request: HttpRequest, name: str) -> HttpResponse:
    """What a definition would come to for some records; nothing is saved."""
    del name
    actor, given = asked.actor(request), asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"object", "definition", "code"}))
    of, code = given.get("object"), given.get("code", "")
    if not isinstance(of, str) or not isinstance(code, str):
        raise Malformed("request.wrong_member", name="code" if isinstance(of, str) else "object")
    return answers.value(trying.tried(actor, of, code, given.get("definition")))


@of_objects(
    "GET", "/{int:id}/uses", "uses", lambda _: USES, only=lambda spec: spec.name in (trying.OBJECT, "segment", "scheme")
)
def used(request: HttpRequest, name: str) -> HttpResponse:
    """What a measure, a segment or a scheme is used by: while anything does, it cannot be deleted."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    if name == trying.OBJECT:
        one = orjson.loads(read.record(actor, name, record_id))
        with db.transaction(actor.tenant_id) as tx:
            found = uses.of_measure(tx, actor, one["code"], record_id)
    elif name == "scheme":
        one = orjson.loads(read.record(actor, name, record_id))
        with db.transaction(actor.tenant_id) as tx:
            found = uses.of_scheme(tx, actor, one["code"], record_id)
    else:
        segment = segments.seen(actor, record_id)
        with db.transaction(actor.tenant_id) as tx:
            found = uses.of_segment(tx, actor, segment.set, record_id)
    known = specs.all_of(actor)
    return answers.value(
        {
            "rows": [
                {
                    "object": one.object,
                    "label": known[one.object].label(actor.language),
                    "plural": known[one.object].plural,
                    "id": one.id,
                    "title": one.title,
                }
                for one in found
            ]
        }
    )
