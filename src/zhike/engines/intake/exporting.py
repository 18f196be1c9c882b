"""The export: exactly what a list shows, with its filter, order and columns, as a file made in the background."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import orjson
from django.db import connections

from zhike.access import audit
from zhike.engines.connect import storage
from zhike.engines.intake import limits, noted, watermark, writers
from zhike.engines.intake.cards import output
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.places import Goal
from zhike.engines.intake.writers import OutColumn, Shape
from zhike.engines.intake.xlsx.output import Value
from zhike.kernel import db, jobs, read, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed, NotFound
from zhike.kernel.read import Query, columns, scope
from zhike.kernel.secrets.scratch import Scratch
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import birthday, phone, region

KIND = "export"
PLAIN = "export_secrets"  # the right without which what is sealed leaves masked
FORMATS = ("xlsx", "csv", *output.VERSIONS)
PAGE = 500
_SHAPES: dict[str, Shape] = {
    "integer": "number",
    "decimal": "number",
    "money": "money",
    "date": "date",
    "datetime": "datetime",
    "long_text": "long",
}
Say = Callable[[Any], Value]
T = TypeVar("T")


def check(actor: Actor, object_name: str, query: Query, kind: str, encoding: str | None) -> ObjectSpec:
    """Whether an export may be made. Errors: Forbidden, Malformed, IntakeError."""
    spec = specs.of(actor, object_name)
    for action in ("read", "export"):
        scope.need(actor, action, spec)
    if kind not in FORMATS or (kind in output.VERSIONS and not output.may_be_cards(spec)):
        raise Malformed("export.unknown_format", format=kind[:20])
    if encoding is not None and encoding not in writers.ENCODINGS:
        raise IntakeError("encoding.unknown", encoding=encoding[:20], known=", ".join(writers.ENCODINGS))
    shown(actor, spec, query)
    return spec


def shown(actor: Actor, spec: ObjectSpec, query: Query) -> list[FieldSpec]:
    """The columns of the file: those asked for, or those of the list. Errors: Malformed."""
    names = query.columns or columns.of_list(actor, spec)
    wanted = {one.name: one for one in columns.chosen(actor, spec, names)}
    return [wanted[name] for name in dict.fromkeys(names)]


def values(actor: Actor, spec: ObjectSpec, fields: list[FieldSpec], rows: Iterable[str]) -> Iterator[list[Value]]:
    """Records as values of a file."""
    masked = columns.masked(actor, spec)
    says = [(one.name, _as_it_is if one.name in masked else _told(one, actor)) for one in fields]
    for row in rows:
        record = orjson.loads(row)
        yield [None if (value := record.get(name)) is None else tell(value) for name, tell in says]


def _told(field: FieldSpec, actor: Actor) -> Say:
    """Of what is sealed, some rows may come masked."""
    whole = say(field, actor)
    return (lambda value: value if "*" in value else whole(value)) if field.secret else whole


def _as_it_is(value: Any) -> Value:
    return str(value)


def say(field: FieldSpec, actor: Actor) -> Say:
    """How a value of a field stands in a file: in words, so that an import understands it again."""
    kind, language = field.kind.kind, actor.language
    says: dict[str, Say] = {
        "phone": lambda value: phone.display(value, language),
        "decimal": Decimal,
        "money": Decimal,
        "boolean": lambda value: words.say("intake.yes" if value else "intake.no", language),
        "date": dt.date.fromisoformat,
        "datetime": lambda value: _moment(value, actor.zone),
        "choice": lambda value: field.option_label(value, language),
        "stage": lambda value: field.option_label(value, language),
        "choices": lambda value: "、".join(field.option_label(one, language) for one in value),
        "tags": "、".join,
        "region": lambda value: region.title(value, language),
        "birthday": lambda value: value if value[0].isdigit() else birthday.words(value, language),
        "link": lambda value: value["title"] or str(value["id"]),
        "person": lambda value: value["title"] or str(value["id"]),
        "links": lambda value: "、".join(one["title"] or str(one["id"]) for one in value),
        "file": lambda value: value["name"],
        "json": lambda value: orjson.dumps(value).decode(),
    }
    return says.get(kind, lambda value: value)


def _moment(value: str, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.fromisoformat(value).astimezone(zone).replace(tzinfo=None, microsecond=0)


def _label(field: FieldSpec, language: str) -> str:
    """What stands above a column; above the ids what an import knows them by, as a code may be called the same."""
    return words.say("intake.record_id", language) if field.name == "id" else field.label(language)


def write(
    goal: Goal, actor: Actor, spec: ObjectSpec, query: Query, kind: str, encoding: str | None,
    tell: Callable[[int], None] = lambda _: None,
) -> int:  # fmt: skip
    """Writes the file, all of one snapshot, and gives the number of rows; `tell` hears of every page, inside it.

    Errors: IntakeError, Busy.
    """
    if kind in output.VERSIONS:
        return _write_cards(goal, actor, spec, query, output.VERSIONS[kind], tell)
    fields = shown(actor, spec, query)
    masked = columns.masked(actor, spec)
    shapes = ["text" if one.name in masked else _SHAPES.get(one.kind.kind, "text") for one in fields]
    out = [OutColumn(label=_label(one, actor.language), shape=shape) for one, shape in zip(fields, shapes, strict=True)]
    asked = replace(query, columns=tuple(one.name for one in fields))
    with read.Stream(actor=actor, spec=spec, query=asked, action="export", plain=PLAIN).opened(PAGE) as rows:
        found = _counted(values(actor, spec, fields, rows), tell)
        if kind == "csv":
            return writers.write_csv(goal, out, found, encoding or "utf-8-sig")
        about = watermark.about(actor, spec, query, plain=actor.may(PLAIN, spec.name))
        return writers.write_xlsx(goal, spec.label(actor.language, plural=True), out, found, about)


def _write_cards(
    goal: Goal, actor: Actor, spec: ObjectSpec, query: Query, version: str, tell: Callable[[int], None]
) -> int:
    """Writes a card for each record; what a card can hold is taken whatever columns were asked for."""
    fields = _of_cards(actor, spec)
    count = 0
    asked = replace(query, columns=tuple(fields))
    with (
        goal.open("wb") as file,
        read.Stream(actor=actor, spec=spec, query=asked, action="export", plain=PLAIN).opened(PAGE) as rows,
    ):
        records = map(orjson.loads, rows)
        for card in _counted(output.write(spec, fields, records, version, partial(_picture, actor)), tell):
            file.write(card)
            count += 1
    return count


def _picture(actor: Actor, value: Mapping[str, Any]) -> bytes:
    with storage.Kept(actor.tenant_id, str(value["sha256"])).open("rb") as file:
        return file.read()


def card(actor: Actor, object_name: str, record_id: int, version: str) -> tuple[str, bytes]:
    """The card of one record and what to call it, as an export gives it. Errors: NotFound, Forbidden."""
    query = Query(where={"field": "id", "op": "=", "value": record_id})
    spec = check(actor, object_name, query, version, None)
    record = orjson.loads(read.record(actor, object_name, record_id))
    read.record(actor, object_name, record_id, action="export")  # whoever asks may take it out
    plain = _plain(actor, spec, record_id)
    fields = {name: one for name, one in _of_cards(actor, spec).items() if plain or not one.secret}
    load = partial(_picture, actor)
    content = b"".join(output.write(spec, fields, iter((record,)), output.VERSIONS[version], load))
    _note(actor, spec, {"where": query.where, "q": "", "columns": None}, version, 1)
    return f"{record.get(spec.title) or record_id}.vcf", content


def _plain(actor: Actor, spec: ObjectSpec, record_id: int) -> bool:
    """Whether the sealed values of a record leave in full."""
    if not actor.may(PLAIN, spec.name):
        return False
    try:
        read.record(actor, spec.name, record_id, action=PLAIN)
    except NotFound:
        return False
    return True


def _of_cards(actor: Actor, spec: ObjectSpec) -> dict[str, FieldSpec]:
    """The fields that a card can hold and the actor sees whole."""
    masked = columns.masked(actor, spec)
    seen = columns.chosen(actor, spec, None)
    return {one.name: one for one in seen if one.name not in masked and output.wanted(spec, one)}


def _note(actor: Actor, spec: ObjectSpec, asked: Mapping[str, Any], kind: str, count: int) -> None:
    """Tells the audit trail what was taken out."""
    fields = shown(actor, spec, _query(asked))
    told = {
        "where": noted.condition(actor, spec, asked["where"]), "q": noted.words(asked["q"]),
        "columns": asked["columns"], "object": spec.name, "rows": count, "format": kind,
        "plain": actor.may(PLAIN, spec.name) and any(one.secret for one in fields),
    }  # fmt: skip
    audit.note(actor.tenant_id, "export.made", audit.Asked.by(actor), **told)


def _counted(found: Iterator[T], tell: Callable[[int], None]) -> Iterator[T]:
    for number, row in enumerate(found, 1):
        yield row
        if number % PAGE == 0:
            tell(PAGE)


def start(actor: Actor, object_name: str, query: Query, kind: str, encoding: str | None) -> int:
    """Puts an export into the queue and gives its job. Errors: Forbidden, Malformed, IntakeError."""
    spec = check(actor, object_name, query, kind, encoding)
    read.page(actor, spec.name, replace(query, columns=(), limit=1, count=False))  # what is wrong is said at once
    total = read.Stream(actor=actor, spec=spec, query=query, action="export").count()
    params = {
        "object": object_name, "format": kind, "encoding": encoding, "language": actor.language,
        "query": {
            "where": query.where, "sort": query.sort, "columns": query.columns, "q": query.q, "deleted": query.deleted,
        },
    }  # fmt: skip
    title = words.say("intake.export_title", actor.language, object=spec.label(actor.language, plural=True))
    return jobs.start(actor, KIND, title, params, total=total)


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Does an export job; a run that was cut off begins again. Gives the ``file`` and how many ``rows`` it has."""
    actor, params = handle.actor, handle.params
    query = _query(params["query"])
    spec = check(actor, params["object"], query, params["format"], params["encoding"])
    handle.done, handle.counts = 0, {}

    def advance(done: int) -> None:
        with db.transaction(actor.tenant_id) as tx:
            handle.advance(tx, done, {}, {})

    with Scratch() as place, _apart() as apart:

        def tell(done: int) -> None:
            apart.submit(advance, done).result()

        count = write(place, actor, spec, query, params["format"], params["encoding"], tell)
        tell(count - handle.done)
        today = dt.datetime.now(actor.zone).strftime("%Y-%m-%d")
        ending = "vcf" if params["format"] in output.VERSIONS else params["format"]
        name = f"{spec.label(actor.language, plural=True)} {today}.{ending}"
        with place.open("rb") as file:
            stored = storage.keep_a_while(
                actor, name, iter(lambda: file.read(1 << 20), b""), most=limits.DEFAULT.part_bytes
            )  # fmt: skip
    _note(actor, spec, params["query"], params["format"], count)
    return {"file": stored.value(), "rows": count}


@contextmanager
def _apart() -> Iterator[ThreadPoolExecutor]:
    """A thread with a connection of its own: progress is committed while the rows are still of one snapshot."""
    with ThreadPoolExecutor(1, thread_name_prefix="export") as found:
        try:
            yield found
        finally:
            found.submit(connections.close_all)


def _query(given: Mapping[str, Any]) -> Query:
    chosen = given.get("columns")
    return Query(
        where=given.get("where"), sort=given.get("sort") or "", columns=tuple(chosen) if chosen else None,
        q=given.get("q") or "", deleted=bool(given.get("deleted")),
    )  # fmt: skip
