"""The keys of a long file in little room."""

import tracemalloc

import pytest

from zhike.engines.intake.keys import Keys


def test_the_first_row_of_a_key_is_known() -> None:
    keys = Keys()
    assert [keys.first(n % 10_000, n) for n in range(30_000)] == [n % 10_000 for n in range(30_000)]


@pytest.mark.slow
def test_room() -> None:
    tracemalloc.start()
    keys = Keys()
    for n in range(100_000):
        keys.first(f"{n}{'x' * 200}", n)
    assert tracemalloc.get_traced_memory()[0] < 100_000 * 50
    tracemalloc.stop()
