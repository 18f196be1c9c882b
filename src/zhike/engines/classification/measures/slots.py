"""The place of each measure: the numbers and the moments of a record stand in two arrays of one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhike.engines.classification import for_all, locks, uses
from zhike.engines.classification.measures import definition
from zhike.engines.classification.measures.definition import Counted, Meaning, Ratio, Stored
from zhike.kernel import db, jobs, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Malformed, Refused

RUN = "classification"  # the job that looks at all records
MOST = 100  # measures of an object, of numbers and of moments each
DEEPEST = 3  # measures of measures


def settle(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
    """See that measures just written can be computed, and give each that needs one a place. Errors: Refused."""
    rows = tx.rows(
        "SELECT id, object, code, definition, deleted_at IS NULL, active, version > 1 FROM classification_measure"
        f" WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[]) ORDER BY id",
        (list(ids),),
    )
    locks.define(tx)
    anew = False
    for measure_id, name, code, raw, living, active, known in rows:
        if known and not (living and active):
            _not_used(tx, actor, code, measure_id, "")
        if not living:
            tx.execute(
                f"DELETE FROM classification_slot WHERE tenant_id = {tx.tenant_id} AND measure_id = %s", (measure_id,)
            )
            continue
        meaning = understood(tx, actor, name, code, raw)
        if known and definition.is_moment(meaning) != _was_moment(tx, measure_id):
            _not_used(tx, actor, code, measure_id, "definition")
        if isinstance(meaning, Stored):
            _place(tx, name, measure_id, "moment" if definition.is_moment(meaning) else "number")
            anew = anew or active
    specs.raise_stamp(tx)  # what follows in the same transaction may name them
    if anew:
        _run(actor)


def _run(actor: Actor) -> None:
    """Have all records looked at, unless that is about to happen. What the system makes, it looks at itself."""
    if actor.person_id is not None and all(one.get("begun") for one in jobs.asked(actor.tenant_id, RUN)):
        jobs.start(actor, RUN, words.say("classification.run", actor.language), {})


def _was_moment(tx: db.Transaction, measure_id: int) -> bool:
    row = tx.one(
        f"SELECT kind FROM classification_slot WHERE tenant_id = {tx.tenant_id} AND measure_id = %s", (measure_id,)
    )
    return row is not None and row[0] == "moment"


def _not_used(tx: db.Transaction, actor: Actor, code: str, measure_id: int, field: str) -> None:
    """A measure that something goes by stays until nothing does, and stays a number, or a moment.

    Errors: Refused, which names what goes by it.
    """
    if users := uses.of_measure(tx, actor, code, measure_id):
        raise Refused({field: Fault("measure.used", uses.names(users))})


def understood(tx: db.Transaction, actor: Actor, name: str, code: str, raw: Any) -> Meaning:
    """What a definition means, and the measures it is made of. Errors: Refused."""
    try:
        meaning = definition.parse(actor, specs.of(actor, name), raw)
        if isinstance(meaning, Counted):
            for_all.check(meaning.node.where, actor.language, "definition.where.")
    except Malformed as error:
        raise Refused({"definition": Fault(error.code, error.data)}) from error
    for other, field in definition.made_of(meaning):
        if field and specs.of(actor, other).fields[field].beside:
            raise Refused({"definition": Fault("measure.of_kept", {"field": field})})
    _made_of(tx, actor, name, (code,), meaning)
    return meaning


def _made_of(tx: db.Transaction, actor: Actor, name: str, above: tuple[str, ...], meaning: Meaning) -> None:
    for code in definition.used(meaning):
        row = tx.one(
            f"SELECT definition FROM classification_measure WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND code = %s AND deleted_at IS NULL AND active",
            (name, code),
        )
        if row is None:
            raise Refused({"definition": Fault("measure.unknown", {"measure": code})})
        if code in above or len(above) > DEEPEST:
            raise Refused({"definition": Fault("measure.circle", {"measure": code})})
        of = definition.parse(actor, specs.of(actor, name), row[0])
        if isinstance(meaning, Ratio) == definition.is_moment(of):
            wrong = "measure.not_a_number" if isinstance(meaning, Ratio) else "measure.not_a_moment"
            raise Refused({"definition": Fault(wrong, {"measure": code})})
        _made_of(tx, actor, name, (*above, code), of)


def _place(tx: db.Transaction, name: str, measure_id: int, kind: str) -> None:
    """The lowest free place of its kind; one that it has and that is of another kind goes."""
    held = f"classification_slot WHERE tenant_id = {tx.tenant_id}"
    if tx.one(f"SELECT 1 FROM {held} AND measure_id = %s AND kind = %s", (measure_id, kind)):
        tx.execute(
            f"UPDATE classification_slot SET computed_at = NULL WHERE tenant_id = {tx.tenant_id} AND measure_id = %s",
            (measure_id,),
        )
        return
    tx.execute(f"DELETE FROM {held} AND measure_id = %s", (measure_id,))
    row = tx.one(
        f"SELECT min(n) FROM generate_series(1, {MOST}) AS n"
        f" WHERE n NOT IN (SELECT at FROM {held} AND object = %s AND kind = %s)",
        (name, kind),
    )
    if row is None or row[0] is None:
        raise Refused({"": Fault("measure.too_many", {"most": MOST})})
    tx.execute(
        "INSERT INTO classification_slot (tenant_id, object, kind, at, measure_id)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s)",
        (name, kind, row[0], measure_id),
    )
