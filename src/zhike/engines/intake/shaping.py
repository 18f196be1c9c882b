"""What a person has decided about the cells of a file, before they become values: columns made of others by splitting
and joining, which of two numbers is the month, and what the words of a column stand for.

A made column has an index behind those of the file and goes to a field as any other does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from zhike.engines.intake.headers import Heading
from zhike.engines.intake.table import Cell, CellFault, Cells
from zhike.kernel.errors import Malformed
from zhike.kernel.values import empty, text

ORDERS = ("dmy", "mdy")
MOST_MADE = 50
MOST_WORDS = 10_000  # words of all columns that stand for something else
_LONGEST = 1_000  # characters of a word that stands for something else
_DAY = re.compile(r"\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A column that is made of others: one with a `sign` and a `part` is cut, several are joined by the sign."""

    columns: tuple[int, ...]
    sign: str
    part: int | None = None  # which piece, from 0; None: they are joined
    parts: int = 2  # how many pieces; the last holds what is left

    def __call__(self, cells: Cells) -> Cell:
        """The cell of this column."""
        given = [one for at in self.columns if (one := _words(cells[at] if at < len(cells) else None))]
        if self.part is None:
            return self.sign.join(given) or None
        if not given:
            return None
        pieces = given[0].split(self.sign if self.sign.strip() else None, self.parts - 1)
        return pieces[self.part].strip() or None if self.part < len(pieces) else None

    def heading(self, index: int, headings: Sequence[Heading]) -> Heading:
        """What stands above it: 姓名/电话 (2), or 省+市+区."""
        known = {one.index: one for one in headings}
        labels = [known[one].label if one in known else str(one + 1) for one in self.columns]
        if self.part is None:
            label = "+".join(labels)
            return Heading(index=index, label=label, path=(label,))
        paths = known[self.columns[0]].path if self.columns[0] in known else ()
        # 姓名/电话 has a name for each of its pieces
        pieces = [one for one in re.split(r"[/、,，|和&]", paths[-1]) if one.strip()] if paths else []
        own = pieces[self.part] if len(pieces) == self.parts else f"{labels[0]} ({self.part + 1})"
        return Heading(index=index, label=own, path=(own,))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """All that was decided of cells."""

    made: tuple[Made, ...] = ()
    words: Mapping[int, Mapping[str, str | None]] | None = None  # column -> folded word -> what stands for it
    dates: Mapping[int, str] | None = None  # column -> one of ORDERS

    def as_json(self) -> dict[str, Any]:
        """As `read` takes it."""
        return {
            "made": [{**asdict(one), "columns": list(one.columns)} for one in self.made],
            "words": {str(at): dict(one) for at, one in (self.words or {}).items()},
            "dates": {str(at): one for at, one in (self.dates or {}).items()},
        }

    def with_word(self, column: int, word: str, instead: str | None) -> Shape:
        """The same, and this word of a column stands for something else: also where it stood for a third."""
        plain = folded(word)
        words = {at: dict(one) for at, one in (self.words or {}).items()}
        known = words.get(column, {})
        moved = {was: instead if now is not None and folded(now) == plain else now for was, now in known.items()}
        words[column] = moved | {plain: instead}
        return Shape(made=self.made, words=words, dates=self.dates)

    def instead(self, cells: Cells) -> dict[int, Cell]:
        """The cells of a row for which something else stands."""
        found: dict[int, Cell] = {}
        for at, known in (self.words or {}).items():
            if at < len(cells) and (said := _words(cells[at])) and (plain := folded(said)) in known:
                found[at] = known[plain]
        return found

    def of(self, width: int) -> Callable[[Cells], Cells] | None:
        """What does it to rows with so many columns; None if there is nothing to do."""
        if not (self.made or self.words or self.dates):
            return None
        dates = dict(self.dates or {})

        def shaped(cells: Cells) -> Cells:
            found = list(cells[:width])
            if self.made:
                found += [None] * (width - len(found))
                found += [one(cells) for one in self.made]
            for at, order in dates.items():
                if at < len(found) and isinstance(cell := found[at], str):
                    found[at] = _ordered(cell, order)
            for at, cell in self.instead(found).items():
                found[at] = cell
            return found

        return shaped


NONE = Shape()


def folded(word: str) -> str:
    """The form under which words of a column are compared."""
    return text.fold(word[:_LONGEST])


def unclear(cells: Iterator[Cell]) -> bool:
    """Whether dates of a column do not tell the day from the month: 3/9/2026, and never 13/9/2026."""
    found = False
    for cell in cells:
        if isinstance(cell, str) and (match := _DAY.fullmatch(cell)):
            one, two = int(match[1]), int(match[2])
            found = found or (one <= 12 and two <= 12 and one != two)
    return found


def _words(cell: Cell) -> str:
    if cell is None or isinstance(cell, CellFault) or empty.is_empty(cell):
        return ""
    return text.as_text(cell).strip()


def _ordered(cell: str, order: str) -> str:
    match = _DAY.fullmatch(cell)
    if not match:
        return cell
    day, month = (match[1], match[2]) if order == "dmy" else (match[2], match[1])
    return f"{match[3]}-{int(month):02}-{int(day):02}{match[4]}"


def read(body: Mapping[str, Any]) -> Shape:
    """What a plan says of cells. Errors: Malformed."""
    made = body.get("made") or []
    if not isinstance(made, list) or len(made) > MOST_MADE:
        raise Malformed("request.wrong_member", name="made")
    words = {
        at: {folded(word): _maybe_word(instead) for word, instead in _object(known, "words").items()}
        for at, known in _by_column(body.get("words"), "words").items()
    }
    if sum(map(len, words.values())) > MOST_WORDS:
        raise Malformed("request.wrong_member", name="words")
    dates = _by_column(body.get("dates"), "dates")
    if not all(one in ORDERS for one in dates.values()):
        raise Malformed("request.wrong_member", name="dates")
    return Shape(made=tuple(map(_made, made)), words=words or None, dates=dates or None)


def _made(given: Any) -> Made:
    one = _object(given, "made")
    columns, sign, part, parts = one.get("columns") or [], one.get("sign", ""), one.get("part"), one.get("parts", 2)
    right = (
        one.keys() <= {"columns", "sign", "part", "parts"}
        and isinstance(columns, list)
        and 0 < len(columns) <= MOST_MADE
        and all(_is_number(at) for at in columns)
        and isinstance(sign, str)
        and len(sign) <= 20
        and (part is None or _is_number(part))
        and _is_number(parts)
        and 2 <= parts <= MOST_MADE
    )
    if not right or (part is not None and (not sign or len(columns) != 1 or part >= parts)):
        raise Malformed("request.wrong_member", name="made")
    return Made(columns=tuple(columns), sign=sign, part=part, parts=parts)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000


def _object(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed("request.wrong_member", name=name)
    return value


def _by_column(value: Any, name: str) -> dict[int, Any]:
    found = {} if value is None else _object(value, name)
    if not all(one.isdecimal() and len(one) <= 5 for one in found):
        raise Malformed("request.wrong_member", name=name)
    return {int(one): what for one, what in found.items()}


def _maybe_word(value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or len(value) > _LONGEST):
        raise Malformed("request.wrong_member", name="words")
    return value or None
