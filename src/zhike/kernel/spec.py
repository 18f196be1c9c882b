"""What a declaration compiles to: one frozen ObjectSpec of FieldSpecs. Everything else reads only these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zhike.kernel import words
from zhike.kernel.actor import ACTIONS
from zhike.kernel.beside import Beside
from zhike.kernel.kinds import Choice, Choices, Kind, Link, Links
from zhike.kernel.values import choice


def snake(name: str) -> str:
    """The name of an object from the name of its class: SavedView -> saved_view."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@dataclass(frozen=True, kw_only=True)
class Option:
    """One code of a choice, with words of its own when an administrator gave them."""

    value: str
    labels: Mapping[str, str] = field(default_factory=dict)
    color: str | None = None


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """One field of one object, declared, of the system, or custom."""

    object: str
    name: str
    kind: Kind
    column: str  # the SQL column, "" for a custom field
    custom: bool = False
    system: bool = False
    required: bool = False
    unique: bool = False
    read_only: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)  # of a field that no declaration names, by language
    help: str = ""
    given_options: tuple[Option, ...] = ()
    sensitivity: str = "ordinary"  # one of kinds.base.SENSITIVITIES
    purpose: str = "service"  # one of kinds.base.PURPOSES
    beside: Beside | None = None  # where an engine keeps its value; it is of the system then

    @property
    def personal(self) -> bool:
        """Whether its values go when the person is erased; the journal holds them sealed."""
        return self.sensitivity != "ordinary"

    @property
    def secret(self) -> bool:
        """Whether its values are stored sealed."""
        return self.kind.is_secret

    @cached_property
    def place(self) -> bytes:
        """Where its values belong, for who seals them."""
        return f"{self.object}.{self.name}".encode()

    @property
    def to(self) -> str | None:
        """The name of the object a link leads to."""
        return snake(self.kind.to.rsplit(".", 1)[-1]) if isinstance(self.kind, Link | Links) else None

    @property
    def nullable(self) -> bool:
        return self.custom or self.beside is not None or bool(self.kind.null)

    def sql(self, alias: str) -> str:
        """SQL that gives the value in the table `alias`."""
        if self.beside:
            return self.beside.alone(alias, self.name)
        return self.kind.custom_sql(f"{alias}.custom", self.name) if self.custom else f'{alias}."{self.column}"'

    def label(self, language: str) -> str:
        """The field's name in users' words."""
        if self.labels:
            return self.labels.get(language) or next(iter(self.labels.values()), self.name)
        return (
            words.find(f"field.{self.object}.{self.name}", language)
            or words.find(f"field.{self.name}", language)
            or self.name
        )

    @cached_property
    def options(self) -> tuple[Option, ...]:
        if self.given_options or not isinstance(self.kind, Choice | Choices):
            return self.given_options
        colors = self.kind.colors if isinstance(self.kind, Choice) else {}
        return tuple(Option(value=code, color=colors.get(code)) for code in self.kind.options())

    def option_label(self, value: str, language: str) -> str:
        """A choice's code in users' words."""
        for option in self.given_options:
            if option.value == value:
                return option.labels.get(language) or next(iter(option.labels.values()), value)
        return (
            words.find(f"choice.{self.object}.{self.name}.{value}", language)
            or words.find(f"choice.{self.name}.{value}", language)
            or value
        )


@dataclass(frozen=True, kw_only=True)
class SearchSpace:
    """Searched fields that are seen together or not at all: whoever does not see each of them whole finds by none."""

    tag: str  # what its tokens begin with
    fields: tuple[FieldSpec, ...]

    @cached_property
    def secret(self) -> FieldSpec | None:
        """The field, if its values are sealed: its tokens are keyed words, and each such field has its own space."""
        return next((one for one in self.fields if one.secret), None)

    @cached_property
    def forms(self) -> frozenset[str]:
        """How its values became tokens: names of `search.tokens`; none where these are keyed words."""
        return frozenset(one.kind.searched_as for one in self.fields if not one.secret)


@dataclass(frozen=True, kw_only=True)
class RuleSpec:
    """A declared rule over whole records."""

    name: str
    fields: tuple[str, ...]
    check: Any  # (record) -> Fault | None


@dataclass(frozen=True, kw_only=True)
class DerivedSpec:
    """How a derived field gets its value."""

    name: str
    fields: tuple[str, ...]
    value: Any  # (record with these fields) -> value
    blank: bool  # only where a record comes without it


@dataclass(frozen=True, kw_only=True)
class SetRuleSpec:
    """A declared rule over all records of a batch."""

    fields: tuple[str, ...]
    check: Any  # (db.Transaction, records) -> Faults by place


@dataclass(frozen=True, kw_only=True)
class Backlink:
    """A link of another object that leads here."""

    name: str
    object: str  # the object that links
    field: str  # its link
    cascade: bool


@dataclass(frozen=True, kw_only=True)
class ObjectSpec:
    """One object: all that the read path, the write path and the engines need to know of it."""

    name: str
    plural: str
    app: str  # the label of its Django app
    module: str  # the package of its Django app, such as zhike.domains.customers
    table: str
    fields: Mapping[str, FieldSpec]
    shape: Any
    rules: tuple[RuleSpec, ...] = ()
    set_rules: tuple[SetRuleSpec, ...] = ()
    derived: tuple[DerivedSpec, ...] = ()
    backlinks: Mapping[str, Backlink] = field(default_factory=dict)
    after: tuple[Any, ...] = ()  # declared work that follows each write: (tx, actor, ids)

    @cached_property
    def title(self) -> str:
        """The name of the field that names a record."""
        return next((one.name for one in self.fields.values() if one.kind.is_title), "id")

    def title_in(self, language: str) -> str | None:
        """The field that names a record to those who read a language, such as `name_en` beside `name`."""
        name = f"{self.title}_{language}"
        return name if name in self.fields else None

    @cached_property
    def owner(self) -> str | None:
        """The person field that row scopes look at."""
        return self.shape.owner or ("owner" if "owner" in self.fields else None)

    @property
    def has_team(self) -> bool:
        """Whether others than its owner may be let into a record: where it is the owner that rights go by."""
        return bool(self.owner) and not (self.shape.follows or self.shape.settings)

    @cached_property
    def own_fields(self) -> tuple[FieldSpec, ...]:
        """The fields that are not of the system."""
        return tuple(one for one in self.fields.values() if not one.system)

    @cached_property
    def unique_fields(self) -> tuple[FieldSpec, ...]:
        return tuple(one for one in self.own_fields if one.unique)

    @cached_property
    def code_fields(self) -> tuple[FieldSpec, ...]:
        """The records' own numbers."""
        return tuple(one for one in self.own_fields if one.kind.kind == "code")

    @cached_property
    def link_fields(self) -> tuple[FieldSpec, ...]:
        return tuple(one for one in self.own_fields if one.to)

    @property
    def actions(self) -> tuple[str, ...]:
        """What may be done with its records: each is a right."""
        return (*ACTIONS, *self.shape.verbs)

    @cached_property
    def personal_fields(self) -> tuple[FieldSpec, ...]:
        """The fields whose values are erased with the person."""
        return tuple(one for one in self.own_fields if one.personal)

    @cached_property
    def secret_fields(self) -> tuple[FieldSpec, ...]:
        """The fields whose values are stored sealed."""
        return tuple(one for one in self.own_fields if one.secret)

    @cached_property
    def with_tokens(self) -> tuple[FieldSpec, ...]:
        """The fields that give search tokens: those searched, and the sealed ones, which are found in no other way."""
        return tuple(one for one in self.own_fields if one.kind.search_weight or one.secret)

    @cached_property
    def searched(self) -> tuple[FieldSpec, ...]:
        return tuple(one for one in self.own_fields if one.kind.search_weight)

    @cached_property
    def search_spaces(self) -> tuple[SearchSpace, ...]:
        """The title's words, those of all other texts together, and each number, code and address by itself."""
        spaces: dict[str, list[FieldSpec]] = {}
        for one in self.searched:
            spaces.setdefault(self.search_tag(one), []).append(one)
        return tuple(SearchSpace(tag=tag, fields=tuple(fields)) for tag, fields in spaces.items())

    def search_tag(self, field: FieldSpec) -> str:
        """What the tokens of a field begin with."""
        if field.name == self.title:
            return ""
        return ":" if field.kind.searched_as == "text" and not field.secret else f"{field.name}:"

    @cached_property
    def choice_words(self) -> Mapping[str, Mapping[str, str]]:
        """Per field with choices: the words of every language that mean its codes."""
        return {
            one.name: choice.table(
                (option.value, [one.option_label(option.value, language) for language in words.LANGUAGES])
                for option in one.options
            )
            for one in self.own_fields
            if one.options
        }

    def label(self, language: str, *, plural: bool = False) -> str:
        """The object's name in users' words."""
        key = f"object.{self.name}"
        return (plural and words.find(key + ".plural", language)) or words.say(key, language)

    def with_fields(self, more: Iterable[FieldSpec], beside: Iterable[FieldSpec] = ()) -> ObjectSpec:
        """The same object with custom fields added before the system's, and what engines keep behind these."""
        own = {one.name: one for one in self.own_fields}
        system = {one.name: one for one in self.fields.values() if one.system}
        return ObjectSpec(
            name=self.name,
            plural=self.plural,
            app=self.app,
            module=self.module,
            table=self.table,
            shape=self.shape,
            rules=self.rules,
            set_rules=self.set_rules,
            derived=self.derived,
            backlinks=self.backlinks,
            after=self.after,
            fields=own | {one.name: one for one in (*more, *system.values(), *beside)},
        )
