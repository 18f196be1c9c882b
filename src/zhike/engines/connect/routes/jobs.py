"""Background work and how far it is."""

from __future__ import annotations

import contextlib
from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel import jobs, words
from zhike.kernel.errors import NotFound
from zhike.kernel.journal import undo_job

RUNNING = ("waiting", "running")
UNDO = Told(
    query=(parts.parameter("force", parts.FLAG, "1: also put back what was changed again since."),),
    answer=parts.ref("JobStarted"), status=202, once=True,
)  # fmt: skip


@general("GET", "/jobs", "jobs_list", Told(answer=parts.ref("Jobs")))
def newest(request: HttpRequest) -> HttpResponse:
    """The actor's latest jobs."""
    actor = asked.actor(request)
    asked.query(request)
    return answers.value({"rows": [_told(one, actor.language) for one in jobs.newest(actor)]})


@general("GET", "/jobs/{int:id}", "jobs_get", Told(answer=parts.ref("Job")))
def one(request: HttpRequest) -> HttpResponse:
    """A job."""
    actor = asked.actor(request)
    asked.query(request)
    return answers.value(_told(jobs.show(actor, asked.path_id(request)), actor.language))


@general("POST", "/jobs/{int:id}/cancel", "jobs_cancel", Told(answer=parts.ref("Job"), once=True))
def cancel(request: HttpRequest) -> HttpResponse:
    """Stop a job after the batch it is at; one that has ended stays as it is."""
    actor, job_id = asked.actor(request), asked.path_id(request)
    asked.query(request)

    def perform() -> HttpResponse:
        if jobs.show(actor, job_id)["state"] in RUNNING:
            with contextlib.suppress(NotFound):  # it ended just now
                jobs.cancel(actor, job_id)
        return answers.value(_told(jobs.show(actor, job_id), actor.language))

    return once(request, actor, perform)


@general("POST", "/jobs/{int:id}/undo", "jobs_undo", UNDO)
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo all that a job did, in the background."""
    actor, job_id = asked.actor(request), asked.path_id(request)
    force = asked.flag(asked.query(request, frozenset({"force"})), "force")
    return once(request, actor, lambda: answers.value({"job": undo_job.start(actor, job_id, force=force)}, 202))


def _told(job: dict[str, Any], language: str) -> dict[str, Any]:
    """A job as the API shows it: its error in words."""
    error = job["error"]
    if error:
        data = error.get("data") or {}
        job["error"] = {"code": error["code"], "message": words.say(error["code"], language, **data)}
    return job
