"""The version before: the program of a commit of this repository's own history, beside the one under test.

`previous` names the commit. It is the newest one before the newest migrations, so that there is something to show;
from the first release on it is the last release.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.project import homes

ROOT = Path(settings.ROOT)
COMMIT = (Path(__file__).parent / "previous").read_text("ascii").strip()


@dataclass(frozen=True)
class Version:
    """A tree of the program; `environment` makes a command of `running` use it instead of ours."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"PYTHONPATH": str(self.root / "src")}

    def migrations(self) -> dict[tuple[str, str], bytes]:
        """Each migration by app and name, with its text."""
        found = (self.root / "src").rglob("migrations/[0-9]*.py")
        return {(one.parents[1].name, one.stem): one.read_bytes() for one in found}


OURS = Version(ROOT)


def unpacked(into: Path) -> Version:
    """The version before, out of the history."""
    command = ["git", "-c", "safe.directory=*", "archive", COMMIT, "src", "tests", "docs", "pyproject.toml"]
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert packed.returncode == 0, (
        f"The commit {COMMIT} of tests/upgrades/previous is not in this clone, and its program is needed to see that "
        f"it goes on working: git fetch --unshallow. {packed.stderr.decode()}"
    )
    subprocess.run(["tar", "-x", "-C", into], input=packed.stdout, check=True)
    return Version(into)


def brought(before: Version) -> list[tuple[str, str]]:
    """The migrations that ours has and the version before has not."""
    return sorted(OURS.migrations().keys() - before.migrations().keys())


def applied(home: Path) -> set[tuple[str, str]]:
    """The migrations that the tables of a home have seen."""
    with homes.looked_into(home) as base:
        return {(row[0], row[1]) for row in base.execute("SELECT app, name FROM django_migrations")}
