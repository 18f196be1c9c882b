"""The reader of statements finds what is not held to a tenant. Those of all tests here are read by it."""

import pytest

from tests.access import company
from tests.conformance import statements
from tests.kernel.threads import together
from zhike.kernel import db

TABLES = frozenset({"a", "b"})
HELD = [
    "SELECT 1 FROM a WHERE tenant_id = 5",
    'SELECT 1 FROM "a" t WHERE t.tenant_id = 5 AND (x = 1 OR y = 2)',
    "SELECT t.x IS NULL OR t.y FROM a t WHERE t.tenant_id = 5",
    "SELECT 1 FROM a AS t LEFT JOIN b ON b.tenant_id = 5 AND b.id = t.b WHERE t.tenant_id = 5",
    "SELECT (SELECT count(*) FROM b WHERE b.tenant_id = 5 AND b.x = t.id) FROM a t WHERE t.tenant_id = 5",
    "SELECT 1 FROM a t WHERE t.tenant_id = 5 UNION ALL SELECT 2 FROM b u WHERE u.tenant_id = 5",
    "UPDATE a AS t SET x = s.x FROM json_to_recordset(%s) AS s(x text) WHERE t.tenant_id = 5 AND t.id = s.n",
    "SELECT 1 FROM a WHERE tenant_id = 5 AND id = %s FOR UPDATE",
    "DELETE FROM a WHERE tenant_id = 5 AND id = %s",
    "INSERT INTO a (tenant_id, x) VALUES (5, %s)",
    "INSERT INTO a AS t (tenant_id, x) SELECT 5, s.x FROM unnest(%s) AS s(x) ON CONFLICT DO NOTHING",
    "SELECT 'FROM a WHERE ' || x FROM c",
]
LOOSE = [
    "SELECT 1 FROM a",
    "SELECT 1 FROM a WHERE tenant_id = %s",
    "SELECT 1 FROM a t WHERE t.tenant_id = 5 OR t.x = 1",
    "SELECT t.x IS NULL OR t.y FROM a t WHERE t.tenant_id = 5 OR t.x = 1",
    "SELECT 1 FROM a WHERE id = %s FOR UPDATE",
    "SELECT 1 FROM a t WHERE NOT t.tenant_id = 5",
    "SELECT 1 FROM a t WHERE t.tenant_id <> 5",
    "SELECT 1 FROM a t JOIN b ON b.id = t.b WHERE t.tenant_id = 5",
    "SELECT 1 FROM a t JOIN b ON b.id = t.b WHERE tenant_id = 5",
    "SELECT 1 FROM a t WHERE EXISTS (SELECT 1 FROM b WHERE b.tenant_id = 5) AND t.id = 1",
    "SELECT (SELECT 1 FROM b WHERE b.x = t.x) FROM a t WHERE t.tenant_id = 5",
    "SELECT 1 FROM a t WHERE t.tenant_id = 5 UNION ALL SELECT 2 FROM b u",
    "SELECT 1 FROM a t WHERE coalesce(t.tenant_id = 5, TRUE)",
    "SELECT 'tenant_id = 5' FROM a",
    "UPDATE a SET x = 1",
    "DELETE FROM a WHERE id = %s",
    "INSERT INTO a (tenant_id, x) VALUES (%s, %s)",
    "INSERT INTO a (x) VALUES (5)",
    "INSERT INTO a (tenant_id, x) SELECT b.tenant_id, x FROM b WHERE b.tenant_id = 5",
    "SELECT set_config('zhike.tenant_id', '7', true)",
]


@pytest.mark.parametrize("statement", HELD)
def test_a_held_statement_has_no_fault(statement):
    assert list(statements.faults(statement, TABLES)) == []


@pytest.mark.parametrize("statement", LOOSE)
def test_a_loose_statement_has_one(statement):
    assert list(statements.faults(statement, TABLES))


def test_it_knows_the_tables_of_tenants():
    known = statements.tables()
    assert {"kernel_change", "kernel_job", "access_person", "customers_customer"} <= known
    assert "access_account" not in known


def test_what_the_code_says_is_seen_in_every_thread_and_what_a_test_says_is_not(database):
    made = company.founded()
    with statements.all_seen() as seen:
        with db.transaction(made.tenant) as tx:
            tx.execute("SELECT 7 FROM customers_tag")
        assert seen.new == []
        together([lambda: made.write("tag", {"name": "x"})])
        assert any("customers_tag" in one for one in seen.new)
        assert seen.wrong() == {}
        seen.new = ["SELECT 7 FROM customers_tag"]
        assert seen.wrong() == {"SELECT 7 FROM customers_tag": ["customers_tag is not held to one tenant"]}
