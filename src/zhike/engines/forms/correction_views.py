"""The address under /f/my/: somebody's own record, by a link that is of use once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.forms import correcting, correction_pages, given, limits, public, self_links
from zhike.kernel import db
from zhike.kernel.errors import Malformed


@public.calmly("GET", "HEAD", "POST")
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the record, and takes corrections."""
    named = self_links.parse(token)
    if request.method == "POST":
        limits.send(request, f"my {named}")
    else:
        limits.look(request)
    if named is None:
        return public.said(request, "link_wrong", 404)
    tenant_id, link_id = named
    raw = _read(request) if request.method == "POST" else None
    language = public.language(request)
    try:
        with db.transaction(tenant_id) as tx:
            link = self_links.opened(tx, link_id)
            record = correcting.shown(link)
            if raw is None:
                return public.page(correction_pages.drawn(link, record, language, None, {}))
            found = correcting.asked(link, raw)
            if found.faults or not found.values:
                note = "mend" if found.faults else "nothing_changed"
                body = correction_pages.drawn(link, record, language, raw, found.faults, note)
                return public.page(body, 422 if found.faults else 200)
            waits = correcting.correct(tx, link, found.values)
    except self_links.Over:
        return public.said(request, "self_over", 410)
    return public.said(request, "corrections_wait" if waits else "corrected", 200)


def _read(request: HttpRequest) -> dict[str, list[str]]:
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > given.LARGEST:
        raise Malformed("request.too_large", megabytes=0)
    public.need_form(request)
    return given.parse(request.body)
