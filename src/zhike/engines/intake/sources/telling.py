"""Telling the owner of a source that it cannot be read: by mail, where the operator has set a server for it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage

from zhike.access import mailbox
from zhike.engines.intake.sources import kept
from zhike.kernel import db, words


def failure(tenant_id: int, source: int) -> None:
    """Mail what is wrong with a source to whoever saved it last. Errors: OSError, those of smtplib among them."""
    if not settings.SENDS_MAIL:
        return
    with db.transaction(tenant_id) as tx:
        found = kept.find(tx, source)
        error = kept.error_now(tx, source)
    if found is None or found.person is None or error is None:
        return
    to = mailbox.of(tenant_id, found.person)
    if to is None:
        return
    reason = words.say(error.code, to.language, **error.data)
    subject = words.say("import_source.mail_subject", to.language, name=found.name)
    text = words.say("import_source.mail_text", to.language, name=found.name, reason=reason)
    EmailMessage(" ".join(subject.split()), text, to=[to.email]).send()
