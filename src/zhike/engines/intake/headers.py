"""Where the headings of a sheet are: titles above them, two lines merged into each other, totals below.

`propose` looks at the first rows and says which of them are headings, with its reasons in data form; `build` does the
same for rows that the person has chosen. `Skipping` says which of the rows below are no records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhike.engines.intake import evidence
from zhike.engines.intake.table import Cell, CellFault, Cells, Merge, Row
from zhike.kernel.values import text

LOOK_AT = 60  # rows
_FARTHEST = 25  # the row at which headings begin at the latest
_TALLEST = 3  # lines of headings
_LONGEST = 40  # characters of one heading
_LOOKED_AT = 200  # characters of a cell that is taken for a heading
_ENOUGH = 1.0

_TOTAL = re.compile(
    r"(?:本页|本月|全年|金额|总)?(?:合计|总计|小计|共计|总和|汇总|累计|平均值?)(?:金额|数量?)?[:：]?.{0,12}"
    r"|(?:grand|sub)?[- ]?totals?:?|sum:?|average:?|共\s*\d+\s*[条家户人个笔]?.{0,4}"
)
_NOTE = re.compile(
    r"(?:制表|填表|审核|复核|经办|批准|打印|导出|备注|说明|注|单位|日期|第\s*\d+\s*页).{0,8}[:：].*|第\s*\d+\s*页.*|注[:：].*"
)
EXAMPLES = ("【示例】", "[Example] ")  # how the row of a template begins that only shows what belongs where
_STARTS = frozenset("【[合总小共汇累平本月全金制填审复经批打导备说注单日第gstua")  # how those begin


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One column."""

    index: int  # from 0
    label: str  # distinct within the sheet: 联系方式/手机
    path: tuple[str, ...]  # what stands above each other in this column; () if nothing


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a row was taken for what it is: ``title``, ``note``, ``headings``, ``headings_below``, ``no_headings``."""

    code: str
    row: int


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Which rows are headings. No rows: the first row is data already."""

    rows: tuple[int, ...]
    columns: tuple[Heading, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def last(self) -> int:
        """The number of the last row that is no data; rows are read after it."""
        return self.rows[-1] if self.rows else 0


Known = Callable[[str], bool]  # whether a heading names something we have


def propose(head: Sequence[Row], merges: Sequence[Merge] = (), known: Known = lambda _: False) -> Proposal:
    """The headings of a sheet whose first rows are `head`."""
    head = head[:LOOK_AT]
    width = _usual_width(head)
    best, most = -1, _ENOUGH
    reasons: list[Reason] = []
    for at, (number, cells) in enumerate(head):
        if number > _FARTHEST or at >= _FARTHEST:
            break
        if _is_title(number, cells, merges, width):
            reasons.append(Reason(code="title", row=number))
            continue
        score = _score(cells, [later for _, later in head[at + 1 :]], width, known)
        if score > most + 0.05:  # of equals the first
            best, most = at, score
    if best < 0:
        first = head[0][0] if head else 1
        return build(head, merges, (), reasons=(Reason(code="no_headings", row=first),))
    rows = _lines(head, best, merges, known)
    reasons = [one for one in reasons if one.row < rows[0]]
    reasons += [Reason(code="headings", row=rows[0]), *(Reason(code="headings_below", row=one) for one in rows[1:])]
    return build(head, merges, rows, reasons=tuple(reasons))


def build(
    head: Sequence[Row], merges: Sequence[Merge], rows: Sequence[int], *, reasons: tuple[Reason, ...] = ()
) -> Proposal:
    """The columns under given rows of headings."""
    lines = [_spread(head, number, tuple(rows), merges) for number in rows]
    used = [index for _, cells in head for index, cell in enumerate(cells) if not _blank(cell)]
    columns: list[Heading] = []
    seen: dict[str, int] = {}
    filled = set(used)
    for index in range(max(used, default=-1) + 1):
        path = tuple(dict.fromkeys(line[index] for line in lines if index < len(line) and line[index]))
        if not path and index not in filled:
            continue
        label = text.readable("/".join(path)) or f"({letters(index)})"  # told to people and kept in templates
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            label = f"{label} ({seen[label]})"
        columns.append(Heading(index=index, label=label, path=path))
    return Proposal(rows=tuple(rows), columns=tuple(columns), reasons=reasons)


def lines_from(head: Sequence[Row], number: int, merges: Sequence[Merge], known: Known) -> tuple[int, ...]:
    """The lines of headings that begin with a given row."""
    at = next((at for at, row in enumerate(head) if row[0] == number), None)
    if at is None:
        return (number,)
    last = at
    while last + 1 < len(head) and last - at + 1 < _TALLEST and _belongs(head, last, last + 1, merges, known):
        last += 1
    return tuple(one for one, _ in head[at : last + 1])


class Skipping:
    """Which rows below the headings are no records."""

    def __init__(self, proposal: Proposal) -> None:
        self._paths = {column.index: column.path for column in proposal.columns}
        self._few = max(2, len(proposal.columns) // 3)

    def reason(self, cells: Cells) -> str | None:
        """Why a row is no record: ``total``, ``note``, ``headings_again``, ``example``; None if it is one."""
        index = next((at for at, cell in enumerate(cells) if cell), 0)
        first = cells[index]
        if not isinstance(first, str):
            return None
        if tidy(first) in self._paths.get(index, ()):
            texts = [(at, cell) for at, cell in enumerate(cells) if not _blank(cell)]
            if len(texts) > 1 and all(tidy(cell) in self._paths.get(at, ()) for at, cell in texts):
                return "headings_again"
        start = first.lstrip()[:1].lower()
        if start not in _STARTS:
            return None
        if first.lstrip().startswith(EXAMPLES):
            return "example"
        word = "".join(first.split()).lower()
        texts = [(at, cell) for at, cell in enumerate(cells) if not _blank(cell)]
        few = len(texts) <= self._few
        if _TOTAL.fullmatch(word) and (few or all(_is_number(cell) for _, cell in texts[1:])):
            return "total"
        return "note" if few and index == 0 and _NOTE.fullmatch(word) else None


def letters(index: int) -> str:
    """The letters of a column from its index: 0 is A."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found


def tidy(cell: Cell) -> str:
    """A heading as one line; line ends between Chinese characters are only layout."""
    if cell is None or isinstance(cell, CellFault):
        return ""
    words = re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])", "", text.as_text(cell)[:_LOOKED_AT]
    )
    return " ".join(words.split())


def _blank(cell: Cell) -> bool:
    return cell is None or isinstance(cell, CellFault) or (isinstance(cell, str) and text.is_blank(cell))


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, CellFault):
        return True
    found = evidence.shapes(cell)
    return bool({"integer", "decimal", "money"} & set(found)) or not isinstance(cell, str)


def _usual_width(head: Sequence[Row]) -> int:
    """How many cells the rows of the sheet usually fill."""
    widths = sorted(sum(not _blank(cell) for cell in cells) for _, cells in head)
    return widths[len(widths) * 3 // 4] if widths else 0


def _is_title(number: int, cells: Cells, merges: Sequence[Merge], width: int) -> bool:
    filled = [cell for cell in cells if not _blank(cell)]
    wide = any(one.top <= number <= one.bottom and one.right - one.left + 1 > max(2, width * 0.6) for one in merges)
    if len(filled) == 1 and (wide or width > 2):
        return True
    return 0 < len(filled) <= max(1, width // 3) and any(_NOTE.fullmatch("".join(str(cell).split())) for cell in filled)


def _score(cells: Cells, later: Sequence[Cells], width: int, known: Known) -> float:
    """How much a row looks like headings: short different texts, known words, unlike what stands below."""
    filled = [(index, tidy(cell)) for index, cell in enumerate(cells) if not _blank(cell)]
    if not filled or any(evidence.is_value(cells[index]) and not known(label) for index, label in filled):
        return 0.0
    count = len(filled)
    short = sum(len(label) <= _LONGEST for _, label in filled) / count
    if short < 1:
        return 0.0
    names = sum(known(label) for _, label in filled) / count
    different = len({label for _, label in filled}) / count
    cover = min(1.0, count / max(width, 1))
    contrast = sum(_unlike(index, label, later) for index, label in filled) / count
    return 2 * names + 0.5 * different + 0.7 * cover + contrast - (1 if not later else 0) * 0.2


def _unlike(index: int, label: str, later: Sequence[Cells]) -> float:
    """Whether the values below a heading are of another sort than a word, or at least never the same word."""
    below = [row[index] for row in later if index < len(row) and not _blank(row[index])]
    if not below:
        return 0.2
    if any(tidy(cell) == label for cell in below):
        return 0.0
    return 1.0 if sum(evidence.is_value(cell) for cell in below) > len(below) / 2 else 0.4


def _lines(head: Sequence[Row], best: int, merges: Sequence[Merge], known: Known) -> tuple[int, ...]:
    """The row found, with those that belong to it above and below."""
    first = last = best
    while last + 1 < len(head) and last - first + 1 < _TALLEST and _belongs(head, last, last + 1, merges, known):
        last += 1
    while first > 0 and last - first + 1 < _TALLEST and _belongs(head, first - 1, first, merges, known):
        first -= 1
    return tuple(number for number, _ in head[first : last + 1])


def _belongs(head: Sequence[Row], above: int, below: int, merges: Sequence[Merge], known: Known) -> bool:
    """Whether two rows are one heading: the lower one divides what the upper one says of several columns."""
    (upper_number, upper), (lower_number, lower) = head[above], head[below]
    if lower_number != upper_number + 1:
        return False
    parents = {index for index, cell in enumerate(upper) if not _blank(cell)}
    children = {index for index, cell in enumerate(lower) if not _blank(cell)}
    if len(parents) < 2 or not children or any(evidence.is_value(lower[index]) for index in children):
        return False
    spans = [one for one in merges if one.top <= upper_number <= one.bottom and one.right > one.left]
    if spans:
        divided = [
            one
            for one in spans
            if one.bottom == upper_number and len(children & set(range(one.left, one.right + 1))) > 1
        ]
        return bool(divided) and all(index not in children or _under(index, spans) for index in parents | children)
    # No merges, as in a .csv: columns without a child have a parent, and some columns have only a child.
    only_child = children - parents
    only_parent = parents - children
    return (
        bool(only_child) and bool(only_parent) and min(parents) < min(only_child) and any(map(known, map(tidy, lower)))
    )


def _under(index: int, spans: Sequence[Merge]) -> bool:
    return any(one.left <= index <= one.right for one in spans)


def _spread(head: Sequence[Row], number: int, rows: tuple[int, ...], merges: Sequence[Merge]) -> list[str]:
    """One line of headings with each heading repeated over the columns it stands for."""
    by_number = dict(head)
    line = [tidy(cell) for cell in by_number.get(number, ())]
    spans = [one for one in merges if one.top == number and one.right > one.left]
    for one in spans:
        line += [""] * (one.right + 1 - len(line))
        for index in range(one.left, one.right + 1):
            line[index] = line[index] or line[one.left]
    if number != rows[-1] and not spans:
        below = by_number.get(rows[rows.index(number) + 1], ())
        parent = ""
        line += [""] * (len(below) - len(line))
        for index, label in enumerate(line):
            has_child = index < len(below) and not _blank(below[index])
            parent = label or (parent if has_child else "")
            line[index] = parent
    return line
