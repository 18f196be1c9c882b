"""Imports of several linked sheets over HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import general
from zhike.engines.intake.linked import plan, running, showing, told, trying


@general("POST", "/imports/{str:upload}/linked/preview", "imports_linked_preview", told.PREVIEW)
def preview(request: HttpRequest) -> HttpResponse:
    """Which sheets of a file are which objects, and how their rows link to each other. Nothing is kept."""
    actor, wanted = asked.actor(request), plan.read(asked.body(request))
    return answers.value(showing.preview(actor, asked.path_text(request, "upload"), wanted))


@general("POST", "/imports/{str:upload}/linked/try", "imports_linked_try", told.TRY)
def attempt(request: HttpRequest) -> HttpResponse:
    """Count in the background what would become of the rows of linked sheets."""
    actor, wanted = asked.actor(request), plan.read(asked.body(request))
    upload = asked.path_text(request, "upload")
    return once(request, actor, lambda: answers.value({"job": trying.start(actor, upload, wanted)}, 202))


@general("POST", "/imports/{str:upload}/linked/run", "imports_linked_run", told.RUN)
def run(request: HttpRequest) -> HttpResponse:
    """Import linked sheets in the background."""
    actor, wanted = asked.actor(request), plan.read(asked.body(request))
    upload = asked.path_text(request, "upload")
    return once(request, actor, lambda: answers.value({"job": running.start(actor, upload, wanted)}, 202))
