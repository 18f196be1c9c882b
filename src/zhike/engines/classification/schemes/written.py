"""What somebody has just written as a definition: nothing in it is without a meaning, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhike.engines.classification.schemes.asked import wrong

LONGEST = {"code": 40, "zh": 40, "en": 60, "color": 20}  # of a class
PLAYS = frozenset({"class", "title", "content", "task", "days"})
ENTRIES: Mapping[str, Mapping[str, frozenset[str]]] = {  # by kind: its members, and those of the entries of a list
    "rules": {"rules": frozenset({"class", "where"}), "otherwise": frozenset()},
    "score": {"points": frozenset({"where", "points"}), "bands": frozenset({"class", "from"})},
    "rfm": {
        "recency": frozenset(), "frequency": frozenset(), "monetary": frozenset(), "bands": frozenset(),
        "cuts": frozenset(), "weights": frozenset(), "otherwise": frozenset(),
        "groups": frozenset({"class", "r", "f", "m", "total"}),
    },
    "abc": {"measure": frozenset(), "bands": frozenset({"class", "share"})},
    "cluster": {
        "measures": frozenset(), "scales": frozenset({"middle", "width", "log"}), "middles": frozenset({"class", "at"}),
    },
    "stages": {"stages": frozenset({"class", "where", "from"}), "stay": frozenset(), "otherwise": frozenset()},
    "manual": {"approval": frozenset(), "otherwise": frozenset()},
}  # fmt: skip


def check(kind: str, raw: Mapping[str, Any]) -> None:
    """Of a definition that can be understood. Errors: Malformed with the place."""
    known = {"classes": frozenset(LONGEST), "plays": PLAYS, "alarm": frozenset(), **ENTRIES[kind]}
    for name, value in raw.items():
        if name not in known:
            raise wrong(name[:60], "scheme.unknown_member", name=name[:60])
        for at, one in enumerate(value if isinstance(value, list) and known[name] else ()):
            for member in one:
                if member not in known[name]:
                    raise wrong(f"{name}.{at}.{member[:60]}", "scheme.unknown_member", name=member[:60])
    for at, one in enumerate(raw["classes"]):
        for name, most in LONGEST.items():
            value = one.get(name)
            needed = name in ("code", "zh")
            if not (isinstance(value, str) and len(value) <= most and (value.strip() or not needed)) and (
                needed or value is not None
            ):
                raise wrong(f"classes.{at}.{name}", "scheme.text", most=most)
    for at, one in enumerate(raw.get("plays") or ()):
        if not isinstance(one.get("task", False), bool):
            raise wrong(f"plays.{at}.task", "scheme.yes_or_no")
