"""Links in an e-mail that confirm an answer: signed, for a time, and of use once."""

from __future__ import annotations

from django.core import signing

from zhike.engines.forms.answers import CONFIRM_HOURS

SALT = "zhike.forms.confirm"


class Over(Exception):
    """The link was ours, and its time is over."""


def token(tenant_id: int, answer_id: int) -> str:
    """What stands in the link."""
    return signing.dumps([tenant_id, answer_id], salt=SALT)


def read(text: str) -> tuple[int, int] | None:
    """Tenant and answer; None for what we have not made. Errors: Over."""
    try:
        tenant_id, answer_id = signing.loads(text, salt=SALT, max_age=CONFIRM_HOURS * 3600)
    except signing.SignatureExpired as error:
        raise Over from error
    except (signing.BadSignature, ValueError):
        return None
    return tenant_id, answer_id
