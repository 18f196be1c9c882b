"""Which parts of a text are taken, and by what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhike.engines.capture.reading.plain import Plain

_EDGE = " \t\n,;:|/\\-–—·•~*#'\"“”‘’[]<>《》、。!?=_"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a text says."""

    role: str
    value: str  # to be parsed by the field that takes it
    confidence: float  # 0 to 1
    start: int  # in the plain text
    end: int


@dataclass
class Page:
    """A text while it is read. What a rule has understood is not looked at by those after it."""

    plain: Plain
    found: list[Finding] = field(default_factory=list)
    taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.plain.text))

    @property
    def text(self) -> str:
        return self.plain.text

    def free(self, start: int, end: int) -> bool:
        """Whether nothing here is taken."""
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Nobody else reads this."""
        self.taken[start:end] = b"\1" * (end - start)

    def add(self, role: str, start: int, end: int, confidence: float, value: str | None = None) -> Finding:
        """Note a finding and take its place."""
        start, end = trimmed(self.text, start, end)
        said = self.plain.value(start, end) if value is None else value
        one = Finding(role=role, value=said, confidence=confidence, start=start, end=end)
        self.found.append(one)
        self.take(start, end)
        return one

    def of(self, *roles: str) -> list[Finding]:
        """The findings of some roles, as they stand in the text."""
        return sorted((one for one in self.found if one.role in roles), key=lambda one: one.start)

    def lines(self) -> Iterator[tuple[int, int]]:
        """Where each line begins and ends."""
        start = 0
        for line in self.text.split("\n"):
            yield start, start + len(line)
            start += len(line) + 1

    def line_of(self, at: int) -> tuple[int, int]:
        """The line in which a character stands."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return start, len(self.text) if end < 0 else end

    def pieces(self) -> Iterator[tuple[int, int]]:
        """What is not taken: the longest parts within a line, without signs around them."""
        for first, last in self.lines():
            start = first
            for at in range(first, last + 1):
                if at == last or self.taken[at]:
                    left, right = trimmed(self.text, start, at)
                    if left < right:
                        yield left, right
                    start = at + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same part without white space and separating signs at its ends."""
    while True:
        first, last = start, end
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        opens, closes = text[start : start + 1] == "(", end > start and text[end - 1] == ")"
        if (opens and closes and text.count("(", start, end) == 1) or (opens and ")" not in text[start:end]):
            start += 1
        if closes and "(" not in text[start : end - 1]:
            end -= 1
        if (first, last) == (start, end):
            return start, max(start, end)
