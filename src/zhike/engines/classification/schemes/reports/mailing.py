"""The newest report of a scheme by mail, to those who want it: numbers, and no value of any record."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage

from zhike.access import mailbox
from zhike.engines.classification.schemes import stored as schemes
from zhike.engines.classification.schemes.reports import review, stored
from zhike.kernel import db, read, words
from zhike.kernel.actor import resolve
from zhike.kernel.errors import Forbidden, NotFound

MOVES = 10  # that are told, those that most records made


def wants(tx: db.Transaction, scheme_id: int, person_id: int | None) -> bool:
    """Whether somebody gets it."""
    found = tx.one(
        f"SELECT 1 FROM classification_reader WHERE tenant_id = {tx.tenant_id} AND scheme_id = %s AND person_id = %s",
        (scheme_id, person_id),
    )
    return found is not None


def want(tx: db.Transaction, scheme_id: int, person_id: int, *, wanted: bool) -> None:
    """Somebody wants it from now on, or no more."""
    if wanted:
        tx.execute(
            "INSERT INTO classification_reader (tenant_id, scheme_id, person_id)"
            f" VALUES ({tx.tenant_id}, %s, %s) ON CONFLICT DO NOTHING",
            (scheme_id, person_id),
        )
    else:
        tx.execute(
            f"DELETE FROM classification_reader WHERE tenant_id = {tx.tenant_id} AND scheme_id = %s AND person_id = %s",
            (scheme_id, person_id),
        )


def waiting(tx: db.Transaction) -> list[tuple[int, int, int]]:
    """Who wants a report that they have not been sent: (scheme, person, report)."""
    rows = tx.rows(
        "SELECT r.scheme_id, r.person_id, n.id FROM classification_reader r JOIN (SELECT w.scheme_id, max(w.id) AS id"
        f" FROM classification_report w WHERE w.tenant_id = {tx.tenant_id} AND w.kind IN ('run', 'review')"
        " GROUP BY w.scheme_id) n ON n.scheme_id = r.scheme_id AND coalesce(r.report_id < n.id, TRUE)"
        f" WHERE r.tenant_id = {tx.tenant_id} ORDER BY r.scheme_id, r.person_id"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def send(tenant_id: int, scheme_id: int, person_id: int, report_id: int) -> None:
    """Mail it, unless they may not see the scheme any more. Errors: OSError, those of smtplib among them."""
    to = mailbox.of(tenant_id, person_id)
    with suppress(Forbidden, NotFound):
        read.record(resolve(tenant_id, person_id, via="mail"), schemes.OBJECT, scheme_id)
        if to is not None:
            subject, text = _mail(tenant_id, scheme_id, report_id, to.language)
            EmailMessage(subject, text, to=[to.email]).send()
    with db.transaction(tenant_id) as tx:
        tx.execute(
            f"UPDATE classification_reader SET report_id = %s WHERE tenant_id = {tx.tenant_id} AND scheme_id = %s"
            " AND person_id = %s",
            (report_id, scheme_id, person_id),
        )


def _mail(tenant_id: int, scheme_id: int, report_id: int, language: str) -> tuple[str, str]:
    with db.transaction(tenant_id) as tx:
        one, report = schemes.scheme(tx, scheme_id), stored.one(tx, scheme_id, report_id)
        version = schemes.version(tx, scheme_id, report["body"]["version"])
    labels = {each.code: each.label(language) for each in version.classes}
    body = report["body"]
    lines = [
        words.say("scheme.mail_class", language, name=labels[each["class"]], count=each["count"])
        for each in body["classes"]
        if each["class"] in labels
    ]
    lines += _moves(body, labels, language)
    lines += [review.said(each, language) for each in body.get("proposals", ())]
    subject = words.say("scheme.mail_subject", language, name=one.label(language), day=report["at"][:10])
    return subject, "\n".join([*lines, "", words.say("scheme.mail_end", language)]) + "\n"


def _moves(body: dict[str, Any], labels: dict[str, str], language: str) -> list[str]:
    if "moved" not in body:
        return []
    none = words.say("scheme.no_class", language)
    return ["", words.say("scheme.mail_moved", language, count=body["moved"])] + [
        words.say(
            "scheme.mail_move", language, was=labels.get(each["from"], none), to=labels.get(each["to"], none),
            count=each["count"],
        )
        for each in body["moves"][:MOVES]
    ]  # fmt: skip
