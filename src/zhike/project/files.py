"""Imports and exports at the terminal: the same functions as behind the API, with a bar instead of a job."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zhike.access import identity
from zhike.access.people import by_email
from zhike.engines.intake import batches, exporting, importing, preview
from zhike.engines.intake.headers import letters
from zhike.engines.intake.plan import VIA, Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.spool import Spool
from zhike.kernel import db, words
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Malformed, ZhikeError
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import Query
from zhike.kernel.secrets import vault
from zhike.kernel.spec import ObjectSpec
from zhike.project import companies, console
from zhike.project.people import sentence
from zhike.project.problem import Problem, chinese

COUNTS = ("created", "updated", "unchanged", "refused", "left_out", "skipped", "noted")


@contextmanager
def in_words() -> Iterator[None]:
    """Errors as a sentence. Errors: Problem."""
    try:
        yield
    except ZhikeError as error:
        raise Problem("said", text=sentence(error)) from error


def language() -> str:
    """The terminal's language."""
    return "zh-CN" if chinese() else "en"


def acting(email: str | None, tenant_id: int | None) -> Actor:
    """The person named, or the system itself in the only company there is. Errors: Problem."""
    if email is not None:
        found = by_email(email, tenant_id)
        if len(found) != 1:
            tenants = ", ".join(f"{one.tenant_id} ({one.tenant})" for one in found)
            raise Problem("which_tenant" if found else "no_person", email=email, tenants=tenants)
        return replace(identity.person(found[0].tenant_id, found[0].person_id, via="command"), language=language())
    return replace(system(companies.meant(tenant_id), via="command"), language=language())


@dataclass
class Shown:
    """How far an import at the terminal is."""

    after: int  # the row after which it begins
    advance_bar: console.Advance = console.silent
    total: int = 0
    done: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    state: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.state = {"row": self.after}

    def expect(self, total: int) -> None:
        """See `importing.Progress`."""
        self.total = total

    def advance(self, tx: db.Transaction, rows: int, counts: Mapping[str, int], state: Mapping[str, Any]) -> None:
        """See `importing.Progress`."""
        tx.after_commit.append(lambda: self.keep(rows, counts, state))

    def keep(self, rows: int, counts: Mapping[str, int], state: Mapping[str, Any]) -> None:
        """What a batch has done, once it is committed."""
        self.done += rows
        self.counts.update(counts)
        self.state = state
        self.advance_bar(self.done, max(self.total, self.done))


def bring(actor: Actor, path: Path, plan: Plan, given: Sequence[str], *, after: int = 0, trial: bool) -> int:
    """Import the rows of a file after a row; 1 when some were refused. Errors: Problem."""
    if not path.is_file():
        raise Malformed("intake.no_file", path=path)
    actor = actor.through(VIA)  # as on the pages: an import goes by the rules for imports
    plan = _with_mapping(actor, path, plan, given)
    spec = importing.object_of(actor, plan.object)
    with (
        importing.opened(actor, path, path.name, plan) as source,
        tempfile.TemporaryDirectory(prefix="zhike-") as folder,
    ):
        spool, shown = Spool(Path(folder) / "refused", vault.of(actor.tenant_id).own), Shown(after)
        shown.expect(source.total)
        try:
            with console.step(path.name) as shown.advance_bar:
                if trial:
                    _try(actor, plan, source, shown, spool)
                else:
                    importing.run(actor, plan, source, shown, spool, Why(reason=path.name))
        except (KeyboardInterrupt, ZhikeError):
            if not trial and int(shown.state["row"]) > after:
                console.complain(words.say("intake.stopped_at", actor.language, row=shown.state["row"]))
            raise
        finally:
            _report(actor, path, spec, source, shown, spool, trial=trial)
        return int(bool(shown.counts["refused"]))


def _report(
    actor: Actor, path: Path, spec: ObjectSpec, source: Source, shown: Shown, spool: Spool, *, trial: bool
) -> None:
    """What was done, and the refused rows beside the file."""
    for name in COUNTS:
        if shown.counts[name]:
            console.say(f"  {words.say(f'intake.count.{name}', actor.language)}: {shown.counts[name]:,}")
    if trial:
        console.say(words.say("intake.dry_run", actor.language))
    if size := int(shown.state.get("refused", 0)):
        place = path.with_name(importing.refused_name(path.name, source, actor.language))
        if shown.after:  # beside the file of the rows before
            place = place.with_stem(f"{place.stem} {shown.after + 1}")
        importing.write_refused(place, spec, source, spool.read(size), actor.language)
        console.say(words.say("intake.refused_in", actor.language, path=place))


def _try(actor: Actor, plan: Plan, source: Source, shown: Shown, spool: Spool) -> None:
    """Every batch in a transaction that is rolled back; what two batches have in common is not seen."""
    size = 0
    for batch in batches.batches(actor, plan, source, shown.after):
        result = preview.dry_run(actor, plan, batch.rows, batch.drafts)
        size = spool.append(size, importing.refusals(batch, result))
        shown.keep(batch.read, importing.counts_of(batch, result), {"row": batch.last, "refused": size})


def _with_mapping(actor: Actor, path: Path, plan: Plan, given: Sequence[str]) -> Plan:
    """The plan with the columns that were named: by heading or by letter."""
    if not given:
        return plan
    with importing.opened(actor, path, path.name, plan, open_ended=True) as source:
        mapping: dict[int, str | None] = {one.index: one.field for one in source.columns}
        names = {letters(one.index): one.index for one in source.proposal.columns}
        for one in reversed(source.proposal.columns):
            names |= {path[-1]: one.index for path in (one.path,) if path} | {one.label: one.index}
        for text in given:
            column, equals, name = text.partition("=")
            if not equals:
                raise Malformed("intake.map_malformed", text=text[:60])
            if column not in names:
                known = "、".join(one.label for one in source.proposal.columns)
                raise Malformed("intake.no_column", column=column[:60], known=known)
            mapping = {index: other for index, other in mapping.items() if not name or other != name}
            mapping[names[column]] = name or None
    return replace(plan, mapping=mapping)


def condition(text: str | None) -> Any:
    """A condition from its JSON text. Errors: Malformed."""
    try:
        return json.loads(text) if text else None
    except json.JSONDecodeError as error:
        raise Malformed("intake.not_json", reason=error) from error


def give(actor: Actor, object_name: str, path: Path, query: Query, encoding: str | None) -> None:
    """Export to a file, whose ending says which kind. Errors: Problem."""
    ending = path.suffix.lower().removeprefix(".")
    kind = "vcard4" if ending == "vcf" else ending
    spec = importing.object_of(actor, object_name)
    exporting.check(actor, object_name, query, kind, encoding)
    with console.step(path.name) as bar:
        done = Counter[str]()

        def tell(rows: int) -> None:
            done["rows"] += rows
            bar(done["rows"], done["rows"])

        # Beside it first: a file that is there is whole.
        part = path.with_name(f".{path.name}.{os.getpid()}")
        with _writing(path):
            try:
                count = exporting.write(part, actor, spec, query, kind, encoding, tell)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
    console.say(words.say("intake.exported", actor.language, count=count, path=path))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """That a file cannot be written, as a sentence; for a full disk there is one already. Errors: Malformed."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise Malformed("intake.not_written", path=path, reason=error.strerror) from error
