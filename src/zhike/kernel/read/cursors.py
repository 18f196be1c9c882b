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


def write(content: Any) -> str:
    """The cursor that carries this JSON value."""
    data = orjson.dumps(content)
    return base64.urlsafe_b64encode(_seal(data) + data).decode().rstrip("=")


def read(text: str) -> Any:
    """What a cursor carries. Errors: Malformed when it is not one of ours."""
    try:
        whole = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error) as error:
        raise Malformed("read.bad_cursor") from error
    if not compare_digest(whole[:SEAL], _seal(whole[SEAL:])):
        raise Malformed("read.bad_cursor")
    return orjson.loads(whole[SEAL:])


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SEAL, key=_key()).digest()


@cache
def _key() -> bytes:
    return hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"cursor").digest()
