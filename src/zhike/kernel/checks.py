"""System checks of declarations: each wrong one is told with an id and a hint, all at once and before any request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core import checks

from zhike.kernel import registry, words
from zhike.kernel.kinds import File, Link
from zhike.kernel.spec import ObjectSpec


def register() -> None:
    """Tell Django of our checks."""
    checks.register(declarations, "zhike")


def declarations(**_: Any) -> list[checks.CheckMessage]:
    """Check every declared object."""
    each = (_shape, _person_when, _links, _words, _rules)
    return [one for spec in registry.declared() for check in each for one in check(spec)]


def _error(spec: ObjectSpec, number: int, message: str, hint: str) -> checks.Error:
    return checks.Error(f"{spec.name}: {message}", hint=hint, id=f"zhike.E{number:03}")


def _shape(spec: ObjectSpec) -> Iterator[checks.Error]:
    titles = [one.name for one in spec.own_fields if one.kind.is_title]
    if len(titles) != 1:
        yield _error(spec, 1, f"has {len(titles)} titles", "Mark exactly one field with title=True.")
    named = {
        "columns": spec.shape.columns,
        "subtitle": spec.shape.subtitle,
        "sort": [spec.shape.sort.lstrip("-")],
        **{
            key: [value]
            for key in ("board", "timeline", "follows", "owner", "born")
            if (value := getattr(spec.shape, key))
        },
        **{f"plays.{part}": fields.values() for part, fields in spec.shape.plays.items()},
    }
    for where, names in named.items():
        for name in names:
            if name not in spec.fields:
                yield _error(spec, 2, f"Shape.{where} names {name!r}, which is no field", "Use a field's name.")
    if spec.shape.board and spec.fields[spec.shape.board].kind.kind != "stage":
        yield _error(spec, 3, "Shape.board is not a stage", "Boards need a field of the kind Stage.")
    for name in (*titles, *(one for names in spec.shape.together for one in names)):
        if name in spec.fields and spec.fields[name].secret:
            yield _error(spec, 10, f"{name!r} is secret", "A sealed value is no title, and not unique with others.")
    for field in spec.personal_fields:
        if not field.nullable and not (field.kind.family == "text" or isinstance(field.kind, File)):
            yield _error(spec, 11, f"{field.name!r} is personal and cannot be emptied", "Let it be null.")
    for key in ("timeline", "follows"):
        name = getattr(spec.shape, key)
        if name and name in spec.fields and not isinstance(spec.fields[name].kind, Link):
            yield _error(spec, 4, f"Shape.{key} is not a link", "Use the name of a Link field.")


def _person_when(spec: ObjectSpec) -> Iterator[checks.Error]:
    name, code = spec.shape.person_when or ("", "")
    if name and (name not in spec.fields or code not in spec.fields[name].kind.options()):
        yield _error(spec, 12, "Shape.person_when names no code of a choice", "Write (field, code).")


def _links(spec: ObjectSpec) -> Iterator[checks.Error]:
    names = {one.name: one for one in registry.declared()}
    for field in spec.link_fields:
        if field.to not in names:
            yield _error(spec, 5, f"{field.name} leads to {field.to!r}, which is not declared", 'Write "app.Model".')
        elif not _may_link(spec, names[field.to]):
            yield _error(
                spec, 6, f"{field.name} leads upwards to {field.to!r}", "Link to your own app or to one below it."
            )
    for field in spec.own_fields:
        if field.kind.overflow and field.kind.overflow not in spec.fields:
            yield _error(spec, 7, f"{field.name} overflows into no field", "Name a field of the same kind.")


LEVELS = ("zhike.kernel", "zhike.access", "zhike.domains.customers", "zhike.domains", "zhike.engines", "zhike.project")


def _level(app: str) -> int:
    return next((i for i, one in enumerate(LEVELS) if app == one or app.startswith(one + ".")), len(LEVELS))


def _may_link(spec: ObjectSpec, other: ObjectSpec) -> bool:
    """The direction of the architecture, for links by name that import checks cannot see."""
    return spec.module == other.module or _level(other.module) < _level(spec.module) or other.shape.people


def _words(spec: ObjectSpec) -> Iterator[checks.Error]:
    for language in words.LANGUAGES:
        named = (f"object.{spec.name}", *(f"action.{one}" for one in spec.actions))
        missing = [one for one in named if not words.find(one, language)]
        for field in spec.own_fields:
            if field.label(language) == field.name:
                missing.append(f"field.{spec.name}.{field.name}")
            missing += [
                f"choice.{spec.name}.{field.name}.{one.value}"
                for one in field.options
                if field.option_label(one.value, language) == one.value
            ]
        if missing:
            yield _error(
                spec, 8, f"has no words in {language} for {', '.join(missing)}", "Add them to the app's catalogue."
            )


def _rules(spec: ObjectSpec) -> Iterator[checks.Error]:
    for one in spec.derived:
        for name in (one.name, *one.fields):
            if name not in spec.fields:
                yield _error(spec, 9, f"{one.name} is derived from {name!r}, which is no field", "Use a field's name.")
    for rule in spec.rules:
        for name in rule.fields:
            if name not in spec.fields:
                yield _error(spec, 9, f"rule {rule.name} looks at {name!r}, which is no field", "Use a field's name.")
