"""The bench: its made-up customers, what it makes of a figure, and one small run through the front door."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from zhike.project.bench import made, report
from zhike.project.bench.figures import Figure, markdown

RATIO = Figure(what="import", value=0.41, unit="x", floor=0.35, aim=0.6, least=True, beside="5,000 rows/s")


@pytest.fixture(scope="module")
def some() -> list[dict[str, str]]:
    return [dict(zip(made.FIELDS, row, strict=True)) for row in made.customers(1, 0, 3000)]


def test_customers_are_the_same_for_the_same_seed() -> None:
    assert list(made.customers(3, 0, 50)) == list(made.customers(3, 0, 50))
    assert list(made.customers(3, 0, 50)) != list(made.customers(4, 0, 50))


@pytest.mark.parametrize("name", ["phone", "email"])
def test_no_two_customers_share_a_number_or_an_address(some: list[dict[str, str]], name: str) -> None:
    more = [dict(zip(made.FIELDS, row, strict=True)) for row in made.customers(2, 3000, 3000)]
    assert len({one[name] for one in some + more}) == 6000


def test_three_in_ten_are_in_shenzhen(some: list[dict[str, str]]) -> None:
    assert 0.25 < sum("深圳市" in one["region"] for one in some) / len(some) < 0.35


@pytest.mark.slow
def test_a_file_of_them_has_a_heading_and_a_line_each(tmp_path: Path) -> None:
    seen: list[int] = []
    made.write_csv(tmp_path / "a.csv", 1, 0, 40_000, lambda done, total: seen.append(done))
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == ",".join(made.HEADINGS)
    assert (len(lines), seen) == (40_001, [20_000, 40_000])


@pytest.mark.parametrize(
    ("value", "least", "verdict"),
    [(3.0, False, "aim"), (7.0, False, "floor"), (9.0, False, "below"), (9.0, True, "aim"), (4.0, True, "below")],
)
def test_a_figure_says_what_it_meets(value: float, least: bool, verdict: str) -> None:
    floor, aim = (5.0, 8.0) if least else (8.0, 5.0)
    assert Figure(what="a", value=value, unit="ms", floor=floor, aim=aim, least=least).verdict == verdict


def test_a_figure_of_which_nothing_is_expected_has_no_mark() -> None:
    assert Figure(what="a", value=1, unit="s").cells() == (" ", "a", "1 s", "", "", "")


def test_a_run_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    for _ in range(2):
        report.write({"machine": "2 cores"}, [RATIO], page)
    said = page.read_text()
    assert said == f"before\n{report.BEGIN}\n- machine: 2 cores\n\n{markdown([RATIO])}\n{report.END}\nafter\n"
    assert "| ✓ | import | 0.41x | >= 0.35x | >= 0.60x | 5,000 rows/s |" in said


def test_the_page_has_the_marks() -> None:
    said = report.PAGE.read_text("utf-8")
    assert said.index(report.BEGIN) < said.index(report.END)


@pytest.mark.soak
def test_a_small_run_prints_ratios() -> None:
    command = [sys.executable, "-m", "zhike.project.cli", "bench", "--rows", "2000", "--only", "import", "record"]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "DJANGO"))}
    surroundings |= {"PYTHONPATH": "src", "LANG": "C.UTF-8", "LC_ALL": ""}
    done = subprocess.run(
        command, cwd=settings.ROOT, env=surroundings, check=False, capture_output=True, text=True, timeout=200
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stdout + done.stderr  # 1: a floor was missed, which is not the matter here
    assert re.search(r"against bare COPY\s*│ \d+\.\d\dx +│ >= 0.35x", done.stdout), done.stdout
    assert re.search(r"record page\s*│ \d+ queries", done.stdout)
    assert "kept:" not in done.stdout
