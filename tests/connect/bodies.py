"""Bodies that operations of the API would take, by their paths."""

from __future__ import annotations

from typing import Any

NOTHING = 9_000_000_000_000_000  # an id that nobody has
# What operations take, by how their paths begin and end: the first that fits.
TAKEN: tuple[tuple[str, str, Any], ...] = (
    ("/imports", "/codes", {"object": "customer"}),
    ("/imports", "/values", {"plan": {"object": "customer"}, "column": 0}),
    ("/imports", "/choose", {"row": 2, "way": "only"}),
    ("/imports", "/alike", {"column": 0, "value": "x", "instead": "y", "row": 2}),
    ("/imports", "/linked/preview", {}),
    ("/imports", "/linked/try", {}),
    ("/imports", "/linked/run", {}),
    ("/imports", "", {"object": "customer"}),
    ("/import_sources", "/run", {}),
    ("/import_sources", "/header", {"header": "X-Key", "value": "x"}),
    ("/quality/mail", "", {"wanted": True}),
    ("/events/batch", "", {"events": []}),
    ("/events/identify", "", {"visitor": "x", "who": {"id": NOTHING}}),
    ("/corrections", "", {}),
    ("/answers", "/attach", {"record": NOTHING}),
    ("/answers", "", {}),
    ("/join_requests/", "", {"accept": True}),
    ("", "/self-service", {}),
    ("", "/personal-data/export", {}),
    ("", "/personal-data/erase", {}),
    ("", "/merge", {"from": [NOTHING - 1]}),
    ("", "/different", {}),
    ("", "/decisions/undo", {"object": "customer", "at": "2026-11-23T08:00:00Z"}),
    ("", "/later", {"until": "2999-01-01"}),
    ("", "/reveal", {"field": "phone"}),
    ("/measures", "/try", {"object": "customer", "definition": {"related": "orders"}}),
    ("/segments", "/members", {}),
    ("/segments", "/snapshot", {"name": "x"}),
    ("/schemes", "/draft", {"definition": {}}),
    ("/schemes", "/try", {}),
    ("/schemes", "/publish", {}),
    ("/schemes", "/override", {"record": NOTHING}),
    ("/schemes", "/answer", {"accept": True}),
    ("/schemes", "/reports", {"kind": "evaluation"}),
    ("/schemes", "/mail", {"wanted": True}),
    ("/schemes", "/clusters", {"measures": ["orders"], "count": 3}),
    ("", "/explain", {"where": {"all": []}}),
    ("", "/records/undo", {"records": {"customer": [NOTHING]}}),
)


def good(path: str, person: int) -> dict[str, Any]:
    """A body that would be good, by method."""
    if path.endswith("/team"):
        return {"POST": {"person": person, "may": "read"}}
    taken = [body for start, end, body in TAKEN if path.startswith(start) and path.endswith(end)]
    cells = {"cells": [{"row": 2, "column": 0, "value": "x"}]}
    return {"PATCH": cells if path.startswith("/imports") else {"version": 1}, **({"POST": taken[0]} if taken else {})}
