"""Names of people in a file: whoever is a colleague becomes a link, whoever is none (they have left, or belong to the
older system) is kept by name in the field that the person field overflows into.

Without such a field a name that nobody has is refused by the write path, with its reason.
"""

from __future__ import annotations

from typing import Any

import orjson

from zhike.engines.intake.source import Source
from zhike.kernel import read, registry
from zhike.kernel.actor import Actor, system
from zhike.kernel.read import Query
from zhike.kernel.values import text


class People:
    """Settles the people of one file."""

    def __init__(self, actor: Actor, source: Source) -> None:
        self._actor = actor
        self._known: dict[str, int | None] = {}
        mapped = {one.field for one in source.columns}
        people = [one for one in source.targets if one.kind == "person" and one.overflow]
        self._named = {one.name: one.overflow for one in people if one.name in mapped and one.overflow not in mapped}
        # Somebody else's work is not the importer's: where only the old name is brought, there is no person.
        self._nobody = [one.name for one in people if one.overflow in mapped and one.name not in mapped]

    def settle(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with the names of its people settled."""
        for name, overflow in self._named.items():
            given = row.get(name)
            if isinstance(given, str) and overflow and self._id(given) is None:
                row[overflow], row[name] = given, None
        for name in self._nobody:
            row.setdefault(name, None)
        return row

    def _id(self, name: str) -> int | None:
        """The one colleague with a name, as the write path will find them too."""
        key = text.parse(name) if name.strip() else name
        if key not in self._known:
            self._known[key] = self._look(key)
        return self._known[key]

    def _look(self, name: str) -> int | None:
        spec = registry.people()
        where = {"field": spec.title, "op": "is", "value": name}
        found = read.page(
            system(self._actor.tenant_id), spec.name, Query(where=where, columns=(), limit=2, count=False)
        )
        ids = [orjson.loads(row)["id"] for row in found.rows]
        return ids[0] if len(ids) == 1 else None
