"""The OpenAPI document as a whole, and its form in the repository."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson

from zhike.engines.connect import routing
from zhike.engines.connect.routing import Route, Told
from zhike.engines.connect.schema import hoisted, objects, shared
from zhike.engines.connect.schema.parts import ID, Schema, parameter, ref, whole
from zhike.kernel import registry

ERRORS: dict[int, tuple[str, str, str]] = {  # status -> component, schema, description
    400: ("NotUnderstood", "Error", "The request cannot be understood."),
    401: ("NotSignedIn", "Error", "Nobody is signed in."),
    403: ("Forbidden", "Error", "You may not do this."),
    404: ("NotFound", "Error", "There is no such thing, or you may not see it."),
    409: ("InConflict", "Conflict", "Somebody else was faster; of a record, with both values of each field."),
    413: ("TooLarge", "Error", "The body is too large."),
    422: ("Refused", "Error", "The values are understood and not acceptable: what is wrong with each field."),
    429: ("TooMany", "Error", "Too many requests; the header Retry-After says how many seconds to wait."),
    503: ("Away", "Error", "The database cannot be reached, is busy, took too long or is full: see the code."),
}
ALWAYS = (400, 401, 403, 429, 503)
SIGNED_IN = frozenset({401, 403, 429})  # for whoever must be
PACE: Schema = {  # header -> what it says; of each answer to somebody who is signed in
    "RateLimit": {"$ref": "#/components/headers/RateLimit"},
    "RateLimit-Policy": {"$ref": "#/components/headers/RateLimitPolicy"},
}
HEADERS: dict[str, Schema] = {
    "RateLimit": {
        "description": "How many requests are left (r), and after how many seconds (t) all are there again. Missing "
        "where nobody is signed in, with 429, and where requests are not limited.",
        "schema": {"type": "string", "pattern": r'^"person";r=\d{1,7};t=\d{1,2}$', "maxLength": 60},
        "example": '"person";r=5999;t=1',
    },
    "RateLimitPolicy": {
        "description": "How many requests (q) there are in so many seconds (w), for each person.",
        "schema": {"type": "string", "pattern": r'^"person";q=\d{1,7};w=60$', "maxLength": 60},
        "example": '"person";q=6000;w=60',
    },
}
MORE_HEADERS: dict[int, Schema] = {429: {"Retry-After": {"required": True, "schema": whole(1, 86_400)}}}
KEY = parameter(
    "Idempotency-Key", {"type": "string", "pattern": "^[!-~]{1,200}$", "maxLength": 200},
    "The same key and request give the same answer, and the work is done once. Kept for a day.", where="header",
)  # fmt: skip
PARAMETERS: dict[str, Schema] = {"int": ID, "str": {"type": "string", "maxLength": 200}}
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API token, as `./zhike token create` prints it."},
    "session": {
        "type": "apiKey", "in": "cookie", "name": "zhike_session",
        "description": "A signed-in browser; unsafe methods also need the header X-CSRFToken.",
    },
}  # fmt: skip
DESCRIPTION = (
    "One set of operations for each object, under its plural name. Fields that an administrator adds stand beside the "
    "declared ones in every record, under their code. `Accept-Language` (zh-CN, en) chooses the language of messages. "
    "Requests are limited for each person (6000 a minute unless set otherwise): `RateLimit` says how many are left, "
    "and 429 how long to wait."
)


def operation(route: Route) -> dict[str, Any]:
    """What one operation takes and gives, as OpenAPI writes it."""
    told = route.told
    found: dict[str, Any] = {"responses": _responses(route)}
    parameters = [*_in_path(route.path), *told.query, *([KEY] if told.once else ())]
    if parameters:
        found["parameters"] = parameters
    if told.body is not None:
        found["requestBody"] = {"required": True, "content": {told.body_media: {"schema": told.body}}}
    if route.public:
        found["security"] = []  # unlike all others
    return found | dict(told.more)


def _in_path(path: str) -> list[Schema]:
    found = []
    for part in path.split("/"):
        if part.startswith("{"):
            kind, _, name = part.strip("{}").rpartition(":")
            found.append(parameter(name, PARAMETERS[kind or "str"], "", where="path", required=True))
    return found


def _responses(route: Route) -> dict[str, Any]:
    told = route.told
    content = {told.media: {"schema": told.answer}} if told.answer is not None else None
    good: dict[str, Any] = {"description": "Good."}
    if content:
        good["content"] = content
    headers: dict[str, Any] = {} if route.public else dict(PACE)
    if told.cached:
        headers["ETag"] = {"schema": {"type": "string"}}
    if told.status == 201 and told.once:
        headers["Location"] = {"schema": {"type": "string"}}
    if headers:
        good["headers"] = headers
    found: dict[str, Any] = {str(told.status): good}
    if told.cached:
        found["304"] = {"description": "You have it already."}
    if told.moved:
        where = {"Location": {"schema": {"type": "string"}}}
        found["308"] = {**good, "description": "It went into this one.", "headers": headers | where}
    always = set(ALWAYS) - SIGNED_IN if route.public else set(ALWAYS)
    for status in sorted({*always, *told.errors, *_more_errors(route, told)}):
        found[str(status)] = {"$ref": f"#/components/responses/{ERRORS[status][0]}"}
    return found


def _more_errors(route: Route, told: Told) -> set[int]:
    """What follows from the operation's form."""
    found = set()
    if "{" in route.path:
        found.add(404)
    if told.body is not None:
        found.add(413)
    if route.method != "GET" and not route.public:
        found.add(403)  # a session without a CSRF token
    if told.once:
        found |= {409, 422}
    return found


@cache
def document() -> dict[str, Any]:
    """The document as plain values."""
    paths: dict[str, Any] = {}
    for route in sorted(routing.routes(), key=lambda one: (one.path, one.method)):
        plain = "/api/v1" + route.path.replace("{int:", "{").replace("{str:", "{")
        paths.setdefault(plain, {})[route.method.lower()] = {
            "operationId": route.id, "summary": route.summary, "tags": [route.tag], **operation(route),
        }  # fmt: skip
    alike = hoisted.components(paths)
    schemas = dict(shared.COMPONENTS)
    for spec in registry.declared():
        schemas |= objects.components(spec)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Zhike 知客",
            "version": "1.0.0",
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "Your own Zhike, local or in production.", "x-internal": False}],
        "security": [{name: []} for name in SECURITY],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "responses": {
                name: {
                    "description": text,
                    "content": {routing.JSON: {"schema": ref(schema)}},
                    "headers": {**PACE, **MORE_HEADERS.get(status, {})},
                }
                for status, (name, schema, text) in ERRORS.items()
            }
            | alike["responses"],
            "headers": HEADERS,
            "parameters": alike["parameters"],
            "requestBodies": alike["requestBodies"],
            "securitySchemes": SECURITY,
        },
    }


def written() -> str:
    """The document as it stands in the repository: one line for each operation and each component."""
    whole = document()
    lines = ["{"]
    lines.extend(f'"{name}": {_flat(whole[name])},' for name in ("openapi", "info", "servers", "security"))
    lines.append('"paths": {')
    for path, methods in whole["paths"].items():
        lines.append(f"{_flat(path)}: {{")
        lines.append(",\n".join(f'"{method}": {_flat(one)}' for method, one in methods.items()))
        lines.append("},")
    lines[-1] = "}"
    lines.append('},\n"components": {')
    for name, parts in whole["components"].items():
        lines.append(f'"{name}": {{')
        lines.append(",\n".join(f"{_flat(key)}: {_flat(one)}" for key, one in parts.items()))
        lines.append("},")
    lines[-1] = "}"
    lines.append("}}")
    return "\n".join(lines) + "\n"


def _flat(value: Any) -> str:
    return orjson.dumps(value).decode()
