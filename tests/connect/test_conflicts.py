"""Two people change the same record; and what nobody may write."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program

SYSTEM = {
    "id": 999_999, "tenant_id": 1, "version": 7, "created_at": "2000-01-01T00:00:00Z", "created_by": 1,
    "updated_at": "2000-01-01T00:00:00Z", "updated_by": 1, "created_set": 1, "deleted_at": None, "search": "x",
    "title_sort": "x", "custom": {"x": 1}, "change_set": 5, "is_staff": True,
}  # fmt: skip


def test_a_stale_save_gets_both_values_of_each_field(api: Program) -> None:
    made = api.post("/customers", {"name": "冲突", "remark": "一"}).ok(201)
    api.patch(f"/customers/{made['id']}", {"version": 1, "remark": "二", "industry": "零售"}).ok()
    error = api.patch(f"/customers/{made['id']}", {"version": 1, "remark": "三"}).refused(409, "conflict")
    assert error["fields"] == {"remark": {"yours": "三", "theirs": "二"}}
    assert error["version"] == 2
    assert api.get(f"/customers/{made['id']}").ok()["remark"] == "二"
    api.patch(f"/customers/{made['id']}", {"version": error["version"], "remark": "三"}).ok()


def test_links_in_a_conflict_have_their_titles(company: Company, api: Program) -> None:
    colleague = company.colleague()
    made = api.post("/customers", {"name": "归属"}).ok(201)
    api.patch(f"/customers/{made['id']}", {"version": 1, "owner": colleague}).ok()
    error = api.patch(f"/customers/{made['id']}", {"version": 1, "owner": None}).refused(409, "conflict")
    assert error["fields"]["owner"]["yours"] is None
    assert error["fields"]["owner"]["theirs"]["id"] == colleague
    assert error["fields"]["owner"]["theirs"]["title"].startswith("同事")


def test_a_patch_needs_a_version(api: Program) -> None:
    made = api.post("/customers", {"name": "版本"}).ok(201)
    for given in ({}, *({"version": one} for one in (None, "1", True, 1.5, 0, -1, 2**63))):
        for change in ({"remark": "x"}, {"remark": None}):  # whether it changes something or not
            error = api.patch(f"/customers/{made['id']}", {**given, **change}).refused(422, "write.version_missing")
            assert set(error["fields"]) == {"version"}


def test_a_save_that_changes_nothing_leaves_no_trace(api: Program) -> None:
    made = api.post("/customers", {"name": "不变"}).ok(201)
    same = api.patch(f"/customers/{made['id']}", {"version": 1, "name": "不变"}).ok()
    assert (same["version"], same["change_set"]) == (1, None)


@pytest.mark.parametrize("name", SYSTEM)
def test_what_belongs_to_the_system_cannot_be_made(api: Program, name: str) -> None:
    error = api.post("/customers", {"name": "赋值", name: SYSTEM[name]}).refused(422)
    assert set(error["fields"]) == {name}


@pytest.mark.parametrize("name", [one for one in SYSTEM if one != "version"])
def test_what_belongs_to_the_system_cannot_be_changed(api: Program, name: str) -> None:
    made = api.post("/customers", {"name": "赋值"}).ok(201)
    error = api.patch(f"/customers/{made['id']}", {"version": 1, name: SYSTEM[name]}).refused(422)
    assert set(error["fields"]) == {name}
    assert api.get(f"/customers/{made['id']}").ok() == {k: v for k, v in made.items() if k != "change_set"}


@pytest.mark.parametrize("name", [one for one in SYSTEM if one not in ("id", "version")])
def test_nor_by_a_batch(api: Program, name: str) -> None:
    made = api.post("/customers", {"name": "赋值"}).ok(201)
    for mode, row in (("create", {"name": "新"}), ("update", {"id": made["id"]})):
        told = api.post("/customers/batch", {"mode": mode, "rows": [{**row, name: SYSTEM[name]}]}).ok()
        assert set(told["results"][0]["errors"]) == {name}
    assert told["counts"]["refused"] == 1


def test_giving_a_record_away_is_a_right_of_its_own(company: Company) -> None:
    seller = company.program(company.colleague("sales"))
    error = seller.post("/customers", {"name": "赠送", "owner": company.owner}).refused(422)
    assert set(error["fields"]) == {"owner"}
    made = seller.post("/customers", {"name": "自有"}).ok(201)
    error = seller.patch(f"/customers/{made['id']}", {"version": 1, "owner": company.owner}).refused(422)
    assert set(error["fields"]) == {"owner"}


@pytest.mark.parametrize("name", ["name", "code", "kind", "stage"])
def test_what_a_record_always_has_cannot_be_emptied(api: Program, name: str) -> None:
    made = api.post("/customers", {"name": "常有"}).ok(201)
    error = api.patch(f"/customers/{made['id']}", {"version": 1, name: None}).refused(422)
    assert error["fields"][name]["code"] == "field.missing"
