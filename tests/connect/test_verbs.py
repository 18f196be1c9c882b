"""Verbs of a domain are rights of their own: granted with some records, denied, explained, and told to the page."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program
from zhike.kernel import registry

VERBS = [(spec.name, verb) for spec in registry.declared() for verb in spec.shape.verbs]
SHENZHEN = {"who": "all", "where": {"field": "region", "op": "in", "value": "440300"}}


def clerk(company: Company, api: Program, *grants: dict[str, object]) -> Program:
    roles = [api.post("/roles", {"name": f"动作{i}", "grants": one}).ok(201)["id"] for i, one in enumerate(grants)]
    made = company.colleague()
    api.patch(f"/people/{made}", {"version": api.get(f"/people/{made}").ok()["version"], "roles": roles}).ok()
    return company.program(made)


@pytest.fixture
def near(api: Program) -> int:
    return int(api.post("/customers", {"name": "近", "kind": "person", "region": "440305"}).ok(201)["id"])


@pytest.fixture
def far(api: Program) -> int:
    return int(api.post("/customers", {"name": "远", "kind": "person", "region": "110105"}).ok(201)["id"])


def test_a_verb_reaches_as_far_as_its_rule(company: Company, api: Program, near: int, far: int) -> None:
    actions = {"read": True, "copy_person": SHENZHEN}
    officer = clerk(company, api, {"customer": {"actions": actions, "scope": "all"}})
    path = "/customers/{}/personal-data"
    officer.get(path.format(near)).ok()
    assert officer.post(path.format(near) + "/export", {}).ok()["data"]["person"]["id"] == near
    officer.post(path.format(near) + "/erase", {}).refused(403, "right.missing")
    officer.get(path.format(far)).refused(403, "right.out_of_scope")
    officer.post(path.format(far) + "/export", {}).refused(403, "right.out_of_scope")
    told = {one["action"]: one for one in officer.get(f"/customers/{far}/access").ok()["actions"]}
    assert not told["copy_person"]["allowed"]
    assert told["copy_person"]["label"] == "导出个人数据副本"
    assert "广东省深圳市" in told["copy_person"]["reasons"][0]["words"]
    meta = next(one for one in officer.get("/meta").ok()["objects"] if one["name"] == "customer")
    assert {one["name"]: one["allowed"] for one in meta["verbs"]} == {"copy_person": True, "erase_person": False}


def test_a_denied_verb_is_not_given_back(company: Company, api: Program, near: int) -> None:
    given = {"customer": {"actions": {"read": True, "erase_person": True}, "scope": "all"}}
    denied = {"customer": {"deny": {"actions": {"erase_person": True}}}}
    clerk(company, api, given, denied).post(f"/customers/{near}/personal-data/erase", {}).refused(403, "right.missing")
    clerk(company, api, given).post(f"/customers/{near}/personal-data/erase", {}).ok()


def test_what_one_does_not_see_one_does_nothing_with(company: Company, api: Program, near: int) -> None:
    actions = {"read": "own", "copy_person": True, "erase_person": True}
    blind = clerk(company, api, {"customer": {"actions": actions, "scope": "all"}})
    for way in ("", "/export", "/erase"):
        path = f"/customers/{near}/personal-data{way}"
        (blind.post(path, {}) if way else blind.get(path)).refused(404)


def test_a_token_that_is_no_whole_one_has_no_verbs(company: Company, near: int) -> None:
    path = f"/customers/{near}/personal-data"
    for scope in ("read", "write"):
        company.program(scopes=(scope,)).post(f"{path}/export", {}).refused(403, "right.missing")
        company.program(scopes=(scope,)).post(f"{path}/erase", {}).refused(403, "right.missing")
    company.program(scopes=("admin",)).post(f"{path}/erase", {}).ok()


@pytest.mark.parametrize(("name", "verb"), VERBS)
def test_no_role_of_ours_gives_a_verb_unasked(company: Company, api: Program, name: str, verb: str) -> None:
    for role in ("manager", "sales", "steward"):
        program = company.program(company.colleague(role))
        meta = next(one for one in program.get("/meta").ok()["objects"] if one["name"] == name)
        assert not next(one["allowed"] for one in meta["verbs"] if one["name"] == verb)
    other = next(one.name for one in registry.declared() if verb not in one.shape.verbs and not one.shape.settings)
    wrong = {"name": "错", "grants": {other: {"actions": {verb: True}}}}
    assert api.post("/roles", wrong).refused(422)["fields"]["grants"]["code"] == "role.unknown_action"
