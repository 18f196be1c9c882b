"""What roles grant, alone and together."""

import pytest

from tests.access import company
from zhike.access import grants
from zhike.kernel.actor import ACTIONS
from zhike.kernel.errors import Forbidden
from zhike.kernel.write import write

READ_OWN = {"*": {"actions": {"read": True}, "scope": "own"}}


def on(roles, name="customer"):
    return grants.together((False, one) for one in roles)[1][name]


@pytest.fixture(autouse=True)
def _apps_are_loaded(database):
    """The registry is full."""


def test_the_widest_scope_wins_for_each_action():
    both = on([
        {"*": {"actions": {"read": True, "update": True}, "scope": "own"}},
        {"customer": {"actions": {"read": True, "export": True}, "scope": "department"}},
    ])  # fmt: skip
    assert both.actions == {"read", "update", "export"}
    assert both.scopes == {"read": "department", "update": "own", "export": "department"}


@pytest.mark.parametrize("narrow", grants.SCOPES)
@pytest.mark.parametrize("wide", grants.SCOPES)
def test_the_order_of_roles_does_not_matter(narrow, wide):
    one = {"*": {"actions": {"read": True}, "scope": narrow}}
    other = {"*": {"actions": {"read": True}, "scope": wide}}
    widest = max(narrow, wide, key=grants.SCOPES.index)
    assert on([one, other]) == on([other, one])
    assert on([one, other]).scopes.get("read", "all") == widest


def test_an_objects_own_entry_stands_instead_of_that_for_all():
    role = {"*": {"actions": {"read": True, "delete": True}, "scope": "all"}, "customer": {"actions": {"read": True}}}
    assert on([role]).actions == {"read"}
    assert on([role]).scopes == {"read": "own"}
    assert "delete" in on([role], "contact").actions


def test_false_is_no_right():
    assert on([{"*": {"actions": {"read": True, "delete": False}, "scope": "all"}}]).actions == {"read"}


def test_no_role_no_right():
    assert on([]).actions == frozenset()
    assert on([None]).actions == frozenset()


def test_an_administrator_may_do_everything():
    admin, rights = grants.together([(False, READ_OWN), (True, None)])
    assert admin
    for one in rights.values():
        assert one.actions == set(ACTIONS)
        assert not one.scopes


def test_settings_are_not_granted():
    for name in ("role", "custom_field"):
        assert (
            name not in grants.together([(False, {"*": {"actions": dict.fromkeys(ACTIONS, True), "scope": "all"}})])[1]
        )
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
    ],
)
def test_a_role_says_what_it_does_not_understand(wrong, code):
    made = company.founded()
    result = write(made.actor("boss"), "role", [{"name": "odd", "grants": wrong}])
    assert result.rows[0].faults["grants"].code == code


def test_roles_of_a_person_add_up():
    made = company.staffed()
    reads = made.write("role", {"name": "reads", "grants": {"customer": {"actions": {"read": True}, "scope": "all"}}})
    made.write("person", {"id": made.people["li"], "roles": ["sales", reads]}, mode="update")
    rights = made.actor("li").on("customer")
    assert "read" not in rights.scopes
    assert rights.scopes["update"] == "own"


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
