"""Check everything: style, types, contracts, house rules, backend tests, web UI, browser journeys."""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from zhike.project import browser, console, steps
from zhike.project.steps import Step

HELP = ("check everything", "运行全部检查")

ROOT = Path(__file__).resolve().parents[4]
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?)\b")
# Each process has a database (or a Zhike) of its own; a file's tests stay together, as they share what they made.
BOTH = ("-n", "2", "--dist", "loadfile")
DRIVES = ("tests/journeys", "tests/scan")  # where the tests are that drive a browser
_NO_TESTS = 5  # pytest's exit code when nothing was selected


def arguments(parser: argparse.ArgumentParser) -> None:
    """--fast, --soak, and what pytest gets."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--fast", action="store_true", help="leave out slow tests and the browser (under 2 minutes)")
    how.add_argument("--soak", action="store_true", help="with the tests that run for minutes")
    parser.add_argument("pytest", nargs="*", help="after --: arguments for the backend's pytest")


def run(parsed: argparse.Namespace) -> int:
    """Run the steps, say how each went, and end with the tests' count."""
    with tempfile.TemporaryDirectory(prefix="zhike-check-") as home:
        shared = {"ZHIKE_HOME": home, "DJANGO_SETTINGS_MODULE": "zhike.project.settings"}
        if "ZHIKE_NODE_PATH" in os.environ:
            shared["PATH"] = os.environ["ZHIKE_NODE_PATH"]
        runner = steps.Runner(ROOT, ROOT / ".artifacts" / "test", shared)
        runner.run_lanes([[*texts(), *web()], tests(parsed)])
        if not parsed.fast:
            browser.install()
            runner.run_lanes([[pytest("journeys", marks("browser", soak=parsed.soak), [*BOTH, *DRIVES])]])
    return report(runner.results)


def tests(parsed: argparse.Namespace) -> list[Step]:
    """The backend's tests."""
    left_out = "browser or slow" if parsed.fast else "browser"
    return [pytest("tests", marks(f"not ({left_out})", soak=parsed.soak), [*BOTH, *parsed.pytest])]


def texts() -> list[Step]:
    """What can be said of the Python without running it."""
    return [
        Step(name="lint", command=["ruff", "check"]),
        Step(name="format", command=["ruff", "format", "--check"]),
        Step(name="contracts", command=["lint-imports"]),
        Step(name="house rules", command=[sys.executable, "-m", "tests.house_rules"]),
        Step(name="types", command=["mypy"]),
        Step(name="declarations", command=[sys.executable, "-m", "zhike.project.checks"]),
    ]


def web() -> list[Step]:
    """The steps about the web UI, whose build checks its types; none while there is none."""
    folder = ROOT / "web"
    if not (folder / "package.json").exists():
        return []
    return [
        Step(name="web build", command=[str(ROOT / "zhike"), "web"]),
        Step(name="web types", command=["npm", "run", "--silent", "types", "--", "--check"], folder=folder),
        Step(name="web lint", command=["npm", "run", "--silent", "lint"], folder=folder),
        Step(name="web tests", command=["npm", "run", "--silent", "test"], folder=folder),
    ]


def marks(expression: str, *, soak: bool) -> str:
    """The tests chosen by their marks."""
    return expression if soak else f"({expression}) and not soak"


def pytest(name: str, chosen: str, more: Sequence[str]) -> Step:
    """A pytest run; that nothing was chosen is no failure."""
    # Named here, because the settings in the environment, which the other steps need, would stand before theirs.
    command = [sys.executable, "-m", "pytest", "-q", "--ds=tests.settings", "--durations=25", "-m", chosen, *more]
    return Step(name=name, command=command, fine=frozenset({0, _NO_TESTS}))


def report(results: Sequence[steps.Result]) -> int:
    """The summary; its last line counts the tests."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for result in results:
        if result.step.name in {"tests", "journeys"}:
            last = result.output.rstrip().rsplit("\n", 1)[-1]
            for number, kind in _COUNT.findall(last):
                counts["failed" if kind.startswith("error") else kind] += int(number)
    failed = [result for result in results if not result.passed]
    console.say("")
    for result in results:
        console.say(f"{'✓' if result.passed else '✗'} {result.step.name:<14} {result.seconds:7.1f} s")
    for result in failed:
        console.complain(f"{result.step.name}: {result.log}")
    if failed and not counts["failed"]:
        counts["failed"] = len(failed)  # a check that is no test has failed
    console.say(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if failed else 0
