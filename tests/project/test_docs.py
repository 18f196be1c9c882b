"""What the documents promise is there: a heading for every command, a file and a heading behind every link."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from zhike.kernel import schema
from zhike.project import cli

ROOT: Path = settings.ROOT
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", _CODE.sub("", page.read_text("utf-8")), re.MULTILINE)


def anchor(heading: str) -> str:
    """As code hosts make it of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, part = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if part:
            assert part in map(anchor, headings(target)), link


def test_every_command_has_a_heading() -> None:
    told = set(headings(ROOT / "docs" / "operations.md"))
    assert {f"`./zhike {name}`" for name in cli.names()} <= told


@pytest.mark.parametrize("page", ["docs/operations.md", "docs/zh/operations.md"])
def test_the_statements_for_an_administrator_are_those_we_run(page: str) -> None:
    told = re.findall(r"ALTER FUNCTION pg_catalog\.(.+) LEAKPROOF;", (ROOT / page).read_text("utf-8"))
    assert tuple(told) == schema.LEAKPROOF


def test_every_setting_is_told() -> None:
    source = (ROOT / "src/zhike/project/environment.py").read_text("utf-8")
    named = set(re.findall(r"`\$(ZHIKE_\w+|DATABASE_URL)`", source))
    for page in ("docs/operations.md", "docs/zh/operations.md"):
        assert {name for name in named if f"`{name}`" not in (ROOT / page).read_text("utf-8")} == set()
