"""An open .ods: its sheets, each as a `Table`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.ods.content import PART, Content, Line, Started
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Row, Survey
from zhike.engines.intake.xlsx.archive import Archive

_MANIFEST = "META-INF/manifest.xml"
_SHEETS = 10_000


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet, with what stands in it."""

    name: str
    hidden: bool
    survey: Survey


class Workbook:
    """An .ods file. Raises ``file.encrypted``, ``file.damaged`` and what `Archive` raises."""

    def __init__(self, place: Place, limits: Limits) -> None:
        self.limits = limits
        self._archive = Archive(place, limits)
        try:
            if _MANIFEST in self._archive and any("encryption-data" in one for one in self._archive.stream(_MANIFEST)):
                raise IntakeError("file.encrypted")
            if PART not in self._archive:
                raise IntakeError("file.part_missing", name=PART)
        except IntakeError:
            self._archive.close()
            raise

    def content(self) -> Content:
        """The file from its beginning."""
        return Content(self._archive, self.limits)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets, by reading all of the file once."""
        found, rows = list[Started](), list[int]()
        for one in self.content().read():
            if isinstance(one, Started):
                found.append(one)
                rows.append(0)
                if len(found) > _SHEETS:
                    raise IntakeError("file.damaged", detail="sheets")
            else:
                rows[-1] += one.times
        return tuple(
            Sheet(name=one.name, hidden=one.hidden, survey=Survey(rows=count, merges=tuple(sorted(one.merges))))
            for one, count in zip(found, rows, strict=True)
        )

    def table(self, name: str | None = None) -> SheetTable:
        """One sheet by name, or the first that is not hidden. Raises ``sheet.unknown``."""
        if name is None:
            visible = [one for one in self.sheets if not one.hidden] or list(self.sheets)
            if not visible:
                raise IntakeError("file.no_sheets")
            name = visible[0].name
        return SheetTable(self, name)

    def close(self) -> None:
        """Closes the file."""
        self._archive.close()


class SheetTable:
    """A sheet of a workbook as a `Table`."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self._workbook = workbook
        self.name = name

    def rows(self, after: int = 0) -> Iterator[Row]:
        """See `Table.rows`. Raises ``sheet.unknown``."""
        count = 0
        for line in self._lines():
            for number in range(max(line.number, after + 1), line.number + line.times):
                count += 1
                if count > self._workbook.limits.rows:
                    raise IntakeError("sheet.too_many_rows", max=self._workbook.limits.rows)
                yield number, line.cells

    def _lines(self) -> Iterator[Line]:
        inside = False
        for one in self._workbook.content().read():
            if isinstance(one, Started):
                if inside:
                    return
                inside = one.name == self.name
            elif inside:
                yield one
        if not inside:
            known = "、".join(one.name for one in self._workbook.sheets)
            raise IntakeError("sheet.unknown", name=self.name, known=known)

    def survey(self) -> Survey:
        """See `Table.survey`. Raises ``sheet.unknown``."""
        for one in self._workbook.sheets:
            if one.name == self.name:
                return one.survey
        raise IntakeError("sheet.unknown", name=self.name, known="、".join(one.name for one in self._workbook.sheets))

    def close(self) -> None:
        """Closes the workbook."""
        self._workbook.close()
