"""Measures as fields of the records: what conditions, columns and sorting know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhike.engines.classification.measures import definition, stored
from zhike.engines.classification.measures.definition import Done, Meaning, Measure, Ratio, Since, Stored
from zhike.kernel import db, kinds, registry
from zhike.kernel.actor import Actor
from zhike.kernel.beside import Beside
from zhike.kernel.spec import FieldSpec

GROUP = "measures"
PREFIX = "m_"  # before a measure's code: the name of its field
PLACES = 2
Known = Mapping[str, tuple[Measure, Meaning]]


class Count(kinds.Integer):
    """A whole number that is kept as a float."""

    pg_type = "double precision"

    def json_sql(self, expression: str) -> str:
        return f"({expression})::bigint"


class Figure(kinds.Number):
    """A number with decimals that is kept as a float: 15 digits are exact."""

    pg_type = "double precision"

    def json_sql(self, expression: str) -> str:
        return f"round(({expression})::numeric, {self.decimal_places})::text"


class Amount(Figure):
    """An amount of money that is kept as a float."""

    kind = "money"


def of(tx: db.Transaction, actor: Actor, object_name: str | None = None) -> Iterator[FieldSpec]:
    """The fields of all measures that can be computed."""
    known = stored.meant(actor, stored.of(tx, object_name))
    for one, meaning in known.values():
        if not _placed(one, meaning, known):
            continue
        yield FieldSpec(
            object=one.object,
            name=PREFIX + one.code,
            kind=kind(one, meaning),
            column="",
            system=True,
            read_only=True,
            labels={"zh-CN": one.name, "en": one.name_en or one.name},
            beside=Beside(
                table="classification_facts",
                rows=f"{{b}}.tenant_id = {tx.tenant_id} AND {{b}}.object = '{one.object}'",
                value=value(one, meaning, known, str(actor.zone)),
                group=GROUP,
                made_of=frozenset(_made_of(meaning, known)),
            ),
        )


def _placed(one: Measure, meaning: Meaning, known: Known) -> bool:
    """Whether there is a place for all that it is made of."""
    if isinstance(meaning, Stored):
        return one.at is not None
    return all(_placed(*known[code], known) for code in definition.used(meaning))


def _made_of(meaning: Meaning, known: Known) -> Iterator[tuple[str, str]]:
    yield from definition.made_of(meaning)
    for code in definition.used(meaning):
        yield from _made_of(known[code][1], known)


def value(one: Measure, meaning: Meaning, known: Known, zone: str) -> str:
    """SQL of a measure in a row `{b}` of the facts."""
    if isinstance(meaning, Stored):
        return f"{{b}}.{'moments' if definition.is_moment(meaning) else 'numbers'}[{one.at}]"
    if isinstance(meaning, Since):
        moment = value(*known[meaning.code], known, zone)
        return f"((now() AT TIME ZONE '{zone}')::date - ({moment} AT TIME ZONE '{zone}')::date)::double precision"
    above, below = (value(*known[code], known, zone) for code in meaning.codes)
    return f"({above} / nullif({below}, 0))"


def kind(one: Measure, meaning: Meaning) -> kinds.Kind:
    """Of which kind its values are."""
    made = _plain(meaning)
    made.name = PREFIX + one.code
    return made


def _plain(meaning: Meaning) -> kinds.Kind:
    empty: dict[str, Any] = {"null": True, "blank": True}
    if isinstance(meaning, Done):
        return kinds.DateTime(**empty) if meaning.how == "last" else Count(**empty)
    if isinstance(meaning, Since):
        return Count(**empty)
    if isinstance(meaning, Ratio) or meaning.how == "interval":
        return Figure(decimal_places=PLACES, **empty)
    if meaning.how in ("count", "distinct"):
        return Count(**empty)
    field = meaning.node.field
    assert field is not None
    if definition.is_moment(meaning):
        return kinds.DateTime(**empty)
    if field.kind.kind == "money":
        return Amount(decimal_places=PLACES, **empty)
    whole = field.kind.kind == "integer" and meaning.how != "avg"
    return Count(**empty) if whole else Figure(decimal_places=PLACES, **empty)


def known_objects() -> set[str]:
    """The objects whose records can have measures."""
    return {one.name for one in registry.declared() if not one.shape.settings}
