"""What a version of a scheme says. In JSON its `classes` ({"code", "zh", "en", "color"}, the best first), what its kind
says (see `schemes.kinds`, a docstring each), and for any kind:

plays   [{"class", "title", "content", "task": true|false, "days": 3}]    to be done with those who come into a class
alarm   [codes]   classes of key records: when one falls from there to a lower class, its owner is told
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhike.engines.classification.schemes.asked import Asked, wrong
from zhike.engines.classification.schemes.kinds import KINDS, Kind
from zhike.engines.classification.schemes.written import check
from zhike.kernel import specs
from zhike.kernel.actor import Actor

MOST_CLASSES = 30


@dataclass(frozen=True)
class Class:
    """One class of a scheme."""

    code: str
    zh: str
    en: str
    color: str | None

    def label(self, language: str) -> str:
        """What it is called."""
        return self.en if language == "en" and self.en else self.zh


@dataclass(frozen=True)
class Play:
    """What is to be done with a record that has come into a class; with `task` somebody gets it as a task."""

    code: str
    title: str
    content: str
    task: bool
    days: int  # until it is due


@dataclass(frozen=True)
class Definition:
    """What a version says, understood."""

    classes: tuple[Class, ...]
    kind: Kind
    plays: tuple[Play, ...]
    alarm: tuple[str, ...]

    @property
    def acted_on(self) -> list[str]:
        """The classes of which it matters who comes or goes."""
        return sorted({*self.alarm, *(one.code for one in self.plays if one.task)})

    def falls(self) -> list[tuple[str, str]]:
        """Moves that are told of: from a class of key records to a lower one."""
        codes = [one.code for one in self.classes]
        return [(was, to) for was in self.alarm for to in codes[codes.index(was) + 1 :]]


def classes_of(raw: Any) -> tuple[Class, ...]:
    """The classes of a definition. Errors: Malformed."""
    found = []
    given = raw.get("classes") if isinstance(raw, Mapping) else None
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_CLASSES:
        raise wrong("classes", "scheme.classes", most=MOST_CLASSES)
    for at, one in enumerate(given):
        if not isinstance(one, Mapping) or not isinstance(one.get("code"), str) or not one.get("zh"):
            raise wrong(f"classes.{at}", "scheme.class_named")
        found.append(Class(one["code"], str(one["zh"]), str(one.get("en") or ""), one.get("color")))
    if len({one.code for one in found}) < len(found):
        raise wrong("classes", "scheme.class_twice")
    return tuple(found)


def written(actor: Actor, object_name: str, kind: str, raw: Any) -> Definition:
    """What a definition means that somebody has just written. Errors: Malformed with a path."""
    meant = parse(actor, object_name, kind, raw, rule=False, new=True)
    check(kind, raw)
    return meant


def parse(actor: Actor, object_name: str, kind: str, raw: Any, *, rule: bool = True, new: bool = False) -> Definition:
    """What a definition means. Errors: Malformed with a path."""
    classes = classes_of(raw)
    asked = Asked(actor, specs.of(actor, object_name), raw, frozenset(one.code for one in classes), rule, new)
    plays = tuple(_play(asked, one, f"plays.{at}") for at, one in enumerate(asked.list("plays", least=0)))
    return Definition(classes, KINDS[kind].read(asked), plays, asked.codes_of(raw.get("alarm") or [], "alarm"))


def _play(asked: Asked, one: Mapping[str, Any], path: str) -> Play:
    return Play(
        asked.code(one.get("class"), f"{path}.class"),
        asked.text(one, "title", path, longest=100, needed=True),
        asked.text(one, "content", path, longest=2000),
        one.get("task") is True,
        asked.days(one, "days", path) or 0,
    )
