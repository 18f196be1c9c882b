"""Bodies that come in chunks, without a length, as RFC 9112, 7.1 allows; Django reads no more than a length says."""

import io
from collections.abc import Iterable
from typing import Any, Final

from zhike.project.static import Application, Start

MOST: Final = 8 * 1024 * 1024  # bytes; such a body is taken in before it is known whose it is
_BEYOND: Final = 1 << 40  # more than anybody takes


def application(inner: Application) -> Application:
    """The application, to which such a body has a length."""

    def measured(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower() and not environ.get("CONTENT_LENGTH"):
            body = environ["wsgi.input"].read(MOST + 1)
            environ["CONTENT_LENGTH"] = str(len(body) if len(body) <= MOST else _BEYOND)
            environ["wsgi.input"] = io.BytesIO(body)
        return inner(environ, start)

    return measured
