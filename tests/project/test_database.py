"""The two ways into the database and what each may do."""

import pytest
from django.db import DatabaseError, connections
from django.test import Client

from zhike.project import database
from zhike.project.problem import Problem


def one(alias: str, statement: str) -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row and row[0]


def test_requests_act_as_a_role_that_owns_nothing() -> None:
    assert one("default", "SELECT current_user") == "zhike_app"
    rights = "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = 'zhike_app'"
    assert one("default", rights) is False
    owned = "SELECT count(*) FROM pg_class WHERE relowner = 'zhike_app'::regrole"
    assert one("default", owned) == 0


def test_work_in_the_background_may_take_longer_than_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = "SELECT current_setting('statement_timeout')"
    assert one("default", ask) == "30s"
    assert one("owner", ask) == "0"
    options = connections.settings["default"]["OPTIONS"]
    monkeypatch.setitem(options, "options", options["options"])
    try:
        database.take_time()
        assert one("default", ask) == "10min"
        assert one("default", "SELECT current_user") == "zhike_app"
    finally:
        connections["default"].close()


def test_the_owner_is_another() -> None:
    assert one("owner", "SELECT current_user") == "zhike"
    assert one("default", "SELECT session_user") == "zhike_app"


def test_the_application_reads_and_writes_tables_but_makes_none() -> None:
    assert one("default", "SELECT count(*) >= 0 FROM django_session") is True
    with pytest.raises(DatabaseError):
        one("default", "CREATE TABLE intruder (id int)")


def test_the_site_says_that_it_works(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert answer["Content-Security-Policy"].startswith("default-src 'self'")


def test_a_start_that_would_work_as_the_owner_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As behind a pool that drops the options of a session."""
    database.require_role()
    default = connections["default"]
    default.close()
    monkeypatch.setitem(default.settings_dict, "USER", connections["owner"].settings_dict["USER"])
    monkeypatch.setitem(default.settings_dict, "OPTIONS", {})
    try:
        with pytest.raises(Problem, match="instead of zhike_app"):
            database.require_role()
    finally:
        default.close()
