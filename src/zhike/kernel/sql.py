"""A piece of SQL with its parameters, so that pieces can be put together without losing their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sql:
    """SQL text with `%s` places, and the values for them in order."""

    text: str
    params: tuple[object, ...] = ()

    def __add__(self, other: Sql) -> Sql:
        return Sql(self.text + other.text, self.params + other.params)

    def wrapped(self, before: str, after: str = "") -> Sql:
        """The same piece between two texts without parameters."""
        return Sql(before + self.text + after, self.params)


TRUE, FALSE = Sql("TRUE"), Sql("FALSE")


def joined(parts: Iterable[Sql], by: str) -> Sql:
    """The pieces with a text between each two."""
    found = list(parts)
    return Sql(by.join(one.text for one in found), tuple(value for one in found for value in one.params))


def like(text: str) -> str:
    """A text in which LIKE finds no wildcards."""
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
