"""Background work and how far it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.kernel import jobs, words
from zhike.kernel.errors import NotFound

RUNNING = ("waiting", "running")


def newest(request: HttpRequest) -> HttpResponse:
    """The actor's latest jobs."""
    actor = asked.actor(request)
    asked.query(request)
    return answers.value({"rows": [_told(one, actor.language) for one in jobs.newest(actor)]})


def one(request: HttpRequest) -> HttpResponse:
    """A job."""
    actor = asked.actor(request)
    asked.query(request)
    return answers.value(_told(jobs.show(actor, asked.path_id(request)), actor.language))


def cancel(request: HttpRequest) -> HttpResponse:
    """Stop a job after the batch it is at; one that has ended stays as it is."""
    actor, job_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    if jobs.show(actor, job_id)["state"] in RUNNING:
        try:
            jobs.cancel(actor, job_id)
        except NotFound:  # it ended just now
            pass
    return answers.value(_told(jobs.show(actor, job_id), actor.language))


def _told(job: dict[str, Any], language: str) -> dict[str, Any]:
    """A job as the API shows it: its error in words."""
    error = job["error"]
    if error:
        data = error.get("data") or {}
        job["error"] = {"code": error["code"], "message": words.say(error["code"], language, **data)}
    return job
