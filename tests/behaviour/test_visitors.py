"""A visitor is somebody once they identify themselves; a wrong join is split; what is merged or erased follows."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.behaviour.sending import ago, counted, customer, did, event, from_events, kinds, meeting, send
from tests.connect.company import Company, Program, found
from zhike.engines.behaviour import follow, forgetting
from zhike.kernel.actor import system
from zhike.kernel.write import purge, write

THREE = did(value=3, within="30d")


def visitors(api: Program, record: int) -> list[dict[str, object]]:
    return list(api.get(f"/customers/{record}/visitors").ok()["rows"])


def identify(api: Program, visitor: str, record: int) -> bool:
    return bool(api.post("/events/identify", {"visitor": visitor, "who": {"id": record}}).ok()["joined"])


def test_what_a_visitor_did_counts_for_whom_they_are_until_they_are_split(company: Company, api: Program) -> None:
    one, other = customer(api), customer(api)
    send(api, event("browser"), event("browser"), event("browser", "login"), event(one))
    assert meeting(api, THREE) == []
    assert identify(api, "browser", one)
    assert not identify(api, "browser", one)
    assert meeting(api, THREE) == [one]
    assert len(kinds(api, one)) == 4
    send(api, event("browser"))
    assert meeting(api, did(op="=", value=4)) == [one]
    api.post("/events/identify", {"visitor": "browser", "who": {"id": other}}).refused(409, "behaviour.joined")
    (joined,) = visitors(api, one)
    assert (joined["key"], joined["split_at"]) == ("…rowser", None)
    path = f"/customers/{one}/visitors/{joined['id']}/split"
    (over,) = api.post(path).ok()["rows"]
    assert over["split_at"] is not None
    assert kinds(api, one) == ["product_view"]
    assert meeting(api, did(op="=", value=1)) == [one]
    api.post(path).refused(404, "behaviour.not_joined")
    assert identify(api, "browser", other)
    assert meeting(api, THREE) == [other]
    assert counted(company) == from_events(company)
    seller = company.program(company.colleague())
    seller.post(path).refused(404)


def test_conditions_count_what_was_done(company: Company, api: Program) -> None:
    none, one, three = customer(api), customer(api), customer(api)
    send(api, event(one), *(event(three, at=ago(days=days)) for days in (0.1, 5, 40)))
    assert meeting(api, did()) == [one, three]
    assert meeting(api, did(value=2, within="30d")) == [three]
    assert meeting(api, did(op="<", value=3)) == [none, one]
    assert meeting(api, did(op="=", value=0)) == [none]
    assert meeting(api, did(op="!=", value=0)) == [one, three]
    assert meeting(api, did(op="!=", value=1)) == [none, three]
    assert meeting(api, did(op="<=", value=1)) == [none, one]
    assert meeting(api, did(op="<", value=0)) == []
    assert meeting(api, did(op=">=", value=0)) == [none, one, three]
    assert meeting(api, {"not": did(value=3)}) == [none, one]
    assert meeting(api, {"any": [did("login"), did(value=3)]}) == [three]
    assert meeting(api, {"any": [did("login"), did(op="=", value=0)]}) == [none]
    assert meeting(api, {"not": {"all": [did(), did(op="<", value=3)]}}) == [none, three]
    assert meeting(api, {"did": "product_view"}) == [one, three]
    said = api.post("/customers/words", {"where": did(value=3, within="30d")}).ok()
    assert "浏览商品" in str(said)
    assert "30" in str(said)
    for wrong, code, path in (
        ({"did": "dance"}, "condition.unknown_deed", "did"),
        ({"did": 7}, "condition.unknown_deed", "did"),
        ({"did": "login", "where": {}}, "condition.unknown_key", "where"),
        ({"did": "login", "times": 3}, "condition.not_an_object", "times"),
        ({"did": "login", "times": {"op": "like"}}, "condition.wrong_times", "times.op"),
        ({"did": "login", "times": {"value": -1}}, "condition.wrong_times", "times.value"),
        ({"did": "login", "times": {"value": 1.5}}, "condition.wrong_times", "times.value"),
        ({"did": "login", "within": "soon"}, "condition.wrong_span", "within"),
    ):
        error = api.get("/customers", where=wrong).refused(400, code)
        assert error["path"] == path
    api.get("/tasks", where={"did": "login"}).refused(400, "condition.unknown_deed")


def test_events_follow_a_merge_and_come_back_when_it_is_undone(company: Company, api: Program) -> None:
    one, other = customer(api), customer(api)
    send(api, event(one), event("his"), event(other), event(other, "login"))
    identify(api, "his", one)
    before = counted(company)
    merged = api.post(f"/customers/{other}/merge", {"from": [one]}).ok()
    assert meeting(api, THREE) == [other]
    assert len(kinds(api, other)) == 4
    send(api, event("his"))
    assert meeting(api, did(value=4)) == [other]
    assert len(visitors(api, other)) == 1
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert meeting(api, THREE) == [one]
    assert kinds(api, other) in (["product_view", "login"], ["login", "product_view"])
    api_count = counted(company)
    assert [row[:4] for row in api_count] == [row[:4] for row in before]
    assert api_count == from_events(company)


def test_a_record_that_went_into_another_leaves_its_events_there_when_it_is_purged(
    company: Company, api: Program
) -> None:
    one, other = customer(api), customer(api)
    send(api, event(one), event("his"), event(other))
    identify(api, "his", one)
    api.post(f"/customers/{other}/merge", {"from": [one]}).ok()
    assert purge.purge(company.actor, "customer", [one]).purged == 1
    assert meeting(api, THREE) == [other]
    assert len(kinds(api, other)) == 3
    assert [row for row in counted(company) if row[1] == one] == []


def test_who_is_erased_did_nothing(company: Company, api: Program) -> None:
    one, other = customer(api), customer(api)
    send(api, event(one), event("his"), event(other), event("stranger"))
    identify(api, "his", one)
    api.post(f"/customers/{one}/personal-data/erase", {}).ok()
    assert kinds(api, one) == []
    assert visitors(api, one) == []
    assert meeting(api, did()) == [other]
    assert counted(company) == from_events(company)


def test_what_a_kind_no_longer_keeps_is_forgotten(company: Company, api: Program) -> None:
    one = customer(api)
    send(api, event(one, at=ago(days=20)), event(one, at=ago(days=3)), event(one, "login", at=ago(days=20)))
    row = next(row for row in api.get("/event_kinds").ok()["rows"] if row["code"] == "product_view")
    api.patch(f"/event_kinds/{row['id']}", {"version": 1, "days": 10}).ok()
    assert forgetting.old(company.tenant) == 1
    assert kinds(api, one) == ["product_view", "login"]
    assert counted(company) == from_events(company)


def test_a_form_that_made_a_record_is_an_event(company: Company, api: Program) -> None:
    made = write(system(company.tenant, via="form"), "customer", [{"name": "表单来的"}]).rows[0].id
    by_hand = customer(api)
    for _ in range(2):
        follow.follow(company.tenant)
    assert kinds(api, made or 0) == ["form_sent"]
    assert kinds(api, by_hand) == []


BATCHES = st.lists(
    st.lists(st.tuples(st.integers(0, 25), st.sampled_from(("a", "b", "one", "two"))), max_size=8), max_size=5
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=BATCHES, joins=st.lists(st.tuples(st.integers(0, 5), st.sampled_from("ab")), max_size=3))
def test_in_whatever_order_and_how_often_it_comes_the_numbers_are_those_of_the_events(
    database: None, batches: list[list[tuple[int, str]]], joins: list[tuple[int, str]]
) -> None:
    company = found()
    api = company.program()
    records = {"one": customer(api), "two": customer(api)}
    for number, batch in enumerate([*batches, *reversed(batches), []]):
        for at, visitor in joins:
            if at == number and not visitors(api, records["one"]):
                identify(api, visitor, records["one"])
        given_now = [(records.get(who, who), n, f"{n}.{who}") for n, who in batch]
        send(api, *(event(who, ("login", "search")[n % 2], id=key, at=ago(days=n * 3)) for who, n, key in given_now))
    assert counted(company) == from_events(company)
