"""Imports of several linked sheets at the terminal: the same functions as behind the API, with a bar."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zhike.engines.intake import importing
from zhike.engines.intake.linked import proposing, refusing, rows, running, settling, trying
from zhike.engines.intake.linked.plan import Linked
from zhike.engines.intake.linked.running import Run
from zhike.engines.intake.linked.settling import Settled
from zhike.kernel import db, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.journal.entry import Why
from zhike.project import console
from zhike.project.files import COUNTS, Shown


def bring(actor: Actor, path: Path, given: Sequence[str], *, leave_out: bool, trial: bool) -> int:
    """Import the sheets of a file; 1 when rows were refused. `given`: what is only said of a single sheet.

    Errors: Malformed, NotFound, Forbidden, IntakeError.
    """
    if not path.is_file():
        raise Malformed("intake.no_file", path=path)
    if given:
        raise Malformed("intake.not_with_linked", options=", ".join(f"--{one.replace('_', '-')}" for one in given))
    parts = tuple(proposing.parts(path, path.name, proposing.guesses(actor, path, path.name)))
    if leave_out:
        parts = tuple(replace(one, plan=replace(one.plan, bad_cells="leave_out")) for one in parts)
    settled = settling.settle(actor, path, path.name, Linked(parts=parts))
    shown = Shown(0)
    shown.expect(sum(settled.totals))
    noted_as = -1 - secrets.randbits(60)  # no job has this number
    try:
        with console.step(path.name) as shown.advance_bar:
            return (_try if trial else _run)(actor, path, settled, shown, noted_as)
    finally:
        rows.drop(actor.tenant_id, noted_as)


def _try(actor: Actor, path: Path, settled: Settled, shown: Shown, noted_as: int) -> int:
    def tell(tx: db.Transaction, read: int, counts: dict[str, int]) -> None:
        shown.advance(tx, read, counts, {})

    told = trying.attempt(actor, path, path.name, settled.linked, noted_as, tell)
    _say(actor, told)
    console.say(words.say("intake.dry_run", actor.language))
    return int(bool(shown.counts["refused"]))


def _run(actor: Actor, path: Path, settled: Settled, shown: Shown, noted_as: int) -> int:
    with tempfile.TemporaryDirectory(prefix="zhike-") as folder:
        one = Run(
            actor=actor, place=path, name=path.name, linked=settled.linked, specs=settled.specs, order=settled.order,
            job=noted_as, spools=running.spools(Path(folder), "import", actor.tenant_id, settled.linked),
            why=Why(reason=path.name), progress=shown,
        )  # fmt: skip
        try:
            running.run(one)
        finally:
            _say(actor, list(running.told(one)))
            if any(size for sizes in one.state["refused"] for size in sizes):
                place = path.with_name(refusing.name(one))
                refusing.write(place, one)
                console.say(words.say("intake.refused_in", actor.language, path=place))
    return int(bool(shown.counts["refused"]))


def _say(actor: Actor, told: Sequence[Mapping[str, Any]]) -> None:
    """What became of each sheet."""
    for one in told:
        label = importing.object_of(actor, one["object"]).label(actor.language, plural=True)
        console.say(f"  {one['sheet']} → {label}")
        for name in COUNTS:
            if one["counts"].get(name):
                console.say(f"    {words.say(f'intake.count.{name}', actor.language)}: {one['counts'][name]:,}")
