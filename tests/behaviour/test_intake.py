"""Events come in: each once, in its month, and what is wrong with one costs no other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.behaviour.sending import NOW, ago, counted, customer, event, from_events, kinds, send
from tests.connect.company import Company, Program


def test_events_of_a_customer_are_shown_the_latest_first(api: Program) -> None:
    one = customer(api)
    on = {"object": "customer", "id": one}
    given = [
        event(one, "page_view", at=ago(days=40), on="https://a.example/x"),
        event(one, "login", at=ago(days=2)),
        event(one, "product_view", at=ago(hours=3), on=on, properties={"price": 12.5, "sku": "A-1", "new": True}),
    ]
    assert send(api, *given) == {"counts": {"taken": 3, "repeated": 0, "refused": 0}, "errors": []}
    page = api.get(f"/customers/{one}/events", limit=2).ok()
    assert [row["kind"] for row in page["rows"]] == ["product_view", "login"]
    assert page["rows"][0]["properties"] == {"price": 12.5, "sku": "A-1", "new": True}
    assert page["rows"][0]["on"] == on
    rest = api.get(f"/customers/{one}/events", limit=2, after=page["next"]).ok()
    assert [(row["kind"], row["on"]) for row in rest["rows"]] == [("page_view", "https://a.example/x")]
    assert rest["next"] is None
    assert kinds(api, one, kinds="login,page_view") == ["login", "page_view"]
    api.get(f"/customers/{one}/events", kinds="nothing").refused(400, "behaviour.unknown_kind")
    for limit in (0, 201):
        api.get(f"/customers/{one}/events", limit=limit).refused(400, "request.not_a_number")


def test_a_batch_that_is_sent_twice_is_stored_once_and_says_so(company: Company, api: Program) -> None:
    one = customer(api)
    given = [event(one), event(one), event("visitor-1")]
    assert send(api, *given)["counts"] == {"taken": 3, "repeated": 0, "refused": 0}
    assert send(api, *given, event(one))["counts"] == {"taken": 1, "repeated": 3, "refused": 0}
    assert send(api, given[0], given[0])["counts"] == {"taken": 0, "repeated": 2, "refused": 0}
    assert len(kinds(api, one)) == 3
    assert counted(company) == from_events(company)


GOOD = {"id": "x", "kind": "login", "at": ago(hours=1), "who": {"visitor": "v"}}
WRONG: tuple[tuple[Any, str, str], ...] = (
    ("text", "", "behaviour.not_an_object"),
    ({**GOOD, "more": 1}, "more", "behaviour.unknown_member"),
    ({**GOOD, "id": 7}, "id", "behaviour.no_id"),
    ({**GOOD, "id": "x" * 65}, "id", "behaviour.no_id"),
    ({**GOOD, "id": "a\0b"}, "id", "behaviour.nul"),
    ({**GOOD, "kind": "dance"}, "kind", "behaviour.unknown_kind"),
    ({**GOOD, "kind": ["login"]}, "kind", "behaviour.unknown_kind"),
    ({**GOOD, "at": "yesterday"}, "at", "behaviour.no_moment"),
    ({**GOOD, "at": "2026-11-01T08:00:00"}, "at", "behaviour.no_moment"),
    ({**GOOD, "at": 1764000000}, "at", "behaviour.no_moment"),
    ({**GOOD, "at": "0001-01-01T00:00:00+14:00"}, "at", "behaviour.no_moment"),
    ({**GOOD, "at": "9999-12-31T23:59:59Z"}, "at", "behaviour.in_future"),
    ({**GOOD, "at": (NOW + dt.timedelta(days=2)).isoformat()}, "at", "behaviour.in_future"),
    ({**GOOD, "at": "2019-01-01T00:00:00Z"}, "at", "behaviour.too_old"),
    ({**GOOD, "who": None}, "who", "behaviour.wrong_who"),
    ({**GOOD, "who": {"visitor": "v", "id": 1}}, "who", "behaviour.wrong_who"),
    ({**GOOD, "who": {"visitor": "a b"}}, "who.visitor", "behaviour.wrong_visitor"),
    ({**GOOD, "who": {"id": 1, "object": "tag"}}, "who.object", "behaviour.nobody"),
    ({**GOOD, "who": {"id": True}}, "who.id", "behaviour.not_an_id"),
    ({**GOOD, "who": {"id": 2**63}}, "who.id", "behaviour.not_an_id"),
    ({**GOOD, "who": {"id": 987654321}}, "who.id", "behaviour.no_record"),
    ({**GOOD, "who": {"code": "nobody"}}, "who.code", "behaviour.no_record"),
    ({**GOOD, "on": ""}, "on", "behaviour.long_on"),
    ({**GOOD, "on": 7}, "on", "behaviour.wrong_on"),
    ({**GOOD, "on": {"object": "ghost", "id": 1}}, "on.object", "behaviour.unknown_object"),
    ({**GOOD, "properties": [1]}, "properties", "behaviour.wrong_properties"),
    ({**GOOD, "properties": {"x": "y" * 5000}}, "properties", "behaviour.large_properties"),
    ({**GOOD, "properties": {"": 1}}, "properties", "behaviour.long_name"),
    ({**GOOD, "properties": {"x": {"y": 1}}}, "properties.x", "behaviour.deep_property"),
    ({**GOOD, "properties": {"x": "a\0"}}, "properties", "behaviour.nul"),
)


def test_what_is_wrong_is_told_at_its_row_and_field_and_costs_no_other(api: Program) -> None:
    one = customer(api)
    mixed = [part for wrong, _, _ in WRONG for part in (wrong, event(one))]
    told = send(api, *mixed)
    assert told["counts"] == {"taken": len(WRONG), "repeated": 0, "refused": len(WRONG)}
    found = [(row["index"], {name: fault["code"] for name, fault in row["fields"].items()}) for row in told["errors"]]
    assert found == [(2 * i, {field: code}) for i, (_, field, code) in enumerate(WRONG)]
    assert all(fault["message"] != fault["code"] for row in told["errors"] for fault in row["fields"].values())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "request.wrong_member"),
        ({"events": {}}, "request.wrong_member"),
        ({"events": [], "more": 1}, "request.unknown_member"),
        ({"events": [GOOD] * 1001}, "behaviour.too_many"),
    ],
)
def test_a_body_that_is_no_batch_is_refused(api: Program, body: Any, code: str) -> None:
    api.post("/events/batch", body).refused(400, code)


def test_the_moment_is_put_right_by_what_the_clock_of_the_sender_says(api: Program) -> None:
    one = customer(api)
    wrong = dt.timedelta(days=365 * 8)
    sent = (dt.datetime.now(dt.UTC) - wrong).isoformat()
    at = (dt.datetime.now(dt.UTC) - wrong - dt.timedelta(hours=2)).isoformat()
    assert send(api, event(one, at=at), sent_at=sent)["counts"]["taken"] == 1
    (row,) = api.get(f"/customers/{one}/events").ok()["rows"]
    late = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(row["at"])
    assert dt.timedelta(hours=1, minutes=59) < late < dt.timedelta(hours=2, minutes=1)
    api.post("/events/batch", {"events": [], "sent_at": "now"}).refused(422)


def test_late_events_lie_in_their_months(company: Company, api: Program) -> None:
    one = customer(api)
    spans = (1, 40, 200, 400, 700)
    assert send(api, *(event(one, at=ago(days=days)) for days in spans))["counts"]["taken"] == 5
    assert [row[3] for row in counted(company)] == sorted(
        (NOW - dt.timedelta(days=days)).astimezone(company.actor.zone).date() for days in spans
    )


def test_a_record_is_named_by_its_code_and_by_what_it_went_into(api: Program) -> None:
    one, other = customer(api), customer(api)
    code = api.get(f"/customers/{one}").ok()["code"]
    assert send(api, event({"code": code}))["counts"]["taken"] == 1
    contact = api.post("/contacts", {"name": "联系人", "customer": one}).ok(201)["id"]
    send(api, event({"object": "contact", "id": contact}, "login"))
    assert kinds(api, contact, "contacts") == ["login"]
    api.post(f"/customers/{other}/merge", {"from": [one]}).ok()
    assert send(api, event(one, "login"))["counts"]["taken"] == 1
    assert kinds(api, other) == ["product_view", "login"] or kinds(api, other) == ["login", "product_view"]


def test_whoever_may_not_import_sends_nothing_and_sees_their_own(company: Company, api: Program) -> None:
    seller = company.program(company.colleague())
    one = customer(api)
    send(api, event(one))
    seller.post("/events/batch", {"events": [event(one)]}).refused(403)
    seller.get(f"/customers/{one}/events").refused(404)
    seller.post("/events/identify", {"visitor": "v", "who": {"id": one}}).refused(403)
    seller.get("/tags/1/events").ok(404)


def test_a_kind_that_is_switched_off_is_not_taken(api: Program) -> None:
    one = customer(api)
    send(api)
    rows = {row["code"]: row for row in api.get("/event_kinds").ok()["rows"]}
    assert len(rows) == 14
    login = rows["login"]
    api.patch(f"/event_kinds/{login['id']}", {"version": 1, "active": False}).ok()
    told = send(api, event(one, "login"))
    assert told["errors"][0]["fields"]["kind"]["code"] == "behaviour.closed_kind"
    for values, field in (({"code": "Up"}, "code"), ({"days": 0}, "days"), ({"days": 9999}, "days")):
        refused = api.post("/event_kinds", {"name": "甲", "code": "own", **values}).refused(422)
        assert list(refused["fields"]) == [field]
    api.patch(f"/event_kinds/{login['id']}", {"version": 2, "code": "other"}).refused(422)
    api.post("/event_kinds", {"name": "预约", "code": "booked"}).ok(201)
    assert send(api, event(one, "booked"))["counts"]["taken"] == 1
