"""The addresses /t.js and /t/...: events from the pages of web sites, of anybody. No session, no cookie.

A site's origins may send, and read the answer; others get the answer of a site that is not there. What a browser says
about not being followed (`DNT`, `Sec-GPC`) holds here as well, should a page leave the script out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import orjson
import psycopg
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from zhike.engines.behaviour import given, identity, intake, limits, people, sites, visitors
from zhike.engines.behaviour.given import Wrong
from zhike.engines.behaviour.sites import Site
from zhike.engines.connect import answers, errors
from zhike.kernel import db, words
from zhike.kernel.errors import Busy, Conflict, Malformed, TooMany

log = logging.getLogger("zhike.behaviour")
SCRIPT = (Path(__file__).parent / "assets" / "t.js").read_bytes()
LARGEST, MOST = 60_000, 100  # bytes and events of a request; browsers send at most 64 kB by beacon
VISITOR = re.compile(r"[A-Za-z0-9_-]{20,64}")  # as our script makes it: nobody guesses one
MEMBERS = {"visitor", "sent_at", "consent", "identity", "events"}
View = Callable[..., HttpResponse]


def _calmly(view: View) -> View:
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        try:
            return view(request, **parts)
        except TooMany as error:
            refused = HttpResponse(status=429)
            refused.headers["Retry-After"] = str(error.data["seconds"])
            return refused
        except (Malformed, UnreadablePostError):
            return HttpResponse(status=400)
        except (Busy, psycopg.Error, DatabaseError) as error:
            if not isinstance(error, Busy) and db.meaning(error) is None:
                raise
            log.warning("%s: %s", request.method, error)
            return HttpResponse(status=503)

    return answer


@_calmly
def script(request: HttpRequest) -> HttpResponse:
    """The script for web sites."""
    if request.method not in ("GET", "HEAD"):
        return _not_so("GET, HEAD")
    answer = HttpResponse(SCRIPT, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _not_so(allowed: str) -> HttpResponse:
    refused = HttpResponse(status=405)
    refused.headers["Allow"] = allowed
    return refused


@_calmly
def collect(request: HttpRequest, public_id: str) -> HttpResponse:
    """Events of a page, or the question of a browser whether it may send some."""
    if request.method not in ("POST", "OPTIONS"):
        return _not_so("POST, OPTIONS")
    limits.send(request, public_id)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return HttpResponse(status=413)
    site, origin = sites.find(public_id), request.META.get("HTTP_ORIGIN", "")
    if site is None or origin not in site.origins:
        return HttpResponse(status=404)
    answer = HttpResponse(status=204) if request.method == "OPTIONS" else _take(request, site)
    answer.headers["Access-Control-Allow-Origin"] = origin
    answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
    answer.headers["Vary"] = "Origin"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _take(request: HttpRequest, site: Site) -> HttpResponse:
    if request.META.get("HTTP_DNT") == "1" or request.META.get("HTTP_SEC_GPC") == "1":
        return HttpResponse(status=204)
    body = _body(request.body)
    if site.needs_consent and body.get("consent") is not True:
        return HttpResponse(status=204)
    visitor, raw = body.get("visitor"), body.get("events", [])
    if not isinstance(visitor, str) or not VISITOR.fullmatch(visitor) or not isinstance(raw, list) or len(raw) > MOST:
        raise Malformed("request.malformed")
    language = words.choose(request.META.get("HTTP_ACCEPT_LANGUAGE"))
    try:
        sent_at = given.moment(body["sent_at"], "sent_at") if "sent_at" in body else None
        _identify(site, visitor, body.get("identity"))
    except (Wrong, _Unknown):
        return answers.value({"code": "behaviour.identity", "message": words.say("behaviour.identity", language)}, 422)
    except Conflict as conflict:
        return answers.value({"code": conflict.code, "message": words.say(conflict.code, language)}, 409)
    events = [{**one, "who": {"visitor": visitor}} if isinstance(one, dict) else one for one in raw]
    taken = intake.take(site.actor, events, sent_at=sent_at, nul=b"\\u0000" in request.body)
    wrong = [
        {"index": index, "fields": errors.faults({name: fault}, language)}
        for index, (name, fault) in sorted(taken.wrong.items())
    ]
    return answers.value({"taken": taken.new, "repeated": taken.before, "errors": wrong})


def _body(raw: bytes) -> dict[str, Any]:
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Malformed("request.bad_json") from error
    if not isinstance(body, dict) or not body.keys() <= MEMBERS:
        raise Malformed("request.malformed")
    return body


class _Unknown(Exception):
    """A token of nobody."""


def _identify(site: Site, visitor: str, token: Any) -> None:
    """Join the visitor to the record of a signed token, if there is one. Errors: _Unknown, Conflict."""
    if token is None:
        return
    named = identity.read(token, site.actor.tenant_id) if isinstance(token, str) else None
    if named is None:
        raise _Unknown
    with db.transaction(site.actor.tenant_id) as tx:
        found = people.by_id(tx, site.actor, named[0], [named[1]])
        if named[1] not in found:
            raise _Unknown
        visitors.join(tx, site.actor, visitor, (named[0], found[named[1]]))
