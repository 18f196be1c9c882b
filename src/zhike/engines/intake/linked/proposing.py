"""What is proposed for a file of several sheets: which sheet is which object, and which columns link them.

A sheet is told by its name and its headings. A column links if what stands in it stands in a column of the other sheet,
too, where (nearly) every row has a value of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhike.engines.intake import fields, importing, source
from zhike.engines.intake.linked import digest
from zhike.engines.intake.linked.digest import Digest
from zhike.engines.intake.linked.plan import MOST_SHEETS, Link, Linked, Part
from zhike.engines.intake.mapping import Column
from zhike.engines.intake.places import Place
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.synonyms import folded
from zhike.kernel import specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec

SURE = 0.5  # below this a sheet is left to the person
_CHOICES = 3
_NAME, _HEADINGS = 0.7, 0.3  # what the name of a sheet and its headings count
_ALONE = 0.85  # what the headings count where the name says nothing
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


def guesses(actor: Actor, place: Place, name: str, sheet: str) -> list[Guess]:
    """The objects that a sheet may hold, the likeliest first. Errors: IntakeError."""
    info = source.inspected(place, name)
    one = next(one for one in info.sheets if one.name == sheet)
    head = source.first_rows(place, info, one, actor.language)
    found = []
    for spec in specs.all_of(actor).values():
        if spec.shape.settings or "import" not in spec.actions:
            continue
        targets = (*fields.targets(actor, spec), fields.ID)
        _, columns = source.fitting(head, one.survey.merges, targets)
        score = _score(spec, sheet, columns)
        if score > 0:
            allowed = all(actor.may(action, spec.name) for action in ("import", "create"))
            ids = any(column.header in own_labels() and column.samples for column in columns)
            found.append(Guess(object=spec.name, confidence=round(score, 2), allowed=allowed, upsert=ids))
    return sorted(found, key=lambda guess: -guess.confidence)[:_CHOICES]


def _score(spec: ObjectSpec, sheet: str, columns: Sequence[Column]) -> float:
    told = [one.confidence for one in columns if one.field and one.by == "heading" and one.field != "id"]
    share = min(1.0, sum(told) / len(columns)) if columns else 0.0
    known = {one.field for one in columns}
    needed = [one.name for one in spec.own_fields if one.required and one.kind.family != "link"]
    lacking = sum(one not in known for one in needed)
    name = _named(spec, sheet)
    return max(0.0, max(_NAME * name + _HEADINGS * share, _ALONE * share) - 0.15 * lacking) if share else 0.0


def _named(spec: ObjectSpec, sheet: str) -> float:
    """Whether a sheet is called as an object is."""
    plain = folded(_NUMBERED.sub("", sheet)) or folded(sheet)
    labels = {folded(spec.label(one, plural=many)) for one in words.LANGUAGES for many in (False, True)}
    if plain in labels or plain in (spec.name, spec.plural):
        return 1.0
    return max((0.5 + 0.4 * len(one) / len(plain) for one in labels if len(one) > 1 and one in plain), default=0.0)


def parts(actor: Actor, place: Place, name: str) -> Iterator[Part]:
    """The sheets that hold an object which the actor may import. Errors: IntakeError."""
    info = source.inspected(place, name)
    for sheet in [one for one in info.sheets if not one.hidden and one.survey.rows > 1][:MOST_SHEETS]:
        first = next(iter(guesses(actor, place, name, sheet.name)), None)
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


@dataclass(frozen=True, kw_only=True, order=True)
class _Pair:
    """Two columns that may link two sheets."""

    score: float
    field: str
    sheet: str
    column: int
    key: int


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
    for pair in sorted(pairs, reverse=True):
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
