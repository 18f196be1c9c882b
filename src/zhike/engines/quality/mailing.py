"""The report of a week by mail, to those who want it: numbers, and no value of any record.

Each gets what they would see on the page at that moment; who may not see it any more gets nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage

from zhike.access import mailbox
from zhike.engines.quality import shown
from zhike.kernel import db, words
from zhike.kernel.actor import resolve
from zhike.kernel.errors import Forbidden

RULES = 10  # of an object that are told, those that most records break first


def wants(tenant_id: int, person_id: int | None) -> bool:
    """Whether somebody gets it."""
    with db.transaction(tenant_id) as tx:
        found = tx.one(f"SELECT 1 FROM quality_reader WHERE tenant_id = {tenant_id} AND person_id = %s", (person_id,))
    return found is not None


def want(tenant_id: int, person_id: int, *, wanted: bool) -> None:
    """Somebody wants it from now on, or no more."""
    with db.transaction(tenant_id) as tx:
        if wanted:
            tx.execute(
                f"INSERT INTO quality_reader (tenant_id, person_id) VALUES ({tenant_id}, %s) ON CONFLICT DO NOTHING",
                (person_id,),
            )
        else:
            tx.execute(f"DELETE FROM quality_reader WHERE tenant_id = {tenant_id} AND person_id = %s", (person_id,))


def waiting(tx: db.Transaction) -> list[int]:
    """Who wants the newest report and has not been sent it."""
    rows = tx.rows(
        "SELECT r.person_id FROM quality_reader r JOIN (SELECT max(w.week) AS week FROM quality_report w"
        f" WHERE w.tenant_id = {tx.tenant_id}) n ON coalesce(r.week < n.week, n.week IS NOT NULL)"
        f" WHERE r.tenant_id = {tx.tenant_id} ORDER BY r.person_id"
    )
    return [row[0] for row in rows]


def send(tenant_id: int, person_id: int) -> None:
    """Mail the newest report to one person. Errors: OSError, those of smtplib among them."""
    to, told = mailbox.of(tenant_id, person_id), None
    if to is not None:
        # Since they asked for it, they may have lost the right to see it.
        with suppress(Forbidden):
            told = shown.of_company(resolve(tenant_id, person_id, via="mail"))["report"]
    if to is not None and told is not None:
        subject = words.say("quality.mail_subject", to.language, week=told["week"])
        parts = [_part(one, to.language) for one in told["objects"]] or [words.say("quality.mail_nothing", to.language)]
        text = "\n\n".join([*parts, words.say("quality.mail_end", to.language)]) + "\n"
        EmailMessage(subject, text, to=[to.email]).send()
    with db.transaction(tenant_id) as tx:
        tx.execute(
            "UPDATE quality_reader r SET week ="
            f" (SELECT max(w.week) FROM quality_report w WHERE w.tenant_id = {tenant_id})"
            f" WHERE r.tenant_id = {tenant_id} AND r.person_id = %s",
            (person_id,),
        )


def _part(one: dict[str, Any], language: str) -> str:
    """What became of one object."""
    head = words.say(
        "quality.mail_object", language, label=one["label"], records=one["records"], score=f"{one['score']:.1f}",
        change=_change(one["score"], one["before"], 1),
    )  # fmt: skip
    rules = [
        f"  {each['label']}: {each['count']}{_change(each['count'], each['before'], 0)}"
        for each in one["rules"][:RULES]
        if each["count"] or each["before"]
    ]
    return "\n".join([head, *rules])


def _change(now: float, before: float | None, digits: int) -> str:
    """How much more it is than a week before."""
    by = round(now - before, digits) if before is not None else 0
    return f" ({by:+.{digits}f})" if by else ""
