"""The shared strings of a workbook: a list that may hold millions, in bounded memory.

Strings are kept in groups. The first groups stay in memory; when these have used up their share, further groups go to a
temporary file and the ones in use are kept at hand. Spreadsheets number strings in the order of their cells, so reading
a sheet from top to bottom asks for the same few groups again and again.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import orjson

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.xlsx.archive import Archive, damage, opening
from zhike.engines.intake.xlsx.pieces import Pieces
from zhike.engines.intake.xlsx.text import plain, unescape
from zhike.kernel.secrets.scratch import Scratch

_GROUP = 1024
_OVERHEAD = 50  # bytes that Python needs for a string besides its characters
_AT_HAND = 128  # groups read back from the file


class Strings:
    """Shared strings by number."""

    def __init__(self, found: Iterator[str], limits: Limits) -> None:
        self._groups: list[list[str] | tuple[int, int]] = []
        self._scratch = Scratch()
        self._spill = self._scratch.open("w+b")
        self._at_hand: OrderedDict[int, list[str]] = OrderedDict()
        self.count = 0
        try:
            self._fill(found, limits)
        except IntakeError:
            self.close()
            raise

    def _fill(self, strings: Iterator[str], limits: Limits) -> None:
        kept, group = 0, []
        for one in strings:
            group.append(one)
            if len(group) == _GROUP:
                kept = self._add(group, kept, limits)
                group = []
        if group:
            self._add(group, kept, limits)

    def _add(self, group: list[str], kept: int, limits: Limits) -> int:
        self.count += len(group)
        kept += sum(map(len, group)) + _OVERHEAD * len(group)
        if kept <= limits.strings_in_memory:
            self._groups.append(group)
        else:
            packed = orjson.dumps(group)
            self._groups.append((self._spill.seek(0, 2), len(packed)))
            self._spill.write(packed)
        return kept

    def __getitem__(self, number: int) -> str:
        group = self._groups[number // _GROUP]
        if isinstance(group, list):
            return group[number % _GROUP]
        return self._fetch(number // _GROUP, group)[number % _GROUP]

    def _fetch(self, index: int, place: tuple[int, int]) -> list[str]:
        found = self._at_hand.get(index)
        if found is not None:
            self._at_hand.move_to_end(index)
            return found
        self._spill.seek(place[0])
        found = list[str](orjson.loads(self._spill.read(place[1])))
        self._at_hand[index] = found
        if len(self._at_hand) > _AT_HAND:
            self._at_hand.popitem(last=False)
        return found

    def close(self) -> None:
        """Gives back the temporary file."""
        self._spill.close()
        self._scratch.close()


def read(archive: Archive, part: str, limits: Limits) -> Iterator[str]:
    """The strings of the part in order. Formatted runs are joined; readings of characters (``rPh``) are left out."""
    blocks = archive.stream(part)
    root, prefix, rest = opening(blocks, "sst", part)
    simple = re.compile(rf'\s*<{prefix}si><{prefix}t(?: xml:space="preserve")?>([^<]*)</{prefix}t>')
    end = f"</{prefix}si>"
    if root.endswith("/>"):
        return
    pieces = Pieces(rest, blocks, end=end, last=f"</{prefix}sst", limit=limits.cell_characters, code="cell.too_long")
    for piece in pieces:
        if len(piece) > limits.cell_characters:
            raise IntakeError("cell.too_long", max=limits.cell_characters)
        match = simple.fullmatch(piece)
        if match:
            yield plain(match[1])
        else:
            yield from _formatted(f"{root}{piece}{end}</{prefix}sst>")
    if pieces.rest.strip():
        yield from _formatted(f"{root}{pieces.rest}</{prefix}sst>")


def _formatted(xml: str) -> Iterator[str]:
    """The strings of a few ``si`` elements, one of which is more than one plain text."""
    with damage():
        tree = ET.fromstring(xml)  # noqa: S314  # a piece of an element: it cannot hold a document type
    for one in tree:
        yield "".join(texts(one))


def texts(item: ET.Element) -> Iterator[str]:
    """The texts of one ``si`` or ``is`` element."""
    for child in item:
        tag = child.tag.rpartition("}")[2]
        if tag == "t":
            yield unescape(child.text or "")
        elif tag == "r":
            yield from (unescape(one.text or "") for one in child if one.tag.rpartition("}")[2] == "t")
