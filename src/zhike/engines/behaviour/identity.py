"""Tokens with which a web site says who its visitor is: signed by us, so that nobody can claim to be somebody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.core import signing

from zhike.engines.behaviour.people import Record

SALT = "zhike.behaviour.identity"
LASTS = timedelta(days=1)
LONGEST = 400


def token(tenant_id: int, record: Record) -> tuple[str, datetime]:
    """A token for a record, and until when it is good."""
    return signing.dumps([tenant_id, *record], salt=SALT), datetime.now(UTC) + LASTS


def read(text: str, tenant_id: int) -> Record | None:
    """The record of a token; None when it is not ours, of another company, or too old."""
    if len(text) > LONGEST:
        return None
    try:
        of, name, record_id = signing.loads(text, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    return (name, record_id) if of == tenant_id else None
