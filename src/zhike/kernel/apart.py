"""An iterator that runs in a process of its own, some steps ahead of who uses it: another core does the work.

Knows no model, as the new process imports this before Django is set up there.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import get_context
from typing import TypeVar, cast

import django

from zhike.kernel import lifeline
from zhike.kernel.errors import Busy

Given = TypeVar("Given")
Found = TypeVar("Found")
AHEAD = 3  # steps: neither process waits long for the other

_found: Iterator[object] = iter(())  # in the other process


def each(make: Callable[[Given], Iterator[Found]], given: Given) -> Iterator[Found]:
    """What `make(given)` gives, a function of a module; all of it can be pickled.

    Errors: those of `make`; Busy when the other process was ended.
    """
    task = pickle.dumps((make.__module__, make.__qualname__, pickle.dumps(given)))
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin, initargs=(os.getpid(), task)) as other:
        try:
            step = cast("Callable[[], Found | None]", _next)  # it is what `make` gave
            ahead = deque(other.submit(step) for _ in range(AHEAD))
            while (one := ahead.popleft().result()) is not None:
                ahead.append(other.submit(step))
                yield one
        except BrokenProcessPool as broken:
            raise Busy("job.helper_gone") from broken
        finally:
            other.shutdown(cancel_futures=True)  # whoever stops early waits for one step at most


def _begin(parent: int, task: bytes) -> None:
    """In the other process, before its first step."""
    global _found  # noqa: PLW0603 - what the process is there for
    lifeline.die_with_parent(signal.SIGKILL, parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, too, and ends us
    django.setup()
    module, name, given = pickle.loads(task)  # noqa: S301 - from our parent
    _found = getattr(import_module(module), name)(pickle.loads(given))  # noqa: S301


def _next() -> object:
    return next(_found, None)
