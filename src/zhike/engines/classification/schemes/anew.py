"""Classes follow what is written, and are found anew with new cuts by the clock."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.classification.schemes import placing, stored
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
        definition = stored.understood(actor, one, version)
        if definition is not None:
            placing.place(tx, actor, one, version, definition, version.cuts, ids)


def all_of(tx: db.Transaction, actor: Actor, one: Scheme, version: Version, *, cut: bool) -> int:
    """The classes of all records; with `cut` their values are cut anew. How many changed theirs."""
    definition = stored.understood(actor, one, version)
    if definition is None:
        return 0
    cuts = version.cuts
    if cut:
        cuts = definition.kind.cuts(tx, actor, specs.of(actor, one.object))
        stored.keep_cuts(tx, version, cuts)
    return placing.place(tx, actor, one, version, definition, cuts)
