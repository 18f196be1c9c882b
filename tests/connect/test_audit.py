"""The audit trail over HTTP."""

from __future__ import annotations

from pathlib import Path

from tests.connect.company import Company, Program
from tests.intake import company as intake


def test_an_export_is_noted_with_what_was_asked(company: Company, api: Program, tmp_path: Path) -> None:
    api.post("/customers", {"name": "甲"}).ok(201)
    where = {"field": "name", "op": "is", "value": "甲"}
    told = where | {"value": "***"}
    intake.export(company, api, "customers", tmp_path / "a.csv", where=where, columns=["name"], format="csv")
    newest = api.get("/audit", kinds="export.made").ok()["rows"][0]
    assert newest["data"] == {
        "object": "customer", "where": told, "q": "", "columns": ["name"], "rows": 1, "format": "csv", "plain": False,
    }  # fmt: skip
    assert newest["by"]["id"] == company.owner
    assert newest["label"] == "导出"


def test_tokens_are_noted_and_pages_follow(company: Company, api: Program) -> None:
    made = [api.post("/tokens", {"name": f"t{number}"}).ok(201)["id"] for number in range(101)]
    api.delete(f"/tokens/{made[0]}").ok()
    first = api.get("/audit", kinds="token.made,token.revoked").ok()
    assert (len(first["rows"]), first["rows"][0]["kind"]) == (100, "token.revoked")
    rest = api.get("/audit", kinds="token.made,token.revoked", after=first["next"]).ok()["rows"]
    assert made[0] in [one["data"]["token"] for one in rest]
    assert not {one["id"] for one in rest} & {one["id"] for one in first["rows"]}


def test_who_may_look(company: Company, api: Program) -> None:
    company.program(company.colleague()).get("/audit").refused(403, "right.admin_only")
    company.program(scopes=("read", "write")).get("/audit").refused(403, "right.admin_only")
    api.get("/audit", kinds="unknown").refused(400, "audit.unknown_kind")
    api.get("/audit", more="1").refused(400)
    Program(None).get("/audit").refused(401)
