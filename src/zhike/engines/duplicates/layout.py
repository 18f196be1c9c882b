"""What the records of an object are compared by: its fields, as columns with roles.

It follows from the declaration: a field's `same_by` is its role. The name of an object that holds companies and people
(`Shape.person_when`) is two columns, one for each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhike.engines.duplicates.linkage.keys import VERSION
from zhike.engines.duplicates.linkage.roles import ROLES
from zhike.engines.duplicates.linkage.table import Growing, Table
from zhike.kernel.secrets import vault
from zhike.kernel.spec import FieldSpec, ObjectSpec

PERSON = "person"
SEPARATOR = "#"  # between a field's name and what the second column of it is


@dataclass(frozen=True)
class Column:
    """One thing that is compared."""

    name: str
    field: FieldSpec
    role: str
    of_person: bool | None = None  # of companies and people: whose this is; None: of both

    def label(self, language: str) -> str:
        """In users' words."""
        return self.field.label(language)


@dataclass(frozen=True)
class Layout:
    """The columns of an object."""

    spec: ObjectSpec
    columns: tuple[Column, ...]

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields whose values are needed."""
        named = {one.field.name: one.field for one in self.columns}
        if self.spec.shape.person_when:
            named.setdefault(self.spec.shape.person_when[0], self.spec.fields[self.spec.shape.person_when[0]])
        return tuple(named.values())

    @cached_property
    def version(self) -> str:
        """Changes with what is compared: then keys and model are made anew."""
        return ",".join((str(VERSION), *(f"{one.name}:{one.role}" for one in self.columns)))

    @cached_property
    def cells(self) -> Callable[[Sequence[str | None]], list[str | None]]:
        """Turns the values of a record, in the order of `fields`, into the cells of a row."""
        at = {one.name: number for number, one in enumerate(self.fields)}
        places = [(at[one.field.name], one.of_person) for one in self.columns]
        when = self.spec.shape.person_when
        choice, person = (at[when[0]], when[1]) if when else (0, "")

        def cells(values: Sequence[str | None]) -> list[str | None]:
            is_person = values[choice] == person
            return [values[place] if of is None or of is is_person else None for place, of in places]

        return cells

    def table(self, rows: Iterable[Sequence[str | None]]) -> Table:
        """A table of records, each given as the values of `fields`."""
        growing = [Growing(one.name, one.role) for one in self.columns]
        cells, size = self.cells, 0
        for values in rows:
            size += 1
            for column, cell in zip(growing, cells(values), strict=True):
                column.add(cell)
        return Table(tuple(one.done() for one in growing), size)

    @cached_property
    def usual(self) -> dict[str, object]:
        """What stands in the fields of a new record of which nothing is said, as far as that is always the same."""
        own = (one for one in self.fields if not one.custom and one.kind.has_default())
        return {one.name: one.kind.dump(one.kind.get_default()) for one in own}

    def given(self, values: dict[str, object]) -> list[str | None]:
        """The values of `fields` as texts, from a record as the write path has it."""
        found = (values.get(one.name) for one in self.fields)
        return [None if one is None else str(one) for one in found]


def of(spec: ObjectSpec) -> Layout | None:
    """How the records of an object are compared; None when nothing says who they are."""
    if spec.shape.settings or spec.shape.people or not spec.fields[spec.title].kind.same_by:
        return None
    return Layout(spec, tuple(column for field in spec.own_fields for column in _columns(spec, field)))


def _columns(spec: ObjectSpec, field: FieldSpec) -> list[Column]:
    role = field.kind.same_by
    if role not in ROLES:
        return []
    if field.name == spec.title and role != PERSON and spec.shape.person_when:
        return [Column(field.name, field, role, False), Column(f"{field.name}{SEPARATOR}{PERSON}", field, PERSON, True)]
    return [Column(field.name, field, role)]


def secret(tenant_id: int, object_name: str) -> bytes:
    """What keys the hashes of an object's values."""
    index = vault.of(tenant_id).index
    return hashlib.blake2b(object_name.encode(), key=index, digest_size=32, person=b"zhike match").digest()
