"""Cutting a stream of XML at the ends of its rows or strings, without looking at a character more than a few times."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from zhike.engines.intake.errors import IntakeError

_SKIP_FROM = 100_000  # characters without an end after which it is worth looking for what may be passed over


class Pieces:
    """The pieces between the ends of elements; `rest` is what stands after the last, up to the end of all.

    `end` closes one element, `last` begins the end of all. A piece of more than `limit` characters is refused with
    `code`. `passed` matches what may be dropped from the beginning of a piece that has no end yet.
    """

    def __init__(
        self,
        text: str,
        blocks: Iterable[str],
        *,
        end: str,
        last: str,
        limit: int,
        code: str,
        passed: re.Pattern[str] | None = None,
    ) -> None:
        self._blocks = itertools.chain((text,), blocks)
        self._end, self._last = end, last
        self._limit, self._code = limit, code
        self._passed = passed
        self.rest = ""

    def __iter__(self) -> Iterator[str]:
        held, size, seam, look_at = list[str](), 0, "", _SKIP_FROM
        reach = max(len(self._end), len(self._last)) - 1
        for block in self._blocks:
            seam += block
            held.append(block)
            size += len(block)
            over = self._last in seam
            if over or self._end in seam:
                *pieces, rest = "".join(held).split(self._end)
                yield from pieces
                held, size, look_at = [rest], len(rest), _SKIP_FROM
            if over:
                self.rest = held[0].partition(self._last)[0]
                return
            seam = seam[-reach:]
            if size > look_at and self._passed:
                rest = "".join(held)
                match = self._passed.match(rest)
                held = [rest[match.end() :] if match else rest]
                size = len(held[0])
                look_at = _SKIP_FROM + 2 * size
            if size > self._limit:
                raise IntakeError(self._code, max=self._limit)
        raise IntakeError("file.damaged", detail=self._last)
