"""Names of people in a file: whoever is a colleague becomes a link, whoever is none (they have left, or belong to the
older system) is kept by name in the field that the person field overflows into.

Without such a field a name that nobody has is refused by the write path, with its reason.
"""

from __future__ import annotations

from typing import Any

from zhike.engines.intake.source import Source
from zhike.kernel import db, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.values import Bad, text
from zhike.kernel.write import links

_RECURRING = 50_000  # names that are remembered


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
            if isinstance(given, str) and overflow:
                row[name] = self._id(given)
                if row[name] is None:
                    row[overflow] = given
        for name in self._nobody:
            row.setdefault(name, None)
        return row

    def _id(self, name: str) -> int | None:
        """The one colleague with a name or an e-mail address, as the write path would find them."""
        try:
            key = text.parse(name)
        except Bad:  # no name at all: the write path says what is wrong with it
            return None
        if key not in self._known:
            if len(self._known) >= _RECURRING:
                self._known.clear()
            self._known[key] = self._look(key)
        return self._known[key]

    def _look(self, name: str) -> int | None:
        people = specs.of(self._actor, registry.people().name)
        with db.transaction(self._actor.tenant_id) as tx:
            ids = links.by_words(tx, self._actor, people, {name}).get(name, [])
        return ids[0] if len(ids) == 1 else None
