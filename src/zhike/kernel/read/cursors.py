"""Cursors of pages: what the next page starts after, sealed, so that only what we gave comes back to us."""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import cache
from hmac import compare_digest
from typing import Any

import orjson
from django.conf import settings

from zhike.kernel.errors import Malformed

SEAL = 9  # bytes


def write(*parts: Any) -> str:
    """The cursor that carries these JSON values."""
    data = orjson.dumps(parts)
    return base64.urlsafe_b64encode(_seal(data) + data).decode().rstrip("=")


def read(text: str, size: int) -> list[Any]:
    """The `size` values that a cursor carries. Errors: Malformed when it is not one of ours, or of another kind."""
    try:
        whole = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as error:
        raise Malformed("read.bad_cursor") from error
    if not compare_digest(whole[:SEAL], _seal(whole[SEAL:])):
        raise Malformed("read.bad_cursor")
    parts: list[Any] = orjson.loads(whole[SEAL:])
    if len(parts) != size:
        raise Malformed("read.bad_cursor")
    return parts


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SEAL, key=_key()).digest()


@cache
def _key() -> bytes:
    return hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"cursor").digest()
