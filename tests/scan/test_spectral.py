"""A-44: OWASP's rules for the description of an API find nothing in ours, and what is planted in a copy of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scan import tools

DESCRIPTION = tools.ROOT / "docs" / "openapi.json"


def findings(place: Path) -> list[tuple[str, list[str]]]:
    """The rules that are broken, with severity `error`, and where."""
    command = [*tools.spectral(), str(place), "--fail-severity", "error", "-D", "-f", "json", "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return [(one["code"], one["path"]) for one in json.loads(done.stdout)]


@pytest.mark.soak
def test_nothing_is_found() -> None:
    assert findings(DESCRIPTION) == []


def _basic(told: dict[str, Any]) -> None:
    told["components"]["securitySchemes"]["basic"] = {"type": "http", "scheme": "basic"}


def _open_write(told: dict[str, Any]) -> None:
    told["paths"]["/api/v1/customers"]["post"]["security"] = []


def _any_number(told: dict[str, Any]) -> None:
    del told["components"]["schemas"]["Count"]["properties"]["value"]["maximum"]


def _no_limit(told: dict[str, Any]) -> None:
    del told["paths"]["/api/v1/tasks"]["get"]["responses"]["200"]["headers"]


PLANTED: dict[str, Callable[[dict[str, Any]], None]] = {
    "owasp:api2:2023-no-http-basic": _basic,
    "owasp:api2:2023-write-restricted": _open_write,
    "owasp:api4:2023-integer-limit": _any_number,
    "rate-limit": _no_limit,
}


@pytest.mark.soak
def test_what_is_planted_is_found(tmp_path: Path) -> None:
    told = json.loads(DESCRIPTION.read_text("utf-8"))
    for plant in PLANTED.values():
        plant(told)
    place = tmp_path / "openapi.json"
    place.write_text(json.dumps(told), "utf-8")
    assert {code for code, _ in findings(place)} == set(PLANTED)
