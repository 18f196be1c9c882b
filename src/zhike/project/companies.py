"""The companies of this installation, as commands see them: founding one, and telling which one is meant."""

from typing import NamedTuple

from zhike.access import passwords, people, tenants
from zhike.access.models import Account
from zhike.engines.classification import run
from zhike.kernel.actor import system
from zhike.kernel.errors import ZhikeError
from zhike.project.people import sentence
from zhike.project.problem import Problem


class Made(NamedTuple):
    """A new company, and with what its owner signs in; no password: with the one they have."""

    tenant: int
    email: str
    password: str | None


def found(*, name: str, email: str, owner: str, zone: str, language: str) -> Made:
    """Make a company and its owner. Errors: Problem."""
    password = passwords.made()
    try:
        made = tenants.create_tenant(
            name, owner_email=email, owner_name=owner, password=password, zone=zone, language=language
        )
    except ZhikeError as error:
        raise Problem("said", text=sentence(error)) from error
    run.start(system(made.tenant))  # the measures and schemes that a company begins with, before the first night
    # manager: accounts belong to no company
    account = Account.objects.get(memberships__tenant_id=made.tenant, memberships__person_id=made.person)
    if not account.check_password(password):
        return Made(made.tenant, account.email, None)
    account.given = True
    account.save(update_fields=["given"])
    return Made(made.tenant, account.email, password)


def any_yet() -> bool:
    """Whether a company was ever founded here."""
    return bool(people.companies())


def meant(tenant_id: int | None) -> int:
    """The company that a command works in: the one that is named, or the only one there is. Errors: Problem."""
    known = people.companies()
    if not known:
        raise Problem("no_company")
    if tenant_id is None and len(known) == 1:
        return known[0].tenant_id
    if tenant_id not in {one.tenant_id for one in known}:
        raise Problem("which_company", tenants=", ".join(f"{one.tenant_id} ({one.name})" for one in known))
    return tenant_id
