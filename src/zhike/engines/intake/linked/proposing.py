"""What is proposed for a file of several sheets: which sheet is which object, and which columns link them.

A sheet is told by its name and its headings. A column links if what stands in it stands in a column of the other sheet,
too, where (nearly) every row has a value of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zhike.engines.intake import fields, headers, importing, mapping, source, synonyms
from zhike.engines.intake.headers import Heading
from zhike.engines.intake.linked import digest
from zhike.engines.intake.linked.digest import Digest
from zhike.engines.intake.linked.plan import MOST_SHEETS, Link, Linked, Part
from zhike.engines.intake.places import Place
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.sheets import FileInfo, SheetInfo
from zhike.engines.intake.source import Source
from zhike.engines.intake.synonyms import Target, folded
from zhike.kernel import specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec

SURE = 0.5  # below this a sheet is left to the person
_CHOICES = 3
_NAME, _HEADINGS = 0.7, 0.3  # what the name of a sheet and its headings count
_ALONE = 0.85  # what the headings count where the name says nothing
_FEW = 0.5  # what a single heading is worth
_UNIQUE = 0.8  # different values of a key against rows that have one
_SHARED = 0.3  # how many rows find their partner at least
Look = Callable[[int], Digest]  # the digest of a sheet by its place
_NUMBERED = re.compile(r"[\s\d()（）_-]+$")


@dataclass(frozen=True, kw_only=True)
class Guess:
    """An object that a sheet may hold, and how sure that is (0 to 1)."""

    object: str
    confidence: float
    allowed: bool  # whether the actor may import it
    upsert: bool = False  # its rows name records by their ids, as those that come back from an import do


def guesses(actor: Actor, place: Place, name: str) -> dict[str, list[Guess]]:
    """The objects that each sheet of a file may hold, the likeliest first. Errors: IntakeError."""
    info = source.inspected(place, name)
    found = [_words(actor, spec) for spec in specs.all_of(actor).values() if not spec.shape.settings]
    known = frozenset().union(*(one.exact for one in found))
    return {
        sheet.name: _guesses(actor, sheet.name, _headings(place, info, sheet, known), found, known)
        for sheet in info.sheets
    }


@dataclass(frozen=True, kw_only=True)
class _Words:
    """The words of an object's fields."""

    spec: ObjectSpec
    targets: tuple[Target, ...]
    exact: frozenset[str]


def _words(actor: Actor, spec: ObjectSpec) -> _Words:
    targets = fields.targets(actor, spec)
    exact = {
        plain
        for one in targets
        for plain in (
            *map(folded, (*one.labels, *one.synonyms)), *synonyms.for_field(one.name, one.kind)[0],
        )
    }  # fmt: skip
    return _Words(spec=spec, targets=targets, exact=frozenset(exact))


def _headings(place: Place, info: FileInfo, sheet: SheetInfo, known: frozenset[str]) -> tuple[Heading, ...]:
    head = source.first_rows(place, info, sheet)
    return headers.propose(head, sheet.survey.merges, lambda heading: folded(heading) in known).columns


def _guesses(
    actor: Actor, sheet: str, columns: Sequence[Heading], all_words: Sequence[_Words], known: frozenset[str]
) -> list[Guess]:
    made = [one for one in columns if one.label not in told_labels() | own_labels()]
    ids = len({one.label for one in columns} & own_labels()) > 0
    found = []
    for one in all_words:
        score = _score(one, sheet, made, known)
        if score > 0:
            allowed = all(actor.may(action, one.spec.name) for action in ("import", "create"))
            found.append(Guess(object=one.spec.name, confidence=round(score, 2), allowed=allowed, upsert=ids))
    return sorted(found, key=lambda guess: -guess.confidence)[:_CHOICES]


def _score(words_: _Words, sheet: str, columns: Sequence[Heading], known: frozenset[str]) -> float:
    told = [_fits(words_, one, known) for one in columns if one.path]
    share = sum(told) / len(columns) if columns else 0.0
    if not share:
        return 0.0
    name = _named(words_.spec, sheet)
    few = 1.0 if name == 1 or sum(one > 0 for one in told) > 1 else _FEW
    return few * max(_NAME * name + _HEADINGS * share, _ALONE * share)


def _fits(words_: _Words, heading: Heading, known: frozenset[str]) -> float:
    """How well a heading fits a field of an object; what is another object's very word is not stretched to fit."""
    own = {folded(one) for one in (*heading.path[-1:], "".join(heading.path), *heading.path[-1].split("/"))}
    if own & words_.exact:
        return 1.0
    if own & known:
        return 0.0
    best = max((mapping.by_heading(heading, one)[0] for one in words_.targets), default=0.0)
    return best if best >= mapping.PROPOSED else 0.0


def _named(spec: ObjectSpec, sheet: str) -> float:
    """Whether a sheet is called as an object is."""
    plain = folded(_NUMBERED.sub("", sheet)) or folded(sheet)
    labels = {folded(spec.label(one, plural=many)) for one in words.LANGUAGES for many in (False, True)}
    if plain in labels or plain in (spec.name, spec.plural):
        return 1.0
    return max((0.5 + 0.4 * len(one) / len(plain) for one in labels if len(one) > 1 and one in plain), default=0.0)


def parts(place: Place, name: str, told: Mapping[str, Sequence[Guess]]) -> Iterator[Part]:
    """The sheets that hold an object which the actor may import."""
    info = source.inspected(place, name)
    for sheet in [one for one in info.sheets if not one.hidden and one.survey.rows > 1][:MOST_SHEETS]:
        first = next(iter(told[sheet.name]), None)
        if first and first.allowed and first.confidence >= SURE:
            yield Part(plan=proposed(first, sheet.name))


def proposed(guess: Guess, sheet: str) -> Plan:
    """The plan of a sheet of which nothing else is said."""
    plain = Plan(object=guess.object, sheet=sheet)
    return replace(plain, mode="upsert") if guess.upsert else plain


def with_links(actor: Actor, place: Place, linked: Linked, sources: Sequence[Source]) -> Linked:
    """The same with links for the sheets of which none are said."""
    looked: dict[int, Digest] = {}

    def look(at: int) -> Digest:
        if at not in looked:
            looked[at] = digest.of(place, sources[at], linked.parts[at].plan)
        return looked[at]

    made = []
    for at, part in enumerate(linked.parts):
        links = part.links
        if links is None:
            links = tuple(_links(actor, linked, sources, at, look))
        made.append(replace(part, links=links))
    return Linked(parts=tuple(made))


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """Two columns that may link two sheets."""

    score: float
    field: str
    sheet: str
    column: int
    key: int

    @property
    def rank(self) -> tuple[float, str, str, int, int]:
        """The best is the largest; of keys that say the same, the first: 编号, not the column that names 上级."""
        return self.score, self.field, self.sheet, self.column, -self.key


def _links(actor: Actor, linked: Linked, sources: Sequence[Source], at: int, look: Look) -> Iterator[Link]:
    spec = importing.object_of(actor, linked.parts[at].plan.object)
    open_ = {one.name for one in sources[at].targets if one.kind == "link"}
    records = columns_of_ids(spec, sources[at])
    taken: dict[int, str] = {}
    chosen: dict[str, list[_Pair]] = {}
    pairs = [
        pair
        for field in spec.link_fields
        if field.name in open_
        for other, part in enumerate(linked.parts)
        if part.plan.object == field.to
        for pair in _pairs(field.name, sources, linked, at, other, look)
    ]
    for pair in sorted(pairs, key=lambda one: one.rank, reverse=True):
        same = [one.sheet for one in chosen.get(pair.field, ())]
        if taken.setdefault(pair.column, pair.field) == pair.field and pair.sheet not in same:
            chosen.setdefault(pair.field, []).append(pair)
    mapped = {one.field: one.index for one in sources[at].columns if one.field in open_}
    for field in spec.link_fields:
        found = chosen.get(field.name, [])
        record = records.get(field.name)
        for pair in found:
            yield Link(field=field.name, column=pair.column, sheet=pair.sheet, key=pair.key, record=record)
        if not found and (field.name in mapped or record is not None):
            yield Link(field=field.name, column=mapped.get(field.name), record=record)


def _pairs(field: str, sources: Sequence[Source], linked: Linked, at: int, other: int, look: Look) -> Iterator[_Pair]:
    """Columns of a sheet and of another that say the same."""
    child, parent = look(at), look(other)
    ours = told_labels()
    headings = {one.index: folded(one.header) for one in sources[other].columns if one.header not in ours}
    keys = {key: set(parent.column(key)) - {0} for key in headings if _is_key(parent.column(key))}
    for one in sources[at].columns:
        filled = [value for value in child.column(one.index) if value]
        mapped = one.field == field
        for key, values in keys.items():
            alike = headings[key] == folded(one.header)
            free = mapped or (at != other and (one.field is None or alike))
            if not filled or not free or one.header in ours or (at == other and key == one.index):
                continue
            share = sum(value in values for value in filled) / len(filled)
            if share >= _SHARED or (alike and mapped):
                score = round(0.6 * share + 0.25 * mapped + 0.15 * alike, 4)
                yield _Pair(score=score, field=field, sheet=linked.parts[other].sheet, column=one.index, key=key)


def _is_key(column: Sequence[int]) -> bool:
    """Whether nearly every row has a value of its own."""
    counts = Counter(column)
    counts.pop(0, None)
    filled = sum(counts.values())
    return bool(filled) and filled >= len(column) / 2 and len(counts) >= _UNIQUE * filled


def columns_of_ids(spec: ObjectSpec, found: Source) -> dict[str, int]:
    """Columns that hold the ids of the records of links, as in the file of the refused rows."""
    known = headings_of_ids(spec)
    return {known[one.header]: one.index for one in found.columns if one.header in known}


def headings_of_ids(spec: ObjectSpec) -> dict[str, str]:
    """What such columns are called, with the link of each."""
    return {
        record_label(spec, field.name, language): field.name
        for field in spec.link_fields
        for language in words.LANGUAGES
    }


def record_label(spec: ObjectSpec, field: str, language: str) -> str:
    """What a column that holds the ids of the records of a link is called."""
    return words.say("intake.linked_record", language, field=spec.fields[field].label(language))


def own_labels() -> set[str]:
    """What a column that holds the id of the record of each row is called."""
    return {words.say("intake.linked_id", language) for language in words.LANGUAGES}


def told_labels() -> set[str]:
    """What the columns are called in which the file of the refused rows says what was wrong."""
    return {words.say(f"intake.{one}", language) for one in ("reason", "row") for language in words.LANGUAGES}
