"""What was called different is listed, and taken back."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program
from tests.connect.test_duplicates import PHONE, customer, groups, ledger, scan
from tests.duplicates.test_rights import desk


def decisions(api: Program, **how: str) -> list[dict]:
    return api.get("/duplicates/decisions", object="customer", **how).ok()["decisions"]


def told_of(found: list[dict]) -> list[tuple]:
    """Groups without their numbers."""
    told = [([row["id"] for row in one["records"]], one["probability"], one["pairs"]) for one in found]
    return sorted(told, key=lambda one: one[0])


def test_a_decision_is_taken_back(company: Company, api: Program) -> None:
    ledger(api)
    scan(company, api)
    before = groups(api)
    at = api.post(f"/duplicates/{before[0]['id']}/different", {}).ok()["at"]
    (told,) = decisions(api)
    assert told["at"] == at
    assert told["by"]["id"] == company.owner
    assert {one["id"] for one in told["records"]} == {one["id"] for one in before[0]["records"]}
    api.post("/duplicates/decisions/undo", {"object": "customer", "at": at}).ok()
    assert decisions(api) == []
    assert told_of(groups(api)) == told_of(before)
    refused = api.post("/duplicates/decisions/undo", {"object": "customer", "at": at}).refused(404)
    assert refused["code"] == "duplicates.no_decision"


def test_only_what_it_said_is_taken_back(company: Company, api: Program) -> None:
    row = {"name": "深圳市恒远机械有限公司", "phone": PHONE}
    ids = [customer(api, **row)["id"] for _ in range(4)]
    scan(company, api)
    moments = []
    for one in ids[2:]:
        (group,) = groups(api)
        moments.append(api.post(f"/duplicates/{group['id']}/different", {"records": [one]}).ok()["at"])
    assert [one["size"] for one in decisions(api)] == [3, 4]  # the newest first
    assert [one["at"] for one in decisions(api)] == moments[::-1]
    page = api.get("/duplicates/decisions", object="customer", limit="1").ok()
    assert [one["at"] for one in page["decisions"] + decisions(api, after=page["next"])] == moments[::-1]
    api.post("/duplicates/decisions/undo", {"object": "customer", "at": moments[1]}).ok()
    assert {one["id"] for group in groups(api) for one in group["records"]} == {*ids[:2], ids[3]}


def test_what_was_merged_or_is_not_seen_is_passed_over(company: Company, api: Program) -> None:
    ledger(api)
    scan(company, api)
    group = groups(api)[0]
    at = api.post(f"/duplicates/{group['id']}/different", {}).ok()["at"]
    other = desk(company, api, scope="own")
    assert decisions(other) == []
    other.post("/duplicates/decisions/undo", {"object": "customer", "at": at}).refused(404)
    assert len(decisions(api)) == 1
    first, second = group["records"]
    api.post(f"/customers/{first['id']}/merge", {"from": [second["id"]]}).ok()
    assert decisions(api) == []


@pytest.mark.parametrize("at", ["soon", 7, None, "2026-13-01T00:00:00Z"])
def test_what_is_no_moment(api: Program, at: object) -> None:
    api.post("/duplicates/decisions/undo", {"object": "customer", "at": at}).refused(400)
    api.get("/duplicates/decisions", object="customer", after=str(at)).refused(400)
