"""All that is kept of one person, for them to have: records with their history, consents among them, and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from zhike.access import audit, tenants
from zhike.engines.privacy import page
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden, NotFound
from zhike.kernel.journal import history
from zhike.kernel.read import scope, theirs
from zhike.kernel.read.theirs import Theirs
from zhike.kernel.spec import FieldSpec, ObjectSpec

COPY, ERASE = "copy_person", "erase_person"  # the rights; each means all of a person's data, secrets and all


def everything(actor: Actor) -> Actor:
    """The same person, who sees all there is."""
    return replace(actor, all_rights=True)


def found(actor: Actor, object_name: str, record_id: int, *rights: str) -> Theirs:
    """Every record that is there because of the person, for whom one of these rights reaches.

    An administrator's reach into the recycle bin too. Errors: Forbidden, NotFound.
    """
    all_seeing = everything(actor)
    if not actor.admin:
        _need(actor, object_name, record_id, rights)
    elif not theirs.whole(all_seeing, object_name, [record_id]):
        raise NotFound("record.not_found")
    return theirs.theirs(all_seeing, object_name, record_id)


def _need(actor: Actor, object_name: str, record_id: int, rights: tuple[str, ...]) -> None:
    read.record(actor, object_name, record_id)
    held = [one for one in rights if actor.may(one, object_name)]
    if not held:
        scope.need(actor, rights[0], specs.of(actor, object_name))
    if not any(read.reaches(actor, object_name, record_id, one) for one in held):
        raise Forbidden("right.out_of_scope")


def export(actor: Actor, object_name: str, record_id: int, *, request: int | None = None) -> dict[str, Any]:
    """A person's data as plain values (`data`) and as a page to be read (`html`); noted in the audit trail.

    Whatever other people are linked to is told by number only. Errors: Forbidden, NotFound.
    """
    with db.transaction(actor.tenant_id):
        all_seeing = everything(actor)
        ids = found(actor, object_name, record_id, COPY)
        data = {
            "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "company": tenants.name(actor.tenant_id),
            "person": {"object": object_name, "id": record_id},
            "objects": [_object(all_seeing, name, ids) for name in ids],
            "files": theirs.files(all_seeing, ids),
        }
        counts = {name: len(some) for name, some in ids.items()}
        audit.note(
            actor.tenant_id, "privacy.exported", audit.Asked.by(actor), object=object_name, record=record_id,
            request=request, records=counts,
        )  # fmt: skip
    return {"data": data, "html": page.drawn(actor, data)}


def _object(actor: Actor, name: str, ids: Theirs) -> dict[str, Any]:
    spec = specs.of(actor, name)
    records = [orjson.loads(one) for one in theirs.whole(actor, name, ids[name])]
    return {
        "object": name,
        "label": spec.label(actor.language),
        "fields": [{"name": one.name, "label": one.label(actor.language)} for one in spec.fields.values()],
        "records": [_without_others(spec, one, ids) | {"history": _history(actor, spec, one, ids)} for one in records],
    }


def _history(actor: Actor, spec: ObjectSpec, record: Mapping[str, Any], ids: Theirs) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    after: int | None = None
    while True:
        some = history.of_record(actor, spec.name, record["id"], after=after)
        for one in some["rows"]:
            fields = [
                {name: _told(spec.fields[each["name"]], value, ids) if name in ("before", "after") else value
                 for name, value in each.items()}
                for each in one["fields"]
            ]  # fmt: skip
            entries.append({"at": one["at"], "verb": one["verb"], "via": one["via"], "fields": fields})
        if some["next"] is None:
            return entries
        after = int(some["next"])


def _without_others(spec: ObjectSpec, record: Mapping[str, Any], ids: Theirs) -> dict[str, Any]:
    return {name: _told(spec.fields[name], value, ids) for name, value in record.items()}


def _told(field: FieldSpec, value: Any, ids: Theirs) -> Any:
    """A value as the person may have it: of a link to what is not theirs, the number."""
    if not field.to or not value:
        return value
    if isinstance(value, list):
        return [_told(field, one, ids) for one in value]
    return value if value["id"] in ids.get(field.to, ()) else {"id": value["id"]}
