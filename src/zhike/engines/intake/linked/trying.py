"""What would become of linked sheets, counted row by row in the background: every check, and nothing is written.

The counts are those of an import at this moment. Links that go round are not looked for, as they are written when all
rows are there; they cost no row.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from zhike.engines.connect import storage
from zhike.engines.intake import importing
from zhike.engines.intake.bench import checking
from zhike.engines.intake.bench.checking import Looked
from zhike.engines.intake.bench.pages import LETTERS, OUTCOMES
from zhike.engines.intake.keys import Keys
from zhike.engines.intake.linked import linker, order, rows, running, settling
from zhike.engines.intake.linked.linker import Linker
from zhike.engines.intake.linked.plan import Linked
from zhike.engines.intake.places import Place
from zhike.kernel import db, jobs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault

KIND = "import_trial"
_ROWS = 500


def start(actor: Actor, upload: str, wanted: Linked | None) -> int:
    """Puts the trial into the queue and gives its job. Errors: as `settling.settle`."""
    stored = importing.own(actor, upload)
    settled = settling.settle(actor, storage.Kept(actor.tenant_id, stored.sha256), stored.name, wanted)
    params = {"upload": upload, "sha256": stored.sha256, "linked": settled.linked.as_json()}
    return jobs.start(actor, KIND, stored.name, params, total=sum(settled.totals))


Tell = Callable[[db.Transaction, int, dict[str, int]], None]  # how many rows were looked at, and what they count


def attempt(
    actor: Actor, place: Place, name: str, linked: Linked, job: int, tell: Tell
) -> list[dict[str, Any]]:  # fmt: skip
    """Counts what would become of the rows of each sheet; `job` is under which number they are noted meanwhile.

    Errors: IntakeError, what `tell` raises.
    """
    specs = tuple(importing.object_of(actor, one.plan.object) for one in linked.parts)
    found = order.find(linked, specs)
    counts = [Counter[str]() for _ in linked.parts]
    for at in found.places:
        part = linked.parts[at]
        with importing.opened(actor, place, name, part.plan, open_ended=True) as source:
            names, keys = linker.of(actor.tenant_id, job, linked, found, at, source), Keys()
            records = ((number, cells) for number, cells, _ in source.records())
            while some := list(itertools.islice(records, _ROWS)):
                looked = checking.look(actor, part.plan, source, some, names)
                _told_apart(looked, keys)
                told = _counted(looked)
                with db.transaction(actor.tenant_id) as tx:
                    _keep(tx, names, looked)
                    tell(tx, len(looked), told)
                counts[at].update(told)
    both = zip(linked.parts, counts, strict=True)
    return [{"sheet": one.sheet, "object": one.plan.object, "counts": dict(own)} for one, own in both]


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Does the trial, from the beginning if it was cut off; gives the counts of each of the ``sheets``."""
    actor, params = handle.actor, handle.params
    stored = importing.own(actor, params["upload"])
    place = storage.Kept(actor.tenant_id, stored.sha256)
    handle.done, handle.counts = 0, {}
    rows.sweep(actor.tenant_id)
    rows.drop(actor.tenant_id, handle.id)

    def tell(tx: db.Transaction, read: int, counts: dict[str, int]) -> None:
        handle.advance(tx, read, counts, {})

    with importing.at_the_end(lambda: rows.drop(actor.tenant_id, handle.id)):
        return {"sheets": attempt(actor, place, stored.name, running.read(params["linked"]), handle.id, tell)}


def _told_apart(looked: Iterable[Looked], keys: Keys) -> None:
    """Of rows with a value that only one may have, the first has it."""
    for one in looked:
        right = not one.refused
        for claim in one.claims:
            first = keys.held(claim.word)
            if first is not None and (right or claim.always):
                one.faults[claim.field] = Fault(checking.TWICE, {"value": claim.value, "row": first})
                one.outcome, one.record = LETTERS["refused"], None
        for claim in one.claims:
            if claim.always or not one.refused:
                keys.first(claim.word, one.row)


def _counted(looked: Sequence[Looked]) -> dict[str, int]:
    counts = Counter(OUTCOMES[one.outcome] for one in looked)
    counts["left_out"] = sum(len(one.faults) for one in looked if not one.refused)
    return {name: count for name, count in counts.items() if count}


def _keep(tx: db.Transaction, names: Linker, looked: Iterable[Looked]) -> None:
    """Notes the rows for those that name them."""
    known = [one for one in looked if OUTCOMES[one.outcome] != "skipped"]
    names.keep(tx, [one.row for one in known], [one.named for one in known], [one.record for one in known])
