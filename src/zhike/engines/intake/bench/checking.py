"""What is wrong with rows on the workbench: the checks of the write path, set by set, without writing.

A value that only one row may have belongs to the first row that has it and is right otherwise. Who has which value
stands in a table, so that a page, or one mended row, is checked by itself; the rows that a mended row makes right or
wrong are told to whoever asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from zhike.engines.intake import batches, headers
from zhike.engines.intake.bench.pages import LETTERS
from zhike.engines.intake.people import People
from zhike.engines.intake.pictures import Pictures
from zhike.engines.intake.plan import VIA, Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.table import Cells
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.secrets import vault
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import excerpt
from zhike.kernel.write import prepare, trial
from zhike.kernel.write.draft import Draft
from zhike.kernel.write.result import Faults

PLACE = b"import fault"
TWICE = "import.twice"
ABSENT = Fault("field.missing")
_IN_BATCH = frozenset({"field.taken_in_batch", "write.match_twice"})


@dataclass(frozen=True)
class Claim:
    """A value that only one row may have."""

    field: str
    word: str  # keyed
    value: str
    always: bool  # a key by which records are found: its first row has it, right or wrong


@dataclass
class Looked:
    """What was found of a row."""

    row: int
    outcome: str  # see `LETTERS`
    faults: Faults = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)  # of faults: the value that an earlier row has
    named: batches.Named = ()  # what its cells say that names other rows, or this one
    record: int | None = None  # that it would change; 0: one that it would make

    @property
    def refused(self) -> bool:
        """Whether it would not be imported."""
        return self.outcome == LETTERS["refused"]


def look(
    actor: Actor, wanted: Plan, source: Source, rows: Iterable[tuple[int, Cells]], links: batches.Links | None = None
) -> list[Looked]:
    """Every check but the one against other rows of the file; `links` says which records rows link to.

    Errors: Forbidden, Conflict.
    """
    assembler, people = source.assembler(), People(actor, source)
    skipping = headers.Skipping(source.proposal)
    found: list[Looked] = []
    given: list[dict[str, Any]] = []
    tried: list[Looked] = []
    for number, cells in rows:
        one = Looked(number, LETTERS["skipped"])
        found.append(one)
        if skipping.reason(cells) is None:
            assembled = assembler.row(cells)
            if assembled.values or assembled.faults:
                given.append(people.settle(batches.row_of(assembled, wanted, source)))
                tried.append(one)
                one.named = links.named(cells) if links else ()
    Pictures(actor, source).looked_at(given)  # what is kept of a card here is its text
    coming = links.put(given, [one.named for one in tried]) if links else [set[str]() for _ in given]
    drafts = prepare(actor, wanted.object, given, only_look=True)
    keys = [batches.key_of(one, wanted) for one in drafts]
    left_out = batches.leave_out(source, wanted, given, drafts) if wanted.bad_cells == "leave_out" else {}
    result, drafts = trial(
        actor.through(VIA), wanted.object, given, mode=wanted.mode, key=wanted.match, filling=wanted.existing == "fill",
        others=wanted.also_match,
        prepared=drafts,
    )  # fmt: skip
    spec = specs.of(actor, wanted.object)
    for index, (one, told) in enumerate(zip(tried, result.rows, strict=True)):
        # A link to what would be made before is no lack.
        lacking = {name for name in coming[index] if told.faults.get(name, ABSENT).code == ABSENT.code}
        faults = {name: fault for name, fault in told.faults.items() if name not in lacking}
        own = _own(faults, result.rows)
        one.faults = {**left_out.get(index, {}), **own}
        refused = bool(own) or (told.outcome == "refused" and not told.faults)
        one.outcome = LETTERS["refused" if refused else _outcome(told.outcome, drafts[index])]
        old = drafts[index].old
        one.record = None if refused else old.id if old else 0
        one.claims = _claims(actor.tenant_id, spec, drafts[index], keys[index])
    return found


def _outcome(told: str, draft: Draft) -> str:
    if told != "refused":
        return told
    return "created" if draft.old is None else "updated"  # of two rows with one value, the one that may be the first


def _own(faults: Faults, rows: Sequence[Any]) -> Faults:
    """The faults without those that only say that another row of this set is the same; theirs are its own, too."""
    found: Faults = {}
    for name, fault in faults.items():
        if fault.code not in _IN_BATCH:
            found[name] = fault
        elif (first := rows[int(str(fault.data["row"])) - 1].faults.get(name)) and first.code == "field.taken":
            found[name] = first
    return found


def _claims(tenant_id: int, spec: ObjectSpec, draft: Draft, key: tuple[str, object] | None) -> list[Claim]:
    keys = vault.of(tenant_id)

    def claim(name: str, value: object, *, always: bool) -> Claim:
        return Claim(name, keys.blind(f"{name}={value}"), excerpt(str(value)), always)

    changes = draft.changes()
    found = [
        claim(one.name, value, always=False)
        for one in spec.unique_fields
        if (value := changes.get(one.name)) is not None and one.name not in draft.generated
    ]
    for names in spec.shape.together:
        values = [draft.after().get(name) for name in names]
        if None not in values and changes.keys() & set(names):
            found.append(claim(names[-1], values, always=False))
    if key is not None:
        name, value = key
        found = [claim(name, value, always=True), *(one for one in found if one.field != name)]
    return found


def settle(tx: db.Transaction, upload: str, looked: Sequence[Looked], *, fresh: bool = False) -> set[int]:
    """Tell equal rows apart and keep what was found; gives other rows for which this may have changed something.

    `fresh`: nothing is known of these rows yet.
    """
    numbers = [one.row for one in looked]
    freed = set() if fresh else _forget(tx, upload, numbers)
    held = _holders(tx, upload, {claim.word for one in looked for claim in one.claims})
    again: set[int] = set()
    taken: dict[str, int] = {}
    for one in looked:
        right = not one.refused
        for claim in one.claims:
            first = held.get(claim.word)
            if first is not None and first < one.row and (right or claim.always):
                one.faults[claim.field] = Fault(TWICE, {"value": claim.value, "row": first})
                one.words[claim.field] = claim.word
                one.outcome = LETTERS["refused"]
        for claim in one.claims:
            first = held.get(claim.word)
            if claim.always or not one.refused:
                if first is not None and first > one.row:
                    again.add(first)
                if first is None or first > one.row:
                    held[claim.word] = taken[claim.word] = one.row
    _take(tx, upload, taken)
    _keep_faults(tx, upload, looked)
    left = freed - taken.keys()
    return (again | _next(tx, upload, left)) - set(numbers) if left or again else set()


def _forget(tx: db.Transaction, upload: str, numbers: list[int]) -> set[str]:
    """Forget what is known of rows; gives the words of the values that they had."""
    tx.execute(
        f"DELETE FROM intake_benchfault WHERE tenant_id = {tx.tenant_id} AND upload = %s AND row = ANY(%s::bigint[])",
        (upload, numbers),
    )
    rows = tx.rows(
        f"DELETE FROM intake_benchkey WHERE tenant_id = {tx.tenant_id} AND upload = %s AND row = ANY(%s::bigint[])"
        " RETURNING word",
        (upload, numbers),
    )
    return {row[0] for row in rows}


def _holders(tx: db.Transaction, upload: str, words: set[str]) -> dict[str, int]:
    if not words:
        return {}
    rows = tx.rows(
        f"SELECT word, row FROM intake_benchkey WHERE tenant_id = {tx.tenant_id} AND upload = %s"
        " AND word = ANY(%s::text[])",
        (upload, list(words)),
    )
    return {word: row for word, row in rows}  # noqa: C416 - says what the two are


def _take(tx: db.Transaction, upload: str, taken: dict[str, int]) -> None:
    if taken:
        tx.execute(
            f"INSERT INTO intake_benchkey (tenant_id, upload, word, row) SELECT {tx.tenant_id}, %s, s.word, s.row"
            " FROM unnest(%s::text[], %s::bigint[]) AS s(word, row)"
            " ON CONFLICT (tenant_id, upload, word) DO UPDATE SET row = excluded.row",
            (upload, list(taken), list(taken.values())),
        )


def _keep_faults(tx: db.Transaction, upload: str, looked: Sequence[Looked]) -> None:
    lock = vault.of(tx.tenant_id).own
    kept = [
        (
            one.row, name, fault.code,
            lock.seal(PLACE, orjson.dumps(dict(fault.data), default=str).decode()) if fault.data else None,
            one.words.get(name),
        )
        for one in looked
        for name, fault in one.faults.items()
    ]  # fmt: skip
    if kept:
        tx.execute(
            "INSERT INTO intake_benchfault (tenant_id, upload, row, field, code, data, word)"
            f" SELECT {tx.tenant_id}, %s, s.* FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])"
            " AS s(row, field, code, data, word)",
            (upload, *(list(column) for column in zip(*kept, strict=True))),
        )


def _next(tx: db.Transaction, upload: str, words: set[str]) -> set[int]:
    """The rows that come next for values which nobody has any more."""
    if not words:
        return set()
    rows = tx.rows(
        f"SELECT min(row) FROM intake_benchfault WHERE tenant_id = {tx.tenant_id} AND upload = %s"
        " AND word = ANY(%s::text[]) GROUP BY word",
        (upload, list(words)),
    )
    return {row[0] for row in rows}
