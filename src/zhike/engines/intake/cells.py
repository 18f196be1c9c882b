"""From the cells of a row to raw values by field, before the write path parses them.

Here is what only a spreadsheet does to values: words that mean nothing, numbers that were text, digits that Excel has
thrown away, two phones in a cell, a place in four columns, a birthday whose calendar stands in the next column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from zhike.engines.intake.mapping import Column
from zhike.engines.intake.synonyms import Target
from zhike.engines.intake.table import Cell, CellFault, Cells
from zhike.kernel.errors import Fault
from zhike.kernel.values import Bad, birthday, boolean, empty, excerpt, phone, region, spreadsheet, text

_UNDECODABLE = re.compile("[\udc80-\udcff]")
_SCIENTIFIC = re.compile(r"([1-9])(?:\.(\d+))?[Ee]\+?(\d{1,2})", re.ASCII)
_QUOTED_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_EXACT = 10**15  # above this Excel has only zeros where digits were
# kinds for which a number is a row of digits, not a quantity
_DIGITS = frozenset({"text", "phone", "code", "credit_code", "identity_number", "bank_account"})
# how the words that mean nothing begin, so that most cells need no closer look
_MAYBE_EMPTY = frozenset({word[0] for word in empty.WORDS} | {word[0].upper() for word in empty.WORDS})
_DISTRICT = re.compile(".{1,8}?[区县市旗]")  # how a street may begin
_RECURRING = 50_000
_TWO_PHONES = 200  # characters that two phones may take
_REGION_PARTS = ("province", "city", "district")


@dataclass
class Assembled:
    """One row: raw values, what stands in the way of others, and cells that only looked filled."""

    values: dict[str, Any] = field(default_factory=dict)
    blank: list[str] = field(default_factory=list)  # fields whose cell has no value
    faults: dict[str, Fault] = field(default_factory=dict)
    notes: dict[str, Fault] = field(default_factory=dict)  # the row goes in, but the person should know


Take = Callable[[Assembled, Cells], None]


class Assembler:
    """How rows of one sheet become values; made once, used for every row.

    `delimited` says that the rows come from a text file, where exports mark what is no formula.
    """

    def __init__(
        self, columns: Sequence[Column], targets: Sequence[Target], *, delimited: bool,
        shape: Callable[[Cells], Cells] | None = None,
    ) -> None:  # fmt: skip
        self._shape = shape
        by_name = {one.name: one for one in targets}
        mapped = [one for one in columns if one.field in by_name]
        self._takes: list[Take] = []
        joined = {one.field for one in mapped if one.part}
        address = next((one for one in mapped if one.field == "address" and one.part is None), None)
        for name in sorted(one for one in joined if one):
            parts = {one.part: one.index for one in mapped if one.field == name}
            if by_name[name].kind == "region":
                self._takes.append(_Region(name, parts, address))
                joined |= {"address"} if address else set()
            else:
                self._takes.append(_Birthday(name, parts))
        singles = [
            _single(one.index, by_name[one.field], by_name, delimited=delimited)
            for one in mapped
            if one.field is not None and one.field not in joined
        ]
        # A phone that may need the field of another comes after it.
        self._takes += sorted(singles, key=lambda one: isinstance(one, _Phone) and one.overflow is not None)

    def row(self, cells: Cells) -> Assembled:
        """The values of one row."""
        found = Assembled()
        if self._shape:
            cells = self._shape(cells)
        for take in self._takes:
            take(found, cells)
        return found


class _Single:
    """One column, one field."""

    def __init__(self, index: int, target: Target, *, delimited: bool) -> None:
        self._index = index
        self._name = target.name
        self._delimited = delimited
        self._meant = frozenset(map(text.fold, (*target.options, *target.spoken)))  # words that are never nothing
        if target.kind == "boolean":
            self._meant |= boolean.WORDS.keys()

    def __call__(self, found: Assembled, cells: Cells) -> None:
        raw = _cell(found, cells, self._index, self._name)
        if raw is None or (_may_be_empty(raw) and self._is_empty(raw)):
            found.blank.append(self._name)
            return
        if isinstance(raw, str):
            if not raw.isascii() and _UNDECODABLE.search(raw):
                found.faults[self._name] = Fault("cell.undecodable", {"bytes": _shown_bytes(raw)})
                return
            if self._delimited and raw[0] in "'=":
                raw = _unquoted(raw)
        self._put(found, raw)

    def _put(self, found: Assembled, raw: Cell) -> None:
        found.values.setdefault(self._name, raw)

    def _is_empty(self, raw: Cell) -> bool:
        """Whether a cell means nothing; 无 means no where yes or no is asked."""
        return empty.is_empty(raw) and text.fold(text.as_text(raw)) not in self._meant


class _Digits(_Single):
    """A field whose numbers are rows of digits."""

    def __init__(self, index: int, target: Target, *, delimited: bool) -> None:
        super().__init__(index, target, delimited=delimited)
        self._kind = target.kind

    def _put(self, found: Assembled, raw: Cell) -> None:
        if not (isinstance(raw, str) and raw.isdecimal()):
            digits = _digits(raw, self._kind)
            if digits is None:
                found.faults[self._name] = Fault("cell.digits_lost", {"value": excerpt(raw)})
                return
            raw = digits
        self._put_digits(found, raw)

    def _put_digits(self, found: Assembled, raw: Cell) -> None:
        found.values[self._name] = raw


class _Phone(_Digits):
    """A phone; the second of two in a cell goes to the next field."""

    def __init__(self, index: int, target: Target, *, overflow: str | None, delimited: bool) -> None:
        super().__init__(index, target, delimited=delimited)
        self.overflow = overflow

    def _put_digits(self, found: Assembled, raw: Cell) -> None:
        if self.overflow and isinstance(raw, str) and not raw.isdecimal() and len(raw) <= _TWO_PHONES:
            numbers = phone.split(raw)
            if len(numbers) == 2 and self.overflow not in found.values:
                found.values[self.overflow] = numbers[1]
                raw = numbers[0]
        found.values[self._name] = raw


class _Chosen(_Single):
    """A choice, as other systems may write it too."""

    def __init__(self, index: int, target: Target, *, delimited: bool) -> None:
        super().__init__(index, target, delimited=delimited)
        self._spoken = target.spoken

    def _put(self, found: Assembled, raw: Cell) -> None:
        spoken = self._spoken.get(text.fold(text.as_text(raw)), raw)
        if spoken == "":
            found.blank.append(self._name)
        else:
            found.values[self._name] = spoken


class _Id(_Single):
    """The id of a record."""

    def _put(self, found: Assembled, raw: Cell) -> None:
        number = isinstance(raw, str) and raw.isdecimal() and len(raw) < 19
        found.values[self._name] = int(str(raw)) if number else raw


class _Json(_Single):
    """A condition or a definition, as an export writes it."""

    def _put(self, found: Assembled, raw: Cell) -> None:
        try:
            given = orjson.loads(raw) if isinstance(raw, str) else raw
        except orjson.JSONDecodeError:
            given = None
        if isinstance(given, dict | list):
            found.values[self._name] = given
        else:
            found.faults[self._name] = Fault("cell.not_json", {"value": excerpt(text.as_text(raw))})


def _single(index: int, target: Target, targets: Mapping[str, Target], *, delimited: bool) -> _Single:
    if target.kind == "phone":
        overflow = target.overflow if target.overflow in targets else None
        return _Phone(index, target, overflow=overflow, delimited=delimited)
    if target.kind in _DIGITS:
        return _Digits(index, target, delimited=delimited)
    if target.kind == "json":
        return _Json(index, target, delimited=delimited)
    if target.kind == "id":
        return _Id(index, target, delimited=delimited)
    made = _Chosen if target.spoken else _Single
    return made(index, target, delimited=delimited)


class _Region:
    """省, 市 and 区 in columns of their own, and the address, whose beginning may name the 区."""

    def __init__(self, name: str, parts: Mapping[str | None, int], address: Column | None) -> None:
        self._name = name
        self._parts = [parts[one] for one in _REGION_PARTS if one in parts]
        self._address = address
        self._known: dict[tuple[str, ...], str | Fault] = {}
        self._districts: dict[tuple[str, ...], str | None] = {}

    def __call__(self, found: Assembled, cells: Cells) -> None:
        given = tuple([one for at in self._parts if (one := _plain(_cell(found, cells, at, self._name)))])
        street = _plain(_cell(found, cells, self._address.index, "address")) if self._address else ""
        if street and given and self._split(found, given, street):
            return
        if street:
            found.values["address"] = street
        elif self._address:
            found.blank.append("address")
        if not given:
            found.blank.append(self._name)
            return
        code = self._place(given)
        if isinstance(code, Fault):
            found.faults[self._name] = code
        else:
            found.values[self._name] = code

    def _split(self, found: Assembled, given: tuple[str, ...], street: str) -> bool:
        """Takes the district from the beginning of the street, if it stands there."""
        begin = _DISTRICT.match(street)
        code = self._district(*given, begin[0]) if begin else None
        if begin and code:
            rest = street[begin.end() :].lstrip(" ,，、;；-/|")
        else:
            try:
                code, rest = region.parse_cells(*given, street)
            except Bad:
                return False  # the street begins with the name of another place: the two are kept apart
        found.values[self._name] = code
        found.values["address"] = rest or street
        return True

    def _district(self, *cells: str) -> str | None:
        """The code of the district that several cells name; None if they name something else. The same few recur."""
        if cells not in self._districts:
            if len(self._districts) > _RECURRING:
                self._districts.clear()
            self._districts[cells] = None
            try:
                code, rest = region.parse_cells(*cells)
            except Bad:
                pass  # what is wrong is found again with the whole street
            else:
                self._districts[cells] = code if not rest and region.level(code) == "district" else None
        return self._districts[cells]

    def _place(self, given: tuple[str, ...]) -> str | Fault:
        known = self._known.get(given)
        if known is None:
            try:
                known = region.parse_cells(*given)[0]
            except Bad as bad:
                known = Fault(bad.code, bad.data)
            if len(self._known) >= _RECURRING:
                self._known.clear()
            self._known[given] = known
        return known


class _Birthday:
    """A birthday and, beside it, whether it is by the lunar calendar."""

    def __init__(self, name: str, parts: Mapping[str | None, int]) -> None:
        self._name = name
        self._index = parts.get(None, -1)
        self._calendar = parts["calendar"]

    def __call__(self, found: Assembled, cells: Cells) -> None:
        raw = _cell(found, cells, self._index, self._name)
        if raw is None or empty.is_empty(raw):
            found.blank.append(self._name)
            return
        calendar = cells[self._calendar] if self._calendar < len(cells) else None
        found.values[self._name] = f"农历{text.as_text(raw)}" if _is_lunar(calendar) else raw


def _is_lunar(calendar: Cell) -> bool:
    """Whether the column beside a birthday says that it is by the lunar calendar."""
    if calendar is None or isinstance(calendar, CellFault) or empty.is_empty(calendar):
        return False
    try:
        return birthday.is_lunar(calendar)
    except Bad:
        return False


def _cell(found: Assembled, cells: Cells, index: int, name: str) -> Cell:
    """The cell, or None for a blank one and one that has no value of its own."""
    cell = cells[index] if 0 <= index < len(cells) else None
    if isinstance(cell, CellFault):
        found.notes[name] = Fault(cell.code, {"value": cell.text})
        return None
    return None if cell == "" else cell


def _unquoted(raw: str) -> str:
    """Text that an export has kept from being run or counted: ``'=1+1`` and ``="00123"``."""
    match = _QUOTED_FORMULA.fullmatch(raw.strip())
    return match[1].replace('""', '"') if match else spreadsheet.restore(raw)


def _may_be_empty(raw: Cell) -> bool:
    """A quick look at the first character: ASCII letters and digits rarely begin a word that means nothing."""
    if not isinstance(raw, str):
        return isinstance(raw, float)
    first = raw[0]
    return first in _MAYBE_EMPTY or not (first.isascii() or "\u4e00" <= first <= "\u9fff") or first <= " "


def _plain(cell: Cell) -> str:
    if cell is None or (_may_be_empty(cell) and empty.is_empty(cell)):
        return ""
    return text.as_text(cell).strip()


def _digits(raw: Cell, kind: str) -> Cell:
    """A number as the digits it was; None if some of them are lost."""
    if isinstance(raw, float):
        if raw.is_integer():
            return str(int(raw)) if abs(raw) < _EXACT else None
        return text.as_text(raw) if kind == "text" else raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, str) and kind != "text" and (match := _SCIENTIFIC.fullmatch(raw.strip())):
        digits = match[1] + (match[2] or "")
        size = int(match[3]) + 1
        return digits if len(digits) == size else None
    return raw


def _shown_bytes(raw: str) -> str:
    """The bytes that are no text, in hexadecimal."""
    return " ".join(f"{ord(one) - 0xDC00:02X}" for one in _UNDECODABLE.findall(raw)[:8])
