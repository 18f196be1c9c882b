"""What roles grant, alone and together."""

import pytest

from tests.access import company
from zhike.access.rights import Role, together
from zhike.kernel import registry
from zhike.kernel.actor import ACTIONS, Reach
from zhike.kernel.errors import Forbidden, Refused
from zhike.kernel.write import write

READ_OWN = {"*": {"actions": {"read": True}, "scope": "own"}}
IN_BEIJING = {"field": "region", "op": "in", "value": "110000"}


def rights_of(*roles, admin=False):
    return together([Role(f"role {n}", admin, one) for n, one in enumerate(roles)], lambda ids: tuple(ids))


def on(roles, name="customer"):
    return rights_of(*roles)[1][name]


def people(rights):
    """Through whom records come within each action, by roles; the team of a record aside."""
    return {action: {one.people for one in ways if one.role} for action, ways in rights.reach.items()}


@pytest.fixture(autouse=True)
def _apps_are_loaded(database):
    """The registry is full."""


def test_roles_add_up_action_by_action():
    both = on([
        {"*": {"actions": {"read": True, "update": True}, "scope": "own"}},
        {"customer": {"actions": {"read": True, "export": True}, "scope": "department"}},
    ])  # fmt: skip
    assert both.actions == {"read", "update", "export"}
    assert people(both) == {"read": {"own", "department"}, "update": {"own"}, "export": {"department"}}
    assert [one.role for one in both.reach["read"]] == ["role 0", "role 1", ""]  # the last: its team


def test_an_objects_own_entry_stands_instead_of_that_for_all():
    role = {"*": {"actions": {"read": True, "delete": True}, "scope": "all"}, "customer": {"actions": {"read": True}}}
    assert on([role]).actions == {"read"}
    assert people(on([role])) == {"read": {"own"}}
    assert "delete" in on([role], "contact").actions


def test_rules_for_fields_leave_the_actions_to_the_entry_for_all():
    role = {"*": {"actions": {"read": True}, "scope": "all"}, "customer": {"fields": {"phone": "masked"}}}
    masked = {"phone", "born_on"}  # the day of birth follows from the identity number, which is guarded
    assert (on([role]).actions, on([role]).masked, on([role]).read_only) == ({"read"}, masked, {"phone"})
    assert people(on([role])) == {"read": {"all"}}


@pytest.mark.parametrize(
    ("one", "other", "hidden", "masked", "clear", "read_only"),
    [
        ("hidden", "hidden", True, False, False, True),
        ("hidden", "masked", False, True, False, True),
        ("hidden", "enter", False, True, False, False),
        ("masked", "read", False, False, True, True),
        ("enter", "read", False, False, True, False),
        ("read", "write", False, False, True, False),
        ("hidden", None, False, False, False, False),
        ("read", None, False, False, True, False),
    ],
)
def test_the_widest_rule_for_a_field_counts(one, other, hidden, masked, clear, read_only):
    roles = [
        {"customer": {"actions": {"read": True}, "fields": {"phone": rule} if rule else {}}} for rule in (one, other)
    ]
    for both in (on(roles), on(roles[::-1])):
        told = ["phone" in said for said in (both.hidden, both.masked, both.clear, both.read_only)]
        assert told == [hidden, masked, clear, read_only]


def test_a_role_that_grants_nothing_on_an_object_says_nothing_of_its_fields():
    both = on([{"customer": {"actions": {"read": True}, "fields": {"phone": "hidden"}}}, {"contact": {"actions": {}}}])
    assert both.hidden == {"phone"}


def test_what_one_role_denies_no_other_gives_back():
    everything = {"*": {"actions": dict.fromkeys(ACTIONS, True), "scope": "all"}}
    denying = {"*": {"deny": {"actions": {"export": True}}}}
    part = {"customer": {"deny": {"actions": {"delete": {"where": IN_BEIJING}}}}}
    assert on([everything, denying]).actions == set(ACTIONS) - {"export"}
    assert on([everything, part]).actions == set(ACTIONS)
    assert on([everything, part]).denied == {"delete": (Reach(where=IN_BEIJING, role="role 1"),)}


def test_false_is_no_right():
    assert on([{"*": {"actions": {"read": True, "delete": False}, "scope": "all"}}]).actions == {"read"}


def test_no_role_no_right():
    assert on([]).actions == frozenset()
    assert on([None]).actions == frozenset()


def test_an_administrator_may_do_everything():
    admin, rights = rights_of(READ_OWN, admin=True)
    assert admin
    for name, one in rights.items():
        assert one.actions == set(registry.declared_object(name).actions)
        assert all(way.whole for ways in one.reach.values() for way in ways)


def test_settings_are_not_granted():
    for name in ("role", "custom_field"):
        assert name not in rights_of({"*": {"actions": dict.fromkeys(ACTIONS, True), "scope": "all"}})[1]
    assert on([], "person").actions == {"read"}
    assert on([], "department").actions == {"read"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (["read"], "role.not_an_object"),
        ({"unicorn": {"actions": {}}}, "role.unknown_object"),
        ({"role": {"actions": {"update": True}}}, "role.settings_object"),
        ({"*": ["read"]}, "role.wrong_entry"),
        ({"*": {"scope": "all"}}, "role.wrong_entry"),
        ({"*": {"actions": {}, "scopes": "all"}}, "role.wrong_entry"),
        ({"*": {"actions": {"reed": True}}}, "role.unknown_action"),
        ({"*": {"actions": {"read": True}, "scope": "galaxy"}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": "galaxy"}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": 1}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": None}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": ["all"]}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": {"who": "galaxy"}}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": {"who": {"departments": []}}}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": {"who": {"departments": ["a"]}}}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": {"who": {"departments": [2**63]}}}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": {"who": {"departments": [0]}}}}}, "role.unknown_scope"),
        ({"*": {"actions": {"read": {"what": 1}}}}, "role.unknown_scope"),
        ({"*": {"actions": {}, "scope": {"where": IN_BEIJING}}}, "role.condition_for_all"),
        ({"*": {"deny": {"actions": {"read": {"where": IN_BEIJING}}}}}, "role.condition_for_all"),
        ({"customer": {"deny": {"actions": {"read": "own"}}}}, "role.wrong_denial"),
        ({"customer": {"deny": {"actions": {"read": False}}}}, "role.wrong_denial"),
        ({"customer": {"deny": {"actions": {"reed": True}}}}, "role.unknown_action"),
        ({"customer": {"deny": {"fields": []}}}, "role.wrong_entry"),
        ({"customer": {"deny": {"actions": []}}}, "role.wrong_entry"),
    ],
)
def test_a_role_says_what_it_does_not_understand(wrong, code):
    made = company.founded()
    result = write(made.actor("boss"), "role", [{"name": "odd", "grants": wrong}])
    assert result.rows[0].faults["grants"].code == code


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (
            {"customer": {"actions": {}, "scope": {"where": {"field": "nope", "op": "is", "value": 1}}}},
            "condition.unknown_field",
        ),
        ({"customer": {"actions": {"read": {"where": ["x"]}}}}, "condition.not_an_object"),
        (
            {"customer": {"deny": {"actions": {"read": {"where": {"field": "code", "op": "has"}}}}}},
            "condition.wrong_operator",
        ),
    ],
)
def test_a_condition_of_a_role_is_understood_when_it_is_written(wrong, code):
    made = company.founded()
    with pytest.raises(Refused) as caught:
        write(made.actor("boss"), "role", [{"name": "odd", "grants": wrong}])
    assert caught.value.fields["grants"].code == code
    assert "odd" not in {one["name"] for one in company.rows(made.actor("boss"), "role")}


def test_roles_of_a_person_add_up():
    made = company.staffed()
    reads = made.write("role", {"name": "reads", "grants": {"customer": {"actions": {"read": True}, "scope": "all"}}})
    made.write("person", {"id": made.people["li"], "roles": ["sales", reads]}, mode="update")
    rights = made.actor("li").on("customer")
    assert people(rights) | {"read": {"own", "all"}, "update": {"own"}} == people(rights)


def test_only_administrators_change_settings():
    made = company.staffed()
    made.add("steward", roles=("steward",))
    for name, row in (
        ("role", {"name": "mine", "admin": True}),
        ("person", {"name": "friend"}),
        ("department", {"name": "mine"}),
        ("custom_field", {"object": "customer", "code": "x", "kind": "text", "label_zh": "x"}),
    ):
        for who in ("li", "steward"):
            with pytest.raises(Forbidden):
                write(made.actor(who), name, [row])
        assert not write(made.actor("boss"), name, [row]).refused


def test_everyone_sees_colleagues_but_not_their_roles():
    made = company.staffed()
    rows = company.rows(made.actor("li"), "person")
    assert {one["name"] for one in rows} == {"boss", "li", "ma", "wu", "xu", "an"}
    assert "roles" not in rows[0]
    assert "roles" in company.rows(made.actor("boss"), "person")[0]
    with pytest.raises(Forbidden):
        company.rows(made.actor("li"), "role")
