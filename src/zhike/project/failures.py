"""What is told of an error that nobody has answered on its way, outside of the API, which answers its own.

Signing in stands on many parts - accounts, counts, sessions, keys, the audit trail - and any of them may be away. Then
nobody gets in, and is told so with a code: 503 where it is a part, 500 where it is a defect of ours. Django logs it.
"""

import sys

import psycopg
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, JsonResponse
from django.utils import translation

from zhike.kernel import db, words
from zhike.kernel.errors import Busy, Unable, ZhikeError

WAIT_SECONDS = 2


def answer(request: HttpRequest) -> JsonResponse:
    """Django's handler of what went wrong; the error is the one that is being handled."""
    del request
    meant = _meaning(sys.exc_info()[1])
    code, status = (meant.code, meant.status) if meant else ("request.defect", 500)
    message = words.say(code, words.choose(translation.get_language()), **(meant.data if meant else {}))
    told = {"status": status, "code": code, "message": message, "fields": {}}
    made = JsonResponse({**told, "errors": [{"code": code, "message": message}]}, status=status)
    if isinstance(meant, Busy):
        made.headers["Retry-After"] = str(WAIT_SECONDS)
    return made


def _meaning(error: BaseException | None) -> ZhikeError | None:
    if isinstance(error, DatabaseError | InterfaceError | psycopg.Error):
        return db.meaning(error)
    if isinstance(error, OSError):  # a file that must be there cannot be read
        return Unable("server.unfit")
    return error if isinstance(error, ZhikeError) else None
