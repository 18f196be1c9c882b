"""How a business object is declared: a class of field kinds, a `Shape`, and rules.

class Deal(declare.Object):
    name = kinds.Text(max_length=120, title=True, search=1)
    customer = kinds.Link("customers.Customer", backlink="deals")

    class Shape(declare.Shape):
        columns = ("name", "customer")

    @declare.rule("amount")
    def an_offer_has_an_amount(self) -> declare.Verdict: ...
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Index, Q, UniqueConstraint
from django.db.models.base import ModelBase
from django.db.models.expressions import OrderBy
from django.db.models.fields.json import KeyTextTransform

from zhike.kernel.errors import Fault
from zhike.kernel.kinds.base import Kind
from zhike.kernel.kinds.link import File, Link, Person

Verdict = Fault | None
Rule = Callable[[Any], Verdict]
R = TypeVar("R", bound=Rule)
SetRule = Callable[[Any, list[Any]], Mapping[int, Fault]]  # (db.Transaction, records)
S = TypeVar("S", bound=SetRule)
V = TypeVar("V", bound=Callable[[Any], Any])
Work = Callable[[Any, Any, Any], None]  # (db.Transaction, Actor, ids)
W = TypeVar("W", bound=Work)
LIVING, DELETED = Q(deleted_at__isnull=True), Q(deleted_at__isnull=False)


class Shape:
    """What pages and other engines need to know of an object beyond its fields."""

    plural: ClassVar[str] = ""  # in URLs; default: name + "s"
    nav: ClassVar[str] = ""  # the part of the navigation it belongs to; "" is not shown there
    position: ClassVar[int] = 100  # among all objects: in the navigation, in tabs and in search
    icon: ClassVar[str] = "file"
    columns: ClassVar[tuple[str, ...]] = ()  # of the default list; default: the first eight fields
    subtitle: ClassVar[tuple[str, ...]] = ()  # fields that tell namesakes apart in search
    sort: ClassVar[str] = "-updated_at"
    board: ClassVar[str | None] = None  # the stage field of its board
    born: ClassVar[str | None] = None  # the field that says on which day the person was born
    timeline: ClassVar[str | None] = None  # the link to the record in whose timeline it stands
    timeline_at: ClassVar[str] = "created_at"  # the moment it has there
    follows: ClassVar[str | None] = None  # the link whose rights it inherits: seen when that record is seen
    owner: ClassVar[str | None] = None  # the person field that row scopes look at; default: "owner" if there is one
    people: ClassVar[bool] = False  # its records are the people of the tenant
    personal: ClassVar[bool] = False  # its records are people whom the tenant keeps data of
    person_when: ClassVar[tuple[str, str] | None] = None  # of companies and people: (choice, its code of a person)
    verbs: ClassVar[tuple[str, ...]] = ()  # what may be done with its records besides; each is a right of its own
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()  # fields whose values together only one living record has
    # What makes a record poor beyond what the kinds of its fields tell, by name: dimension (see `quality_rule`), the
    # condition (JSON form) that such a record meets, weight. Words: `quality.<object>.<name>`.
    quality: ClassVar[dict[str, tuple[str, dict[str, Any], int]]] = {}
    # Parts that it plays for engines, each with the fields that stand for what: `note` (who, text, at) is what happened
    # with a record, `consent` (who, purpose, wording, at) what somebody has agreed to, `purchase` (who, at,
    # amount, margin, items, counts) what somebody has bought, `purchase_line` (purchase, product, quantity, amount) a
    # part of one, `product` (category) what that was, `task` (who, text, owner, due) something to do, and `party`
    # (region, industry, stage, tags) by what its records, who buy, are told apart.
    plays: ClassVar[dict[str, dict[str, str]]] = {}
    # Fields by which many records are told apart and counted; one index has them all, so that no count has to look at
    # the records themselves. Of a text only what is short: what an index holds of a record has a limit.
    facets: ClassVar[tuple[str, ...]] = ()
    # Links by which its records are summed up for each record they hang on, with the fields by which that is done; the
    # first is when it was. The index of such a link has them all, so that no sum has to look at the records themselves.
    summed: ClassVar[dict[str, tuple[str, ...]]] = {}
    held_by: ClassVar[tuple[str, ...]] = ()  # what links to it (backlinks) and keeps it from being deleted
    # (field, link): rows of a file without a value of the field are numbered among those of what they link to, so that
    # a file that comes again brings nothing twice.
    numbered: ClassVar[tuple[str, str] | None] = None
    # Of which there are many to a record, and no list of all of them is looked through: it has fewer indexes.
    bulky: ClassVar[bool] = False
    settings: ClassVar[bool] = False  # belongs to the administrator: changes what others see (spec or rights)
    # Conditions (JSON form) that a record must meet besides the actor's rights, to be seen and to be changed.
    visible: ClassVar[dict[str, Any] | None] = None
    changeable: ClassVar[dict[str, Any] | None] = None


def rule(*fields: str) -> Callable[[R], R]:
    """A rule over a whole record. The method gives a Fault, shown at the first of `fields`, or None.

    It runs when one of `fields` is written, on an object that has every field of the record as an attribute.
    """

    def mark(method: R) -> R:
        method.zhike_rule = fields  # type: ignore[attr-defined]
        return method

    return mark


def set_rule(*fields: str) -> Callable[[S], S]:
    """A rule that needs the database, for all records of a batch at once.

    On a static method `(tx, records)`, which gives the Faults of those that break it by their place among `records`.
    It is shown at the first of `fields`, and looks at records in which one of these is written.
    """

    def mark(method: S) -> S:
        method.zhike_set_rule = fields  # type: ignore[attr-defined]
        return method

    return mark


def derived(name: str, *fields: str) -> Callable[[V], V]:
    """The value of the derived field `name`, made by the method from `fields` whenever one of them is written.

    The method sees an object that has these fields as attributes, in Python's types.
    """

    def mark(method: V) -> V:
        method.zhike_derived = (name, fields, False)  # type: ignore[attr-defined]
        return method

    return mark


def when_blank(name: str, *fields: str) -> Callable[[V], V]:
    """The same for a field that people may fill in: made of the others where a record comes without it."""

    def mark(method: V) -> V:
        method.zhike_derived = (name, fields, True)  # type: ignore[attr-defined]
        return method

    return mark


def after(work: W) -> W:
    """Work that belongs to every write of the object's records, by whatever way, in the same transaction.

    On a static method `(tx, actor, ids)`; it runs once a batch, after the records are stored.
    """
    work.zhike_after = True  # type: ignore[attr-defined]
    return work


def _name(*parts: str) -> str:
    """An index name of at most 30 characters, the same at every run."""
    whole = "_".join(parts)
    return whole if len(whole) <= 30 else whole[:21] + "_" + hashlib.sha256(whole.encode()).hexdigest()[:8]


class _Declared(ModelBase):
    """Adds to each concrete object the indexes that its fields ask for, so that migrations contain them."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kwargs: Any) -> Any:
        meta = namespace.get("Meta")
        if not getattr(meta, "abstract", False):
            fields = {key: value for key, value in namespace.items() if isinstance(value, Kind)}
            shape = namespace.get("Shape", Shape)
            namespace["Meta"] = type("Meta", (meta,) if meta else (), _indexes(name.lower(), fields, shape, meta))
        return super().__new__(cls, name, bases, namespace, **kwargs)


def _present(name: str, kind: Kind) -> Q:
    """Living records that have a value: empty ones need no place in an index."""
    return LIVING & Q(**{f"{name}__isnull": False}) if kind.null else LIVING


def _held(name: str, kind: Kind) -> Q | None:
    """Records that have a value, deleted ones among them."""
    return Q(**{f"{name}__isnull": False}) if kind.null else None


def _order(name: str, fields: dict[str, Kind]) -> OrderBy:
    """A part of a sort as `read.order` writes it: empty values come last either way."""
    field, kind = F(name.lstrip("-")), fields[name.lstrip("-")]
    return field.desc(nulls_last=kind.null or None) if name.startswith("-") else field.asc()


def _indexes(table: str, fields: dict[str, Kind], shape: type[Shape], meta: Any) -> dict[str, Any]:
    plain = [Index(fields=["tenant_id", "-updated_at", "-id"], condition=DELETED, name=_name(table, "deleted"))]
    if not shape.bulky:
        plain += [
            Index(fields=["tenant_id", "-updated_at", "-id"], condition=LIVING, name=_name(table, "updated")),
            Index(fields=["tenant_id", "title_sort", "id"], condition=LIVING, name=_name(table, "title")),
            GinIndex(fields=["custom"], opclasses=["jsonb_path_ops"], name=_name(table, "custom")),
        ]
    first = shape.sort.split(",")[0]
    if first.lstrip("-") in fields and not fields[first.lstrip("-")].is_title:  # that has its index above
        last = F("id").desc() if first.startswith("-") else F("id").asc()
        sort = Index(F("tenant_id"), _order(first, fields), last, condition=LIVING, name=_name(table, "sort"))
        plain.append(sort)
    if shape.facets:
        told = list(shape.facets)
        plain.append(Index(fields=["tenant_id", "id"], include=told, condition=LIVING, name=_name(table, "facets")))
    plain += [
        Index(F("tenant_id"), KeyTextTransform("key", one), condition=LIVING, name=_name(table, one, "key"))
        for one, kind in fields.items()
        if isinstance(kind, File)
    ]
    if any(kind.search_weight or kind.is_secret for kind in fields.values()):
        plain.append(GinIndex(fields=["tenant_id", "search"], name=_name(table, "search")))
    for name, kind in fields.items():
        if isinstance(kind, Link) or kind.is_indexed:
            # Of what links to a record that is purged, PostgreSQL looks at the deleted ones, too.
            may_be_purged = isinstance(kind, Link) and not isinstance(kind, Person) and not shape.settings
            held = _held(name, kind) if may_be_purged else _present(name, kind)
            if by := shape.summed.get(name):
                index = Index(
                    fields=["tenant_id", name, by[0]], include=[*by[1:], "deleted_at"], condition=held,
                    name=_name(table, name, "summed"),
                )  # fmt: skip
            else:
                index = Index(fields=["tenant_id", name], condition=held, name=_name(table, name))
            plain.append(index)
    unique = [
        UniqueConstraint(fields=["tenant_id", name], condition=_present(name, kind), name=_name(table, name, "once"))
        for name, kind in fields.items()
        if kind.is_unique and not kind.is_secret  # of those, `write.unique` keeps the keyed words
    ]
    unique += [
        UniqueConstraint(fields=["tenant_id", *names], condition=LIVING, name=_name(table, *names, "once"))
        for names in shape.together
    ]
    return {"indexes": plain, "constraints": [*unique, *getattr(meta, "constraints", ())]}


class Object(models.Model, metaclass=_Declared):
    """Base of all declared objects: what every record has."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True, db_column="created_by_id")
    created_set = models.BigIntegerField(null=True)  # the change set that made it
    updated_at = models.DateTimeField()
    updated_by = models.BigIntegerField(null=True, db_column="updated_by_id")
    deleted_at = models.DateTimeField(null=True)
    title_sort = models.TextField(default="", db_collation="C")  # pinyin key of the title
    search = SearchVectorField(null=True)
    custom = models.JSONField(default=dict)

    class Meta:
        abstract = True
