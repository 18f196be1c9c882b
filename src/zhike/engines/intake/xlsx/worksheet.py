"""The rows of one worksheet, as a stream.

The XML is cut at the ends of rows. A row in the form that every known program writes is taken apart by one regular
expression; this is several times faster than an XML parser called back from Python. If a single character of the row
does not fit that form, the row goes to the XML parser instead: the two give the same cells (a test compares them), so
the expression is an optimisation and nothing rests on it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.table import Cell, Merge, Row
from zhike.engines.intake.xlsx.archive import Archive, damage, opening, whole
from zhike.engines.intake.xlsx.pieces import Pieces
from zhike.engines.intake.xlsx.strings import texts
from zhike.engines.intake.xlsx.text import plain, unescape
from zhike.engines.intake.xlsx.values import Raw, Reader, column

Parsed = tuple[int, Sequence[Cell]]

_MERGE = re.compile(r'<(?:\w+:)?mergeCell\s[^<>]*?ref="\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})"')
_NUMBER = re.compile(r'\sr="([^"]*)"')
_TREE_CHARACTERS = 2_000_000  # of one row given to the XML parser, which needs many times as much memory
_TAG = 10_000  # characters of the longest tag
_STRIDE = 8  # separator and seven groups


@dataclass(frozen=True)
class _Forms:
    """The expressions for one namespace prefix (usually none)."""

    row: re.Pattern[str]
    cell: re.Pattern[str]
    empty_rows: re.Pattern[str]
    end: str
    last: str

    @classmethod
    def of(cls, prefix: str) -> _Forms:
        p = prefix
        open_text = rf'<{p}is><{p}t(?: xml:space="preserve")?>'
        return cls(
            row=re.compile(rf'\s*<{p}row(?: r="([0-9]{{1,9}})")?(?=[\s>])[^<>]*(?<!/)>'),
            cell=re.compile(
                rf'<{p}c r="([A-Z]{{1,3}})[0-9]+"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
                rf"(?:><{p}v>([^<]*)</{p}v></{p}c>|>{open_text}([^<]*)</{p}t></{p}is></{p}c>|\s?/>"
                rf"|>(<{p}f(?=[\s/>])[^<>]*(?:/>|>[^<]*</{p}f>))(?:<{p}v>([^<]*)</{p}v>|<{p}v\s?/>)?</{p}c>)"
            ),
            empty_rows=re.compile(rf"(?:\s*<{p}row(?=[\s/>])[^<>]*/>)+"),
            end=f"</{p}row>",
            last=f"</{p}sheetData",
        )


class Worksheet:
    """One sheet of an open workbook."""

    def __init__(self, archive: Archive, part: str, reader: Reader, limits: Limits) -> None:
        self._archive = archive
        self._part = part
        self._reader = reader
        self._limits = limits

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The rows with a value and a number above `after`."""
        number, count = 0, 0
        for given, cells in self._parsed(after):
            number = given if given > number else number + 1
            if number <= after or not (any(cells) or any(cell is not None for cell in cells)):
                continue
            count += 1
            if count > self._limits.rows:
                raise IntakeError("sheet.too_many_rows", max=self._limits.rows)
            yield number, cells

    def survey(self) -> tuple[int, tuple[Merge, ...]]:
        """Number of rows that are written in the file, and the merged ranges, which stand after them."""
        blocks = self._archive.stream(self._part)
        _, prefix, rest = opening(blocks, "sheetData", self._part)
        row, last = re.compile(rf"<{prefix}row[\s>]"), f"</{prefix}sheetData"
        count, found, inside = 0, list[Merge](), True
        for block in itertools.chain(("",), blocks):
            text = rest + block
            if inside:
                end = text.find(last)
                inside = end < 0
                rest = _cut_tag(text)
                count += len(row.findall(text, 0, len(text) - len(rest) if inside else end))
                text = text if inside else text[end:]
            if not inside:
                rest = _cut_tag(text)
                found += map(_merge, _MERGE.finditer(text, 0, len(text) - len(rest)))
                if len(found) > self._limits.merges:
                    raise IntakeError("sheet.too_many_merges", max=self._limits.merges)
        return count, tuple(sorted(found))

    def _parsed(self, after: int) -> Iterator[Parsed]:
        """All rows as they stand: the number given (0 if none) and the cells (none for rows to be passed over)."""
        blocks = self._archive.stream(self._part)
        root, _, seen = opening(blocks, "worksheet", self._part)
        data, prefix, rest = opening(itertools.chain((seen,), blocks), "sheetData", self._part)
        if data.endswith("/>"):
            return
        forms = _Forms.of(prefix)
        pieces = Pieces(
            rest, blocks, end=forms.end, last=forms.last, limit=self._limits.row_characters, code="row.too_long",
            passed=forms.empty_rows,
        )  # fmt: skip
        for piece in pieces:
            start = forms.row.match(piece)
            number = _row_number(start) if start else 0
            if 0 < number <= after:
                yield number, ()
                continue
            parts = forms.cell.split(piece[start.end() :]) if start else None
            if parts and not "".join(parts[::_STRIDE]).strip():
                groups = zip(*[parts[n::_STRIDE] for n in range(1, _STRIDE)], strict=True)
                clean = plain if "&" in piece or "_x" in piece or "\r" in piece else None
                yield number, self._reader.cells(groups, number, clean)
            else:
                yield from self._by_parser(f"{root}{piece}{forms.end}</{root[1:].split()[0]}>")

    def _by_parser(self, xml: str) -> list[Parsed]:
        """The rows in a piece of XML of any form."""
        if len(xml) > _TREE_CHARACTERS:
            raise IntakeError("row.too_long", max=_TREE_CHARACTERS)
        with damage():
            tree = ET.fromstring(xml)  # noqa: S314  # a piece of an element: it cannot hold a document type
        rows = list[Parsed]()
        for row in tree:
            number = whole(row.get("r"), "r")
            rows.append((number, self._reader.cells(map(_groups, row), number, unescape)))
        return rows


def _cut_tag(text: str) -> str:
    """The beginning of a tag that goes on in the next block."""
    start = text.rfind("<")
    return text[start:] if start > text.rfind(">") and len(text) - start < _TAG else ""


def _row_number(start: re.Match[str]) -> int:
    found = start if start[1] else _NUMBER.search(start[0])
    return whole(found[1], "r") if found else 0


def _groups(cell: ET.Element) -> Raw:
    """The same groups as those of the expression."""
    formula = value = inline = None
    for child in cell:
        tag = child.tag.rpartition("}")[2]
        if tag == "v":
            value = child.text
        elif tag == "f":
            formula = child.text or "="
        elif tag == "is":
            inline = "".join(texts(child))
    return (cell.get("r") or "").rstrip("0123456789"), cell.get("s"), cell.get("t"), value, inline, formula, None


def _merge(match: re.Match[str]) -> Merge:
    left, top, right, bottom = match.groups()
    return Merge(int(top), column(left), int(bottom), column(right))
