"""Passwords: what is refused, and setting one for somebody else."""

from __future__ import annotations

import re
import secrets
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from zhike.access import audit, guesses
from zhike.access.models import Account
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, Forbidden, NotFound, Refused

_TOO_COMMON = gettext_lazy("This password is too common.")  # Django's own words, in both languages
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


# What people make a password of when they think of this program; with digits and signs around it, it is no better.
WORDS = frozenset({
    "zhike", "zhikecrm", "crm", "crmzhike", "admin", "administrator", "password", "passwort", "welcome", "mima",
    "guanliyuan", "guanli", "kehu", "huanying", "知客", "密码", "管理员", "客户", "欢迎",
})  # fmt: skip


class OfThisPlace:
    """Refuses a word of this place and nothing else but digits and signs. One of Django's password validators."""

    def validate(self, password: str, user: object = None) -> None:
        """Errors: ValidationError."""
        del user
        if re.sub(r"[\W\d_]+", "", password.lower()) in WORDS:
            raise ValidationError(_TOO_COMMON, code="password_too_common")

    def get_help_text(self) -> str:
        """What Django shows beside a form; there is none."""
        return ""


def check(password: str, email: str) -> None:
    """Refuse what is short, common, only digits, or the address itself. Errors: Refused."""
    try:
        validate_password(password, Account(email=email))
    except ValidationError as error:
        first = error.error_list[0]
        data: dict[str, Any] = {"least": (first.params or {}).get("min_length")}
        code = str(first.code).removeprefix("password_")
        raise Refused({"password": Fault(f"password.{code}", data)}) from error


class Made(NamedTuple):
    """A password that was made for somebody, and the address to sign in with."""

    email: str
    password: str


def made() -> str:
    """A password that can be read to somebody over the phone: 59 bits, without letters that look alike."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def give(actor: Actor, person_id: int) -> Made:
    """Make a password for a person of the actor's tenant, under the terms of `set_by_administrator`.

    Errors: those, and TooMany.
    """
    if not actor.admin:
        raise Forbidden("right.admin_only")
    guesses.of_giving(actor.tenant_id, actor.person_id)
    password = made()
    return Made(set_by_administrator(actor, person_id, password, given=True), password)


def set_by_administrator(actor: Actor, person_id: int, password: str, *, given: bool = False) -> str:
    """Set the password of a person of the actor's tenant; it ends their sessions. Answers with their e-mail.

    One that is `given` opens no more than the page on which they set their own.
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
        tx.execute(
            "UPDATE access_account SET password = %s, given = %s WHERE id = %s",
            (make_password(password), given, account_id),
        )
        tx.execute(
            f"UPDATE access_membership SET confirmed = TRUE WHERE tenant_id = {tx.tenant_id} AND account_id = %s",
            (account_id,),
        )
        # Whoever had the account before has left a way in nowhere, and whoever lost their phone gets in again.
        tx.execute("DELETE FROM mfa_authenticator WHERE user_id = %s", (account_id,))
        tx.execute("DELETE FROM socialaccount_socialaccount WHERE user_id = %s", (account_id,))
        tx.after_commit.append(lambda: guesses.let_in(email))
        audit.note(tx.tenant_id, "password.given", audit.Asked.by(actor), person=person_id)
    return str(email)


def set_by_operator(email: str, password: str) -> None:
    """Give an account a password, whatever tenants it belongs to, which confirms them. Errors: NotFound, Refused."""
    account = Account.objects.filter(email__iexact=email.strip()).first()
    if account is None:
        raise NotFound("person.not_found")
    check(password, account.email)
    account.set_password(password)
    account.given = False
    account.save(update_fields=["password", "given"])
    account.memberships.update(confirmed=True)
    Authenticator.objects.filter(user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
    guesses.let_in(account.email)
