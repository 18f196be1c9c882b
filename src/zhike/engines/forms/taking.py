"""An answer comes in: it becomes a record, or waits for a link to be followed or for somebody to look at it."""

from __future__ import annotations

from collections.abc import Mapping

from zhike.engines.forms import answers, checking, counts, jobs, tickets, writing
from zhike.engines.forms import published as published_forms
from zhike.engines.forms.answers import Content
from zhike.engines.forms.given import Given
from zhike.engines.forms.published import Published
from zhike.engines.forms.tickets import Ticket
from zhike.kernel import db, specs, words
from zhike.kernel.errors import Conflict, Fault, Forbidden, Malformed, Refused

LONGEST_WORDING = 200


class Spent(Exception):
    """This page was sent before."""


def content_of(published: Published, given: Given, language: str) -> Content:
    """What is kept of an answer."""
    agreed = wording(published, language) if given.agreed else None
    return Content(values=given.values, sources=given.sources, wording=agreed, language=language, faults={})


def wording(published: Published, language: str) -> str:
    """The text that is agreed to, after its version, under which it is kept whole."""
    form = published.form
    head = words.say("web_form.wording", published.language, form=form.name, version=form.version)
    return f"{head}{form.text('consent', language)}".replace("\n", " ")[:LONGEST_WORDING]


def take(published: Published, ticket: Ticket, content: Content, *, doubt: str | None, site: str) -> bool:
    """Keep an answer, once; whether its sender must confirm it.

    `doubt` is why it waits for somebody to look at it; `site` is where links in an e-mail lead. Errors: Spent.
    """
    form, reader = published.form, published.reader
    with db.transaction(reader.tenant_id) as tx:
        if not tickets.spend(tx, ticket):
            raise Spent
        counts.add(tx, form.id, str(reader.zone), "sent")
        if doubt is None and form.confirm:
            _ask(tx, published, content, site)
            return True
        answer_id = answers.put(tx, form.id, form.version, form.object, "waiting", content, reason=doubt)
        if doubt is None:
            settle(tx, published, answer_id, content)
        return False


def settle(tx: db.Transaction, published: Published, answer_id: int, content: Content) -> None:
    """Write the record of an answer; what cannot be written stays with the reason."""
    try:
        record_id = writing.store(tx, writing.writer(published), published, content)
    except Refused as error:
        kept = _with_faults(content, error.fields or {"": Fault(error.code, error.data)})
        answers.decide(tx, answer_id, "refused", content=kept, reason=error.code)
    except (Conflict, Forbidden, Malformed) as error:
        kept = _with_faults(content, {"": Fault(error.code, error.data)})
        answers.decide(tx, answer_id, "waiting", content=kept, reason=error.code)
    else:
        answers.decide(tx, answer_id, "accepted", record_id=record_id)


def _with_faults(content: Content, faults: Mapping[str, Fault]) -> Content:
    return Content(
        values=content.values, sources=content.sources, wording=content.wording, language=content.language,
        faults=faults,
    )  # fmt: skip


def _ask(tx: db.Transaction, published: Published, content: Content, site: str) -> None:
    """Have a link sent; the answer waits for it."""
    form = published.form
    asked = checking.address_question(specs.of(published.reader, form.object), form)
    if asked is None or asked.field not in content.values:  # the field is gone: nobody can be asked
        answers.put(tx, form.id, form.version, form.object, "waiting", content, reason="web_form.no_address")
        return
    answer_id = answers.put(tx, form.id, form.version, form.object, "unconfirmed", content)
    jobs.send_link.defer(tenant_id=tx.tenant_id, answer_id=answer_id, site=site)


def confirm(tenant_id: int, answer_id: int) -> None:
    """The link was followed. Errors: NotFound, Conflict when it was before."""
    with db.transaction(tenant_id) as tx:
        answer = answers.locked(tx, answer_id, "unconfirmed")
        published = published_forms.of_answer(tx, answer.form_id)
        assert answer.content is not None
        if published is None:
            raise Conflict("answer.decided")
        settle(tx, published, answer_id, answer.content)
