"""The team of a record: who lets whom in, what they may, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.connect.company import Company, Program, found
from zhike.access import identity, team
from zhike.kernel import db

OWN = {"*": {"actions": dict.fromkeys(("read", "create", "update", "export"), True), "scope": "own"}}


@pytest.fixture
def colleague(company: Company, api: Program) -> tuple[int, Program]:
    """Somebody who only works on what is their own."""
    role = api.post("/roles", {"name": "只管自己", "grants": OWN}).ok(201)["id"]
    made = company.colleague()
    read = api.get(f"/people/{made}").ok()
    api.patch(f"/people/{made}", {"version": read["version"], "roles": [role]}).ok()
    return made, company.program(made)


@pytest.fixture
def customer(api: Program) -> int:
    return int(api.post("/customers", {"name": "团队客户", "phone": "13611112222"}).ok(201)["id"])


def in_days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def test_a_member_reads_what_hangs_on_the_record_too(
    api: Program, colleague: tuple[int, Program], customer: int
) -> None:
    person, theirs = colleague
    contact = api.post("/contacts", {"name": "联系人", "customer": customer}).ok(201)["id"]
    theirs.get(f"/customers/{customer}").refused(404, "record.not_found")
    rows = api.post(f"/customers/{customer}/team", {"person": person, "may": "read", "until": in_days(1)}).ok()["rows"]
    assert [(one["person"]["id"], one["may"]) for one in rows] == [(person, "read")]
    version = theirs.get(f"/customers/{customer}").ok()["version"]
    assert customer in [one["id"] for one in theirs.get("/customers").ok()["rows"]]
    assert customer in [one["id"] for one in theirs.get("/search", q="团队客户").ok()["rows"]]
    theirs.get(f"/contacts/{contact}").ok()
    assert theirs.get(f"/customers/{customer}/team").ok()["rows"] == rows
    change = {"version": version, "remark": "改"}
    theirs.patch(f"/customers/{customer}", change).refused(403, "right.out_of_scope")
    theirs.post(f"/customers/{customer}/team", {"person": person, "may": "update"}).refused(403, "right.out_of_scope")
    api.post(f"/customers/{customer}/team", {"person": person, "may": "update"}).ok()
    theirs.patch(f"/customers/{customer}", change).ok()
    theirs.delete(f"/customers/{customer}").refused(403)


def test_why_says_that_it_is_the_team(api: Program, colleague: tuple[int, Program], customer: int) -> None:
    person, theirs = colleague
    api.post(f"/customers/{customer}/team", {"person": person, "may": "read"}).ok()
    for asked in (theirs.get(f"/customers/{customer}/access"), api.get(f"/customers/{customer}/access", person=person)):
        told = {one["action"]: one for one in asked.ok()["actions"]}
        assert (told["read"]["allowed"], told["update"]["allowed"]) == (True, False)
        assert [one["words"] for one in told["read"]["reasons"] if one["holds"]] == ["客户的团队成员可以查看这条记录。"]


def test_a_time_ends(company: Company, api: Program, colleague: tuple[int, Program], customer: int) -> None:
    person, theirs = colleague
    api.post(f"/customers/{customer}/team", {"person": person, "may": "update", "until": in_days(1)}).ok()
    theirs.get(f"/customers/{customer}").ok()
    with db.transaction(company.tenant) as tx:
        tx.execute(
            f"UPDATE kernel_teammember SET until = now() WHERE tenant_id = {tx.tenant_id} AND record_id = %s",
            (customer,),
        )
    theirs.get(f"/customers/{customer}").refused(404)
    assert api.get(f"/customers/{customer}/team").ok()["rows"] == []


def test_who_is_in_it_no_more_takes_no_place(
    company: Company, api: Program, colleague: tuple[int, Program], customer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team, "MOST", 1)
    first, second = company.colleague(), colleague[0]
    api.post(f"/customers/{customer}/team", {"person": first, "may": "read", "until": in_days(1)}).ok()
    asked = {"person": second, "may": "read"}
    assert "person" in api.post(f"/customers/{customer}/team", asked).refused(422)["fields"]
    with db.transaction(company.tenant) as tx:
        tx.execute(f"UPDATE kernel_teammember SET until = now() WHERE tenant_id = {tx.tenant_id}")
    assert len(api.post(f"/customers/{customer}/team", asked).ok()["rows"]) == 1


def test_who_leaves_and_who_is_taken_out(
    company: Company, api: Program, colleague: tuple[int, Program], customer: int
) -> None:
    person, theirs = colleague

    def leave() -> None:
        theirs.delete(f"/customers/{customer}/team/{person}").refused(403, "right.out_of_scope")  # a program
        team.remove(identity.person(company.tenant, person, via="page"), "customer", customer, person)

    for leaving in (leave, lambda: api.delete(f"/customers/{customer}/team/{person}").ok()):
        api.post(f"/customers/{customer}/team", {"person": person, "may": "read"}).ok()
        leaving()
        theirs.get(f"/customers/{customer}").refused(404)
        api.delete(f"/customers/{customer}/team/{person}").refused(404)
    kinds = [one["kind"] for one in api.get("/audit").ok()["rows"]]
    assert kinds[:4] == ["team.left", "team.changed", "team.left", "team.changed"]


@pytest.mark.parametrize(
    ("given", "status", "fields"),
    [
        ({"person": 9_000_000_000, "may": "read"}, 422, {"person"}),
        ({"may": "own"}, 422, {"may"}),
        ({"may": "read", "until": "2020-01-01T00:00:00Z"}, 422, {"until"}),
        ({"may": "read", "until": "2026-02-31"}, 422, {"until"}),
        ({"may": "read", "until": 5}, 400, set()),
        ({"may": None}, 400, set()),
        ({"person": "1", "may": "read"}, 400, set()),
        ({"may": "read", "role": "boss"}, 400, set()),
    ],
)
def test_what_cannot_be(
    api: Program,
    colleague: tuple[int, Program],
    customer: int,
    given: dict[str, object],
    status: int,
    fields: set[str],
) -> None:
    error = api.post(f"/customers/{customer}/team", {"person": colleague[0], **given}).refused(status)
    assert set(error["fields"]) == fields
    assert api.get(f"/customers/{customer}/team").ok()["rows"] == []


def test_nobody_of_another_company_is_let_in(api: Program, customer: int) -> None:
    other = found()
    for _ in range(20):  # so that it is no id of this company
        last = other.colleague()
    asked = [api.post(f"/customers/{customer}/team", {"person": one, "may": "read"}) for one in (last, 9_000_000_000)]
    told = [one.refused(422)["fields"]["person"] for one in asked]
    assert [one["code"] for one in told] == ["link.not_found"] * 2
    assert told[0]["message"].replace(str(last), "#") == told[1]["message"].replace("9000000000", "#")


def test_settings_and_what_hangs_on_records_have_no_team(api: Program, customer: int) -> None:
    contact = api.post("/contacts", {"name": "联系人", "customer": customer}).ok(201)["id"]
    assert api.get(f"/contacts/{contact}/team").status == 404
    assert api.get("/roles/1/team").status == 404
