"""The inbox: answers of forms that are not records, and what somebody decides about each.

It is for whoever may import records of the form's object: an answer comes from outside as a file does. They see of it
the fields that they see of records, masked as there, and what they decide is written in their name with their rights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from zhike.engines.forms import answers, published, writing
from zhike.engines.forms.answers import OPEN, Answer, Content
from zhike.kernel import db, read, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, Forbidden, Malformed, NotFound
from zhike.kernel.read import columns
from zhike.kernel.spec import ObjectSpec

RIGHT = "import"
PAGE = 50
NO_VALUES: Mapping[str, Any] = MappingProxyType({})


def listed(actor: Actor, states: Sequence[str], form_id: int | None, after: int | None) -> dict[str, Any]:
    """A page of answers, newest first: those of objects that the actor may import. Errors: Forbidden."""
    names = _objects(actor)
    where, given = "", []
    if form_id is not None:
        where, given = " AND a.form_id = %s", [form_id]
    if after is not None:
        where, given = f"{where} AND a.id < %s", [*given, after]
    selected = ", ".join(f"a.{one.strip()}" for one in answers.COLUMNS.split(","))
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT f.name, {selected} FROM forms_answer a JOIN forms_webform f"
            f" ON f.tenant_id = {tx.tenant_id} AND f.id = a.form_id WHERE a.tenant_id = {tx.tenant_id}"
            f" AND a.state = ANY(%s::text[]) AND a.object = ANY(%s::text[]){where} ORDER BY a.id DESC LIMIT {PAGE + 1}",
            (list(states), names, *given),
        )
        found = [_told(actor, row[0], answers.of_row(tx, row[1:])) for row in rows[:PAGE]]
    return {"rows": found, "next": str(found[-1]["id"]) if len(rows) > PAGE else None}


def _objects(actor: Actor) -> list[str]:
    names = [one.name for one in specs.all_of(actor).values() if actor.may(RIGHT, one.name) and not one.shape.settings]
    if not names:
        raise Forbidden("answer.no_inbox")
    return names


def one(actor: Actor, answer_id: int) -> dict[str, Any]:
    """An answer with all that the actor sees of it. Errors: NotFound, Forbidden."""
    names = _objects(actor)
    selected = ", ".join(f"a.{part.strip()}" for part in answers.COLUMNS.split(","))
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            f"SELECT f.name, {selected} FROM forms_answer a JOIN forms_webform f"
            f" ON f.tenant_id = {tx.tenant_id} AND f.id = a.form_id WHERE a.tenant_id = {tx.tenant_id} AND a.id = %s"
            " AND a.object = ANY(%s::text[]) AND a.state <> 'unconfirmed'",
            (answer_id, names),
        )
        if row is None:
            raise NotFound("record.not_found")
        return _told(actor, row[0], answers.of_row(tx, row[1:]))


def _told(actor: Actor, form: str, answer: Answer) -> dict[str, Any]:
    spec, content = specs.of(actor, answer.object), answer.content
    return {
        "id": answer.id,
        "form": {"id": answer.form_id, "title": form},
        "version": answer.version,
        "object": answer.object,
        "state": answer.state,
        "reason": words.say(answer.reason, actor.language) if answer.reason else None,
        "record": answer.record_id,
        "at": answer.at.isoformat(),
        "values": seen(actor, spec, content.values) if content else {},
        "sources": dict(content.sources) if content else {},
        "wording": content.wording if content else None,
        "faults": _faults(actor, spec, content.faults) if content else {},
    }


def _faults(actor: Actor, spec: ObjectSpec, faults: Mapping[str, Fault]) -> dict[str, dict[str, str]]:
    """What was wrong with an answer; what a fault quotes is masked as its field is."""
    hidden, masked = actor.on(spec.name).hidden, columns.masked(actor, spec)
    found = {}
    for name, one in faults.items():
        data = dict(one.data)
        if name in masked:
            field = spec.fields[name]
            data = {key: columns.masked_value(field, it) if isinstance(it, str) else it for key, it in data.items()}
        if name not in hidden:
            found[name] = {"code": one.code, "message": words.say(one.code, actor.language, **data)}
    return found


def seen(actor: Actor, spec: ObjectSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an answer as the actor sees them of a record; those of fields that are gone stay out."""
    shown = {one.name: one for one in columns.visible(actor, spec)}
    masked = columns.masked(actor, spec)
    return {
        name: columns.masked_value(shown[name], value) if name in masked else value
        for name, value in values.items()
        if name in shown
    }


def accept(actor: Actor, answer_id: int, mended: Mapping[str, Any]) -> int:
    """Write an answer as a new record, with values put in place of what was sent; gives its id.

    Errors: NotFound, Forbidden, Conflict when somebody has decided; Refused with what is wrong with the values.
    """
    with db.transaction(actor.tenant_id) as tx:
        answer, found, content = _open(tx, actor, answer_id)
        values = {**content.values, **mended}
        known = specs.of(actor, answer.object).fields
        kept = {name: value for name, value in values.items() if name in known or name in mended}
        record_id = writing.store(tx, actor, found, _with(content, kept))
        answers.decide(tx, answer_id, "accepted", record_id=record_id, person_id=actor.person_id)
    return record_id


def attach(
    actor: Actor, answer_id: int, record_id: int, fields: Sequence[str], mended: Mapping[str, Any] = NO_VALUES
) -> None:
    """Put chosen values into a record that is there, and the note and the consent to it; `mended` values stand in
    place of what was sent. Errors: as of `accept`.
    """
    with db.transaction(actor.tenant_id) as tx:
        answer, found, content = _open(tx, actor, answer_id)
        read.record(actor, answer.object, record_id)
        unknown = next((name for name in (*fields, *mended) if name not in content.values), None)
        if unknown is not None:
            raise Malformed("field.unknown", field=unknown[:60])
        writing.attach(tx, actor, found, _with(content, {**content.values, **mended}), record_id, fields)
        answers.decide(tx, answer_id, "attached", record_id=record_id, person_id=actor.person_id)


def drop(actor: Actor, answer_id: int) -> None:
    """Forget what was sent. Errors: NotFound, Forbidden, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        _open(tx, actor, answer_id)
        answers.decide(tx, answer_id, "dropped", person_id=actor.person_id)


def _open(tx: db.Transaction, actor: Actor, answer_id: int) -> tuple[Answer, published.Published, Content]:
    one(actor, answer_id)  # whoever asks sees it
    answer = answers.locked(tx, answer_id, *OPEN)
    found = published.of_answer(tx, answer.form_id)
    if found is None or answer.content is None:
        raise Conflict("answer.decided")
    return answer, found, answer.content


def _with(content: Content, values: Mapping[str, Any]) -> Content:
    return Content(
        values=values, sources=content.sources, wording=content.wording, language=content.language, faults={}
    )
