"""A condition as SQL. Each table in it is held to the tenant by a constant.

`Compiler` sees every living record: that is what a rule of the system means. For the conditions that people ask,
`kernel.read.scope` narrows it to what they may read.
"""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import orjson

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.beside import Joins
from zhike.kernel.conditions import counted, operators, periods, summed
from zhike.kernel.conditions.tree import Did, Group, In, Node, Not, Related, Test
from zhike.kernel.registry import declared_object
from zhike.kernel.secrets import blind
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import FALSE, TRUE, Sql, joined, like
from zhike.kernel.values import birthday

Moment = date | datetime | str  # the words are PostgreSQL's: infinity
SIGNS = {"=": "=", "!=": "IS DISTINCT FROM", ">": ">", ">=": ">=", "<": "<", "<=": "<="}


class Compiler:
    """Makes SQL for one actor: their tenant, their day, their people.

    `apart`: what it makes does not stand alone among the conditions of a query, so the planner cannot join with it.
    """

    def __init__(
        self, actor: Actor, aliases: count[int] | None = None, joins: Joins | None = None, *, apart: bool = False
    ) -> None:
        self.actor = actor
        self.aliases = aliases or count(1)
        self.joins = joins  # what the statement joins to its records; None: it has no place for that
        self.apart = apart

    def value(self, field: FieldSpec, alias: str) -> str:
        """SQL that gives the value of a field."""
        if field.beside and self.joins and alias == self.joins.alias:
            return self.joins.value(field.beside)
        return field.sql(alias)

    def compile(self, node: Node, alias: str) -> Sql:
        """SQL that is true for the rows of `alias` that meet the condition."""
        if isinstance(node, Group):
            if not node.parts:
                return TRUE if node.every else FALSE
            inner = self if node.every or len(node.parts) == 1 else self.within()
            return joined((inner.compile(one, alias) for one in node.parts), " AND " if node.every else " OR ").wrapped(
                "(", ")"
            )
        if isinstance(node, Not):
            if isinstance(node.part, Did):
                return self.compile(counted.opposite(node.part), alias)
            return self.within().compile(node.part, alias).wrapped("(", ") IS NOT TRUE")
        if isinstance(node, Related):
            return self.related(node, alias)
        if isinstance(node, In):
            return node.kept.holds(alias)
        if isinstance(node, Did):
            since = periods.first_of_last(node.within, periods.today(self.actor.zone)) if node.within else None
            return (counted.of_each if self.apart else counted.of_all)(node, since, alias, self.aliases)
        return self.test(node, alias)

    def within(self) -> Compiler:
        """The same, for what stands in an OR or a NOT."""
        if self.apart:
            return self
        inner = copy(self)
        inner.apart = True
        return inner

    def reach(self, spec: ObjectSpec, alias: str) -> Sql:
        """Which records of another object, behind a link or hanging on a record, a condition looks at."""
        return Sql(f"{alias}.tenant_id = {self.actor.tenant_id} AND {alias}.deleted_at IS NULL")

    def test(self, node: Test, alias: str) -> Sql:
        if len(node.path) == 1:
            if node.field.secret:
                return self.secret(node.field, node.op, node.value, alias)
            if node.field.custom and (held := contained(node, alias)):
                return held
            return self.compare(node.field, node.op, node.value, self.value(node.field, alias))
        return self.through(node.path, node.op, node.value, alias)

    def through(self, path: tuple[FieldSpec, ...], op: str, value: Any, alias: str) -> Sql:
        """A test on a linked record; without such a record only `empty` and the negations are true."""
        link, rest = path[0], path[1:]
        other = f"c{next(self.aliases)}"
        negated = {
            "is_not": "is",
            "none_of": "one_of",
            "not_contains": "contains",
            "!=": "=",
            "empty": "not_empty",
            "has_none": "has_any",
        }.get(op)
        inner = self.test(Test(rest, negated or op, value), other)
        linked = declared_object(link.to or "")
        where = self.reach(linked, other) + inner.wrapped(f" AND {other}.id = {link.sql(alias)} AND ")
        return where.wrapped(f'{"NOT " if negated else ""}EXISTS (SELECT 1 FROM "{linked.table}" {other} WHERE ', ")")

    def related(self, node: Related, alias: str) -> Sql:
        other = f"c{next(self.aliases)}"
        link = node.spec.fields[node.backlink.field]
        where = self.reach(node.spec, other)
        if node.within:
            at = node.spec.fields.get(node.spec.shape.timeline_at) or node.spec.fields["created_at"]
            where += self.compare(at, "within", node.within, at.sql(other)).wrapped(" AND ")
        if node.where:
            where += self.within().compile(node.where, other).wrapped(" AND ")
        own = Sql(f" AND {link.sql(other)} = {alias}.id")
        if node.measure == "count" and (node.op, node.value) in ((">=", 1), (">", 0)):
            return (where + own).wrapped(f'EXISTS (SELECT 1 FROM "{node.spec.table}" {other} WHERE ', ")")
        kind = node.field or node.spec.fields["version"]
        if self.joins and alias == self.joins.alias:  # over many records
            rows = where.wrapped(f'FROM "{node.spec.table}" {other} WHERE ')
            value = summed.measured(node, other)
            if self.joins.sums and kind.kind.family == "number":
                return summed.remembered(node, rows, link.sql(other), value, alias, self.joins.sums)
            met = self.compare_sql(kind, node.op, node.value, Sql(value))
            return summed.of_all(node, rows, link.sql(other), met, alias, self.aliases)
        measured = "count(*)" if node.field is None else f"{node.measure}({node.field.sql(other)})"
        if node.measure == "sum":
            measured = f"coalesce({measured}, 0)"
        inner = (where + own).wrapped(f'(SELECT {measured} FROM "{node.spec.table}" {other} WHERE ', ")")
        return self.compare_sql(kind, node.op, node.value, inner)

    def secret(self, field: FieldSpec, op: str, value: Any, alias: str) -> Sql:
        """A comparison of sealed values: by the keyed words that the record was found to have."""
        if op in operators.EMPTY:
            return self.compare(field, op, value, field.sql(alias))
        vault, spec = vaults.of(self.actor.tenant_id), specs.of(self.actor, field.object)
        if op == "ends":
            keyed = [blind.tail(vault, field.kind, value)]
        elif op == "domain":
            keyed = [blind.domain(vault, field.kind, value)]
        else:
            keyed = [blind.whole(vault, field.kind, one) for one in (value if isinstance(value, tuple) else (value,))]
        found = blind.holding(spec, field, keyed, alias)
        return found.wrapped("(", ") IS NOT TRUE") if op in ("is_not", "none_of") else found

    def compare(self, field: FieldSpec, op: str, value: Any, expression: str) -> Sql:
        return self.compare_sql(field, op, value, Sql(expression))

    def compare_sql(self, field: FieldSpec, op: str, value: Any, left: Sql) -> Sql:
        """One comparison; `left` is the value's SQL."""
        family = field.kind.family
        if op in operators.EMPTY:
            return left.wrapped("(", f" IS {'NOT ' if op == 'not_empty' else ''}NULL)")
        if family in ("date", "datetime"):
            return self.when(field, op, value, left)
        if family == "region":
            codes = value if op == "one_of" else (value,)
            return joined((region_within(left, code) for code in codes), " OR ").wrapped("(", ")")
        if family == "birthday":
            return self.birthday(op, value, left)
        if family == "list":
            return self.list(field, op, value, left)
        if op in ("contains", "not_contains", "starts", "ends"):
            pattern = {"starts": "{}%", "ends": "%{}"}.get(op, "%{}%").format(like(value))
            found = left + Sql(" ILIKE %s", (pattern,))
            return found.wrapped("(", ") IS NOT TRUE") if op == "not_contains" else found
        if op in ("one_of", "none_of"):
            found = left + Sql(f" = ANY(%s::{field.kind.pg_type}[])", (self.people(value, field),))
            return found.wrapped("(", ") IS NOT TRUE") if op == "none_of" else found
        if op == "between":
            return left + Sql(f" BETWEEN %s::{field.kind.pg_type} AND %s::{field.kind.pg_type}", tuple(value))
        if op in ("is", "is_not"):
            if field.kind.family == "person" and value in operators.PEOPLE:
                found = left + Sql(" = ANY(%s::bigint[])", (self.people((value,), field),))
                return found.wrapped("(", ") IS NOT TRUE") if op == "is_not" else found
            sign = "=" if op == "is" else "IS DISTINCT FROM"
            return left + Sql(f" {sign} %s::{field.kind.pg_type}", (value,))
        return left + Sql(f" {SIGNS[op]} %s::{field.kind.pg_type}", (value,))

    def people(self, values: tuple[Any, ...], field: FieldSpec) -> list[Any]:
        """The values with "me" and "my department" put into ids."""
        if field.kind.family != "person":
            return list(values)
        found: list[Any] = []
        for one in values:
            if one == "me":
                found += [self.actor.person_id] if self.actor.person_id else []
            elif one in operators.PEOPLE:
                found += self.actor.people.get(one, ())
            else:
                found.append(one)
        return found

    def when(self, field: FieldSpec, op: str, value: Any, left: Sql) -> Sql:
        if op == "between":
            ends = (self.when(field, ">=", value[0], left), self.when(field, "<=", value[1], left))
            return joined(ends, " AND ").wrapped("(", ")")
        now = periods.today(self.actor.zone)
        if op == "within":  # the last n days, today included
            start: Moment = periods.first_of_last(value, now)
            end: Moment = now + timedelta(days=1)
        elif op == "next":
            start, end = now, periods.moved("+" + value, now) + timedelta(days=1)
        else:
            start, end = self.range(value, now)
        low, high = self.bound(field, start), self.bound(field, end)
        if op in ("on", "=", "within", "next"):
            if low == high:
                return left + Sql(f" = %s::{field.kind.pg_type}", (low,))
            return left.wrapped("(") + Sql(" >= %s", (low,)) + left.wrapped(" AND ") + Sql(" < %s)", (high,))
        if op == "!=":
            return self.when(field, "=", value, left).wrapped("(", ") IS NOT TRUE")
        if low == high:
            return left + Sql(f" {op} %s", (low,))
        return (
            left
            + {
                ">=": Sql(" >= %s", (low,)),
                "<": Sql(" < %s", (low,)),
                ">": Sql(" >= %s", (high,)),
                "<=": Sql(" < %s", (high,)),
            }[op]
        )

    def range(self, value: Any, now: date) -> tuple[Moment, Moment]:
        """The days a value means; an exact moment is a range of no length."""
        if isinstance(value, str):
            if value in operators.PERIODS:
                return periods.of(value, now)
            value = periods.moved(value, now)
        if isinstance(value, datetime):
            return value, value
        return value, value + timedelta(days=1) if value < date.max else "infinity"

    def bound(self, field: FieldSpec, day: Moment) -> object:
        """A day as the column compares it."""
        if isinstance(day, str | datetime) or field.kind.family == "date":
            return day
        try:
            return periods.moment(day, self.actor.zone)
        except OverflowError:  # it begins before, or after, all moments that Python knows
            return "-infinity" if day == date.min else "infinity"

    def list(self, field: FieldSpec, op: str, value: Any, left: Sql) -> Sql:
        values = list(value) if isinstance(value, tuple) else [value]
        sign = "@>" if op in ("has", "has_all") else "&&"
        found = left + Sql(f" {sign} %s::{field.kind.pg_type}", (values,))
        return found.wrapped("(", ") IS NOT TRUE") if op == "has_none" else found

    def birthday(self, op: str, value: int, left: Sql) -> Sql:
        """By the day on which it is kept; `in_month` means the month that is written, which may be a lunar one."""
        if op == "in_month":
            day = left.wrapped("right(replace(", ", '+', ''), 5)")
            return day.wrapped("left(", ", 2)") + Sql(" = %s", (f"{value:02d}",))
        now = periods.today(self.actor.zone)
        kept = {key for i in range(min(value, 366) + 1) for key in birthday.keys_of(now + timedelta(days=i))}
        return left.wrapped("regexp_replace(", ", '([0-9]{4}|-)-', '')") + Sql(" = ANY(%s::text[])", (sorted(kept),))


def contained(node: Test, alias: str) -> Sql | None:
    """A custom field that has just this value: asked so that the index over all custom fields answers."""
    family, value = node.field.kind.family, node.value
    if node.op == "is" and family in ("text", "code", "choice", "boolean", "link"):
        wanted: object = value
    elif node.op == "has":
        wanted = [value]
    else:
        return None
    return Sql(f"{alias}.custom @> %s::jsonb", (orjson.dumps({node.field.name: wanted}).decode(),))


def region_within(left: Sql, code: str) -> Sql:
    """Whether a region code lies in another: province by two digits, city by four. A range, which an index answers."""
    kept = 2 if code.endswith("0000") else 4 if code.endswith("00") else 6
    return left + Sql(" BETWEEN %s AND %s", (code, code[:kept] + "999999"[kept:]))
