"""The audit trail: what stands in it, and that a change of the past shows."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connections

from tests.access import browser, company
from zhike.access import audit, passwords, tokens
from zhike.access.audit import lines
from zhike.kernel import db
from zhike.kernel.write import write

TABLES = ("kernel_changeset", "kernel_change", "access_auditentry", "access_auditseal")


@pytest.fixture
def made(database: None) -> company.Company:
    found = company.founded()
    for number in range(3):
        customer = found.customer(f"客户 {number}", "boss")
        found.write("customer", {"id": customer, "remark": f"第 {number} 次"}, mode="update")
    tokens.create(found.actor("boss"), person_id=found.owner, name="脚本")
    assert audit.seal(found.tenant) > 7
    for number in range(3):
        found.customer(f"新客户 {number}", "boss")
    passwords.give(found.actor("boss"), found.owner)
    assert audit.seal(found.tenant) > 3
    return found


def owner(statement: str, *params: object) -> None:
    """What only the owner of the database can do."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, params)


def broken(made: company.Company, **more: object) -> tuple[int, str] | None:
    found = audit.verify(made.tenant, **more)[0]  # type: ignore[arg-type]
    return (found.number, found.what) if found else None


def test_a_whole_trail(made: company.Company) -> None:
    found, entries, last = audit.verify(made.tenant)
    assert found is None
    assert entries > 10
    assert len(last) == 64
    assert audit.seal(made.tenant) == 0
    made.customer("später", "boss")
    assert audit.verify(made.tenant) == (None, entries, last)
    assert audit.seal(made.tenant) == 1
    assert audit.verify(made.tenant)[1] == entries + 1


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "UPDATE kernel_change SET after = after || '{\"remark\": \"x\"}' WHERE tenant_id = %s AND verb = 'update'",
            "digest",
        ),
        ("UPDATE kernel_changeset SET person_id = 99 WHERE tenant_id = %s AND verb = 'update'", "digest"),
        (
            "UPDATE access_auditentry SET at = at - interval '1 second' WHERE tenant_id = %s AND kind = 'token.made'",
            "digest",
        ),
        ("DELETE FROM kernel_change WHERE tenant_id = %s AND verb = 'update'", "digest"),
        ("DELETE FROM kernel_changeset WHERE tenant_id = %s AND verb = 'update'", "entries"),
        ("DELETE FROM access_auditentry WHERE tenant_id = %s AND kind = 'token.made'", "entries"),
        ("UPDATE access_auditseal SET hash = sha256('x') WHERE tenant_id = %s AND number = 1", "chain"),
        ("UPDATE access_auditseal SET digest = sha256('x') WHERE tenant_id = %s AND number = 1", "digest"),
        ("DELETE FROM access_auditseal WHERE tenant_id = %s AND number = 1", "missing"),
    ],
)
def test_a_change_of_the_past_shows_where_it_is(made: company.Company, statement: str, what: str) -> None:
    owner(statement, made.tenant)
    assert broken(made) == (2 if what == "missing" else 1, what)


def test_an_entry_put_into_the_past_shows(made: company.Company) -> None:
    columns = "tenant_id, at, xid, kind, person_id, via, address, data"
    owner(
        f"INSERT INTO access_auditentry ({columns}) SELECT {columns} FROM access_auditentry"
        " WHERE tenant_id = %s AND kind = 'token.made'",
        made.tenant,
    )
    assert broken(made) in ((1, "entries"), (2, "entries"))


def test_a_chain_made_anew_shows_against_an_anchor(made: company.Company) -> None:
    _, _, last = audit.verify(made.tenant)
    assert broken(made, anchors={2: last}) is None
    owner("DELETE FROM access_auditseal WHERE tenant_id = %s", made.tenant)
    owner("UPDATE kernel_changeset SET person_id = 99 WHERE tenant_id = %s AND verb = 'update'", made.tenant)
    audit.seal(made.tenant)
    assert broken(made) is None
    assert broken(made, anchors={2: last}) is not None
    owner("DELETE FROM access_auditseal WHERE tenant_id = %s AND number > 0", made.tenant)
    assert broken(made, anchors={2: last}) == (1, "missing")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET tenant_id = 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_only_appends(made: company.Company, table: str, verb: str) -> None:
    with pytest.raises(Exception, match="permission denied"), db.transaction(made.tenant) as tx:
        tx.execute(verb.format(table))


def test_nothing_slips_in_behind_a_seal(made: company.Company) -> None:
    """A transaction that is still running when others are sealed is sealed later, and not lost."""
    sealed = audit.verify(made.tenant)[1]
    with db.transaction(made.tenant) as tx:
        write(made.system, "customer", [{"name": "langsam"}])
        with connections["owner"].cursor() as cursor:  # another connection, as sealing is another process
            cursor.execute("SELECT count(*) FROM kernel_changeset WHERE tenant_id = %s", [made.tenant])
        assert tx.one("SELECT 1") == (1,)
    made.customer("schnell", "boss")
    assert audit.seal(made.tenant) == 2
    assert audit.verify(made.tenant)[:2] == (None, sealed + 2)


def test_signing_in_and_failing_to(made: company.Company) -> None:
    email = made.email("boss")
    passwords.set_by_administrator(made.actor("boss"), made.owner, company.PASSWORD)
    person = browser.Browser()
    person.sign_in(email, "falsch-falsch-falsch")
    person.sign_in(email, company.PASSWORD)
    found = audit.listed(made.actor("boss"))["rows"]
    assert [one["kind"] for one in found][:2] == ["sign_in.done", "sign_in.failed"]
    assert {one["address"] for one in found[:2]} == {person.address}
    assert found[0]["by"] == {"id": made.owner, "title": "boss"}
    assert "falsch" not in json.dumps(found)
    only = audit.listed(made.actor("boss"), kinds=("token.made",))["rows"]
    assert [one["data"]["name"] for one in only] == ["脚本"]


def test_a_tenants_trail_is_its_own(made: company.Company) -> None:
    other = company.founded()
    audit.seal(other.tenant)
    assert [one["kind"] for one in audit.listed(other.actor("boss"))["rows"]] == ["password.given"]
    assert all(json.loads(one)["id"] for one in lines.entries(made.tenant))
    assert len(list(lines.entries(other.tenant))) < len(list(lines.entries(made.tenant)))


def test_the_application_has_no_right_but_to_append(made: company.Company) -> None:
    """A-36: on no table of journal and audit, on no column of one, directly or through another role."""
    append_only = {one._meta.db_table for one in apps.get_models() if getattr(one, "append_only", False)}
    assert append_only == set(TABLES)
    with connections["owner"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                "SELECT right_ FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',"
                " 'TRIGGER']) AS right_ WHERE has_table_privilege('zhike_app', %s, right_)"
                " OR CASE WHEN right_ IN ('UPDATE', 'REFERENCES')"
                " THEN has_any_column_privilege('zhike_app', %s, right_) ELSE FALSE END",
                [table, table],
            )
            assert {row[0] for row in cursor.fetchall()} == {"SELECT", "INSERT"}, table
