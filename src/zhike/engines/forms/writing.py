"""An answer becomes a record, with a note in its timeline and a consent, as one change set.

Whoever sent it is nobody: the record is written in the name of the form, which may make a record of its object with the
fields that it asks for and no more; and never more than the one who wrote the form may today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from zhike.access import team
from zhike.engines.forms import parts
from zhike.engines.forms.answers import Content
from zhike.engines.forms.definition import Form
from zhike.engines.forms.published import VIA, Published
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor, Rights, resolve, system
from zhike.kernel.errors import Forbidden, NotFound, Refused, Unauthenticated
from zhike.kernel.journal import entry
from zhike.kernel.journal.entry import Why
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import write


def writer(published: Published) -> Actor:
    """Who writes the record of an answer. Errors: Forbidden when the author of the form may not do so any more."""
    form, reader = published.form, published.reader
    spec = specs.of(reader, form.object)
    asked = {one.field for one in form.questions} | ({spec.owner} if spec.owner and form.owner else set())
    _need_author(reader, form, spec, asked)
    closed = frozenset(spec.fields) - asked
    rights = {form.object: Rights(actions=frozenset({"create", "read", "assign"}), read_only=closed)}
    for part in (parts.note(reader, spec), parts.consent(reader, spec)):
        if part is not None:
            rights[part.spec.name] = Rights(actions=frozenset({"create"}))
            rights |= {one.to: Rights(actions=frozenset({"read"})) for one in part.spec.link_fields
                       if one.to and one.to not in rights}  # fmt: skip
    return Actor(tenant_id=reader.tenant_id, name=form.name, zone=reader.zone, rights=rights, via=VIA)


def _need_author(reader: Actor, form: Form, spec: ObjectSpec, asked: set[str]) -> None:
    if form.author is None:  # the system
        return
    try:
        author = resolve(reader.tenant_id, form.author, via=VIA)
    except (NotFound, Forbidden, Unauthenticated) as error:
        raise Forbidden("web_form.author_gone") from error
    rights = author.on(form.object)
    if not author.may("create", form.object) or asked & (rights.hidden | rights.read_only):
        raise Forbidden("web_form.author_may_not", object=spec.label(reader.language))


def store(tx: db.Transaction, actor: Actor, published: Published, content: Content) -> int:
    """Write an answer as a new record; gives its id. Errors: Refused, Forbidden; nothing of it is written then."""
    form = published.form
    spec = specs.of(actor, form.object)
    row = dict(content.values)
    if form.owner and spec.owner and spec.owner not in row:
        row[spec.owner] = form.owner
    with db.savepoint(tx):
        made = entry.reserve(tx)
        record_id = _written(actor, form.object, row, made)
        beside = _beside(actor, published, spec, record_id, content, made)
        entry.put(tx, actor, form.object, "create", 1 + beside, _why(form), made)
        if spec.has_team:
            for person in form.team:
                team.put(system(actor.tenant_id, via=VIA), form.object, record_id, person, "update", None)
    return record_id


def attach(
    tx: db.Transaction, actor: Actor, published: Published, content: Content, record_id: int, fields: Sequence[str]
) -> None:
    """Put chosen values of an answer into a record that is there, in the actor's name. Errors as of `store`."""
    form = published.form
    spec = specs.of(actor, form.object)
    with db.savepoint(tx):
        made = entry.reserve(tx)
        row = {name: content.values[name] for name in fields if name in content.values}
        if row:
            _written(actor, form.object, {"id": record_id, **row}, made, mode="update")
        beside = _beside(actor, published, spec, record_id, content, made)
        if row or beside:
            entry.put(tx, actor, form.object, "update", bool(row) + beside, _why(form), made)


def _why(form: Form) -> Why:
    return Why(reason=f"form {form.id}.{form.version}")


def _written(actor: Actor, name: str, row: Mapping[str, Any], made: int, mode: str = "create") -> int:
    result = write(actor, name, [row], mode=mode, why=Why(into=made))
    (one,) = result.rows
    if one.outcome == "refused":
        raise Refused(one.faults)
    assert one.id is not None
    return one.id


def _beside(actor: Actor, published: Published, spec: ObjectSpec, record_id: int, content: Content, made: int) -> int:
    """The note and the consent; how many records they are."""
    note, consent, now = parts.note(actor, spec), parts.consent(actor, spec), dt.datetime.now(dt.UTC).isoformat()
    done = 0
    if note is not None:
        row = {"who": record_id, "text": _told(published, content), "at": now}
        _written(actor, note.spec.name, {note.fields[name]: value for name, value in row.items()}, made)
        done += 1
    if consent is not None and content.wording and published.form.purpose:
        row = {"who": record_id, "purpose": published.form.purpose, "wording": content.wording, "at": now}
        _written(actor, consent.spec.name, {consent.fields[name]: value for name, value in row.items()}, made)
        done += 1
    return done


def _told(published: Published, content: Content) -> str:
    """What the timeline says: through which form, and from where. The values are in the record."""
    said = words.say("web_form.sent_by", published.language, form=published.form.name)
    told = {name: text.partition("?")[0].partition("#")[0] for name, text in content.sources.items()}
    sources = [f"{words.say(f'web_form.source.{name}', published.language)}: {one}" for name, one in told.items()]
    return "\n".join([said, *sources, *([content.wording] if content.wording else [])])
