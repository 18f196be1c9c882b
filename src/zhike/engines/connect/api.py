"""The API as ninja serves it: signing in, routing and errors; what it says of itself is made in `schema`."""

from __future__ import annotations

import warnings
from functools import cache

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from zhike.engines.connect import errors, once, routing
from zhike.engines.connect.signed_in import signed_in


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
        for route in routing.routes():
            view = route.view if route.told.once or route.method == "GET" else once.never(route.view)
            made.default_router.add_api_operation(
                route.path, [route.method], view, auth=None if route.public else [signed_in],
                operation_id=route.id, summary=route.summary, tags=[route.tag],
            )  # fmt: skip
    return made
