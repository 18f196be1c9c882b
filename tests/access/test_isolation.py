"""The wall between tenants, in the database itself: what the application role reads and writes without the kernel."""

import psycopg
import pytest
from django.apps import apps
from django.db import connections

from tests.access import company
from zhike.kernel import db, schema
from zhike.kernel.errors import NotFound
from zhike.kernel.read import record
from zhike.kernel.write import write

GLOBAL = {"access_tenant", "access_account", "access_membership", "access_cache"}


def tenant_tables():
    return sorted(one._meta.db_table for one in schema._tables())


@pytest.fixture(scope="module")
def two():
    """Two companies, each with something in as many tables as a test easily fills."""
    made = company.staffed(), company.staffed()
    for one in made:
        one.customer("of li", "li")
    return made


def raw():
    """The application's own connection, with no tenant set."""
    connections["default"].ensure_connection()
    return connections["default"].connection


def test_every_table_of_a_tenant_is_walled(two):
    tables = tenant_tables()
    assert {"access_person", "access_role", "access_department", "access_apitoken", "customers_customer"} <= set(tables)
    assert not GLOBAL & set(tables)
    rows = raw().execute(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = ANY(%s)", [tables]
    )
    assert {row[0] for row in rows.fetchall() if row[1] and row[2]} == set(tables)


def test_no_table_is_forgotten():
    """Every table that has a tenant is walled or said to be global."""
    with_tenant = {
        one._meta.db_table for one in apps.get_models() if any(f.name == "tenant_id" for f in one._meta.get_fields())
    }
    assert with_tenant - set(tenant_tables()) <= GLOBAL


def test_without_a_tenant_there_are_no_rows(two):
    connection = raw()
    assert connection.execute("SELECT current_user").fetchone()[0] == "zhike_app"
    for table in tenant_tables():
        assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] == 0, table


def test_in_a_tenant_there_are_only_its_rows(two):
    here, there = two
    for table in tenant_tables():
        with db.transaction(here.tenant) as tx:
            found = {row[0] for row in tx.rows(f'SELECT DISTINCT tenant_id FROM "{table}"')}
            touched = tx.execute(f'SELECT 1 FROM "{table}" WHERE tenant_id = {there.tenant}').rowcount
        assert found <= {here.tenant}, table
        assert touched == 0, table


def test_no_row_is_written_into_another_tenant(two):
    here, there = two
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction(here.tenant) as tx:
        tx.execute(f"INSERT INTO kernel_stamp (tenant_id, value) VALUES ({there.tenant} + 1000000, 1)")
    with db.transaction(here.tenant) as tx:
        changed = tx.execute(f"UPDATE access_person SET name = 'x' WHERE tenant_id = {there.tenant}").rowcount
        deleted = tx.execute(f"DELETE FROM access_person WHERE tenant_id = {there.tenant}").rowcount
    assert (changed, deleted) == (0, 0)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction(here.tenant) as tx:
        tx.execute(f"UPDATE access_person SET tenant_id = {there.tenant} WHERE tenant_id = {here.tenant}")


def test_the_role_cannot_go_around_the_wall():
    row = raw().execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'zhike_app'"
    )
    assert row.fetchone() == (False, False, False, False)
    owned = raw().execute(
        "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = 'zhike_app'"
    )
    assert owned.fetchone()[0] == 0
    for statement in (
        "ALTER TABLE access_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant ON access_person",
        "CREATE TABLE stolen (x int)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw().execute(statement)


def test_nothing_of_another_tenant_can_be_meant(two):
    """An id of the other side looks like one that there is not: in reads, in writes, and in links."""
    here, there = two
    mine = company.rows(here.actor("boss"))[0]["id"]
    theirs = company.rows(there.actor("boss"))[0]["id"]
    for record_id in (theirs, 10**12):
        if record_id == mine:
            continue
        with pytest.raises(NotFound):
            record(here.actor("boss"), "customer", record_id)
        result = write(here.actor("boss"), "customer", [{"id": record_id, "remark": "x"}], mode="update")
        assert [one.code for one in result.rows[0].faults.values()] == ["record.not_found"]
    outsider = max(there.people.values())
    result = write(here.actor("boss"), "customer", [{"name": "x", "owner": outsider}, {"name": "x", "owner": 10**12}])
    assert [row.faults["owner"].code for row in result.rows] == ["link.not_found"] * 2


def test_no_one_writes_the_tenant(two):
    here, there = two
    result = write(here.actor("boss"), "customer", [{"name": "x", "tenant_id": there.tenant}])
    assert result.rows[0].faults["tenant_id"].code == "field.unknown"
