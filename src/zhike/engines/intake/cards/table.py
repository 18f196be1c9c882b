"""A file of cards as a `Table`: the headings, and a row for each card. Only what some card has is a column."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import cached_property, partial

from zhike.engines.intake.cards import fields, lines
from zhike.engines.intake.cards.lines import Property
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Attached, Cell, Row, Survey
from zhike.kernel import words

_MOST = 20  # columns of one name
_DATA = re.compile(rb"data:([\w.+-]+/[\w.+-]+)?[^,]{0,100};base64\\?,", re.IGNORECASE)
_SIZES = ((1 << 20, "MB"), (1 << 10, "KB"), (1, "B"))


class CardTable:
    """The cards of a file."""

    def __init__(self, place: Place, *, encoding: str, language: str, limits: Limits) -> None:
        self._place, self._encoding, self._language, self._limits = place, encoding, language, limits
        self.name = place.name

    def _cards(self) -> Iterator[fields.Found]:
        picture = partial(_picture, self._place)
        for count, card in enumerate(lines.cards(self._place, self._encoding, self._limits), 1):
            if count > self._limits.rows:
                raise IntakeError("sheet.too_many_rows", max=self._limits.rows)
            found = fields.of(card, picture)
            for values in found.values():
                for one in values:
                    if isinstance(one, str) and len(one) > self._limits.cell_characters:
                        raise IntakeError("cell.too_long", max=self._limits.cell_characters)
            yield found

    @cached_property
    def _seen(self) -> tuple[int, dict[str, int]]:
        """How many cards there are, and how many columns each name needs."""
        count, most, companies = 0, dict[str, int](), 0
        for card in self._cards():
            count += 1
            companies += card["kind"] == ["organization"]
            for name, values in card.items():
                most[name] = max(most.get(name, 0), min(len(values), _MOST if name in fields.MANY else 1))
        if not companies:
            most.pop("kind", None)  # whoever has only people wants no column for it
        return count, most

    def rows(self, after: int = 0) -> Iterator[Row]:
        """See `Table.rows`: the first row is the headings, the second the first card."""
        _, most = self._seen
        columns = [(name, number) for name in fields.NAMES for number in range(most.get(name, 0))]
        if after < 1 and columns:
            yield 1, [self._heading(*one) for one in columns]
        for number, card in enumerate(self._cards(), 2):
            if number > after and len(card) > 1:  # more than what it is of
                card["kind"] = [words.say(f"intake.card.{one}", self._language) for one in card["kind"]]
                yield number, [_at(card.get(name, []), index) for name, index in columns]

    def _heading(self, name: str, number: int) -> str:
        label = words.say(f"intake.card.{name}", self._language)
        if number == 1 and name == "phone":
            return words.say("intake.card.other_phone", self._language)
        return f"{label} {number + 1}" if number else label

    def survey(self) -> Survey:
        """See `Table.survey`."""
        return Survey(rows=self._seen[0] + 1)

    def close(self) -> None:
        """Nothing is held open between calls."""


def _at(values: list[Cell], index: int) -> Cell:
    return values[index] if index < len(values) else None


def _picture(place: Place, one: Property) -> Cell:
    """A picture that is fetched when it is wanted; where it lies elsewhere, its address."""
    if one.value:
        return one.value
    size = (one.end - one.start) * 3 // 4
    unit, name = next((unit, name) for unit, name in _SIZES if size >= unit or unit == 1)
    return Attached(f"[{size / unit:.0f} {name}]", partial(_content, place, one.start, one.end), size)


def _content(place: Place, start: int, end: int) -> bytes:
    """The bytes of a picture; none where they are damaged."""
    with place.open("rb") as file:
        file.seek(start)
        raw = file.read(end - start)
    raw = raw.replace(b"\r", b"").replace(b"\n ", b"").replace(b"\n\t", b"").replace(b"\n", b"")
    found = _DATA.search(raw[:4096])
    begin = found.end() if found else raw.find(b":") + 1
    data = raw[begin:].translate(None, b" \t")
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4), validate=True)
    except binascii.Error:
        return b""
