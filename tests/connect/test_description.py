"""The OpenAPI document: as it stands in the repository, concrete, and without loose ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from tests.connect.company import Program
from zhike.engines.connect.schema import document
from zhike.kernel import registry

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "docs" / "openapi.json"
VERBS = ("list", "create", "batch", "words", "get", "change", "delete", "timeline", "history", "related", "tags")


def parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of an operation, each as it is told, here or among the components."""
    told = document.document()["components"]["parameters"]
    return [told[one["$ref"].rsplit("/", 1)[-1]] if "$ref" in one else one for one in operation.get("parameters", ())]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for one in value.values():
            yield from _references(one)
    elif isinstance(value, list):
        for one in value:
            yield from _references(one)


def test_what_stands_in_the_repository_is_what_the_code_says() -> None:
    """Asked in a process of its own: the tests declare objects that are not the product's."""
    code = "import sys; from zhike.project.cli import main; sys.exit(main(['openapi', '--check']))"
    surroundings = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    assert subprocess.run([sys.executable, "-c", code], env=surroundings, check=False).returncode == 0


def test_what_is_written_is_the_document() -> None:
    assert orjson.loads(document.written()) == orjson.loads(orjson.dumps(document.document()))
    assert PLACE.stat().st_size < 1_000_000


def test_it_is_served_to_anyone(database: None) -> None:
    assert Program(None).get("/openapi.json").ok() == orjson.loads(document.written())


def test_every_object_has_every_operation() -> None:
    ids = {one["operationId"] for methods in document.document()["paths"].values() for one in methods.values()}
    for spec in registry.declared():
        assert ids >= {f"{spec.plural}_{verb}" for verb in VERBS}


def test_every_reference_leads_somewhere_and_ids_are_unique() -> None:
    whole = document.document()
    for reference in set(_references(whole)):
        target: Any = whole
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]
    ids = [one["operationId"] for methods in whole["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids))


def test_parameters_in_paths_are_told() -> None:
    for path, methods in document.document()["paths"].items():
        for one in methods.values():
            told = {each["name"] for each in parameters(one) if each["in"] == "path"}
            assert told == set(re.findall(r"{(\w+)}", path)), path


def test_limits_of_parameters_are_kept(api: Program) -> None:
    tried = 0
    for path, methods in document.document()["paths"].items():
        if "{" in path:  # there, a record that is not there is said first
            continue
        for parameter in parameters(methods.get("get", {})):
            schema = parameter.get("schema", {})
            beyond = [schema[bound] + step for bound, step in (("maximum", 1), ("minimum", -1)) if bound in schema]
            for value in beyond:
                answer = api.get(path.removeprefix("/api/v1"), **{parameter["name"]: value})
                assert answer.status in (400, 404), f"{path}?{parameter['name']}={value}: {answer.status}"
                tried += 1
    assert tried > 50


def test_no_object_takes_the_place_of_an_operation() -> None:
    assert not {one.plural for one in registry.declared()} & {
        "meta",
        "search",
        "jobs",
        "files",
        "changes",
        "regions",
        "workdays",
        "imports",
    }
