"""The home folder: who may read what in it, and what is refused before anything is lost."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from zhike.project import embedded, environment, reach
from zhike.project import home as homes
from zhike.project.problem import SENTENCES, Problem


def test_the_secret_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = homes.secret_key(home)
    assert len(key) > 40
    assert homes.secret_key(home) == key
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret_key"]


def test_a_full_disk_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="No space left") as problem:
        homes.require_space(tmp_path / "not" / "yet", 1 << 60)
    assert problem.value.code == "no_space"


def test_a_long_path_still_has_a_short_socket(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 120)
    folder = embedded.socket_folder(long)
    assert len(str(folder)) < 90
    assert folder == embedded.socket_folder(long)
    assert folder != embedded.socket_folder(tmp_path / ("y" * 120))


def test_a_small_machine_gets_less_memory() -> None:
    assert embedded.tuning(512 << 20, 1 << 40)["shared_buffers"] == "128MB"
    assert embedded.tuning(8 << 30, 1 << 40)["shared_buffers"] == "1024MB"
    assert embedded.tuning(64 << 30, 1 << 40)["shared_buffers"] == "2048MB"
    assert embedded.tuning(16 << 30, 64 << 20)["dynamic_shared_memory_type"] == "mmap"


def test_no_tuning_weakens_durability() -> None:
    tuned = embedded.tuning(16 << 30, 1 << 40)
    assert not {"fsync", "synchronous_commit", "full_page_writes"} & set(tuned)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as another")
def test_only_the_account_of_the_database_may_pass_a_private_folder(tmp_path: Path) -> None:
    private = tmp_path / "private"
    (private / "inner").mkdir(parents=True)
    (private / "inner" / "file").write_text("x")
    private.chmod(0o700)
    stranger = reach.Account(name="stranger", user=65533, group=65533, other=True)
    friend = reach.Account(name="friend", user=65532, group=65532, other=True)
    reach.let_reach(friend, private / "inner")
    assert friend.can("r", private / "inner" / "file")
    assert not friend.can("r", private)
    assert not stranger.can("x", private)
    reach.let_reach(stranger, private / "inner")
    assert friend.can("x", private)
    assert stranger.can("x", private)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as another")
def test_programs_out_of_reach_are_copied(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    home, package = tmp_path / "home", tmp_path / "private" / "pginstall"
    home.mkdir(mode=0o755)
    package.parent.mkdir(mode=0o700)
    subprocess.run(["cp", "-r", embedded._package(), package], check=True)
    who = reach.Account(name="nobody", user=65534, group=65534, other=True)
    for folder in tmp_path.parents:
        reach.let_reach(who, folder)
    copy = reach.programs(who, home, package)
    assert copy.parent == home
    assert reach.programs(who, home, package) == copy


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("postgresql://ann:s%20t@db.example:5433/crm?sslmode=require", ("ann", "s t", "db.example", "5433", "crm")),
        ("postgresql://ann@/crm?host=/run/db", ("ann", "", "/run/db", "", "crm")),
        ("host=db user=ann dbname=crm", ("ann", "", "db", "", "crm")),
    ],
)
def test_addresses_of_servers(monkeypatch: pytest.MonkeyPatch, url: str, server: tuple[str, ...]) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    found = environment.server()
    assert (found.user, found.password, found.host, found.port, found.name) == server
    assert found.options == ({"sslmode": "require"} if "sslmode" in url else {})


@pytest.mark.parametrize(
    ("listening", "answers_to"),
    [
        ("127.0.0.1", ["localhost", "127.0.0.1", "[::1]"]),
        ("0.0.0.0", ["*"]),
        ("crm.example", ["localhost", "127.0.0.1", "[::1]", "crm.example"]),
    ],
)
def test_names_that_the_site_answers_to(monkeypatch: pytest.MonkeyPatch, listening: str, answers_to: list[str]) -> None:
    monkeypatch.setenv("ZHIKE_HOSTS", "")
    monkeypatch.setenv("ZHIKE_HOST", listening)
    assert environment.hosts() == answers_to


def test_every_problem_has_a_sentence_in_both_languages_with_the_same_data() -> None:
    for english, zh in SENTENCES.values():
        assert set(_fields(english)) == set(_fields(zh))


def _fields(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.split("{")[1:]]
