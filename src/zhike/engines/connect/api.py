"""The API as a whole: one route for each thing that can be done with each object, and those about everything."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from zhike.engines.connect import errors
from zhike.engines.connect.routes import about, batches, beside, changes, jobs, records, search
from zhike.engines.connect.signed_in import signed_in
from zhike.kernel import registry
from zhike.kernel.spec import ObjectSpec

View = Callable[[HttpRequest], HttpResponse]
ObjectView = Callable[[HttpRequest, str], HttpResponse]


@dataclass(frozen=True, kw_only=True)
class Route:
    """One operation: method and path, what answers it, and how the OpenAPI document tells of it."""

    method: str
    path: str
    view: View
    id: str
    tag: str
    summary: str
    public: bool = False
    told: dict[str, Any] = field(default_factory=dict)


class Api(NinjaAPI):
    """Handlers answer with a finished response, so ninja need not make one before each of them."""

    _nothing = HttpResponse()

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        del request
        return self._nothing


@cache
def api() -> NinjaAPI:
    """The API, made once the registry is closed."""
    made = Api(title="Zhike 知客", version="1.0.0", urls_namespace="v1", docs_url=None, openapi_url=None)
    errors.install(made)
    with warnings.catch_warnings():
        # Ids in paths are read by `asked.path_id`: a model for each would cost more than the rest of the routing.
        warnings.filterwarnings("ignore", message=r"Field\(s\) .* are in the view path")
        for route in routes():
            made.default_router.add_api_operation(
                route.path, [route.method], route.view, auth=None if route.public else [signed_in],
                operation_id=route.id, summary=route.summary, tags=[route.tag], openapi_extra=route.told,
            )  # fmt: skip
    return made


def routes() -> list[Route]:
    """All routes."""
    return [*general(), *(route for spec in registry.declared() for route in of_object(spec))]


OF_OBJECT: tuple[tuple[str, str, str, ObjectView], ...] = (
    ("GET", "", "list", records.many),
    ("POST", "", "create", records.create),
    ("POST", "/batch", "batch", batches.batch),
    ("POST", "/words", "words", beside.words),
    ("GET", "/{int:id}", "get", records.one),
    ("PATCH", "/{int:id}", "change", records.change),
    ("DELETE", "/{int:id}", "delete", records.remove),
    ("GET", "/{int:id}/timeline", "timeline", beside.timeline),
    ("GET", "/{int:id}/history", "history", beside.history),
    ("GET", "/{int:id}/related", "related", beside.related),
)


def of_object(spec: ObjectSpec) -> list[Route]:
    """What can be done with one object."""
    return [
        Route(
            method=method, path=f"/{spec.plural}{path}", view=_bound(view, spec.name), id=f"{spec.plural}_{verb}",
            tag=spec.plural, summary=(view.__doc__ or "").split("\n")[0],
        )
        for method, path, verb, view in OF_OBJECT
    ]  # fmt: skip


def _bound(view: ObjectView, name: str) -> View:
    """The handler of one object."""

    def handle(request: HttpRequest) -> HttpResponse:
        return view(request, name)

    handle.__name__ = view.__name__
    handle.__doc__ = view.__doc__
    return handle


GENERAL: tuple[tuple[str, str, str, View], ...] = (
    ("GET", "/meta", "meta", about.meta),
    ("GET", "/regions", "regions", about.regions),
    ("GET", "/search", "search", search.search),
    ("GET", "/changes", "changes_list", changes.changes),
    ("POST", "/changes/{int:id}/undo", "changes_undo", changes.take_back),
    ("GET", "/jobs", "jobs_list", jobs.newest),
    ("GET", "/jobs/{int:id}", "jobs_get", jobs.one),
    ("POST", "/jobs/{int:id}/cancel", "jobs_cancel", jobs.cancel),
)


def general() -> list[Route]:
    """What is about everything."""
    return [
        Route(
            method=method, path=path, view=view, id=name, tag=path.split("/")[1],
            summary=(view.__doc__ or "").split("\n")[0],
        )
        for method, path, name, view in GENERAL
    ]  # fmt: skip
