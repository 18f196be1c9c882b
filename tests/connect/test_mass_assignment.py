"""A-19: what is not for callers to write is refused by name, on every object and every way in, and has no effect."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import invent, worlds
from tests.connect.company import Answer, Program
from tests.intake.company import upload
from zhike.access import tokens
from zhike.kernel import db, jobs, registry
from zhike.kernel.spec import ObjectSpec

OBJECTS = sorted(one.name for one in registry.declared())
ALWAYS = {
    "tenant_id", "tenant", "id", "version", "created_at", "created_by", "created_by_id", "updated_at", "updated_by",
    "updated_by_id", "search", "title_sort", "custom", "deleted_at",
}  # fmt: skip
# What accounts and people have elsewhere, and what other programs call it.
ELSEWHERE = {
    "account", "account_id", "admin", "groups", "is_active", "is_staff", "is_superuser", "password", "permissions",
    "role", "roles", "tenants",
}  # fmt: skip
CODES = {"field.not_writable", "field.unknown"}


@cache
def world() -> worlds.World:
    return worlds.fresh()


@cache
def other() -> worlds.World:
    return worlds.fresh()


@cache
def program() -> Program:
    made = world().company
    return Program(tokens.create(made.system, person_id=made.owner, name="x", scopes=("read", "write", "admin")))


def least(spec: ObjectSpec) -> dict[str, Any]:
    """The values that a record must have."""
    world().reach(spec)
    needed = [one for one in invent.writable(spec) if one.required or one.name == spec.title]
    number = next(world().numbers)
    return {
        one.name: given() if one.kind.kind == "file" else invent.value(one, number, world().targets) for one in needed
    }


def given() -> dict[str, Any]:
    """A file that was given."""
    raw = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--b--\r\n'
    told: dict[str, Any] = program().post("/files", raw=raw, kind="multipart/form-data; boundary=b").ok(201)
    return told


def hidden(spec: ObjectSpec) -> list[str]:
    """Every column of the table, and every field, that nobody writes; the columns of links are not their names."""
    with db.transaction(world().company.tenant) as tx:
        columns = tx.rows("SELECT column_name FROM information_schema.columns WHERE table_name = %s", (spec.table,))
    known = {one[0] for one in columns} | {one.name for one in spec.fields.values() if one.read_only or one.system}
    writable = {one.name for one in spec.fields.values() if not (one.read_only or one.system)}
    return sorted((known | ALWAYS | ELSEWHERE) - writable)


def forged(name: str) -> Any:
    """A value that would do harm."""
    if name.startswith("tenant"):
        return other().company.tenant
    if name.endswith(("_at", "_on")):
        return "2001-01-01T00:00:00+08:00"
    if name in ("id", "version"):
        return 10**12  # what a record has by chance would be no change
    if name.endswith(("_id", "_by")):
        return other().company.owner
    return {"forged": 1} if name == "custom" else "forged"


def stored(spec: ObjectSpec) -> list[Any]:
    """All records of an object, as they lie in the table."""
    with db.transaction(world().company.tenant) as tx:
        return tx.rows(f"SELECT to_jsonb(t)::text FROM {spec.table} t WHERE tenant_id = {tx.tenant_id} ORDER BY id")


def refused(answer: Answer, name: str) -> None:
    code = answer.refused(422)["fields"][name]["code"]
    assert code in CODES, (name, code)


@pytest.mark.parametrize("name", OBJECTS)
def test_over_http(database: None, name: str) -> None:
    spec, api = registry.declared_object(name), program()
    made = api.post(f"/{spec.plural}", least(spec)).ok(201)
    row, before, names = least(spec), stored(spec), hidden(spec)
    assert set(names) >= ALWAYS
    for one in names:
        refused(api.post(f"/{spec.plural}", {**row, one: forged(one)}), one)
        if one != "version":
            refused(api.patch(f"/{spec.plural}/{made['id']}", {"version": made["version"], one: forged(one)}), one)
        batches: list[dict[str, Any]] = [{"mode": "create", "rows": [{**row, one: forged(one)}]}]
        if one not in ("id", "version"):
            batches += [{"mode": mode, "rows": [{"id": made["id"], one: forged(one)}]} for mode in ("update", "upsert")]
            batches.append({"mode": "update", "where": {"all": []}, "values": {one: forged(one)}})
        for batch in batches:
            told = api.post(f"/{spec.plural}/batch", batch).ok()
            assert told["counts"]["refused"] == len(told["results"]) > 0, (one, batch["mode"], told)
            assert {result["errors"][one]["code"] for result in told["results"]} <= CODES
    assert stored(spec) == before


@pytest.mark.slow
@pytest.mark.parametrize("how", ["mapped", "default"])
@pytest.mark.parametrize("name", OBJECTS)
def test_through_a_file(database: None, tmp_path: Path, name: str, how: str) -> None:
    spec, api = registry.declared_object(name), program()
    rights = next(one for one in api.get("/meta").ok()["objects"] if one["name"] == name)["rights"]
    assert rights["import"]
    before, begun = stored(spec), jobs.newest(world().company.system)  # a new measure begins a run
    (tmp_path / "a.csv").write_text("甲,乙\n1,2001-01-01\n", "utf-8")
    key = upload(api, tmp_path / "a.csv").ok(201)["upload"]
    for one in hidden(spec):
        plan: dict[str, Any] = {"object": name, "header_row": 1, "mapping": {"0": spec.title}}
        if how == "mapped":
            plan["mapping"]["1"] = one
        else:
            plan["defaults"] = {one: forged(one)}
        for step in ("preview", "run"):
            api.post(f"/imports/{key}/{step}", plan).refused(400, "import.unknown_field")
    assert stored(spec) == before
    assert jobs.newest(world().company.system) == begun


def test_an_owner_is_neither_given_nor_taken_without_the_right(database: None) -> None:
    made, api = world().company, program()
    actions = dict.fromkeys(("create", "read", "update", "bulk", "import"), True)
    made.write("role", {"name": "a", "code": "no-assign", "grants": {"*": {"actions": actions, "scope": "all"}}})
    mine, other = (made.add(name, roles=("no-assign",), email=None) for name in ("one", "other"))
    theirs = Program(tokens.create(made.system, person_id=mine, name="x", scopes=("read", "write")))
    held = api.post("/customers", {"name": "有主", "owner": made.owner}).ok(201)
    free = api.post("/customers", {"name": "无主", "owner": None}).ok(201)

    def refuses(answer: Answer) -> None:
        assert answer.refused(422)["fields"]["owner"]["code"] == "right.missing"

    for owner in (other, made.owner):
        refuses(theirs.post("/customers", {"name": "给人", "owner": owner}))
    for owner in (mine, other, None):
        refuses(theirs.patch(f"/customers/{held['id']}", {"version": held["version"], "owner": owner}))
        rows = [{"id": held["id"], "owner": owner}]
        for mode in ("update", "upsert"):
            told = theirs.post("/customers/batch", {"mode": mode, "rows": rows}).ok()
            assert [one["errors"]["owner"]["code"] for one in told["results"]] == ["right.missing"]
    where = {"field": "id", "op": "=", "value": held["id"]}
    told = theirs.post("/customers/batch", {"mode": "update", "where": where, "values": {"owner": mine}}).ok()
    assert told["counts"]["refused"] == 1
    assert api.get(f"/customers/{held['id']}").ok()["owner"]["id"] == made.owner
    own = theirs.post("/customers", {"name": "自己"}).ok(201)
    assert own["owner"]["id"] == mine
    refuses(theirs.patch(f"/customers/{own['id']}", {"version": own["version"], "owner": other}))
    refuses(theirs.patch(f"/customers/{free['id']}", {"version": free["version"], "owner": other}))
    taken = theirs.patch(f"/customers/{free['id']}", {"version": free["version"], "owner": mine}).ok()
    assert taken["owner"]["id"] == mine
