"""The addresses under /f/: the pages of forms, for anybody. A form that is not there looks like one that is closed.

Each checks by itself what the API checks for others: there is no session here, so no CSRF token; what stands for it is
the ticket in the page.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import psycopg
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from zhike.engines.forms import counts, given, limits, links, pages, published, sites, taking, tickets
from zhike.engines.forms.definition import SOURCES
from zhike.engines.forms.given import Given
from zhike.engines.forms.published import Published
from zhike.engines.forms.tickets import Ticket
from zhike.kernel import db, words
from zhike.kernel.errors import Busy, Conflict, Malformed, NotFound, TooMany

log = logging.getLogger("zhike.forms")
View = Callable[..., HttpResponse]
HERE = Path(__file__).parent / "assets"
ASSETS = {"form.js": "text/javascript", "form.css": "text/css"}
BODIES = {name: (HERE / name).read_bytes() for name in ASSETS}


def _policy(frames: str = "'none'", nonce: str = "") -> str:
    style = f" 'nonce-{nonce}'" if nonce else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'{style}; connect-src 'self'; form-action 'self'; "
        f"base-uri 'none'; frame-ancestors {frames}"
    )


def page(body: str, status: int = 200, *, frames: str = "'none'", nonce: str = "") -> HttpResponse:
    """A page with the headers that all of them have."""
    answer = HttpResponse(body.encode(), content_type="text/html; charset=utf-8", status=status)
    answer.headers["Content-Security-Policy"] = _policy(frames, nonce)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def language(request: HttpRequest) -> str:
    """What the address asks for, or else the browser."""
    asked = request.GET.get("lang", "")
    return asked if asked in words.LANGUAGES else words.choose(request.META.get("HTTP_ACCEPT_LANGUAGE"))


def said(request: HttpRequest, key: str, status: int, **data: object) -> HttpResponse:
    """A page that only says something."""
    return page(pages.message(language(request), key, **data), status)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """What stands where there is nothing, or nothing any more."""
    return said(request, "closed", 404)


def calmly(*methods: str) -> Callable[[View], View]:
    """A view of these methods, whose errors are pages too."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, **parts: str) -> HttpResponse:
            if request.method not in methods:
                refused = said(request, "not_understood", 405)
                refused.headers["Allow"] = ", ".join(methods)
                return refused
            try:
                return view(request, **parts)
            except TooMany as error:
                refused = said(request, "too_many", 429)
                refused.headers["Retry-After"] = str(error.data["seconds"])
                return refused
            except (Malformed, UnreadablePostError):
                return said(request, "not_understood", 400)
            except (Busy, psycopg.Error, DatabaseError) as error:
                if not isinstance(error, Busy) and db.meaning(error) is None:
                    raise
                log.warning("%s: %s", request.method, error)
                return said(request, "wait", 503)

        return answer

    return wrap


@calmly("GET", "HEAD", "POST")
def form(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of a form, and where its answers go."""
    if request.method == "POST":
        return _send(request, public_id)
    limits.look(request)
    found = published.find(public_id)
    if found is None:
        return nothing_here(request)
    if request.method == "GET":
        with db.transaction(found.reader.tenant_id) as tx:
            counts.add(tx, found.form.id, str(found.reader.zone), "seen")
    asked = {name: text for name in SOURCES if (text := request.GET.get(name, "")[: given.LONGEST])}
    return _sheet(request, found, tickets.new(public_id), Given(sources=asked), {})


def _frames(found: Published) -> str:
    return " ".join(sites.origins(found.form.sites)) or "'none'"


def _sheet(
    request: HttpRequest, found: Published, ticket: Ticket, read: Given, raw: given.Raw, note: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    nonce = secrets.token_urlsafe(12)
    spoken = _chosen(request, raw)
    embedded = bool(request.GET.get("embed") or raw.get("embed"))
    sheet = pages.Sheet(found, ticket, spoken, nonce, embedded=embedded)
    sheet.raw, sheet.faults, sheet.sources = raw, read.faults, read.sources
    sheet.note = words.say(f"form_page.{note}", spoken) if note else ""
    return page(sheet.text(), status, frames=_frames(found), nonce=nonce)


def _chosen(request: HttpRequest, raw: given.Raw) -> str:
    told = (raw.get("lang") or [""])[0]
    return told if told in words.LANGUAGES else language(request)


def need_form(request: HttpRequest) -> None:
    """Refuse a body that is not what a form sends. Errors: Malformed."""
    if request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Malformed("request.malformed")


def _send(request: HttpRequest, public_id: str) -> HttpResponse:
    limits.send(request, public_id)
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > given.LARGEST:
        return said(request, "too_large", 413)
    need_form(request)
    raw = given.parse(request.body)
    ticket = tickets.read(given.one(raw, "ticket"), public_id)
    if ticket is not None and tickets.too_soon(ticket) and not given.one(raw, given.TRAP):
        ticket = None  # a person sends it again, from the page that comes back
    found = published.find(public_id)
    if found is None:
        return nothing_here(request)
    given.only_known(found.form, raw)
    read = given.read(found.reader, found.form, raw)
    if ticket is None:
        return _sheet(request, found, tickets.new(public_id), read, raw, "again", 422)
    if read.faults:
        return _sheet(request, found, ticket, read, raw, "mend", 422)
    return _take(request, found, ticket, read, raw)


def _take(request: HttpRequest, found: Published, ticket: Ticket, read: Given, raw: given.Raw) -> HttpResponse:
    doubt = None
    if given.one(raw, given.TRAP):
        doubt = "answer.trapped"
    elif not tickets.solved(ticket, given.one(raw, "proof")):
        doubt = "answer.unproved"
    spoken = _chosen(request, raw)
    site = f"{request.scheme}://{request.get_host()}"
    content = taking.content_of(found, read, spoken)
    try:
        asked = taking.take(found, ticket, content, doubt=doubt, site=site)
    except taking.Spent:
        return page(pages.sent_before(found, spoken), 409, frames=_frames(found))
    answer = HttpResponseRedirect(f"/f/{found.id}/thanks?lang={spoken}{'&confirm=1' if asked else ''}", status=303)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@calmly("GET", "HEAD")
def thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is said when an answer has come in; at an address of its own, so that reloading sends nothing."""
    limits.look(request)
    found = published.find(public_id)
    if found is None:
        return nothing_here(request)
    body = pages.thanks(found, language(request), confirm=bool(request.GET.get("confirm")))
    return page(body, frames=_frames(found))


@calmly("POST")
def started(request: HttpRequest, public_id: str) -> HttpResponse:
    """Somebody has begun to fill in a page: counted, and no more."""
    limits.look(request)
    length = request.META.get("CONTENT_LENGTH") or ""
    ticket = request.body.decode("ascii", "replace") if length.isdecimal() and int(length) <= 400 else ""
    if tickets.read(ticket, public_id) is not None:
        found = published.find(public_id)
        if found is not None:
            with db.transaction(found.reader.tenant_id) as tx:
                counts.add(tx, found.form.id, str(found.reader.zone), "started")
    return HttpResponse(status=204)


@calmly("GET", "HEAD", "POST")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in an e-mail: it is opened, and confirmed with a button."""
    (limits.look if request.method != "POST" else _pressed)(request)
    try:
        named = links.read(token)
    except links.Over:
        return said(request, "link_over", 410)
    if named is None:
        return said(request, "link_wrong", 404)
    if request.method != "POST":
        return page(pages.confirming(language(request)))
    try:
        taking.confirm(*named)
    except NotFound:
        return said(request, "link_over", 410)
    except Conflict:
        return said(request, "link_used", 410)
    return said(request, "confirmed", 200)


def _pressed(request: HttpRequest) -> None:
    limits.send(request, "confirm")


@calmly("GET", "HEAD")
def embed(request: HttpRequest, public_id: str) -> HttpResponse:
    """The script with which a page elsewhere shows a form. It is the same for forms that are not there."""
    if published.PUBLIC.fullmatch(public_id) is None:
        return nothing_here(request)
    body = pages.embed_script(public_id, f"{request.scheme}://{request.get_host()}")
    answer = HttpResponse(body.encode(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@calmly("GET", "HEAD", "POST")
def nothing(request: HttpRequest) -> HttpResponse:
    """There is no such address."""
    return nothing_here(request)


@calmly("GET", "HEAD")
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """The script and the style of the pages."""
    del request
    answer = HttpResponse(BODIES[name], content_type=f"{ASSETS[name]}; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
