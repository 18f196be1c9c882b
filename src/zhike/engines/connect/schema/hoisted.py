"""What many operations have alike, told once among the components: each object has the same operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import orjson

MANY = 4  # operations with the same part, from which on it is told once
Parts = dict[str, Any]
Holder = tuple[Parts | list[Any], Any, str]  # what holds a part, under which key or index, and what it may be called


def components(paths: Parts) -> dict[str, Parts]:
    """Put references in place of what stands often, and give what they refer to, by kind and name."""
    operations = [one for methods in paths.values() for one in methods.values()]
    return {
        "parameters": _once("parameters", lambda: _parameters(operations)),
        "requestBodies": _once("requestBodies", lambda: _bodies(operations)),
        "responses": _once("responses", lambda: _responses(operations)),
    }


def _once(kind: str, held: Callable[[], Iterator[Holder]]) -> Parts:
    often = Counter(orjson.dumps(holder[at]) for holder, at, _ in held())
    names: dict[bytes, str] = {}
    found: Parts = {}
    for holder, at, called in held():
        key = orjson.dumps(holder[at])
        if often[key] >= MANY:
            if key not in names:
                same = sum(1 for name in found if name.rstrip("0123456789") == called)
                names[key] = f"{called}{same + 1}" if same else called
                found[names[key]] = holder[at]
            holder[at] = {"$ref": f"#/components/{kind}/{names[key]}"}
    return dict(sorted(found.items()))


def _parameters(operations: list[Parts]) -> Iterator[Holder]:
    for one in operations:
        if "parameters" in one:
            one["parameters"] = list(one["parameters"])  # it may be another operation's, too
            for at, each in enumerate(one["parameters"]):
                yield one["parameters"], at, _camel(each.get("name", ""))


def _bodies(operations: list[Parts]) -> Iterator[Holder]:
    for one in operations:
        if "requestBody" in one:
            yield one, "requestBody", f"{_verb(one)}Body"


def _responses(operations: list[Parts]) -> Iterator[Holder]:
    for one in operations:
        one["responses"] = dict(one["responses"])
        for status, each in one["responses"].items():
            if "$ref" not in each:
                yield one["responses"], status, f"{_verb(one)}{'Done' if status == '200' else status}"


def _verb(operation: Parts) -> str:
    """What it does, by the end of its id: customers_merge."""
    return _camel(operation["operationId"].rpartition("_")[2])


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))
