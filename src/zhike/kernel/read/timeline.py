"""Everything that happened with a record: one read over all objects that declare themselves part of its timeline."""

from __future__ import annotations

from dataclasses import dataclass

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed
from zhike.kernel.read import columns, cursors, scope, titles
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql, joined

Place = tuple[str, int, str]  # the moment, id and object of an entry


@dataclass(frozen=True)
class Timeline:
    """Entries as JSON texts, newest first, and the cursor of the next page."""

    rows: list[str]
    next: str | None

    def json(self) -> str:
        """As the API gives it."""
        cursor = "null" if self.next is None else f'"{self.next}"'
        return f'{{"rows":[{",".join(self.rows)}],"next":{cursor}}}'


def timeline(
    actor: Actor,
    object_name: str,
    record_id: int,
    *,
    after: str | None = None,
    only: tuple[str, ...] = (),
    limit: int = 30,
) -> Timeline:
    """A page of a record's timeline. `only` narrows to some objects. The caller has checked that the record is seen."""
    before = _read(after) if after else None
    compiler = Compiler(actor)
    parts = {
        one.name: _part(actor, one, record_id, before, limit, compiler)
        for one in specs.all_of(actor).values()
        if one.shape.timeline
        and one.fields[one.shape.timeline].to == object_name
        and actor.may("read", one.name)
        and (not only or one.name in only)
    }
    if not parts:
        return Timeline([], None)
    statement = joined((sql for _, sql in parts.values()), " UNION ALL ").wrapped(
        "SELECT entry, record, apart, at, id, name FROM (",
        f') e ORDER BY at DESC, id DESC, name COLLATE "C" DESC LIMIT {limit + 1}',
    )
    with db.transaction(actor.tenant_id) as tx:
        found = tx.rows(statement.text, statement.params)
    rows = found[:limit]
    more = _write(*rows[-1][3:]) if len(found) > limit else None
    return Timeline([_entry(parts[name][0], *texts) for *texts, _, _, name in rows], more)


def _entry(shown: columns.Shown, entry: str, record: str, apart: list[str | None] | None) -> str:
    return f'{entry[:-1]},"record":{shown.text(record, apart)}}}'


def _part(
    actor: Actor, spec: ObjectSpec, record_id: int, before: Place | None, limit: int, compiler: Compiler
) -> tuple[columns.Shown, Sql]:
    at = spec.fields[spec.shape.timeline_at]
    link = spec.fields[spec.shape.timeline]
    moment = f"coalesce({at.sql('t')}::timestamptz, t.created_at)"
    where = scope.living(actor, spec, "t", "read", compiler) + Sql(f" AND {link.sql('t')} = %s", (record_id,))
    if before:
        *place, name = before
        # Ids are unique within an object only: at one place, the object's name decides.
        where += Sql(
            f" AND ({moment}, t.id) {'<=' if spec.name < name else '<'} (%s::timestamptz, %s::bigint)", tuple(place)
        )
    shown = columns.shown(actor, spec, columns.visible(actor, spec), "t", compiler)
    title = titles.sql(actor, spec, "t")
    entry = f"json_build_object('object', '{spec.name}', 'id', t.id, 'at', {moment}, 'title', {title}::text)::text"
    part = (
        shown.columns.wrapped(
            f"(SELECT {entry} AS entry, ",
            f", {moment} AS at, t.id AS id, '{spec.name}' AS name FROM \"{spec.table}\" t",
        )
        + shown.joins
        + where.wrapped(" WHERE ", f" ORDER BY {moment} DESC, t.id DESC LIMIT {limit + 1})")
    )
    return shown, part


def _write(at: object, record_id: int, name: str) -> str:
    return cursors.write("timeline", str(at), record_id, name)


def _read(text: str) -> Place:
    of_what, at, record_id, name = cursors.read(text, 4)
    if of_what != "timeline":
        raise Malformed("read.bad_cursor")
    return str(at), int(record_id), str(name)
