"""Every error that leaves the API is made here: `{"code", "message", "fields"}`, in the language of the request."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import psycopg
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhike.engines.connect import answers, asked
from zhike.kernel import db, words
from zhike.kernel.errors import Busy, Fault, Malformed, Refused, Stale, TooMany, Unable, Unauthenticated, ZhikeError

log = logging.getLogger("zhike.connect")
WAIT_SECONDS = 2


def fault(one: Fault, language: str) -> dict[str, str]:
    """What is wrong with one field, for people."""
    return {"code": one.code, "message": words.say(one.code, language, **one.data)}


def faults(found: Mapping[str, Fault], language: str) -> dict[str, dict[str, str]]:
    """What is wrong with each field."""
    return {name: fault(one, language) for name, one in found.items()}


def answer(request: HttpRequest, error: ZhikeError) -> HttpResponse:
    """The answer that an error is."""
    language = asked.language(request)
    body: dict[str, Any] = {"code": error.code, "message": words.say(error.code, language, **error.data), "fields": {}}
    if isinstance(error, Refused):
        body["fields"] = faults(error.fields, language)
    elif isinstance(error, Stale):
        body["code"] = "conflict"
        body["fields"] = {name: {"yours": yours, "theirs": theirs} for name, (yours, theirs) in error.fields.items()}
        body["version"] = error.version
    elif isinstance(error, Malformed) and error.data.get("path"):
        body["path"] = error.data["path"]
    made = answers.value(body, error.status)
    if error.status == 401:
        made.headers["WWW-Authenticate"] = 'Bearer realm="Zhike"'
    elif isinstance(error, TooMany):
        made.headers["Retry-After"] = str(error.data["seconds"])
    elif isinstance(error, Busy):
        made.headers["Retry-After"] = str(WAIT_SECONDS)
    return made


def plain(request: HttpRequest, code: str, status: int, **data: object) -> HttpResponse:
    """An error that no exception stands behind."""
    message = words.say(code, asked.language(request), **data)
    return answers.value({"code": code, "message": message, "fields": {}}, status)


def install(api: NinjaAPI) -> None:
    """Have every error of the API answered here."""
    handlers: dict[type[Exception], Any] = {
        ZhikeError: answer,
        AuthenticationError: lambda request, _: answer(request, Unauthenticated("sign_in.needed")),
        ValidationError: lambda request, _: answer(request, Malformed("request.malformed")),
        HttpError: lambda request, error: plain(request, "request.malformed", error.status_code),
        RequestDataTooBig: lambda request, _: answer(request, asked.TooLarge("request.too_large", megabytes=32)),
        SuspiciousOperation: lambda request, _: answer(request, Malformed("request.malformed")),
        MultiPartParserError: lambda request, _: answer(request, Malformed("request.malformed")),
        UnreadablePostError: lambda request, _: answer(request, Malformed("request.malformed")),
        UnicodeError: lambda request, _: answer(request, Malformed("request.bad_text")),
        psycopg.Error: _of_the_database,
        DatabaseError: _of_the_database,
        InterfaceError: _of_the_database,
        OSError: _of_the_server,
        Exception: _defect,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _of_the_database(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database is away, overloaded or unable; whatever else it says is a defect of ours."""
    meant = db.meaning(error)
    if meant is None:
        return _defect(request, error)
    log.warning("%s: %s", meant.code, error, exc_info=error if meant.code == "server.unfit" else None)
    return answer(request, meant)


def _of_the_server(request: HttpRequest, error: Exception) -> HttpResponse:
    """A file that must be there cannot be read or written."""
    log.error("server.unfit at %s %s", request.method, request.path, exc_info=error)
    return answer(request, Unable("server.unfit"))


def _defect(request: HttpRequest, error: Exception) -> HttpResponse:
    """What nobody thought of: it is told in the log, never to the one who asks."""
    log.error("defect at %s %s", request.method, request.path, exc_info=error)
    return plain(request, "request.defect", 500)
