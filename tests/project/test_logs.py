"""What the logs tell of errors: enough to find them, and no value of a record."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import DataError, connections

from tests.connect.at_rest import EMAIL, PHONE, seen
from tests.connect.company import found
from tests.connect.live import ROOT
from zhike.kernel import db, jobs
from zhike.kernel.errors import Malformed
from zhike.project import embedded, logs

STATEMENTS = {
    "23505": "INSERT INTO kernel_idempotency (tenant_id, person_id, key, digest, at)"
    " SELECT {tenant}, 1, %s, '', now() FROM generate_series(1, 2)",
    "22P02": "SELECT 1 WHERE {tenant} = %s::text::int",
    "23502": "INSERT INTO kernel_idempotency (tenant_id, person_id, key, digest) VALUES ({tenant}, 1, %s, '')",
    "22007": "SELECT 1 WHERE {tenant} > 0 AND now() > %s::text::timestamptz",
}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What goes to the log file."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, logs.Line)]
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.parametrize("state", STATEMENTS)
def test_an_error_of_the_database_is_told_without_its_values(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    company = found()
    api = company.program()

    def failing(*_: object) -> None:
        with db.transaction(company.tenant) as tx:
            tx.execute(STATEMENTS[state].replace("{tenant}", str(company.tenant)), (f"no {PHONE} {EMAIL}",))

    monkeypatch.setattr(jobs, "newest", failing)
    answer = api.get("/jobs")
    assert (answer.status, answer.body["code"]) == (500, "request.defect")
    text = log.getvalue()
    assert state in text
    assert "test_logs.py" in text
    assert state != "23505" or "kernel_idempotency_pkey" in text
    assert [seen(one) for one in (text, answer.raw.decode())] == [[], []]


def test_the_database_writes_no_values_either(database: None) -> None:
    """By the settings of the embedded server, whatever fails in it."""
    with psycopg.connect(host=str(embedded.socket_folder(settings.HOME)), user=embedded.USER, dbname="zhike") as raw:
        for statement in (
            f"SELECT '{PHONE}'::int2",
            f"DO $$ BEGIN RAISE WARNING '{PHONE}'; END $$",
            f"DO $$ BEGIN RAISE EXCEPTION '{PHONE}' USING DETAIL = '{EMAIL}'; END $$",
        ):
            try:
                raw.execute(statement)
            except psycopg.Error:
                raw.rollback()
        with pytest.raises(psycopg.Error):
            raw.execute("SELECT %s::text::int2", (PHONE,))
    text = (Path(settings.HOME) / "log" / "postgres.log").read_text("utf-8")
    assert "ready to accept connections" in text
    assert seen(text) == []


def test_a_wrapped_error_and_those_before_it(log: io.StringIO, database: None) -> None:
    def failing() -> None:
        try:
            int(f"{PHONE}x")
        except ValueError:
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT %s::text::int2", [EMAIL])

    with pytest.raises(DataError) as caught:
        failing()
    error = caught.value
    logging.getLogger("zhike").error("%s of %s", error, PHONE, exc_info=ExceptionGroup(EMAIL, [error]))
    text = log.getvalue()
    assert text.count("22P02") == 3
    assert "builtins.ValueError: invalid literal for int() with base 10" in text
    assert "which led to" in text
    assert seen(text) == []


def test_a_process_that_fails_tells_no_values(tmp_path: Path) -> None:
    script = f"""
import logging, os, sys
from pathlib import Path
from zhike.project import site, supervisor
site.set_up()
def fail():
    raise ValueError("about '{PHONE}' of {EMAIL}")
child = supervisor.Child(name="worker", run=fail, log=Path(sys.argv[1]))
watch = supervisor.Supervisor([child], None, lambda: None)
watch.start()
child.process.join(60)
assert child.process.exitcode == 1, child.process.exitcode
"""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "src"), "ZHIKE_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-c", script, str(tmp_path / "log")]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "log").read_text("utf-8")
    assert "CRITICAL zhike: worker has failed" in text
    assert "builtins.ValueError: about" in text
    assert seen(text + done.stdout + done.stderr) == []


def test_our_own_errors_are_told_by_their_code() -> None:
    assert logs.said(Malformed("condition.wrong_value", value=PHONE)) == "condition.wrong_value"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("job 123456 of +86 139-1122-3344 ended", "job 123456 of … ended"),
        (f"sent to <{EMAIL}>, (11010519491231002X)", "sent to <…>, (…)"),
        ("duplicate key\nDETAIL:  Key (word)=(芝麻开门) exists.", "duplicate key\n…"),
        ("GET /api/v1/customers/12", "GET /api/v1/customers/12"),
    ],
)
def test_what_may_be_somebodys(text: str, told: str) -> None:
    assert logs.masked(text) == told
