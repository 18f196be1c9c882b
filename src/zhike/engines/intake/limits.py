"""How much of a file is read before it is refused. The defaults hold a bomb under 512 MB and five seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds of one file. Characters are Unicode code points."""

    file_bytes: int = 1 << 30
    rows: int = 2_000_000  # rows with a value in one sheet
    columns: int = 1_000
    cell_characters: int = 1_000_000  # a cell of Excel holds 32,767
    row_characters: int = 16_000_000  # one row as it stands in the file
    parts: int = 10_000  # files inside an .xlsx
    directory_bytes: int = 4 << 20  # the list of these files
    part_bytes: int = 4 << 30  # one of them, unpacked
    small_part_bytes: int = 16 << 20  # unpacked parts that are read whole: workbook, relations, styles
    ratio: int = 200  # unpacked against packed, for parts above `ratio_from`
    ratio_from: int = 64 << 20
    strings_in_memory: int = 64_000_000  # size of shared strings kept in memory; the others go to a temporary file
    merges: int = 100_000  # merged ranges of one sheet


DEFAULT = Limits()
