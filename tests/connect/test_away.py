"""The database goes away under the API: a clear answer, and work goes on when it is back."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from django.core import checks as django_checks
from django.db import connections

from tests.connect.company import Company, Program
from zhike.engines.connect import checks, jobs
from zhike.kernel import db, read, registry
from zhike.kernel.errors import Busy


def test_a_connection_that_was_cut_is_replaced(api: Program) -> None:
    """As after a restart of the database: the next request notices, and is answered all the same."""
    api.get("/customers").ok()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database() AND backend_type = 'client backend'"
        )
    api.get("/customers").ok()
    api.post("/customers", {"name": "之后"}).ok(201)


@pytest.mark.parametrize(
    "error",
    [Busy("database.away"), psycopg.errors.ConnectionFailure("x"), psycopg.errors.AdminShutdown("x")],
    ids=lambda one: type(one).__name__,
)
def test_a_database_that_is_away(api: Program, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(read, "page", fail)
    answer = api.get("/customers")
    answer.refused(503, "database.away")
    assert answer.headers["Retry-After"] == "2"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("error", "status", "code", "again"),
    [
        (psycopg.errors.QueryCanceled("x"), 503, "database.too_slow", None),
        (psycopg.errors.DiskFull("x"), 503, "database.full", None),
        (psycopg.errors.LockNotAvailable("x"), 503, "database.busy", "2"),
        (psycopg.errors.OutOfMemory("x"), 503, "database.busy", "2"),
        (psycopg.errors.ProgramLimitExceeded("x"), 500, "request.defect", None),
        (psycopg.OperationalError("too many parameters"), 500, "request.defect", None),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, Exception) else None,
)
def test_a_database_that_is_there_and_cannot(
    api: Program, monkeypatch: pytest.MonkeyPatch, method: str, error: Exception, status: int, code: str, again: str
) -> None:
    """Only what may go better the next moment says that one may try again."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(read, "record" if method == "POST" else "page", fail)
    answer = api.ask(method, "/customers", {"name": "不成"} if method == "POST" else None)
    answer.refused(status, code)
    assert answer.headers.get("Retry-After") == again
    monkeypatch.undo()
    assert api.get("/customers", q="不成").ok()["count"]["value"] == 0


def test_a_page_is_not_waited_for_for_ever(api: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits of a page stand on the connection; here with the patience of a test."""

    def sleep(*_: object, **__: object) -> None:
        tx = db.current()
        assert tx is not None
        assert tx.one("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')") == ("30s", "10s")
        assert tx.one("SELECT current_setting('idle_in_transaction_session_timeout')") == ("1min",)
        tx.execute("SET LOCAL statement_timeout = '50ms'")
        tx.execute("SELECT pg_sleep(10)")

    monkeypatch.setattr(read, "page", sleep)
    api.get("/customers").refused(503, "database.too_slow")
    monkeypatch.undo()
    api.get("/customers").ok()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_database_that_goes_in_the_middle(api: Program, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    def cut(*_: object, **__: object) -> None:
        tx = db.current()
        assert tx is not None
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [tx.connection.info.backend_pid])
        tx.execute("SELECT 1")

    monkeypatch.setattr(read, "record" if method == "POST" else "page", cut)
    api.ask(method, "/customers", {"name": "中断"} if method == "POST" else None).refused(503, "database.away")
    monkeypatch.undo()
    assert api.get("/customers", q="中断").ok()["count"]["value"] == 0


def test_a_defect_tells_nothing(api: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(read, "page", fail)
    answer = api.get("/customers")
    answer.refused(500, "request.defect")
    assert b"secret" not in answer.raw


def test_keys_are_pruned_by_the_clock(fresh: Company) -> None:
    fresh.program().post("/customers", {"name": "键"}, key="pruned").ok(201)
    with db.transaction(fresh.tenant) as tx:
        tx.execute(f"UPDATE kernel_idempotency SET at = now() - interval '2 days' WHERE tenant_id = {fresh.tenant}")
    jobs.prune(0)
    with db.transaction(fresh.tenant) as tx:
        assert tx.rows(f"SELECT key FROM kernel_idempotency WHERE tenant_id = {fresh.tenant}") == []


def test_an_object_on_a_taken_address_is_found_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.addresses(None) == []
    moved = [replace(one, plural="search") for one in registry.declared()[:2]]
    monkeypatch.setattr(registry, "declared", lambda: tuple(moved))
    found = checks.addresses(None)
    assert len(found) == 2
    assert all(isinstance(one, django_checks.Error) and one.id == "zhike.E101" for one in found)
