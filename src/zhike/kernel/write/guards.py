"""What engines have to say about a write: whether new records may be saved, and what they keep of those that are.

A guard runs inside the transaction of the write, once a batch; what takes long may be worked out before it. It is told
at start-up, as the kernel knows no engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write.draft import Draft


class Guard(Protocol):
    """What an engine does with each batch that is written."""

    def ahead(self, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
        """These will be new records: work out what needs no database, and put it into `Draft.kept`."""

    def check(self, tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
        """Note a fault on each new record that should not be saved; the drafts have none so far."""

    def saved(self, tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
        """These have just been stored, new and changed ones; their ids are known."""


_guards: list[Guard] = []


def add(guard: Guard) -> None:
    """Ask this one, too, from now on."""
    _guards.append(guard)


def ahead(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Let every guard work ahead, outside the transaction; what changes until then it must see for itself."""
    for guard in _guards:
        guard.ahead(actor, spec, drafts)


def check(tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Let every guard look at the new records that nothing is wrong with."""
    for guard in _guards:
        good = [one for one in drafts if one.old is None and not one.faults]
        if good:
            guard.check(tx, actor, spec, good)


def saved(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Tell every guard what was stored."""
    for guard in _guards:
        guard.saved(tx, spec, drafts)
