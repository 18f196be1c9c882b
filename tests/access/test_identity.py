"""From a request to an actor: rights that follow every change at once, and a small price for it."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from tests.access import company
from zhike.access import identity, passwords, sessions, tenants, tokens
from zhike.access.models import Account
from zhike.kernel import db
from zhike.kernel.errors import NotFound, Unauthenticated
from zhike.kernel.write import write


def signed_in(made, name):
    """A session as a sign-in leaves it."""
    account = Account.objects.get(email=made.email(name))
    session = SessionStore()
    session[SESSION_KEY] = str(account.id)
    session[BACKEND_SESSION_KEY] = "zhike.access.sign_in.Backend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    return session


def token(made, name, **more):
    return tokens.create(made.system, person_id=made.people[name], name="test", **more)


@pytest.fixture(scope="module")
def staffed():
    return company.staffed()


def test_a_session_is_the_person_in_the_first_tenant(staffed):
    session = signed_in(staffed, "li")
    who = identity.of(company.request(session=session))
    assert who.by == "session"
    assert who.email == staffed.email("li")
    assert (who.actor.tenant_id, who.actor.person_id) == (staffed.tenant, staffed.people["li"])
    assert who.actor.via == "page"
    assert session["tenant_id"] == staffed.tenant


def test_a_token_is_the_person(staffed):
    who = identity.of(company.request(token=token(staffed, "li")))
    assert who.by == "token"
    assert who.actor.person_id == staffed.people["li"]
    assert who.actor.via == "api"
    assert who.actor.stamp is not None


def test_nobody_is_signed_in(staffed):
    for session in (SessionStore(), None):
        with pytest.raises(Unauthenticated) as caught:
            identity.of(company.request(session=session))
        assert caught.value.code == "sign_in.needed"
        assert caught.value.status == 401


@pytest.mark.parametrize("key", [SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY])
def test_a_session_that_was_made_up_is_nobodys(staffed, key):
    session = signed_in(staffed, "li")
    session[key] = "something else"
    with pytest.raises(Unauthenticated):
        identity.of(company.request(session=session))


def test_a_new_password_ends_the_sessions():
    made = company.staffed()
    session = signed_in(made, "li")
    identity.of(company.request(session=session))
    passwords.set_by_administrator(made.actor("boss"), made.people["li"], company.PASSWORD)
    with pytest.raises(Unauthenticated):
        identity.of(company.request(session=session))
    assert SESSION_KEY not in session


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh-CN"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW", "zh-CN"),
        ("fr, en;q=0.3", "en"),
        ("fr", "zh-CN"),
        ("*", "zh-CN"),
    ],
)
def test_the_language_is_what_the_browser_asks_for_else_the_persons(staffed, header, language):
    assert identity.actor(company.request(token=token(staffed, "li"), language=header)).language == language


def test_the_language_of_the_person_comes_before_the_tenants():
    made = company.founded(language="en", zone="Asia/Urumqi")
    made.add("li", language="zh-CN")
    assert made.actor("boss").language == "en"
    assert made.actor("li").language == "zh-CN"
    assert made.actor("li").zone.key == "Asia/Urumqi"


@pytest.mark.parametrize("way", ["session", "token"])
def test_rights_follow_a_change_of_the_role_at_once(way):
    made = company.staffed()
    made.customer("of ma", "ma")
    made.write(
        "role", {"code": "sales", "grants": {"*": {"actions": {"read": True}, "scope": "own"}}}, "upsert", key="code"
    )
    asking = {"token": token(made, "li")} if way == "token" else {"session": signed_in(made, "li")}
    assert company.rows(identity.actor(company.request(**asking))) == []
    grants = {"*": {"actions": {"read": True}, "scope": "department"}}
    write(made.actor("boss"), "role", [{"code": "sales", "grants": grants}], mode="update", key="code")
    assert len(company.rows(identity.actor(company.request(**asking)))) == 1
    made.write("person", {"id": made.people["ma"], "department": made.departments["service"]}, "update")
    assert company.rows(identity.actor(company.request(**asking))) == []
    made.write("department", {"id": made.departments["service"], "manager": made.people["li"]}, "update")
    assert len(company.rows(identity.actor(company.request(**asking)))) == 1


def stamp_of(made):
    with db.transaction(made.tenant) as tx:
        return (tx.one(f"SELECT value FROM kernel_stamp WHERE tenant_id = {made.tenant}") or (None,))[0]


def test_no_rights_come_back_with_a_stamp_that_was_lost():
    """A-48: what is kept under a stamp is never met again, as after a server that took over without what came last."""
    made = company.staffed()
    made.customer("of ma", "ma")
    asking = {"token": token(made, "li")}
    owner = connections["owner"].cursor()

    def reads(scope):
        made.write(
            "role",
            {"code": "sales", "grants": {"*": {"actions": {"read": True}, "scope": scope}}},
            "upsert",
            key="code",
        )

    before = stamp_of(made)
    reads("department")
    kept = stamp_of(made)
    assert len(company.rows(identity.actor(company.request(**asking)))) == 1
    owner.execute("UPDATE kernel_stamp SET value = %s WHERE tenant_id = %s", [before, made.tenant])
    reads("own")
    assert company.rows(identity.actor(company.request(**asking))) == []
    owner.execute("DELETE FROM kernel_stamp WHERE tenant_id = %s", [made.tenant])
    for who, seen in (("department", 1), ("own", 0)):  # by nobody who would tell
        statement = (
            "UPDATE access_role SET grants = jsonb_set(grants, '{*,scope}', %s) WHERE tenant_id = %s AND code = 'sales'"
        )
        owner.execute(statement, [f'"{who}"', made.tenant])
        assert len(company.rows(identity.actor(company.request(**asking)))) == seen
    reads("all")
    assert stamp_of(made) > kept > before


@pytest.mark.parametrize("off", ["person", "deleted", "account", "tenant"])
@pytest.mark.parametrize("way", ["session", "token"])
def test_whoever_is_switched_off_is_out_at_once(way, off):
    made = company.staffed()
    asking = {"token": token(made, "li")} if way == "token" else {"session": signed_in(made, "li")}
    identity.of(company.request(**asking))
    if off == "person":
        made.write("person", {"id": made.people["li"], "active": False}, "update")
    elif off == "deleted":
        made.write("person", {"id": made.people["li"]}, "delete")
    elif off == "account":
        Account.objects.filter(email=made.email("li")).update(is_active=False)
    else:
        with db.transaction(made.tenant) as tx:
            tx.execute(f"UPDATE access_tenant SET active = FALSE WHERE id = {made.tenant}")
    with pytest.raises(Unauthenticated):
        identity.of(company.request(**asking))


def test_an_account_opens_any_of_its_tenants_and_no_other():
    here, there, elsewhere = company.staffed(), company.founded(), company.founded()
    there.add("li", email=here.email("li"))
    session = signed_in(here, "li")
    assert identity.actor(company.request(session=session)).tenant_id == here.tenant
    sessions.choose(company.request(session=session), there.tenant)
    assert identity.actor(company.request(session=session)).tenant_id == there.tenant
    for wrong in (elsewhere.tenant, 2**40):
        with pytest.raises(NotFound):
            sessions.choose(company.request(session=session), wrong)
    assert [one.id for one in sessions.choices(Account.objects.get(email=here.email("li")).id)] == [
        here.tenant, there.tenant,
    ]  # fmt: skip
    there.write("person", {"id": there.people["li"]}, "delete")
    assert identity.actor(company.request(session=session)).tenant_id == here.tenant


def test_a_request_costs_one_statement_and_the_rights_none(staffed):
    text, session = token(staffed, "li"), signed_in(staffed, "li")
    identity.of(company.request(token=text))
    identity.of(company.request(session=session))
    for asking in ({"token": text}, {"session": session}):
        seen = []
        with db.watching(seen.append):
            identity.of(company.request(**asking))
        assert len(seen) == 1, seen


def test_a_person_acts_without_a_request(staffed):
    actor = identity.person(staffed.tenant, staffed.people["li"], via="import")
    assert (actor.person_id, actor.via, actor.name) == (staffed.people["li"], "import", "li")
    with pytest.raises(NotFound):
        identity.person(staffed.tenant, 2**40)


def test_a_token_for_reading_only_reads(staffed):
    actor = identity.actor(company.request(token=token(staffed, "boss", scopes=("read",))))
    assert not actor.admin
    assert {one.actions <= {"read", "export"} for one in actor.rights.values()} == {True}
    assert actor.may("read", "role")


def test_a_token_for_writing_leaves_the_settings_alone(staffed):
    actor = identity.actor(company.request(token=token(staffed, "boss")))
    assert not actor.admin
    assert actor.may("delete", "customer")
    assert not any(actor.may(action, "role") for action in ("create", "update", "delete", "bulk", "import"))


def test_a_token_for_administration_has_what_the_person_has(staffed):
    scopes = ("read", "write", "admin")
    assert identity.actor(company.request(token=token(staffed, "boss", scopes=scopes))).admin
    mere = identity.actor(company.request(token=token(staffed, "li", scopes=scopes)))
    assert not mere.admin
    assert not mere.may("update", "role")


def test_founding_gives_the_usual_roles_in_the_language_of_the_tenant():
    for language, name in (("zh-CN", "管理员"), ("en", "Administrator")):
        made = company.founded(language=language)
        roles = company.rows(made.actor("boss"), "role")
        assert {one["code"] for one in roles} == set(tenants.ROLES)
        assert name in {one["name"] for one in roles}
