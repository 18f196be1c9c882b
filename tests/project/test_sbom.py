"""The bill of materials is valid CycloneDX, and no locked package is missing in it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from django.conf import settings

from zhike.project import cli

ROOT: Path = settings.ROOT


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """As the command writes it."""
    place = tmp_path_factory.mktemp("sbom") / "folder" / "sbom.json"
    assert cli.main(["sbom", "--to", str(place)]) == 0
    return place.read_text("utf-8")


@pytest.fixture(scope="module")
def told(text: str) -> Any:
    return json.loads(text)


def urls(told: Any, scope: str | None = None) -> set[str]:
    return {one["purl"] for one in told["components"] if scope in (None, one["scope"])}


def test_it_is_valid_by_the_schema(text: str) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"library"', '"no kind of part"', 1)) is not None


def test_every_python_package_stands_in_it(told: Any) -> None:
    found = urls(told)
    for name, least in (("base", 40), ("dev", 100), ("scan", 20)):
        lines = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()
        locked = [line.split()[0].partition("==") for line in lines if "==" in line and line[0].isalnum()]
        assert len(locked) > least
        assert {f"pkg:pypi/{one.lower().replace('_', '-')}@{version}" for one, _, version in locked} <= found


@pytest.mark.parametrize("folder", ["web", "tests/scan"])
def test_every_npm_package_stands_in_it(told: Any, folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    names = {
        (entry.get("name", re.sub(r".*node_modules/", "", place)), entry["version"])
        for place, entry in packages.items()
        if place
    }
    assert len(names) > 100
    assert {f"pkg:npm/{name.replace('@', '%40')}@{version}" for name, version in names} <= urls(told)


def test_what_runs_is_told_from_what_checks(told: Any) -> None:
    runs, checks = ({re.sub(r"@[^@]*$", "", one) for one in urls(told, scope)} for scope in ("required", "excluded"))
    assert {"pkg:pypi/django", "pkg:npm/react", "pkg:npm/%40mantine/core"} <= runs - checks
    assert {"pkg:pypi/pytest", "pkg:npm/vite"} <= checks - runs
    root = next(one for one in told["dependencies"] if one["ref"] == told["metadata"]["component"]["bom-ref"])
    assert set(root["dependsOn"]) == urls(told, "required")


def test_each_says_by_which_sums_it_is_known(told: Any) -> None:
    assert [one["purl"] for one in told["components"] if not one.get("hashes")] == []
