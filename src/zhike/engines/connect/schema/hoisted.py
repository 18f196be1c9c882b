"""Parameters that many operations have, told once: each object has the same operations."""

from __future__ import annotations

from collections import Counter
from typing import Any

import orjson

MANY = 4  # operations with the same parameter, from which on it is told among the components


def parameters(paths: dict[str, Any]) -> dict[str, Any]:
    """Put references in place of what stands often, and give what they refer to, by name."""
    operations = [one for methods in paths.values() for one in methods.values() if "parameters" in one]
    often = Counter(_key(each) for one in operations for each in one["parameters"])
    names: dict[bytes, str] = {}
    found: dict[str, Any] = {}
    for each in (each for one in operations for each in one["parameters"]):
        key = _key(each)
        if often[key] >= MANY and key not in names:
            plain = "".join(part.capitalize() for part in each["name"].replace("-", "_").split("_"))
            same = sum(1 for name in found if name.rstrip("0123456789") == plain)
            names[key] = f"{plain}{same + 1}" if same else plain
            found[names[key]] = each
    for one in operations:
        one["parameters"] = [
            {"$ref": f"#/components/parameters/{names[_key(each)]}"} if _key(each) in names else each
            for each in one["parameters"]
        ]
    return dict(sorted(found.items()))


def _key(parameter: dict[str, Any]) -> bytes:
    return orjson.dumps(parameter)
