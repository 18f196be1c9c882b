"""Reading a source once: the oldest new file of a folder, or what an address leads to, becomes an import.

One file at a time: the next is taken when its import has ended, so that what was written later comes later. What goes
wrong stops the source at this file, is kept with it, and told to its owner once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings

from zhike.engines.connect import storage
from zhike.engines.intake import importing
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.objects.import_source import FOLDER, NAME
from zhike.engines.intake.plan import VIA
from zhike.engines.intake.sources import applying, clock, folder, kept, reach
from zhike.engines.intake.sources.kept import Declared
from zhike.kernel import db, read
from zhike.kernel.actor import CHINA, Actor, resolve, system
from zhike.kernel.errors import Busy, Fault, ZhikeError

WEB_FILE = ""  # under this name what an address leads to is remembered


@dataclass(frozen=True, kw_only=True)
class Done:
    """How a reading went."""

    again: bool = False  # there is more, to be taken in a moment
    tell: bool = False  # its owner should hear of it


def once(tenant_id: int, source: int) -> Done:
    """Read a source. What is wrong with it is kept, not raised. Errors: Busy."""
    with db.transaction(tenant_id) as tx:
        found = kept.find(tx, source)
        if found is None:
            kept.forget(tx, source)
            return Done()
        zone = _zone(tenant_id, found)
        following = clock.after(datetime.now(UTC), zone, found.every, found.unit, found.at) if found.active else None
        if not kept.begin(tx, source, following):
            return Done()
        if kept.working(tx, found.job):
            kept.went(tx, source, kept.WAITS)
            kept.end(tx, source)
            return Done(again=True)
    try:
        return _read(tenant_id, found)
    finally:
        with db.transaction(tenant_id) as tx:
            kept.end(tx, source)


def _zone(tenant_id: int, found: Declared) -> ZoneInfo:
    try:
        return _runner(tenant_id, found).zone
    except ZhikeError:  # told when it is read
        return CHINA


def _runner(tenant_id: int, found: Declared) -> Actor:
    """In whose name a source imports. Errors: IntakeError, NotFound, Unauthenticated."""
    if found.person is None:  # never with all rights
        raise IntakeError("import_source.nobody")
    return resolve(tenant_id, found.person, via=VIA)


def _read(tenant_id: int, found: Declared) -> Done:
    name: list[str] = []
    try:
        actor = _runner(tenant_id, found)
        spec = importing.object_of(actor, found.template["object"])
        usual = (found.template.get("details") or {}).get("usual") or {}
        importing.need_rights(actor, spec, usual.get("mode") or "create")
        return _folder(actor, found, name) if found.reads == FOLDER else _web(actor, found, name)
    except Busy:
        raise
    except ZhikeError as error:
        with db.transaction(tenant_id) as tx:
            failures = kept.failed(tx, found.id, Fault(error.code, error.data), name[-1] if name else None)
        return Done(tell=failures == 1)


def _folder(actor: Actor, found: Declared, named: list[str]) -> Done:
    """Take the oldest file that is new; `named` gets what it is called, for an error."""
    with db.transaction(actor.tenant_id) as tx:
        known = kept.marks(tx, found.id)
    waiting = False
    with folder.opened(actor.tenant_id, place_of(actor.tenant_id, found.id)) as handle:
        new = [one for one in folder.listed(handle, found.pattern) if known.get(one.name) != one.mark]
        for at, file in enumerate(new):
            if file.young:
                waiting = True
                continue
            named.append(file.name)
            try:
                stored = storage.keep_a_while(actor, file.name, folder.pieces(handle, file), most=_most())
            except folder.Changing:
                waiting = True
                continue
            if _import(actor, found, stored, file.name, file.mark):
                return Done(again=at + 1 < len(new))
    if waiting:
        _went(actor, found, kept.WAITS)
    elif not new:
        _went(actor, found, kept.NOTHING)
    return Done()


def _web(actor: Actor, found: Declared, named: list[str]) -> Done:
    with db.transaction(actor.tenant_id) as tx:
        mark = kept.marks(tx, found.id).get(WEB_FILE, "")
        secret = kept.secret(tx, found.id)
    seconds = settings.IMPORT_SECONDS
    with reach.fetched(place_of(actor.tenant_id, found.id), secret=secret, mark=mark, seconds=seconds) as answer:
        if answer is None:
            _went(actor, found, kept.NOTHING)
            return Done()
        named.append(storage.named(answer.name))
        stored = storage.keep_a_while(actor, answer.name, _some(answer.pieces), most=_most())
    _import(actor, found, stored, WEB_FILE, answer.mark)
    return Done()


def place_of(tenant_id: int, source: int) -> str:
    """Where a source is read from. It is sealed where it is kept, so it is read as records are."""
    held = orjson.loads(read.record(system(tenant_id, via=VIA), NAME, source))
    return str(held["place"])


def _some(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Errors: IntakeError when there is nothing."""
    empty = True
    for piece in pieces:
        empty = False
        yield piece
    if empty:
        raise IntakeError("file.empty")


def _most() -> int:
    return int(min(settings.IMPORT_MEGABYTES << 20, importing.MOST))


def _went(actor: Actor, found: Declared, outcome: str) -> None:
    with db.transaction(actor.tenant_id) as tx:
        kept.went(tx, found.id, outcome)


def _import(actor: Actor, found: Declared, stored: storage.Stored, file: str, mark: str) -> bool:
    """Whether an import was started of a copy; not of content that was taken before."""
    with db.transaction(actor.tenant_id) as tx:
        if kept.imported(tx, found.id, stored.sha256):
            kept.mark(tx, found.id, file, mark)
            kept.taken(tx, found.id, kept.KNOWN, stored.name, stored.sha256, None)
            return False
    place = storage.Kept(actor.tenant_id, stored.sha256)
    wanted = applying.plan_of(actor, place, stored.name, found.template)

    def also(tx: db.Transaction, job: int) -> None:
        kept.mark(tx, found.id, file, mark)
        kept.taken(tx, found.id, kept.TAKEN, stored.name, stored.sha256, job)

    importing.start(actor, stored.key, wanted, also=also)
    return True
