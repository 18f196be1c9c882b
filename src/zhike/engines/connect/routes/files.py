"""Files: given once, then held by records. Whoever sees such a record, and whoever gave the file, may have it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from zhike.engines.connect import answers, asked, media, storage
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel import jobs, read
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden, Malformed, NotFound

AROUND = 64 * 1024  # what a form adds to the file in it
FORM: dict[str, Any] = {
    "type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}},
}  # fmt: skip
BYTES = {"type": "string", "format": "binary"}
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # browsers show none in a sandbox
DOWNLOAD = Told(answer=BYTES, media="*/*", cached=True)


@general("POST", "/files", "files_upload", Told(
    body=FORM, body_media="multipart/form-data", answer=parts.ref("File"), status=201
))  # fmt: skip
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file, for whoever may write something that could hold it."""
    actor = asked.actor(request)
    asked.query(request)
    if not any({"create", "update"} & one.actions for one in actor.rights.values()):
        raise Forbidden("file.no_right")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > storage.MOST + AROUND:
        raise asked.TooLarge("request.too_large", megabytes=storage.MOST // 1024 // 1024)
    found = request.FILES.getlist("file")
    if len(found) != 1 or len(request.FILES) != 1 or request.POST:
        raise Malformed("file.one_expected")
    stored = storage.keep(actor, found[0].name or "", found[0].chunks())
    return answers.value(stored.value(), 201)


@general("GET", "/files/{str:key}", "files_get", DOWNLOAD)
def download(request: HttpRequest) -> HttpResponseBase:
    """A file: pictures and PDF to be shown in place, anything else to be saved."""
    actor = asked.actor(request)
    asked.query(request)
    stored, owner = storage.find(actor, asked.path_text(request, "key"))
    if owner != actor.person_id and not read.holds_file(actor, stored.key):
        raise NotFound("file.not_found")
    return _sent(request, actor, stored)


@general("GET", "/jobs/{int:id}/file", "jobs_file", DOWNLOAD)
def made(request: HttpRequest) -> HttpResponseBase:
    """The file that a job made."""
    return _of_job(request, "file")


@general("GET", "/jobs/{int:id}/refused", "jobs_refused", DOWNLOAD)
def refused(request: HttpRequest) -> HttpResponseBase:
    """The rows that an import refused, with the reason of each."""
    return _of_job(request, "refused")


def _of_job(request: HttpRequest, name: str) -> HttpResponseBase:
    """A job's result names its files by the value that `storage.keep` gave."""
    actor = asked.actor(request)
    asked.query(request)
    value = (jobs.show(actor, asked.path_id(request))["result"] or {}).get(name)
    if not isinstance(value, dict) or not isinstance(value.get("key"), str):
        raise NotFound("file.not_found")
    stored, _ = storage.find(actor, value["key"])
    return _sent(request, actor, stored)


class _Sent(FileResponse):
    block_size = 64 * 1024  # Django's 4 KiB take as long as opening what is sealed


def _sent(request: HttpRequest, actor: Actor, stored: storage.Stored) -> HttpResponseBase:
    tag = f'"{stored.sha256[:32]}"'
    same = answers.unchanged(request, tag)
    if same is not None:
        return same
    file = storage.Kept(actor.tenant_id, stored.sha256).open("rb")
    inline = stored.type in media.INLINE
    answer = _Sent(file, as_attachment=not inline, filename=stored.name, content_type=stored.type)
    if stored.type == "application/pdf":
        answer.headers["Content-Security-Policy"] = PDF_POLICY
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
