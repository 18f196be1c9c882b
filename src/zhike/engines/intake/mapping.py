"""Which field each column goes to: by its heading first, by its values second, each field at most once.

A region may be spread over several columns (省, 市, 区) and a birthday may have a column beside it that says whether it
is lunar; such columns share their field and have a `part`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from zhike.engines.intake import evidence, headers, synonyms
from zhike.engines.intake.evidence import Evidence
from zhike.engines.intake.headers import Heading
from zhike.engines.intake.synonyms import Target, folded
from zhike.engines.intake.table import Cell, Row

PROPOSED = 0.5  # below this a column is left to the person
_SAMPLES = 5
_VALUES = 200
_SPLIT = re.compile(r"[/、,，|或和&]")

# what the values of a kind look like
_SHAPES: dict[str, tuple[str, ...]] = {
    "phone": ("mobile", "landline"),
    "email": ("email",),
    "url": ("url",),
    "credit_code": ("credit_code",),
    "identity_number": ("identity_number",),
    "date": ("date", "datetime"),
    "datetime": ("datetime", "date"),
    "birthday": ("date", "day"),
    "integer": ("integer",),
    "decimal": ("decimal", "integer"),
    "money": ("money", "decimal", "integer"),
    "boolean": ("boolean",),
    "region": ("place",),
    "person": ("person",),
}
# kinds whose values alone say where they belong, and how far that can be trusted
_TELLING = {"phone": 0.6, "email": 0.7, "credit_code": 0.7, "identity_number": 0.7, "url": 0.6}
# kinds whose values say so where the heading says nothing, and there is one field of the kind
_PLAIN = {"date": 0.58, "datetime": 0.58, "birthday": 0.55, "region": 0.6, "money": 0.55}
_SAYS_NOTHING = re.compile(
    r"(?:第?\d+列|列|字段|栏|数据|内容|信息|未命名|unnamed|column|col|field|f|c|var)?\d*|[a-z]{1,2}"
)
# kinds for which values of another shape speak against the heading
_STRICT = frozenset({"phone", "email", "url", "credit_code", "identity_number", "bank_account", "date", "datetime",
                     "birthday", "money", "integer", "decimal"})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column and the field proposed for it."""

    index: int
    header: str
    samples: tuple[Cell, ...] = ()
    field: str | None = None
    part: str | None = None
    confidence: float = 0.0
    by: str | None = None  # what says so: ``heading``, ``values``, or the ``person``


def propose(columns: Sequence[Heading], rows: Sequence[Row], targets: Sequence[Target]) -> tuple[Column, ...]:
    """A field, or none, for each column; `rows` are the first rows of data."""
    values = {one.index: [cells[one.index] for _, cells in rows if one.index < len(cells)] for one in columns}
    found = {one.index: evidence.look(values[one.index][:_VALUES]) for one in columns}
    chosen: dict[int, tuple[str, str | None, float, str]] = {}
    kinds = Counter(one.kind for one in targets)
    taken: set[tuple[str, str | None]] = set()
    scores = [
        (score, -one.index, target.name, part, by)
        for one in columns
        for target in targets
        for score, part, by in [_score(one, found[one.index], target, alone=kinds[target.kind] == 1)]
        if score >= PROPOSED
    ]
    for score, minus, name, part, by in sorted(scores, key=lambda one: (-one[0], -one[1])):
        whole_taken = (name, None) in taken and part != "calendar"
        parts_taken = part is None and any(one == name and which != "calendar" for one, which in taken)
        if -minus in chosen or (name, part) in taken or whole_taken or parts_taken:
            continue
        chosen[-minus] = (name, part, round(min(score, 1.0), 2), by)
        taken.add((name, part))
    for index, (name, part, _, _) in list(chosen.items()):
        if part == "calendar" and (name, None) not in taken:
            del chosen[index]
    return tuple(
        Column(
            index=one.index, header=one.label, samples=_samples(values[one.index]),
            field=chosen[one.index][0] if one.index in chosen else None,
            part=chosen[one.index][1] if one.index in chosen else None,
            confidence=chosen[one.index][2] if one.index in chosen else 0.0,
            by=chosen[one.index][3] if one.index in chosen else None,
        )
        for one in columns
    )  # fmt: skip


def knows(targets: Sequence[Target]) -> headers.Known:
    """Whether a heading is surely one of ours, for finding the row of headings."""

    def known(heading: str) -> bool:
        return any(_by_words(heading, one)[0] >= 0.8 for one in targets)

    return known


def _samples(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    different: dict[str, Cell] = {}
    for cell in cells:
        if cell is not None and cell != "":
            different.setdefault(str(cell), cell)
        if len(different) == _SAMPLES:
            break
    return tuple(different.values())


def _score(heading: Heading, values: Evidence, target: Target, *, alone: bool) -> tuple[float, str | None, str]:
    """How well a column fits a field, which part of it, and what says so; 0 to 1, a little above for what is certain.

    `alone`: there is no other field of this kind.
    """
    score, part = by_heading(heading, target)
    share = _share(values, target)
    if part == "calendar":
        return score, part, "heading"
    if score:
        if values.count >= 5 and target.kind in _STRICT and share < 0.1:
            score *= 0.5
        elif values.count >= 5 and target.options and share < 0.1:
            score *= 0.6
        else:
            score += 0.03 * share
        return score, part, "heading"
    return _by_values(heading, values, target, share, alone=alone), None, "values"


def _by_values(heading: Heading, values: Evidence, target: Target, share: float, *, alone: bool) -> float:
    """How well what stands in a column fits a field whose name is not above it."""
    if values.count < 3:
        return 0.0
    if share >= 0.6:
        if target.kind in _TELLING and values.is_right(target.kind):
            return _TELLING[target.kind] * share
        if target.options and len(values.words) > 1:
            return 0.6 * share
    # What any of several fields could hold is proposed only where nothing else is said.
    if heading.path and not _SAYS_NOTHING.fullmatch(folded(heading.path[-1])):
        return 0.0
    if target.title and (names := values.share("company", "person")) >= 0.8:
        return 0.55 * names
    return _PLAIN.get(target.kind, 0.0) * share if alone and share >= 0.8 else 0.0


def _share(values: Evidence, target: Target) -> float:
    if target.options:
        known = {folded(one) for one in target.options}
        return sum(folded(one) in known for one in values.words) / len(values.words) if values.words else 0.0
    return values.share(*_SHAPES.get(target.kind, ()))


def by_heading(heading: Heading, target: Target) -> tuple[float, str | None]:
    """How well what stands above a column fits a field (0 to 1), and which part of it."""
    if not heading.path:
        return 0.0, None
    own = heading.path[-1]
    best, part = _by_words(own, target)
    if len(heading.path) > 1:
        whole, whole_part = _by_words("".join(heading.path), target)
        parent, _ = _by_words(heading.path[0], target)
        best, part = max((best, part), (whole, whole_part), key=lambda one: one[0])
        # a child of its parent's field: 客户名称/公司名称; not by itself, 联系方式/邮箱 is no phone
        best = best + 0.02 if best and parent >= 0.8 else best
    return best, part


def _by_words(heading: str, target: Target) -> tuple[float, str | None]:
    """How well the words of a heading fit a field."""
    plain = folded(heading)
    found = synonyms.part(target.kind, heading)
    above, slash, below = heading.partition("/")
    if slash and not found and not synonyms.part(target.kind, above):  # two lines as one, as in the file of the refused
        found = synonyms.part(target.kind, below)
    if found:
        return (0.95 if found != "calendar" else 0.9), found
    best = _by_word(plain, target)
    pieces = [folded(one) for one in _SPLIT.split(heading) if one.strip()]
    if best < 0.9 and len(pieces) > 1:
        best = max(best, *(0.95 * _by_word(one, target) for one in pieces))
    return best, None


def _by_word(plain: str, target: Target) -> float:
    if plain == folded(target.name) or plain in map(folded, target.labels):
        return 1.0
    strong, weak = synonyms.for_field(target.name, target.kind)
    own = tuple(map(folded, target.synonyms))
    if plain in own:
        return 0.96
    if plain in strong:
        return 0.95
    if plain in weak:
        return 0.8
    words = {*map(folded, target.labels), *own, *strong}
    ends = max((len(one) for one in words if len(one) >= 2 and plain.endswith(one)), default=0)
    if ends and not plain.isascii():
        return 0.5 + 0.35 * ends / len(plain)
    alike = max((_alike(plain, one) for one in words), default=0.0)
    return 0.85 * alike if alike >= (0.86 if plain.isascii() else 0.75) else 0.0


def _alike(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < 3:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()
