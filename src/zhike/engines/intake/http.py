"""Imports and exports over HTTP. The files that a job made are given out where jobs are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from zhike.engines.connect import answers, asked, storage
from zhike.engines.connect.incoming import Incoming
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import general, of_objects
from zhike.engines.intake import codes, exporting, importing, plan, sheets, template
from zhike.engines.intake import preview as previews
from zhike.engines.intake import schema as told
from zhike.engines.intake.bench import http as bench
from zhike.engines.intake.bench import taking
from zhike.engines.intake.cards import output
from zhike.engines.intake.linked import http as linked
from zhike.engines.intake.places import Place
from zhike.engines.intake.sources import http as sources
from zhike.kernel import words
from zhike.kernel.errors import Forbidden, Malformed
from zhike.kernel.read import Query
from zhike.kernel.secrets.scratch import Scratch

_AROUND = 64 * 1024  # what a form adds to the file in it
_EXPORT = frozenset({"where", "sort", "columns", "q", "format", "encoding", "deleted"})


@general("POST", "/imports", "imports_upload", told.UPLOAD)
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file to be imported, and say what it is."""
    actor = asked.actor(request)
    asked.query(request)
    if not any("import" in one.actions for one in actor.rights.values()):
        raise Forbidden("import.no_right")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > importing.MOST + _AROUND:
        raise asked.TooLarge("request.too_large", megabytes=importing.MOST // 1024 // 1024)
    found = request.FILES.getlist("file")
    if len(found) != 1 or len(request.FILES) != 1:
        raise Malformed("file.one_expected")
    name = storage.named(found[0].name or "")
    with _at_hand(found[0]) as place:
        info = sheets.inspect(place, name=name)
    stored = storage.keep_a_while(actor, name, found[0].chunks(), most=importing.MOST)
    return answers.value({"upload": stored.key, "name": stored.name, "size": stored.size, **previews.told(info)}, 201)


@contextmanager
def _at_hand(file: UploadedFile[Any]) -> Iterator[Place]:
    """Where an uploaded file can be read again and again."""
    if isinstance(file, Incoming):
        yield file.place
        return
    with Scratch() as place:
        with place.open("wb") as copy:
            copy.writelines(file.chunks())
        yield place


@general("POST", "/imports/{str:upload}/preview", "imports_preview", told.PREVIEW)
def preview(request: HttpRequest) -> HttpResponse:
    """How the first rows of a file would come out. Nothing is kept."""
    actor, wanted = asked.actor(request), plan.read(asked.body(request))
    stored = importing.own(actor, asked.path_text(request, "upload"))
    place = storage.Kept(actor.tenant_id, stored.sha256)
    return answers.value(previews.preview(actor, place, stored.name, wanted))


@general("POST", "/imports/{str:upload}/codes", "imports_codes", told.CODES)
def codes_of(request: HttpRequest) -> HttpResponse:
    """The codes of records that a file names, such as those who are to be in a segment. Nothing is imported."""
    actor, given = asked.actor(request), asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"object", "sheet"}))
    name, sheet = _text(given, "object"), _maybe_text(given, "sheet")
    return answers.value(codes.of_file(actor, asked.path_text(request, "upload"), name, sheet))


@general("POST", "/imports/{str:upload}/run", "imports_run", told.RUN)
def run(request: HttpRequest) -> HttpResponse:
    """Import a file in the background."""
    actor, wanted = asked.actor(request), plan.read(asked.body(request))
    key = asked.path_text(request, "upload")
    if wanted.checked:
        return once(request, actor, lambda: answers.value({"job": taking.start(actor, key)}, 202))
    return once(request, actor, lambda: answers.value({"job": importing.start(actor, key, wanted)}, 202))


@of_objects("POST", "/export", "export", lambda _: told.EXPORT)
def export(request: HttpRequest, name: str) -> HttpResponse:
    """Make a file of a list in the background."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, _EXPORT)
    query = Query(
        where=asked.plain_condition(given.get("where")), sort=_text(given, "sort"), columns=_columns(given),
        q=_text(given, "q"), deleted=_flag(given, "deleted"),
    )  # fmt: skip
    encoding, kind = _maybe_text(given, "encoding"), _maybe_text(given, "format")
    wanted = "xlsx" if kind is None else kind
    return once(
        request, actor, lambda: answers.value({"job": exporting.start(actor, name, query, wanted, encoding)}, 202)
    )  # fmt: skip


@of_objects("GET", "/template", "template", lambda _: told.TEMPLATE)
def as_template(request: HttpRequest, name: str) -> HttpResponse:
    """A workbook to be filled in and imported: the fields that one may write, with lists, formats and an example."""
    actor, given = asked.actor(request), asked.query(request, frozenset({"language"}))
    language = given.get("language", actor.language)
    if language not in words.LANGUAGES:
        raise Malformed("request.wrong_member", name="language")
    title, content = template.make(replace(actor, language=language), name)
    return _file(title, content, str(told.TEMPLATE.media))


@of_objects("GET", "/{int:id}/card", "card", lambda _: told.CARD, only=output.may_be_cards)
def as_card(request: HttpRequest, name: str) -> HttpResponse:
    """A record as a business card (vCard), bound by the rights of an export."""
    actor, given = asked.actor(request), asked.query(request, frozenset({"version"}))
    version = given.get("version") or "4"
    if f"vcard{version}" not in output.VERSIONS:
        raise Malformed("request.wrong_member", name="version")
    title, content = exporting.card(actor, name, asked.path_id(request), f"vcard{version}")
    return _file(title, content, "text/vcard; charset=utf-8")


def _file(name: str, content: bytes, media: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _maybe_text(given: dict[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise Malformed("request.wrong_member", name=name)
    return value


def _text(given: dict[str, Any], name: str) -> str:
    return _maybe_text(given, name) or ""


def _flag(given: dict[str, Any], name: str) -> bool:
    value = given.get(name)
    if value is not None and not isinstance(value, bool):
        raise Malformed("request.wrong_member", name=name)
    return bool(value)


def _columns(given: dict[str, Any]) -> tuple[str, ...] | None:
    value = given.get("columns")
    if value is not None and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        raise Malformed("request.wrong_member", name="columns")
    return tuple(value) if value else None


DECLARED = (bench.__name__, linked.__name__, sources.__name__)  # their addresses are declared there
