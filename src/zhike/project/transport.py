"""HTTPS, spoken by the web server itself: its certificate is looked at before anything starts.

Where people come in by HTTPS only, their browsers are told to keep to that for a year (RFC 6797).
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from zhike.project import environment
from zhike.project.problem import Problem
from zhike.project.static import Application, Start

HSTS: Final = ("Strict-Transport-Security", "max-age=31536000")


def require_certificate(certificate: Path, key: Path) -> None:
    """Refuse files that are no certificate with its key. Errors: Problem."""
    for file in (certificate, key):
        if not file.is_file():
            raise Problem("tls_file", file=file)
    try:
        # A key that asks for a password would make every start ask for it: it gets a wrong one.
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key, password="-")  # noqa: S106
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise Problem("tls", certificate=certificate, key=key, reason=reason) from error


def ours() -> ssl.SSLContext:
    """For asking our own server whether it is well: whose certificate it shows does not matter there."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def application(inner: Application) -> Application:
    """The application; where it is reached by HTTPS, every answer says to keep to that."""
    if not environment.https():
        return inner

    def answer(environ: dict[str, Any], begin: Start) -> Iterable[bytes]:
        def secured(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return begin(status, [*headers, HSTS], *more)

        return inner(environ, secured)

    return answer
