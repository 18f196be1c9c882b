"""Backup from, and restore into, a server of one's own (`DATABASE_URL`), whose owner is no superuser."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.project import homes
from tests.project.running import new_home, zhike
from zhike.project import embedded

pytestmark = pytest.mark.soak


@dataclass(frozen=True)
class Server:
    """A server that an administrator has prepared as the documents say, with two empty databases."""

    home: Path

    def url(self, name: str) -> dict[str, str]:
        return {"DATABASE_URL": f"postgresql://shop@/{name}?host={embedded.socket_folder(self.home)}"}

    def tell(self, statement: str, name: str = "postgres") -> None:
        with embedded.connect(self.home, name) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with new_home() as home, embedded.Use(embedded.Cluster(home=home)):
        made = Server(home)
        made.tell("CREATE ROLE zhike_app NOLOGIN")
        made.tell("CREATE ROLE shop LOGIN IN ROLE zhike_app")
        for name in ("first", "second", "third"):
            made.tell(f"CREATE DATABASE {name} OWNER shop")
        yield made


def test_there_and_back(server: Server) -> None:
    home = server.home.parent / "work"
    first = server.url("first")
    founded = zhike(home, "company", "create", "--name", "A", "--owner-email", "a@example.com", **first)
    assert founded.returncode == 0, founded.stderr
    blind = zhike(home, "backup", **first)
    assert blind.returncode == 1
    assert 'ALTER ROLE "shop" BYPASSRLS' in blind.stderr

    server.tell("ALTER ROLE shop BYPASSRLS")
    made = zhike(home, "backup", **first)
    assert made.returncode == 0, made.stderr
    [file] = (home / "backups").glob("*.backup")
    occupied = zhike(home, "restore", str(file), "--into", str(home.parent / "copy"), **first)
    assert occupied.returncode == 1
    assert "already holds tables" in occupied.stderr

    second = server.url("second")
    done = zhike(home, "restore", str(file), "--into", str(home.parent / "copy"), **second)
    assert done.returncode == 0, done.stderr
    with embedded.connect(server.home, "first") as one, embedded.connect(server.home, "second") as other:
        assert homes.rows(one) == homes.rows(other)  # type: ignore[arg-type]
        assert homes.shape(one) == homes.shape(other)  # type: ignore[arg-type]
    verified = zhike(home.parent / "copy", "audit", "verify", **second)
    assert verified.returncode == 0, verified.stderr

    # Backed up out of the server, and into the embedded database.
    done = zhike(home, "restore", str(file), "--into", str(home.parent / "embedded"))
    assert done.returncode == 0, done.stderr
    assert zhike(home.parent / "embedded", "audit", "verify").returncode == 0


def test_half_a_restore_is_no_zhike(server: Server) -> None:
    server.tell("CREATE TABLE zhike_restoring ()", "third")
    refused = zhike(server.home.parent / "work", "migrate", **server.url("third"))
    assert refused.returncode == 1
    assert "did not come to its end" in refused.stderr
