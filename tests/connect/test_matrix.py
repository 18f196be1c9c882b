"""A-18: a matrix of roles and operations, made of the registry and the OpenAPI document; each denied cell is tried.

A new operation must be put into one of the two tables below, by what it takes, or the first test fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.conformance import invent, worlds
from tests.connect.company import Answer, Program
from zhike.access import tokens
from zhike.access.rights import DIRECTORY
from zhike.engines.connect.schema import document
from zhike.kernel import registry
from zhike.kernel.actor import ACTIONS
from zhike.kernel.spec import ObjectSpec

ANYBODY, ADMIN, PAGE = "anybody", "an administrator", "a page"
EVERY = {"all": []}
# What follows the plural name of an object -> what it takes, and a body that would be good. Deleting comes last.
OF_OBJECTS: tuple[tuple[str, str, str, Any], ...] = (
    ("GET", "", "read", None),
    ("GET", "/tags", "read", None),
    ("GET", "/access", ANYBODY, None),  # one's own rights
    ("POST", "/words", ANYBODY, {"where": EVERY}),
    ("GET", "/{id}", "read", None),
    ("GET", "/{id}/access", "read", None),
    ("GET", "/{id}/history", "read", None),
    ("GET", "/{id}/related", "read", None),
    ("GET", "/{id}/timeline", "read", None),
    ("GET", "/{id}/team", "read", None),
    ("GET", "/{id}/preview", "read", None),
    ("GET", "/{id}/quality", "read", None),
    ("GET", "/{id}/events", "read", None),
    ("GET", "/{id}/measures", "read", None),
    ("GET", "/{id}/segments", "read", None),
    ("GET", "/{id}/details", "read", None),
    ("GET", "/terms", "read", None),
    ("GET", "/{id}/uses", "read", None),
    ("POST", "/try", "create", {"object": "customer", "definition": {"related": "orders"}}),
    ("GET", "/{id}/visitors", "read", None),
    ("GET", "/{id}/snippet", "read", None),
    ("POST", "/{id}/identity", "import", None),
    ("POST", "/{id}/visitors/{visitor}/split", "update", None),
    ("GET", "/{id}/page", "read", None),
    ("POST", "", "create", {}),
    ("POST", "/recognize", "create", {"text": "x"}),
    ("POST", "/batch", "create", {"mode": "create", "rows": [{}]}),
    ("POST", "/batch", "update", {"mode": "update", "rows": [{"id": 0}]}),
    ("POST", "/batch", "bulk", {"mode": "update", "where": EVERY, "values": {}}),
    ("POST", "/bulk", "bulk", {"mode": "update", "where": EVERY, "values": {}}),
    ("POST", "/bulk", "update", {"mode": "update", "where": EVERY, "values": {}}),
    ("POST", "/bulk", "delete", {"mode": "delete", "where": EVERY}),
    ("POST", "/clean", "bulk", {"operation": "tidy", "params": {}}),
    ("POST", "/clean", "update", {"operation": "tidy", "params": {}}),
    ("POST", "/export", "export", {"format": "csv"}),
    ("GET", "/template", "import", None),
    ("GET", "/{id}/card", "export", None),
    ("POST", "/{id}/reveal", "reveal", {"field": "id", "reason": "x"}),
    ("GET", "/{id}/duplicates", "read", None),
    ("POST", "/duplicates", "create", {"values": {}}),
    ("POST", "/join", ANYBODY, {"handle": "x"}),  # the handle is the right
    ("POST", "/{id}/team", "update", {"person": 0, "may": "read"}),
    ("DELETE", "/{id}/team/{person}", "update", None),
    ("POST", "/{id}/self-service", "update", {}),
    ("DELETE", "/{id}/self-service", "update", None),
    ("GET", "/status", "read", None),
    ("GET", "/{id}/runs", "read", None),
    ("POST", "/{id}/run", "update", {}),
    ("POST", "/{id}/header", "update", {"header": None, "value": None}),
    ("PATCH", "/{id}", "update", {"version": 1}),
    ("POST", "/{id}/effect", "update", {"grants": {}}),
    ("POST", "/{id}/password", ADMIN, None),
    ("GET", "/{id}/personal-data", ADMIN, None),
    ("POST", "/{id}/personal-data/export", ADMIN, {}),
    ("POST", "/{id}/personal-data/erase", ADMIN, {}),
    ("GET", "/{id}/suggestions", "read", None),
    ("POST", "/{id}/suggestions/{suggestion}/accept", "update", None),
    ("POST", "/{id}/suggestions/{suggestion}/ignore", "update", None),
    ("POST", "/audience", "read", {"where": {"all": []}}),
    ("POST", "/{id}/explain", "read", {"where": {"all": []}}),
    ("GET", "/{id}/passages", "read", None),
    ("GET", "/{id}/classes", "read", None),
    ("GET", "/analysis", "read", None),
    ("GET", "/analysis/headline", "read", None),
    ("GET", "/analysis/breakdown", "read", None),
    ("GET", "/analysis/rfm", "read", None),
    ("GET", "/analysis/pareto", "read", None),
    ("GET", "/analysis/cohorts", "read", None),
    ("GET", "/analysis/movement", "read", None),
    ("GET", "/analysis/changes", "read", None),
    ("GET", "/analysis/needs", "read", None),
    ("GET", "/{id}/versions", "read", None),
    ("GET", "/{id}/moves", "read", None),
    ("POST", "/{id}/draft", "update", {"definition": {}}),
    ("POST", "/{id}/versions/{number}/try", "read", None),
    ("POST", "/{id}/versions/{number}/publish", "update", None),
    ("POST", "/{id}/versions/{number}/unplan", "update", None),
    ("POST", "/{id}/override", "read", {"record": 1, "class": None}),
    ("GET", "/{id}/requests", "read", None),
    ("POST", "/{id}/requests/{number}/answer", "update", {"accept": True}),
    ("GET", "/{id}/reports", "read", None),
    ("POST", "/{id}/reports", "read", {"kind": "evaluation"}),
    ("GET", "/{id}/reports/{number}", "read", None),
    ("POST", "/{id}/mail", "read", {"wanted": True}),
    ("POST", "/{id}/clusters", "read", {"measures": ["x"], "count": 2}),
    ("GET", "/{id}/through", "read", None),
    ("GET", "/{id}/result", "read", None),
    ("POST", "/{id}/members", "update", {}),
    ("POST", "/{id}/snapshot", "read", {"name": "x"}),
    ("POST", "/{id}/merge", "update", {"from": [0]}),
    ("POST", "/{id}/merge", "delete", {"from": [0]}),
    ("POST", "/batch", "delete", {"mode": "delete", "rows": [{"id": 0}]}),
    ("DELETE", "/{id}", "delete", None),
)
# What is about no one object -> what it takes. Of what is anybody's, each sees their own part; others look at that.
GENERAL = {
    "audit_list": ADMIN, "privacy_inventory": ADMIN, "privacy_inventory_file": ADMIN, "settings_change": ADMIN,
    "me_get": PAGE, "me_change": PAGE, "me_companies": PAGE, "me_company": PAGE, "me_view": PAGE, "me_view_end": PAGE,
    "imports_upload": "import", "files_upload": "create", "quality_company": "bulk", "quality_run": "bulk",
    "quality_mail": "bulk", "events_batch": "import", "events_identify": "import",
    "answers_list": "import",
    **dict.fromkeys((
        "duplicates_status", "duplicates_list", "duplicates_get", "duplicates_different", "duplicates_later",
        "duplicates_decisions", "duplicates_decisions_undo", "duplicates_sure", "duplicates_scan", "duplicates_merge",
        "join_requests_list", "join_requests_answer",
        "answers_accept", "answers_attach", "answers_drop", "answers_get",
        "corrections_accept", "corrections_list", "corrections_refuse",
        "bin_alike", "bin_purge", "changes_list", "changes_records", "changes_undo_records", "changes_undo",
        "files_get",
        "imports_alike", "imports_check", "imports_checked", "imports_choose", "imports_codes",
        "imports_linked_preview",
        "imports_linked_run", "imports_linked_try", "imports_mend", "imports_preview", "imports_rows",
        "imports_run", "imports_values", "jobs_list", "jobs_get", "jobs_cancel", "jobs_file", "jobs_refused",
        "jobs_undo", "meta", "openapi", "regions", "reveals", "search", "segment_overlap", "settings_get",
        "suggestions_list", "tokens_list", "tokens_create", "tokens_revoke", "workdays",
    ), ANYBODY),
}  # fmt: skip
TRIED = ("create", "read", "update", "delete", "export", "bulk", "reveal")
OBJECTS = sorted(one.name for one in registry.declared())
DENIED = {403, 404}
NOT_YET = ("person", "visitor", "number")  # what a new record has none of


@cache
def world() -> worlds.World:
    return worlds.fresh()


@cache
def somebody(but: str | None = None, scopes: tuple[str, ...] = ("read", "write", "admin")) -> Program:
    """Whoever has every action but one; without any for `but` of an administrator."""
    company = world().company
    name = f"{but}-{len(scopes)}"
    allowed = {} if but == ADMIN else {action: True for action in ACTIONS if action != but}
    company.write("role", {"name": name, "code": name, "grants": {"*": {"actions": allowed, "scope": "all"}}})
    person = company.add(f"p{name}", roles=(name,), email=None)
    return Program(tokens.create(company.system, person_id=person, name="x", scopes=scopes))


@cache
def owner() -> Program:
    company = world().company
    return Program(tokens.create(company.system, person_id=company.owner, name="x", scopes=("read", "write", "admin")))


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document.document()["paths"].items():
        for method, told in methods.items():
            yield method.upper(), path.removeprefix("/api/v1"), told


def of_object(spec: ObjectSpec) -> set[tuple[str, str]]:
    """The operations of one object: method, and what follows its plural name."""
    start = f"/{spec.plural}"
    return {(method, path[len(start) :]) for method, path, _ in operations() if path.split("/")[1] == spec.plural}


def ask(api: Program, spec: ObjectSpec, method: str, rest: str, body: Any, record: int) -> Answer:
    path = (
        f"/{spec.plural}{rest}".replace("{id}", str(record))
        .replace("{person}", str(world().company.owner))
        .replace("{suggestion}", "1")
        .replace("{number}", "1")
        .replace("{visitor}", "1")
    )
    if body is not None and "rows" in body:
        body = {**body, "rows": [dict.fromkeys(one, record) for one in body["rows"]]}
    if body is not None and "person" in body:
        body = {**body, "person": world().company.owner}
    if body is not None and "from" in body:
        body = {"from": [world().made(spec.name, world().row(world().spec(spec.name)))]}
    return api.ask(method, path, body)


def test_every_operation_has_its_place() -> None:
    plurals = {one.plural for one in registry.declared()}
    general = {told["operationId"] for _, path, told in operations() if path.split("/")[1] not in plurals}
    assert general == set(GENERAL)
    known = {(method, rest) for method, rest, _, _ in OF_OBJECTS}
    for spec in registry.declared():
        assert of_object(spec) <= known, spec.name


@pytest.mark.parametrize("name", OBJECTS)
def test_what_a_role_does_not_grant_is_denied(database: None, name: str) -> None:
    spec = registry.declared_object(name)
    record = world().made(name, world().row(world().spec(name)))
    there, tried = of_object(spec), 0
    for method, rest, needs, body in OF_OBJECTS:
        if (method, rest) not in there:
            continue
        denied: list[Program] = []
        if needs == ADMIN or (spec.shape.settings and needs != ANYBODY and not (name in DIRECTORY and needs == "read")):
            denied = [somebody(), somebody(ADMIN)]
        elif needs in TRIED and not spec.shape.settings:
            denied = [somebody(needs), somebody(ADMIN)]
        if method != "GET" and needs in {"create", "update", "delete", "bulk"}:
            denied.append(somebody(None, ("read",)))
        for api in denied:
            answer = ask(api, spec, method, rest, body, record)
            faults = [one.get("errors", {}) for one in (answer.body or {}).get("results", ())]
            refused = bool(faults) and all(faults)  # row by row
            assert answer.status in DENIED or refused, (method, rest, needs, answer.raw)
            tried += 1
    assert tried >= (20 if not spec.shape.settings else 15)
    assert owner().get(f"/{spec.plural}/{record}").ok()["version"] == 1


@pytest.mark.parametrize("name", OBJECTS)
def test_what_a_role_grants_is_not(database: None, name: str) -> None:
    """So that the matrix does not pass because everything is refused."""
    spec = registry.declared_object(name)
    there = of_object(spec)
    for method, rest, needs, body in OF_OBJECTS:
        if (method, rest) not in there or needs == ADMIN or rest == "/bulk":  # which would leave jobs behind
            continue
        if spec.shape.settings and not (name in DIRECTORY and needs == "read"):
            continue
        record = world().made(name, world().row(world().spec(name)))
        answer = ask(somebody(), spec, method, rest, body, record)
        # Some are seen, or changed, by their maker alone; nobody is in a team yet, and no scheme has versions.
        narrow = spec.shape.visible or spec.shape.changeable or any(f"{{{one}}}" in rest for one in NOT_YET)
        code = (answer.body or {}).get("code")
        assert answer.status not in {401, *DENIED} or (narrow and code != "right.missing"), (method, rest, answer.raw)


def test_what_is_about_no_object(database: None) -> None:
    tried = 0
    for method, path, told in operations():
        needs = GENERAL.get(told["operationId"], ANYBODY)
        if needs == ANYBODY:
            continue
        denied = {ADMIN: (somebody(), somebody(ADMIN)), PAGE: (owner(), somebody())}.get(needs, (somebody(ADMIN),))
        for api in denied:
            answer = api.ask(method, path, {} if method in {"POST", "PATCH"} else None)
            assert answer.status == 403, (method, path, answer.raw)
            tried += 1
    assert tried == 28


NARROWED = [one.name for one in registry.declared() if not (one.shape.settings or one.shape.changeable)]


def hideable(spec: ObjectSpec) -> list[str]:
    return [one.name for one in spec.own_fields if one.name != spec.title and not one.system]


@pytest.mark.parametrize("name", NARROWED)
def test_a_hidden_field_is_in_no_cell(database: None, name: str) -> None:
    """Field by field: not read, not listed, not written, not asked by, not sorted by, not told of."""
    made, spec = world(), registry.declared_object(name)
    row = made.row(made.spec(name))
    record = made.made(name, row)
    fields = hideable(spec)
    entry = {"fields": dict.fromkeys(fields, "hidden")}
    grants = {"*": {"actions": dict.fromkeys(ACTIONS, True), "scope": "all"}, name: entry}
    made.company.write("role", {"name": f"h{name}", "code": f"h{name}", "grants": grants})
    person = made.company.add(f"h{name}", roles=(f"h{name}",), email=None)
    api = Program(tokens.create(made.company.system, person_id=person, name="x", scopes=("read", "write")))
    seen = api.get(f"/{spec.plural}/{record}").ok()
    assert not set(seen) & set(fields)
    assert not {one for row in api.get(f"/{spec.plural}").ok()["rows"] for one in row} & set(fields)
    told = next(one for one in api.get("/meta").ok()["objects"] if one["name"] == name)
    assert not {one["name"] for one in told["fields"]} & set(fields)
    entries = api.get(f"/{spec.plural}/{record}/history").ok()["rows"]
    assert not {one["name"] for entry in entries for one in entry["fields"]} & set(fields)
    before = owner().get(f"/{spec.plural}/{record}").ok()
    for one in fields:
        where = {"field": one, "op": "not_empty"}
        api.get(f"/{spec.plural}", where=where).refused(400, "condition.unknown_field")
        api.post(f"/{spec.plural}/export", {"where": where}).refused(400, "condition.unknown_field")
        assert api.get(f"/{spec.plural}", sort=one).status == 400
        assert api.get(f"/{spec.plural}", columns=one).status == 400
        change = {"version": before["version"], one: invent.value(spec.fields[one], 7, made.targets)}
        fault = api.patch(f"/{spec.plural}/{record}", change).refused(422)["fields"][one]
        assert fault["code"] in {"field.unknown", "field.not_writable"}
    assert owner().get(f"/{spec.plural}/{record}").ok() == before
