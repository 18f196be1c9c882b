"""All declared objects. It is filled while Django loads the apps and closed when they are ready."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhike.kernel import declare, kinds
from zhike.kernel.spec import Backlink, DerivedSpec, FieldSpec, ObjectSpec, RuleSpec, SetRuleSpec, snake

_specs: dict[str, ObjectSpec] = {}  # empty until the registry is closed

# The fields every record has, in API order; the kind says how each is read and compared.
SYSTEM: tuple[tuple[str, str, kinds.Kind], ...] = (
    ("id", "id", kinds.Integer()),
    ("version", "version", kinds.Integer()),
    ("created_at", "created_at", kinds.DateTime()),
    ("created_by", "created_by_id", kinds.Person(null=True, blank=True)),
    ("updated_at", "updated_at", kinds.DateTime()),
    ("updated_by", "updated_by_id", kinds.Person(null=True, blank=True)),
)


class RegistryClosed(RuntimeError):
    """A declaration came after start-up."""


def compile_object(model: type[declare.Object]) -> ObjectSpec:
    """The spec of one declaration, without the links that lead to it."""
    meta: Any = model._meta
    name = snake(model.__name__)
    shape = getattr(model, "Shape", declare.Shape)
    fields: dict[str, FieldSpec] = {}
    for one in meta.local_concrete_fields:
        if isinstance(one, kinds.Kind):
            fields[one.name] = FieldSpec(
                object=name,
                name=one.name,
                kind=one,
                column=one.column or one.name,
                required=one.required,
                unique=one.is_unique,
                read_only=one.derived,
                sensitivity=_sensitivity(one, shape),
                purpose="identify" if one.is_title and shape.personal else one.purpose,
            )
    for key, column, kind in SYSTEM:
        fields[key] = FieldSpec(object=name, name=key, kind=kind, column=column, system=True, read_only=True)
    rules = tuple(
        RuleSpec(name=key, fields=value.zhike_rule, check=value)
        for key, value in vars(model).items()
        if hasattr(value, "zhike_rule")
    )
    return ObjectSpec(
        name=name,
        plural=shape.plural or name + "s",
        app=str(meta.app_label),
        module=str(meta.app_config.name),
        table=str(meta.db_table),
        fields=fields,
        shape=shape,
        rules=rules,
        set_rules=tuple(
            SetRuleSpec(fields=one.__func__.zhike_set_rule, check=one.__func__)
            for one in vars(model).values()
            if isinstance(one, staticmethod) and hasattr(one.__func__, "zhike_set_rule")
        ),
        derived=tuple(
            DerivedSpec(name=one.zhike_derived[0], fields=one.zhike_derived[1], value=one, blank=one.zhike_derived[2])
            for one in vars(model).values()
            if hasattr(one, "zhike_derived")
        ),
        after=tuple(one.__func__ for one in vars(model).values() if _follows_writes(one)),
    )


def _sensitivity(kind: kinds.Kind, shape: type[declare.Shape]) -> str:
    """What its declaration or its kind says; a person's name is personal, and what is sealed is never ordinary."""
    if kind.sensitivity != "ordinary":
        return kind.sensitivity
    return "personal" if kind.is_title and shape.personal else "secret" if kind.is_secret else "ordinary"


def _follows_writes(one: object) -> bool:
    """Whether it is a static method marked with `declare.after`."""
    return isinstance(one, staticmethod) and hasattr(one.__func__, "zhike_after")


def close(models: Iterable[type[Any]]) -> None:
    """Compile all declarations among `models`, tie their links, and let no more in."""
    if _specs:
        raise RegistryClosed
    found = [compile_object(one) for one in models if issubclass(one, declare.Object)]
    found.sort(key=lambda one: one.shape.position)
    back: dict[str, dict[str, Backlink]] = {one.name: {} for one in found}
    for spec in found:
        for link in spec.link_fields:
            if isinstance(link.kind, kinds.Link) and link.to in back and not isinstance(link.kind, kinds.Person):
                name = link.kind.backlink or spec.plural
                back[link.to][name] = Backlink(name=name, object=spec.name, field=link.name, cascade=link.kind.cascade)
    for spec in found:
        spec.backlinks.update(back[spec.name])  # type: ignore[attr-defined]
        _specs[spec.name] = spec


def declared() -> tuple[ObjectSpec, ...]:
    """All objects, without any tenant's custom fields."""
    if not _specs:
        raise RuntimeError("the registry is not ready: Django's apps are still loading")
    return tuple(_specs.values())


def declared_object(name: str) -> ObjectSpec:
    """One object without custom fields. Errors: KeyError."""
    return _specs[name]


def people() -> ObjectSpec:
    """The object whose records are the people of a tenant."""
    return next(one for one in declared() if one.shape.people)
