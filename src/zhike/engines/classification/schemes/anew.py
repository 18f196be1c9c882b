"""Classes follow what is written, and are found anew with new cuts by the clock."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.classification.programmes import drawing
from zhike.engines.classification.schemes import placing, plays, stored
from zhike.engines.classification.schemes.placing import Moves
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor


def in_force(tx: db.Transaction, object_name: str | None = None) -> list[tuple[Scheme, Version]]:
    """The schemes that are published, each with its version."""
    versions = stored.published(tx)
    return [(one, versions[one.id]) for one in stored.schemes(tx, object_name).values() if one.id in versions]


def some(tx: db.Transaction, actor: Actor, object_name: str, ids: Sequence[int]) -> None:
    """The classes of these records, by the cuts that were found last."""
    for one, version in in_force(tx, object_name):
        of_scheme(tx, actor, one, version, ids)


def of_scheme(tx: db.Transaction, actor: Actor, one: Scheme, version: Version, ids: Sequence[int]) -> None:
    """The classes of these records by one scheme, and what is to be done with those who moved."""
    definition = stored.understood(actor, one, version)
    if definition is not None:
        moves = placing.place(tx, actor, one, version, definition, version.cuts, ids, asked=definition.acted_on)
        plays.after(tx, actor, one, definition, moves)


def all_of(tx: db.Transaction, actor: Actor, one: Scheme, version: Version, *, cut: bool) -> Moves:
    """The classes of all records; with `cut` their values are cut anew. Who changed theirs."""
    definition = stored.understood(actor, one, version)
    if definition is None:
        return Moves({}, {})
    cuts = version.cuts
    if cut:
        cuts = definition.kind.cuts(tx, actor, specs.of(actor, one.object))
        stored.keep_cuts(tx, version, cuts)
    moves = placing.place(tx, actor, one, version, definition, cuts, asked=definition.acted_on)
    plays.after(tx, actor, one, definition, moves)
    drawing.draw(tx, one.id)  # for programmes that have begun since
    return moves
