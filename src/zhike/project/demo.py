"""The demo company of `./zhike up --demo`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """A person of the demo company who can sign in."""

    email: str
    role: str


def load(advance: Callable[[int, int], None]) -> tuple[str, list[SignIn]] | None:  # noqa: ARG001 - the shape is fixed
    """Make the demo company unless it is there; its password and who can sign in, or None while there is none to make.

    `advance(done, total)` moves the bar.
    """
    return None
