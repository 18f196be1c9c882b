"""Which operations the API has. Each is declared where it is answered, with what the OpenAPI document tells of it.

An engine that stands on this one declares its own in a module `http`, which is imported before the API is made:

    @routing.general("POST", "/imports", "imports_upload", Told(answer=parts.ref("Upload"), errors=(413, 422)))
    def upload(request: HttpRequest) -> HttpResponse: ...

    @routing.of_objects("POST", "/export", "export", lambda spec: Told(...))
    def export(request: HttpRequest, name: str) -> HttpResponse: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import autodiscover_modules

from zhike.kernel import registry
from zhike.kernel.spec import ObjectSpec

View = Callable[[HttpRequest], HttpResponseBase]
ObjectView = Callable[[HttpRequest, str], HttpResponseBase]
Schema = Mapping[str, Any]
JSON = "application/json"


@dataclass(frozen=True, kw_only=True)
class Told:
    """An operation as the OpenAPI document tells it. What any operation may answer is added there."""

    answer: Schema | None = None  # of a good answer; None: it is not JSON
    status: int = 200
    media: str = JSON  # of a good answer
    query: Sequence[Schema] = ()  # parameter objects
    body: Schema | None = None
    body_media: str = JSON
    errors: tuple[int, ...] = ()  # beyond 400, 401, 403, 429 and 503
    once: bool = False  # takes an Idempotency-Key
    cached: bool = False  # answers 304 to a tag that is still right
    moved: bool = False  # answers 308 to the id of a record that went into another one
    more: Schema = field(default_factory=dict)  # anything else, as OpenAPI writes it


@dataclass(frozen=True, kw_only=True)
class Route:
    """One operation: method and path, what answers it, and how it is told."""

    method: str
    path: str
    view: View
    id: str
    tag: str
    told: Told
    public: bool = False

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (self.view.__doc__ or "").strip().split("\n")[0]


@dataclass(frozen=True, kw_only=True)
class _OfObjects:
    method: str
    path: str
    verb: str
    view: ObjectView
    told: Callable[[ObjectSpec], Told]
    only: Callable[[ObjectSpec], bool]


_general: list[Route] = []
_of_objects: list[_OfObjects] = []


def general(method: str, path: str, name: str, told: Told, *, public: bool = False) -> Callable[[View], View]:
    """Declare an operation that is not about one object. `path` is as ninja writes it: `/jobs/{int:id}`."""

    def mark(view: View) -> View:
        tag = path.split("/")[1]
        _general.append(Route(method=method, path=path, view=view, id=name, tag=tag, told=told, public=public))
        return view

    return mark


def of_objects(
    method: str,
    path: str,
    verb: str,
    told: Callable[[ObjectSpec], Told],
    *,
    only: Callable[[ObjectSpec], bool] = lambda _: True,
) -> Callable[[ObjectView], ObjectView]:
    """Declare an operation that every object has (or those of `only`), `path` being what follows its plural name."""

    def mark(view: ObjectView) -> ObjectView:
        _of_objects.append(_OfObjects(method=method, path=path, verb=verb, view=view, told=told, only=only))
        return view

    return mark


def routes() -> list[Route]:
    """All operations, those of each object under its own path."""
    autodiscover_modules("http")
    return [*_general, *(_bound(one, spec) for spec in registry.declared() for one in _of_objects if one.only(spec))]


def _bound(one: _OfObjects, spec: ObjectSpec) -> Route:
    def view(request: HttpRequest) -> HttpResponseBase:
        return one.view(request, spec.name)

    view.__name__, view.__doc__ = one.view.__name__, one.view.__doc__
    return Route(
        method=one.method, path=f"/{spec.plural}{one.path}", view=view, id=f"{spec.plural}_{one.verb}", tag=spec.plural,
        told=one.told(spec),
    )  # fmt: skip


def reserved() -> set[str]:
    """First parts of paths that no object may have as its plural name."""
    autodiscover_modules("http")
    return {one.tag for one in _general}
