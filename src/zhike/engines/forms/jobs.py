"""What the forms do beside requests: sending links, and forgetting what is old."""

from __future__ import annotations

from django.core.mail import EmailMessage
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhike.access import tenants
from zhike.engines.forms import answers, checking, counts, links, published, self_links, tickets
from zhike.kernel import db, specs, words
from zhike.kernel.actor import system
from zhike.kernel.errors import Conflict, NotFound
from zhike.kernel.jobs import AWAITED

PATH = "/f/confirm/"


@app.task(
    queue="jobs", name="zhike.forms.link", priority=AWAITED,
    retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError}),
)  # fmt: skip
def send_link(tenant_id: int, answer_id: int, site: str) -> None:
    """Send the link that confirms an answer, to the address in it."""
    with db.transaction(tenant_id) as tx:
        try:
            answer = answers.locked(tx, answer_id, "unconfirmed")
        except (NotFound, Conflict):  # followed, or forgotten
            return
        found = published.of_answer(tx, answer.form_id)
    content = answer.content
    asked = checking.address_question(specs.of(found.reader, found.form.object), found.form) if found else None
    if found is None or asked is None or content is None or asked.field not in content.values:
        return
    told = {"company": found.company, "hours": answers.CONFIRM_HOURS}
    link = f"{site}{PATH}{links.token(tenant_id, answer_id)}"
    subject = words.say("web_form.mail_subject", content.language, **told)
    text = words.say("web_form.mail_text", content.language, link=link, **told)
    EmailMessage(" ".join(subject.split()), text, to=[content.values[asked.field]]).send()


@app.task(
    queue="jobs", name="zhike.forms.self_link", priority=AWAITED,
    retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError}),
)  # fmt: skip
def send_self_link(tenant_id: int, object_name: str, record_id: int, link_id: int, site: str) -> None:
    """Send somebody the link to their own record, to the address in it."""
    actor = system(tenant_id, via=self_links.VIA)
    to = self_links.address_of(actor, object_name, record_id)
    company, language, until = self_links.said_of(tenant_id, link_id)
    if to is None or until is None:
        return
    told = {"company": company, "until": f"{until:%Y-%m-%d}"}
    link = f"{site}{self_links.PATH}{self_links.token(tenant_id, link_id)}"
    subject = words.say("self_service.mail_subject", language, **told)
    text = words.say("self_service.mail_text", language, link=link, **told)
    EmailMessage(" ".join(subject.split()), text, to=[to]).send()


@app.periodic(cron="41 2 * * *")
@app.task(queue="jobs", name="zhike.forms.prune", queueing_lock="zhike.forms.prune", pass_context=False)
def prune(timestamp: int) -> None:
    """Forget what is old."""
    del timestamp
    for tenant_id in tenants.ids():
        with db.transaction(tenant_id) as tx:
            tickets.prune(tx)
            answers.prune(tx)
            counts.prune(tx)
            self_links.prune(tx)
