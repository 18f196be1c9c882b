"""Passwords: what is refused, and setting one for somebody else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from zhike.access.models import Account
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, Forbidden, NotFound, Refused


def check(password: str, email: str) -> None:
    """Refuse what is short, common, only digits, or the address itself. Errors: Refused."""
    try:
        validate_password(password, Account(email=email))
    except ValidationError as error:
        first = error.error_list[0]
        data: dict[str, Any] = {"least": (first.params or {}).get("min_length")}
        code = str(first.code).removeprefix("password_")
        raise Refused({"password": Fault(f"password.{code}", data)}) from error


def set_by_administrator(actor: Actor, person_id: int, password: str) -> None:
    """Give a person of the actor's tenant a password; it ends their sessions.

    Not for an account that another tenant relies on too. Errors: Forbidden, NotFound, Conflict, Refused.
    """
    if not actor.admin:
        raise Forbidden("right.admin_only")
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            "SELECT a.id, a.email, (SELECT count(*) FROM access_membership o WHERE o.account_id = a.id)"
            " FROM access_membership m JOIN access_account a ON a.id = m.account_id"
            f" WHERE m.tenant_id = {tx.tenant_id} AND m.person_id = %s",
            (person_id,),
        )
        if row is None:
            raise NotFound("person.cannot_sign_in")
        account_id, email, tenants = row
        if tenants > 1:
            raise Conflict("account.shared")
        check(password, email)
        tx.execute("UPDATE access_account SET password = %s WHERE id = %s", (make_password(password), account_id))


def set_by_operator(email: str, password: str) -> None:
    """Give an account a password, whatever tenants it belongs to. Errors: NotFound, Refused."""
    account = Account.objects.filter(email__iexact=email.strip()).first()
    if account is None:
        raise NotFound("person.not_found")
    check(password, account.email)
    account.set_password(password)
    account.save(update_fields=["password"])
