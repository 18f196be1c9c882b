"""Consents are a ledger; requests have their day, and nobody is served before they are known."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.connect.company import Company, Program, found
from zhike.domains.customers import deadlines


@pytest.fixture(scope="module")
def api(database: None) -> Program:
    company: Company = found()
    return company.program()


def consent(api: Program, customer: int, **more: object) -> dict[str, object]:
    purpose = api.get("/purposes").ok()["rows"] or [api.post("/purposes", {"name": "营销"}).ok(201)]
    row = {
        "customer": customer,
        "wording": "隐私政策 3",
        "purpose": purpose[0]["id"],
        "given_at": "2026-01-02T03:04:05Z",
    }
    return dict(api.post("/consents", row | more).ok(201))


def test_a_consent_is_withdrawn_once_and_stays(api: Program) -> None:
    customer = api.post("/customers", {"name": "同意者"}).ok(201)["id"]
    given = consent(api, customer)
    at = f"/consents/{given['id']}"
    for name, value in (("wording", "4"), ("channel", "sms"), ("given_at", "2026-01-03T00:00:00Z"), ("guardian", "父")):
        fields = api.patch(at, {"version": 1, name: value}).refused(422)["fields"]
        assert [one["code"] for one in fields.values()] == ["consent.kept"]
    before = api.patch(at, {"version": 1, "withdrawn_at": "2025-01-01T00:00:00Z"}).refused(422)["fields"]
    assert [one["code"] for one in before.values()] == ["consent.withdrawn_before"]
    change = api.patch(at, {"version": 1, "withdrawn_at": "2026-03-01T00:00:00Z", "withdrawn_how": "call"}).ok()
    for value in (None, "2026-04-01T00:00:00Z"):
        api.patch(at, {"version": 2, "withdrawn_at": value}).refused(422)
    assert api.post(f"/changes/{change['change_set']}/undo").ok()["undone"] == 0
    shown = api.get(f"/customers/{customer}/timeline", kinds="consent").ok()["rows"]
    assert [one["title"] for one in shown] == ["隐私政策 3"]


def test_a_condition_asks_for_consent_and_a_withdrawn_one_is_out(api: Program) -> None:
    """A-35: who has withdrawn is in no segment that asks for consent; the history is kept."""
    ids = [api.post("/customers", {"name": f"受众{number}"}).ok(201)["id"] for number in range(3)]
    given = [consent(api, one) for one in ids[:2]]
    agreed = {
        "related": "consents",
        "where": {
            "all": [{"field": "purpose.name", "op": "is", "value": "营销"}, {"field": "withdrawn_at", "op": "empty"}]
        },
    }
    where = {"all": [{"field": "name", "op": "starts", "value": "受众"}, agreed]}
    asked = {"where": where, "sort": "id"}
    assert [one["id"] for one in api.get("/customers", **asked).ok()["rows"]] == ids[:2]
    api.patch(f"/consents/{given[0]['id']}", {"version": 1, "withdrawn_at": "2026-03-01T00:00:00Z"}).ok()
    assert [one["id"] for one in api.get("/customers", **asked).ok()["rows"]] == ids[1:2]
    history = api.get(f"/consents/{given[0]['id']}/history").ok()["rows"]
    assert [one["verb"] for one in history] == ["update", "create"]


@pytest.mark.parametrize(
    ("received", "term", "due"),
    [
        ("2026-02-11", "working_15", "2026-03-10"),  # over the Spring Festival, and two weekends worked for it
        ("2026-03-02", "working_15", "2026-03-23"),
        ("2026-03-02", "days_30", "2026-04-01"),
        ("2060-03-01", "working_15", "2060-03-22"),  # a year whose holidays are not out
    ],
)
def test_a_request_has_its_day(api: Program, received: str, term: str, due: str) -> None:
    customer = api.post("/customers", {"name": "请求者"}).ok(201)["id"]
    row = {"customer": customer, "summary": "查阅", "kind": "access", "received_on": received, "term": term}
    made = api.post("/privacy_requests", row).ok(201)
    at = f"/privacy_requests/{made['id']}"
    assert api.get(at).ok()["due_on"] == due
    api.patch(at, {"version": 1, "extended_to": "2060-06-01"}).ok()
    assert api.get(at).ok()["due_on"] == "2060-06-01"
    api.patch(at, {"version": 2, "due_on": "2061-01-01"}).refused(422)


def test_working_days_are_those_of_the_notice() -> None:
    days = [deadlines.due(dt.date(2026, 9, 24), "working_15"), deadlines.due(dt.date(2026, 9, 30), "working_15")]
    assert days[0] < days[1]
    assert days[1] > dt.date(2026, 10, 21)  # a week is off


def test_nobody_is_served_before_they_are_known(api: Program) -> None:
    customer = api.post("/customers", {"name": "自称"}).ok(201)["id"]
    row = {"customer": customer, "summary": "删除", "kind": "erase", "received_on": "2026-03-02"}
    at = f"/privacy_requests/{api.post('/privacy_requests', row).ok(201)['id']}"
    for state in ("doing", "done"):
        fields = api.patch(at, {"version": 1, "state": state}).refused(422)["fields"]
        assert fields["state"]["code"] == "privacy_request.not_checked"
    person = api.get("/meta").ok()["me"]["id"]
    known = {"checked_how": "called_back", "checked_by": person, "checked_on": "2026-03-03"}
    assert api.patch(at, {"version": 1, "state": "doing", **known}).ok()["state"] == "doing"


def test_minors_are_known_by_number_or_birthday(api: Program) -> None:
    """PIPL art. 31: of a child under 14 nothing is kept without a guardian."""
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()
    child, youth = today.replace(year=today.year - 13, day=1), today.replace(year=today.year - 16, day=1)
    rows = {
        "童": {"birthday": str(child)}, "少": {"birthday": str(youth)}, "长": {"identity_number": "11010519491231002X"},
        "农": {"birthday": "lunar:1990-06-01"}, "无": {"birthday": "--05-12"}, "司": {},
    }  # fmt: skip
    ids = {name: api.post("/customers", {"name": f"龄{name}"} | values).ok(201)["id"] for name, values in rows.items()}
    born = {name: api.get(f"/customers/{one}").ok()["born_on"] for name, one in ids.items()}
    assert born == {
        "童": str(child), "少": str(youth), "长": "1949-12-31", "农": "1990-07-22", "无": None, "司": None,
    }  # fmt: skip

    def under(years: int) -> set[int]:
        where = {
            "all": [
                {"field": "born_on", "op": ">", "value": f"-{years}y"},
                {"field": "name", "op": "starts", "value": "龄"},
            ]
        }
        return {one["id"] for one in api.get("/customers", where=where).ok()["rows"]}

    assert under(14) == {ids["童"]}
    assert under(18) == {ids["童"], ids["少"]}
    api.patch(f"/customers/{ids['童']}", {"version": 1, "birthday": None}).ok()
    assert api.get(f"/customers/{ids['童']}").ok()["born_on"] is None
    api.patch(f"/customers/{ids['司']}", {"version": 1, "born_on": str(child)}).refused(422)
    meta = {one["name"]: one for one in api.get("/meta").ok()["objects"]}
    assert (meta["customer"]["born"], meta["customer"]["personal"], meta["task"]["born"]) == ("born_on", True, None)
