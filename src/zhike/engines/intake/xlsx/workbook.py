"""An open .xlsx: its sheets in order, and the parts each needs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Row, Survey
from zhike.engines.intake.xlsx import strings as strings_
from zhike.engines.intake.xlsx import styles
from zhike.engines.intake.xlsx.archive import Archive
from zhike.engines.intake.xlsx.strings import Strings
from zhike.engines.intake.xlsx.values import Reader
from zhike.engines.intake.xlsx.worksheet import Worksheet


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One worksheet of a workbook; charts and macro sheets are none."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """An .xlsx file."""

    def __init__(self, place: Place, limits: Limits) -> None:
        self._limits = limits
        self._archive = Archive(place, limits)
        self._strings: Strings | None = None
        try:
            self._part = _main_part(self._archive)
            tree = self._archive.tree(self._part)
            self._links = _relations(self._archive, self._part)
            self.sheets = tuple(_sheets(tree, self._links))
        except IntakeError:
            self._archive.close()
            raise
        setting = tree.find("{*}workbookPr")
        self._from_1904 = setting is not None and setting.get("date1904") in ("1", "true")

    def table(self, name: str | None = None) -> SheetTable:
        """One sheet by name, or the first that is not hidden. Raises ``sheet.unknown``."""
        visible = [one for one in self.sheets if not one.hidden] or list(self.sheets)
        wanted = [one for one in self.sheets if one.name == name] if name is not None else visible
        if not wanted:
            raise IntakeError("sheet.unknown", name=name or "", known="、".join(one.name for one in self.sheets))
        return SheetTable(self, wanted[0])

    def worksheet(self, sheet: Sheet) -> Worksheet:
        """The reader of a sheet's rows. The shared strings are read with the first one."""
        return Worksheet(self._archive, sheet.part, self._reader(), self._limits)

    def bare(self, sheet: Sheet) -> Worksheet:
        """A sheet whose values are not asked for, so that strings need not be read."""
        nothing = Reader(Strings(iter(()), self._limits), [], from_1904=False, limits=self._limits)
        return Worksheet(self._archive, sheet.part, nothing, self._limits)

    def _reader(self) -> Reader:
        strings, style = (self._linked(kind) for kind in ("sharedStrings", "styles"))
        if self._strings is None:
            found = strings_.read(self._archive, strings, self._limits) if strings else iter(())
            self._strings = Strings(found, self._limits)
        formats = styles.read(self._archive.tree(style) if style else None)
        return Reader(self._strings, formats, from_1904=self._from_1904, limits=self._limits)

    def _linked(self, kind: str) -> str | None:
        parts = (part for one, part in self._links.values() if one == kind and part in self._archive)
        return next(parts, None)

    def close(self) -> None:
        """Closes the file."""
        if self._strings is not None:
            self._strings.close()
        self._archive.close()


class SheetTable:
    """A sheet of a workbook as a `Table`."""

    def __init__(self, workbook: Workbook, sheet: Sheet) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self.name = sheet.name

    def rows(self, after: int = 0) -> Iterator[Row]:
        """See `Table.rows`."""
        return self._workbook.worksheet(self._sheet).rows(after)

    def survey(self) -> Survey:
        """See `Table.survey`."""
        rows, merges = self._workbook.bare(self._sheet).survey()
        return Survey(rows=rows, merges=merges)

    def close(self) -> None:
        """Closes the workbook."""
        self._workbook.close()


def _main_part(archive: Archive) -> str:
    for kind, part in _relations(archive, "").values():
        if kind == "officeDocument":
            return part
    return "xl/workbook.xml"


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Relations of a part: id -> (kind, part it leads to)."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in archive:
        return {}
    found = {}
    for one in archive.tree(place):
        if one.get("TargetMode") == "External":
            continue
        target = one.get("Target", "").replace("\\", "/")
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], full)
    return found


def _sheets(tree: ET.Element, links: dict[str, tuple[str, str]]) -> Iterator[Sheet]:
    for one in tree.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in one.attrib.items() if name.endswith("}id")), "")
        kind, part = links.get(key, ("", ""))
        if kind == "worksheet":
            yield Sheet(name=one.get("name", ""), part=part, hidden=one.get("state", "visible") != "visible")
