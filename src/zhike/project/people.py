"""What an operator does for a person at the terminal: a token, a new password."""

from zhike.access import passwords, people, tokens
from zhike.kernel import words
from zhike.kernel.actor import system
from zhike.kernel.errors import Refused, ZhikeError
from zhike.project.problem import Problem, chinese

SCOPES = {"read": ("read",), "write": ("read", "write"), "admin": ("read", "write", "admin")}


def make_token(*, email: str, tenant_id: int | None, name: str, scope: str, days: int | None) -> str:
    """A token with which a program acts as a person. Errors: Problem."""
    tenant_id, person_id = _find(email, tenant_id)
    acting = system(tenant_id, via="command")
    try:
        return tokens.create(acting, person_id=person_id, name=name, scopes=SCOPES[scope], days=days)
    except ZhikeError as error:
        raise Problem("said", text=sentence(error)) from error


def set_password(email: str, password: str) -> None:
    """A new password, which ends the sessions of the account. Errors: Problem."""
    try:
        passwords.set_by_operator(email, password)
    except ZhikeError as error:
        raise Problem("said", text=sentence(error)) from error


def _find(email: str, tenant_id: int | None) -> tuple[int, int]:
    """Tenant and person of an e-mail address. Errors: Problem when there is none, or when it is not clear."""
    found = people.by_email(email, tenant_id)
    if not found:
        raise Problem("no_person", email=email)
    if len(found) > 1:
        raise Problem(
            "which_tenant", email=email, tenants=", ".join(f"{one.tenant_id} ({one.tenant})" for one in found)
        )
    return found[0].tenant_id, found[0].person_id


def sentence(error: ZhikeError) -> str:
    """An error as a person at the terminal reads it."""
    language = "zh-CN" if chinese() else "en"
    if isinstance(error, Refused) and error.fields:
        fault = next(iter(error.fields.values()))
        return words.say(fault.code, language, **fault.data)
    return words.say(error.code, language, **error.data)
