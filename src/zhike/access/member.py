"""What sign-in must know of a person in one row: the person, their account, the tenant, and its stamp."""

from __future__ import annotations

from dataclasses import dataclass

from zhike.kernel.errors import Unauthenticated

_COLUMNS = (
    "t.id, p.id, p.name, coalesce(p.language, t.language), p.active, t.zone, t.active, coalesce(s.value, 0),"
    " a.id, a.email, a.is_active"
)


@dataclass(frozen=True)
class Member:
    """A person of a tenant who wants in."""

    tenant_id: int
    person_id: int
    name: str
    language: str
    person_active: bool
    zone: str
    tenant_active: bool
    stamp: int
    account_id: int | None
    email: str | None
    account_active: bool | None
    second_step: bool = False  # whether the account has one; asked for sessions only
    password_given: bool = False  # whether all it opens is the page to set one's own; of sessions only

    @staticmethod
    def select(tenant_id: int, more: str = "", joins: str = "") -> str:
        """The statement that reads members of a tenant, up to a condition on p, a, or what is joined."""
        return (
            f"SELECT {_COLUMNS}{more} FROM access_person p JOIN access_tenant t ON t.id = {tenant_id}"
            f" LEFT JOIN kernel_stamp s ON s.tenant_id = {tenant_id}"
            f" LEFT JOIN access_membership m ON m.tenant_id = {tenant_id} AND m.person_id = p.id"
            f" LEFT JOIN access_account a ON a.id = m.account_id{joins}"
            f" WHERE p.tenant_id = {tenant_id} AND p.deleted_at IS NULL"
        )

    @property
    def active(self) -> bool:
        """Whether nothing of the three was switched off."""
        return self.person_active and self.tenant_active and self.account_active is not False

    def require_active(self) -> None:
        """Errors: Unauthenticated."""
        if not self.tenant_active:
            raise Unauthenticated("tenant.inactive")
        if not self.active:
            raise Unauthenticated("person.inactive")
