"""Custom fields of every kind in search, history and files; and their filters use the index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.conformance import invent, worlds
from tests.connect.company import Company, Program
from tests.intake.company import bring, export
from tests.kernel.test_custom_fields import KINDS, definition
from zhike.access import tokens
from zhike.engines.intake import sheets
from zhike.kernel import db, specs
from zhike.kernel.write import write
from zhike.project import embedded

ROWS = 10_000
SPOKEN = {"text": "枇杷膏", "phone": "13900007391", "email": "pipa@example.com"}


class Site:
    """A company in which customers have a custom field of every kind, and two of them."""

    def __init__(self) -> None:
        self.world = worlds.fresh()
        made = self.world.company
        for kind in KINDS:
            made.write("custom_field", definition(kind, object="customer"))
        token = tokens.create(made.system, person_id=made.owner, name="x", scopes=("read", "write", "admin"))
        self.api = Program(token)
        self.company = Company(made.tenant, made.owner, made.departments[""], made.system)
        spec = self.spec = self.world.spec("customer")
        self.world.reach(spec)
        self.fields = [spec.fields[f"my_{kind}"] for kind in KINDS]
        # Of an even number: files tell moments to the second.
        self.full = self.api.post("/customers", {"name": "全有", "code": "FULL", **self.values(2)}).ok(201)
        self.bare = self.api.post("/customers", {"name": "全无", "code": "BARE"}).ok(201)

    def values(self, n: int) -> dict[str, Any]:
        return {
            one.name: self.file(n) if one.kind.kind == "file" else invent.value(one, n, self.world.targets)
            for one in self.fields
        }

    def file(self, n: int) -> dict[str, Any]:
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{n}.txt"\r\n\r\n{n}\r\n--b--\r\n'
        kind = "multipart/form-data; boundary=b"
        told: dict[str, Any] = self.api.post("/files", raw=head.encode(), kind=kind).ok(201)
        return told


@pytest.fixture(scope="module")
def site(database: None) -> Site:
    return Site()


def test_history_tells_of_each(site: Site) -> None:
    before, given = site.values(2), site.values(3)
    others = site.values(4)
    given |= {name: others[name] for name in given if given[name] == before[name]}
    made = site.api.post("/customers", {"name": "历史", **before}).ok(201)
    at = f"/customers/{made['id']}"
    changed = site.api.patch(at, {"version": made["version"], **given}).ok()
    entry = site.api.get(f"{at}/history").ok()["rows"][0]
    assert entry["verb"] == "update"
    told = {one["name"]: one for one in entry["fields"]}
    moved = {one.name for one in site.fields if given[one.name] != before[one.name]}
    assert set(told) == moved
    assert len(moved) >= len(KINDS) - 1
    for one in site.fields:
        if one.name in moved:
            assert told[one.name]["label"] == f"自定义{one.kind.kind}"
            assert told[one.name]["before"] != told[one.name]["after"]
            assert None not in (told[one.name]["before"], told[one.name]["after"])
    site.api.post(f"/changes/{changed['change_set']}/undo").ok()
    now = site.api.get(at).ok()
    assert {name: now[name] for name in told} == {name: made[name] for name in told}
    site.api.delete(at).ok()


@pytest.mark.parametrize("kind", sorted(specs.SEARCHED))
def test_the_search_finds_it(site: Site, kind: str) -> None:
    typed = SPOKEN[kind]
    made = site.api.post("/customers", {"name": f"搜{kind}", f"my_{kind}": typed}).ok(201)
    assert made["id"] in {one["id"] for one in site.api.get("/search", q=typed).ok()["rows"]}
    assert made["id"] in {one["id"] for one in site.api.get("/customers", q=typed).ok()["rows"]}
    site.api.delete(f"/customers/{made['id']}").ok()
    assert made["id"] not in {one["id"] for one in site.api.get("/search", q=typed).ok()["rows"]}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_it_goes_out_and_comes_back(site: Site, tmp_path: Path, ending: str) -> None:
    names = [one.name for one in site.fields]
    asked = {"columns": ["code", "name", *names], "format": ending, "sort": "code"}
    asked["where"] = {"field": "code", "op": "one_of", "value": ["FULL", "BARE"]}
    out = export(site.company, site.api, "customers", tmp_path / f"a.{ending}", **asked)
    headings, bare, full = [list(cells) for _, cells in sheets.open_table(out).rows()]
    assert headings[2:] == [f"自定义{kind}" for kind in KINDS]
    assert [one or None for one in [*bare, *[None] * len(headings)][2 : len(headings)]] == [None] * len(KINDS)
    assert all(one not in (None, "") for one in full[2:])
    again = bring(site.company, site.api, out, object="customer", mode="upsert", match="code")
    assert again["counts"] == {"unchanged": 2}, again
    now = site.api.get(f"/customers/{site.full['id']}").ok()
    assert {name: now[name] for name in names} == {name: site.full[name] for name in names}


@pytest.mark.slow
def test_a_filter_uses_the_index(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = site.world.actor
    for start in range(0, ROWS, 2_000):
        rows = [
            {"name": f"多{n}", "my_text": f"值{n}", "my_tags": [f"签{n % 500}"]} for n in range(start, start + 2_000)
        ]
        assert write(actor, "customer", rows).counts == {"created": 2_000}
    with embedded.connect(settings.HOME) as owner:
        owner.execute("VACUUM ANALYZE customers_customer")
    asked: list[tuple[str, Any]] = []
    execute = db.Transaction.execute

    def note(self: db.Transaction, statement: str, params: Any = (), **more: Any) -> Any:
        asked.append((statement, params))
        return execute(self, statement, params, **more)

    for field, op, value, count in (("my_text", "is", "值77", 1), ("my_tags", "has", "签77", ROWS // 500)):
        asked.clear()
        with monkeypatch.context() as patched:
            patched.setattr(db.Transaction, "execute", note)
            found = site.api.get("/customers", where={"field": field, "op": op, "value": value}).ok()
        assert len(found["rows"]) == found["count"]["value"] == count
        mine = [one for one in asked if "custom @>" in one[0]]
        assert mine
        for statement, params in mine:
            with db.transaction(actor.tenant_id) as tx:
                plan = "\n".join(row[0] for row in tx.rows(f"EXPLAIN {statement}", params))
            assert "Seq Scan on customers_customer" not in plan, plan
            assert "customer_custom" in plan, plan
