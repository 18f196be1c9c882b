"""Accounts follow people: whoever writes a person, by whatever way, writes who may sign in as them.

The person's e-mail decides the account. A tenant renames only an account that is nobody's in another tenant; otherwise
the person moves to the account of the new address, so that no tenant can take over what another one relies on.

Nor can one lie in wait: nothing proves that an address is its holder's, so an account that has a password may be in the
hands of another tenant, which gave it. A person who gets such an account does not sign in with it (`confirmed`) until
an administrator, who may if nobody else has the account, or the operator has given it a new password.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhike.kernel import db


@dataclass(frozen=True)
class _Person:
    id: int
    email: str | None
    active: bool
    language: str
    account_id: int | None
    account_email: str | None
    account_active: bool | None


def follow(tx: db.Transaction, ids: Sequence[int], *, trusted: bool) -> None:
    """Bring accounts and memberships to what these people say; `trusted` when it is the operator who says it."""
    rows = tx.rows(
        "SELECT p.id, p.email, p.active AND p.deleted_at IS NULL, coalesce(p.language, t.language), a.id, a.email,"
        " m.active"
        f" FROM access_person p JOIN access_tenant t ON t.id = {tx.tenant_id}"
        f" LEFT JOIN access_membership m ON m.tenant_id = {tx.tenant_id} AND m.person_id = p.id"
        " LEFT JOIN access_account a ON a.id = m.account_id"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.id = ANY(%s::bigint[]) ORDER BY p.id",
        (list(ids),),
    )
    for row in rows:
        _one(tx, _Person(*row), trusted=trusted)


def _one(tx: db.Transaction, person: _Person, *, trusted: bool) -> None:
    if person.email is None:
        _leave(tx, person)
    elif person.email != person.account_email:
        _move(tx, person, person.email, trusted=trusted)
    elif person.active != person.account_active:
        tx.execute(
            f"UPDATE access_membership SET active = %s WHERE tenant_id = {tx.tenant_id} AND person_id = %s",
            (person.active, person.id),
        )


def _leave(tx: db.Transaction, person: _Person) -> None:
    if person.account_id is not None:
        tx.execute(f"DELETE FROM access_membership WHERE tenant_id = {tx.tenant_id} AND person_id = %s", (person.id,))


def _move(tx: db.Transaction, person: _Person, email: str, *, trusted: bool) -> None:
    """Rename the person's account, or let them be another."""
    account_id, has_password = _find(tx, email)
    if account_id is None and person.account_id is not None and not _is_elsewhere(tx, person.account_id):
        # allauth keeps its own list of addresses, and makes it again at the next sign-in.
        tx.execute("DELETE FROM account_emailaddress WHERE user_id = %s", (person.account_id,))
        # Who signs in elsewhere is known there by the address from before; the new one links them again.
        tx.execute("DELETE FROM socialaccount_socialaccount WHERE user_id = %s", (person.account_id,))
        tx.execute("UPDATE access_account SET email = %s WHERE id = %s", (email, person.account_id))
        account_id = person.account_id
    if account_id is None:
        account_id = _make(tx, email, person.language)
    # Whoever had this account here before is deleted or has another address by now: the address is unique.
    tx.execute(
        f"DELETE FROM access_membership WHERE tenant_id = {tx.tenant_id} AND account_id = %s AND person_id <> %s",
        (account_id, person.id),
    )
    tx.execute(
        "INSERT INTO access_membership (tenant_id, person_id, account_id, active, confirmed)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s) ON CONFLICT (tenant_id, person_id) DO UPDATE"
        " SET account_id = excluded.account_id, active = excluded.active, confirmed = excluded.confirmed",
        (person.id, account_id, person.active, trusted or not has_password),
    )


def _find(tx: db.Transaction, email: str) -> tuple[int | None, bool]:
    """The account of an address, and whether it has a password."""
    row = tx.one("SELECT id, password NOT LIKE '!%%' FROM access_account WHERE upper(email) = upper(%s)", (email,))
    return (row[0], bool(row[1])) if row else (None, False)


def _is_elsewhere(tx: db.Transaction, account_id: int) -> bool:
    """Whether another tenant has this account as a person."""
    row = tx.one(
        f"SELECT 1 FROM access_membership WHERE account_id = %s AND tenant_id <> {tx.tenant_id} LIMIT 1", (account_id,)
    )
    return row is not None


def _make(tx: db.Transaction, email: str, language: str) -> int:
    """A new account that cannot sign in until it has a password."""
    row = tx.one(
        "INSERT INTO access_account (email, password, is_active, language, created_at)"
        " VALUES (%s, '!', TRUE, %s, now())"
        " ON CONFLICT (upper(email)) DO UPDATE SET email = excluded.email RETURNING id",
        (email, language),
    )
    assert row is not None
    return int(row[0])
