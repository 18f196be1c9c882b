"""The demo company of `./zhike up --demo`: who can sign in to it; `company` makes it, once Django is set up."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """A person of the demo company who can sign in."""

    email: str
    role: str
