"""How far a step of the bench is: a bar at a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from zhike.project import console
from zhike.project.console import Advance

_EVERY = 10.0


@contextmanager
def step(label: str) -> Iterator[Advance]:
    """A step with its progress."""
    shown = begun = time.monotonic()

    def line(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown > _EVERY:
            shown = now
            console.say(f"⋯ {label}  {done:,}/{total:,}  {now - begun:.0f} s")

    with console.step(label) as advance:
        yield advance if console.out.is_terminal else line
