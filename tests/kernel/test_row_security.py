"""A-17: PostgreSQL itself keeps tenants apart, whatever our code asks of it."""

import psycopg
import pytest
from django.db import connections

from tests.conformance import statements, worlds
from zhike.kernel import registry
from zhike.kernel.write import write

TABLES = sorted(statements.tables() - statements.GLOBAL)


@pytest.fixture(scope="module")
def tenants(database):
    """Two tenants with a record of every object, and a journal, jobs and the rest of the kernel's own rows."""
    made = []
    for _ in range(2):
        world = worlds.fresh()
        for spec in registry.declared():
            world.made(spec.name, world.row(world.spec(spec.name)))
        made.append(world.company.tenant)
    return made


@pytest.fixture
def app(database):
    """A plain session of the application role, without any of our code."""
    connections["default"].ensure_connection()
    info = connections["default"].connection.info
    options = f"{info.options}"
    with psycopg.connect(
        host=info.host, port=info.port, user=info.user, dbname=info.dbname, options=options, autocommit=True
    ) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("zhike_app",)
        yield connection


def refused(app, *asked):
    """Whether PostgreSQL refuses the last of some statements, all in one transaction."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(app, *asked)


def run(app, *asked):
    with app.transaction():
        for one in asked:
            app.execute(one)


def owned(query, *params):
    connections["owner"].ensure_connection()
    return connections["owner"].connection.execute(query, params).fetchall()


def test_without_a_tenant_there_is_nothing(app, tenants):
    for table in TABLES:
        assert app.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (0,), table


def test_in_a_tenant_there_is_nothing_of_another(app, tenants):
    ours, theirs = tenants
    filled = 0
    for table in TABLES:
        with app.transaction():
            app.execute(f"SET LOCAL zhike.tenant_id = '{theirs}'")
            found = dict(app.execute(f'SELECT tenant_id, count(*) FROM "{table}" GROUP BY 1').fetchall())
            assert set(found) <= {theirs}, table
            assert app.execute(f'SELECT 1 FROM "{table}" WHERE tenant_id = {ours}').fetchone() is None
            filled += bool(found)
    assert filled >= len(registry.declared()) + 2


def test_the_setting_ends_with_the_transaction(app, tenants):
    with app.transaction():
        app.execute(f"SET LOCAL zhike.tenant_id = '{tenants[0]}'")
        assert app.execute("SELECT count(*) FROM kernel_changeset").fetchone() != (0,)
    assert app.execute("SELECT count(*) FROM kernel_changeset").fetchone() == (0,)


@pytest.mark.parametrize("spec", registry.declared(), ids=lambda one: one.name)
def test_nothing_is_written_into_another_tenant(app, tenants, spec):
    ours, theirs = tenants
    with app.transaction():
        app.execute(f"SET LOCAL zhike.tenant_id = '{theirs}'")
        assert app.execute(f'UPDATE "{spec.table}" SET title_sort = %s', ["x"]).rowcount > 0
        assert app.execute(f'UPDATE "{spec.table}" SET title_sort = %s WHERE tenant_id = {ours}', ["x"]).rowcount == 0
        assert app.execute(f'DELETE FROM "{spec.table}" WHERE tenant_id = {ours}').rowcount == 0
        raise psycopg.Rollback
    for statement in (
        f'UPDATE "{spec.table}" SET tenant_id = {ours}',
        f'INSERT INTO "{spec.table}" (tenant_id, version, created_at, updated_at, title_sort, custom)'
        f" VALUES ({ours}, 1, now(), now(), '', '{{}}')",
    ):
        refused(app, f"SET LOCAL zhike.tenant_id = '{theirs}'", statement)


def test_row_security_is_forced_on_every_table_of_tenants(tenants):
    rows = owned(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c JOIN pg_attribute a"
        " ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped WHERE c.relkind IN ('r', 'p')"
        " AND c.relnamespace = 'public'::regnamespace"
    )
    found = {name: (on, forced) for name, on, forced in rows}
    assert set(found) == set(TABLES) | statements.GLOBAL
    assert {name for name, state in found.items() if state != (True, True)} == statements.GLOBAL
    policies = owned(
        "SELECT tablename, count(*), min(cmd), bool_and(with_check IS NOT NULL) FROM pg_policies GROUP BY 1"
    )
    assert {row for row in policies if row[0] in TABLES} == {(name, 1, "ALL", True) for name in TABLES}


def test_the_application_role_can_do_no_more_than_it_must(tenants):
    role = owned(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
        " WHERE rolname = 'zhike_app'"
    )
    assert role == [(False,) * 5]
    assert owned("SELECT relname FROM pg_class WHERE relowner = 'zhike_app'::regrole") == []
    assert owned("SELECT proname FROM pg_proc WHERE proowner = 'zhike_app'::regrole") == []
    assert owned("SELECT has_schema_privilege('zhike_app', 'public', 'CREATE')") == [(False,)]
    assert owned("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'zhike_app'::regrole") == []


@pytest.mark.parametrize("table", ["kernel_changeset", "kernel_change"])
def test_the_journal_is_only_added_to(app, tenants, table):
    for statement in (f"UPDATE {table} SET verb = 'x'", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        refused(app, f"SET LOCAL zhike.tenant_id = '{tenants[0]}'", statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SET row_security = off",
        "ALTER TABLE kernel_change DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE x (y int)",
        "SET ROLE zhike",
        "RESET ROLE; DELETE FROM kernel_change WHERE FALSE",
        "SET ROLE NONE; DELETE FROM kernel_change WHERE FALSE",
        "SET SESSION AUTHORIZATION zhike",
        "SET SESSION AUTHORIZATION DEFAULT; DELETE FROM kernel_change WHERE FALSE",
    ],
)
def test_the_application_role_does_not_get_out(app, tenants, statement):
    """`SET row_security = off` is allowed to all, and then reading fails instead of showing more."""
    refused(app, statement, "SELECT * FROM kernel_change")


def test_a_link_cannot_lead_into_another_tenant(tenants):
    ours, theirs = (worlds.fresh() for _ in range(2))
    secret = theirs.company.write("customer", {"name": "theirs"})
    result = write(ours.actor, "contact", [{"name": "x", "customer": secret}])
    assert result.rows[0].faults["customer"].code == "link.not_found"
    connections["owner"].ensure_connection()
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        connections["owner"].connection.execute(
            "INSERT INTO customers_contact (tenant_id, version, created_at, updated_at, title_sort, custom, name,"
            f" customer_id) VALUES ({ours.company.tenant}, 1, now(), now(), '', '{{}}', 'x', {secret})"
        )
