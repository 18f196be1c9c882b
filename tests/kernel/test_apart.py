"""An iterator in a process of its own gives what it would give here, and its errors."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from zhike.kernel import apart
from zhike.kernel.errors import Busy, Malformed


def counted(most: int) -> Iterator[tuple[int, int]]:
    for number in range(most):
        yield number, os.getpid()


def refused(most: int) -> Iterator[int]:
    yield from range(most)
    raise Malformed("import.unknown_field", field="x", most=most)


def killed(most: int) -> Iterator[int]:
    yield from range(most)
    os.kill(os.getpid(), signal.SIGKILL)


def test_everything_comes_in_order_from_one_other_process() -> None:
    found = list(apart.each(counted, 20))
    assert [number for number, _ in found] == list(range(20))
    assert len({process for _, process in found}) == 1
    assert found[0][1] != os.getpid()


def test_whoever_stops_early_leaves_no_process() -> None:
    steps = apart.each(counted, 1_000_000)
    _, process = next(steps)
    steps.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_an_error_is_the_one_that_was_raised() -> None:
    found: list[int] = []
    with pytest.raises(Malformed) as told:
        found.extend(apart.each(refused, 2))
    assert (told.value.code, told.value.data) == ("import.unknown_field", {"field": "x", "most": 2})


def test_a_process_that_was_killed_makes_the_job_be_tried_again() -> None:
    with pytest.raises(Busy) as told:
        list(apart.each(killed, 2))
    assert told.value.code == "job.helper_gone"
