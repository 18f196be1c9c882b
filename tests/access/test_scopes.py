"""Whose records a person sees and changes: the same in lists, counts, search, single records, bulk and writes."""

import json

import pytest

from tests.access import company
from zhike.kernel import read
from zhike.kernel.errors import Forbidden, NotFound
from zhike.kernel.read import find_ids
from zhike.kernel.search.find import find
from zhike.kernel.write import write

SEEN = {
    "own": {"of li"},
    "department": {"of li", "of ma"},
    "department_below": {"of li", "of ma", "of wu"},
    "all": {"of li", "of ma", "of wu", "of xu", "of an", "of nobody"},
}


@pytest.fixture(scope="module")
def staffed():
    made = company.staffed()
    for name in ("li", "ma", "wu", "xu", "an"):
        made.customer(f"of {name}", name)
    made.customer("of nobody", None)
    return made


def acting(staffed, scope, actions=("read", "update")):
    """Li, with one role of this scope."""
    grants = {"*": {"actions": dict.fromkeys(actions, True), "scope": scope}}
    role = staffed.write("role", {"name": f"role {scope}", "grants": grants})
    staffed.write("person", {"id": staffed.people["li"], "roles": [role]}, mode="update")
    return staffed.actor("li")


@pytest.mark.parametrize("scope", SEEN)
def test_every_way_to_records_shows_the_same(staffed, scope):
    actor = acting(staffed, scope)
    everything = {one["name"]: one["id"] for one in company.rows(staffed.actor("boss"))}
    page = json.loads(read.page(actor, "customer", read.Query()).json())
    assert {one["name"] for one in page["rows"]} == SEEN[scope]
    assert page["count"] == {"value": len(SEEN[scope]), "exact": True}
    assert {one["name"] for one in company.rows(actor, q="of")} == SEEN[scope]
    assert {one["name"] for one in company.rows(actor, where={"field": "name", "op": "starts", "value": "of"})} == (
        SEEN[scope]
    )
    assert set(find_ids(actor, "customer", read.Query(), "update", 100)) == {everything[one] for one in SEEN[scope]}
    found = set()
    for name, record_id in everything.items():
        try:
            assert json.loads(read.record(actor, "customer", record_id))["name"] == name
            found.add(name)
        except NotFound:
            continue
    assert found == SEEN[scope]


@pytest.mark.parametrize("scope", SEEN)
def test_writes_reach_as_far_as_the_scope(staffed, scope):
    actor = acting(staffed, scope)
    everything = {one["name"]: one["id"] for one in company.rows(staffed.actor("boss"))}
    ordered = sorted(everything)
    result = write(actor, "customer", [{"id": everything[name], "remark": scope} for name in ordered], mode="update")
    done = {name for name, row in zip(ordered, result.rows, strict=True) if row.outcome == "updated"}
    assert done == SEEN[scope]
    assert {fault.code for row in result.refused for fault in row.faults.values()} <= {"record.not_found"}


def test_one_may_see_more_than_one_may_change(staffed):
    grants = {"customer": {"actions": {"read": "all", "update": True}, "scope": "own"}}
    role = staffed.write("role", {"name": "looks around", "grants": grants})
    staffed.write("person", {"id": staffed.people["li"], "roles": [role]}, mode="update")
    actor = staffed.actor("li")
    everything = {one["name"]: one["id"] for one in company.rows(actor)}
    assert set(everything) == SEEN["all"]
    result = write(actor, "customer", [{"id": everything["of ma"], "remark": "x"}], mode="update")
    assert [one.code for one in result.rows[0].faults.values()] == ["right.out_of_scope"]


def test_the_search_from_anywhere_keeps_to_the_scope(staffed):
    actor = acting(staffed, "department")
    assert {one.title for one in find(actor, "of", objects=("customer",), limit=50)} == SEEN["department"]


def test_what_hangs_on_a_record_is_seen_with_it(staffed):
    ids = {one["name"]: one["id"] for one in company.rows(staffed.actor("boss"))}
    for name in ("of li", "of xu"):
        staffed.write("contact", {"name": f"contact {name}", "customer": ids[name]})
    actor = acting(staffed, "department")
    assert {one["name"] for one in company.rows(actor, "contact")} == {"contact of li"}


def test_a_department_is_led_from_outside_of_it(staffed):
    staffed.write("department", {"id": staffed.departments["service"], "manager": staffed.people["li"]}, mode="update")
    seen = {one["name"] for one in company.rows(acting(staffed, "department"))}
    staffed.write("department", {"id": staffed.departments["service"], "manager": None}, mode="update")
    assert seen == SEEN["department"] | {"of xu"}


def test_what_somebody_left_behind_stays_with_the_department(staffed):
    leaving = staffed.add("leaving", department="sales")
    staffed.customer("of leaving", "leaving")
    staffed.write("person", {"id": leaving}, mode="delete")
    assert "of leaving" in {one["name"] for one in company.rows(acting(staffed, "department"))}
    staffed.write("customer", {"name": "of leaving", "owner": None}, mode="update", key="name")
    ids = [one["id"] for one in company.rows(staffed.actor("boss")) if one["name"] == "of leaving"]
    staffed.write("customer", {"id": ids[0]}, mode="delete")


def test_a_condition_sees_the_same_people(staffed):
    actor = acting(staffed, "all")
    for people, scope in (("me", "own"), ("my_department", "department"), ("my_department_below", "department_below")):
        where = {"field": "owner", "op": "is", "value": people}
        assert {one["name"] for one in company.rows(actor, where=where)} == SEEN[scope]


def test_without_any_right_there_is_nothing(staffed):
    staffed.write("person", {"id": staffed.people["an"], "roles": []}, mode="update")
    actor = staffed.actor("an")
    with pytest.raises(Forbidden):
        company.rows(actor)
    with pytest.raises(Forbidden):
        write(actor, "customer", [{"name": "x"}])


@pytest.mark.parametrize("name", ["tag", "import_template"])
def test_what_belongs_to_nobody_is_used_by_all_and_changed_by_whoever_made_it(staffed, name):
    """Nobody clears away the tags of a whole company with the right to delete what is their own."""
    grants = {"*": {"actions": dict.fromkeys(("create", "read", "update", "delete"), True), "scope": "own"}}
    role = staffed.write("role", {"name": f"own {name}", "grants": grants})
    for person in ("li", "ma"):
        staffed.write("person", {"id": staffed.people[person], "roles": [role]}, mode="update")
    li, ma = staffed.actor("li"), staffed.actor("ma")
    more = {"object": "customer", "mapping": {"名称": "name"}} if name == "import_template" else {}
    made = {
        who.name: write(who, name, [{"name": f"{name} of {who.name}", **more}]).rows[0].id
        for who in (li, ma, staffed.system)
    }
    assert {one["id"] for one in company.rows(li, name)} >= set(made.values())
    assert find_ids(li, name, read.Query(), "delete", 100) == [made["li"]]
    for mode, values in (("update", {"name": f"{name} anew"}), ("delete", {})):
        done = write(li, name, [{"id": one, **values} for one in made.values()], mode=mode)
        assert [row.outcome for row in done.rows] == [f"{mode}d", "refused", "refused"]
        assert all("right.out_of_scope" in {one.code for one in row.faults.values()} for row in done.refused)
    team = {"*": {"actions": {"read": True, "delete": True}, "scope": "department"}}
    staffed.write("role", {"id": role, "grants": team}, mode="update")
    assert find_ids(staffed.actor("li"), name, read.Query(), "delete", 100) == [made["ma"]]
