"""`./zhike up` through the front door: it starts, says in one sentence what is in its way, and leaves nothing."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.project.running import Up, eventually, free_port, left_over, new_home, nothing_left
from zhike.project import embedded


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """One home for the tests of this module: each start after the first finds what an earlier one left."""
    with new_home() as made:
        yield made


@pytest.mark.slow
def test_it_serves_refuses_a_second_and_stops_everything(home: Path, port: int, tmp_path: Path) -> None:
    up = Up(home, port).ready()
    assert f"http://127.0.0.1:{port}" in up.said
    assert up.get("/healthz") == 200
    assert up.get("/") == 200
    assert up.get("/customers/7") == 200  # a page of the web UI
    assert up.get("/assets/none.js") == 404

    assert f"process {up.process.pid}" in Up(home, port + 1).refused()
    assert f"Port {port} on 127.0.0.1 is taken" in Up(tmp_path / "other", port).refused()

    assert up.stop() == 0
    assert left_over(home) == []


@pytest.mark.slow
def test_after_kill_minus_nine_nothing_is_in_the_way(home: Path, port: int) -> None:
    up = Up(home, port).ready()
    up.stop(signal.SIGKILL)
    begun = time.monotonic()
    again = Up(home, port).ready()
    assert time.monotonic() - begun < 20
    assert again.get("/healthz") == 200
    assert again.stop(signal.SIGTERM) == 0
    assert left_over(home) == []


@pytest.mark.slow
def test_after_kill_minus_nine_everything_ends_by_itself(home: Path, port: int) -> None:
    up = Up(home, port).ready()
    up.stop(signal.SIGKILL)
    assert nothing_left(home), left_over(home)


@pytest.mark.slow
def test_what_dies_is_started_again(home: Path, port: int) -> None:
    up = Up(home, port).ready()
    postmaster = int((home / "pg" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert eventually(lambda: up.get("/healthz") != 200)
    assert eventually(lambda: up.get("/healthz") == 200), up.said

    for child in up.children():
        if b"postgres" not in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
    assert eventually(lambda: up.get("/healthz") != 200)
    assert eventually(lambda: up.get("/healthz") == 200), up.said
    assert up.stop() == 0
    assert left_over(home) == []


@pytest.mark.slow
def test_a_server_instead_of_the_embedded_one(database: None, tmp_path: Path, port: int) -> None:
    with embedded.connect(settings.HOME, "postgres") as connection:
        connection.execute("CREATE DATABASE elsewhere")
        connection.execute("CREATE ROLE zhike_web LOGIN IN ROLE zhike_app")
    folder = embedded.socket_folder(settings.HOME)
    url = f"postgresql://zhike@/elsewhere?host={folder}"
    up = Up(tmp_path / "home", port, DATABASE_URL=url, DATABASE_APP_USER="zhike_web").ready()
    assert up.get("/healthz") == 200
    with embedded.connect(settings.HOME, "postgres") as connection:
        signed_in = connection.execute("SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'elsewhere'")
        assert ("zhike_web",) in signed_in.fetchall()
    assert not (tmp_path / "home" / "pg").exists()
    assert up.stop() == 0
    with psycopg.connect(host=str(folder), user="zhike", dbname="elsewhere") as connection:
        assert connection.execute("SELECT count(*) > 0 FROM django_migrations").fetchone() == (True,)


@pytest.mark.slow
def test_a_folder_that_cannot_be_written(tmp_path: Path, port: int) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be written to" in Up(tmp_path / "file" / "home", port).refused()


@pytest.mark.slow
def test_data_of_another_major_version(tmp_path: Path, port: int) -> None:
    data = tmp_path / "home" / "pg"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("16\n")
    assert "made by PostgreSQL 16" in Up(tmp_path / "home", port).refused()


@pytest.mark.slow
def test_a_server_that_is_not_there(tmp_path: Path, port: int) -> None:
    said = Up(tmp_path / "home", port, DATABASE_URL=f"postgresql://zhike@127.0.0.1:{port}/zhike").refused()
    assert said.startswith("The database cannot be reached")


def test_an_address_that_is_not_understood(tmp_path: Path, port: int) -> None:
    assert "DATABASE_URL is not understood" in Up(tmp_path / "home", port, DATABASE_URL="postgresql://").refused()


@pytest.mark.slow
def test_the_sentence_is_chinese_where_the_terminal_is(tmp_path: Path, port: int) -> None:
    (tmp_path / "file").write_text("")
    assert "无法写入" in Up(tmp_path / "file" / "home", port, LANG="zh_CN.UTF-8").refused()


@pytest.mark.slow
def test_a_port_that_is_none(tmp_path: Path) -> None:
    assert "70000 is not a port" in Up(tmp_path / "home", 70000).refused()
