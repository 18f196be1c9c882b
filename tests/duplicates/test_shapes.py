"""Ledgers of shapes that nothing was set for: few columns, few rows, none written twice, much in common."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhike.engines.duplicates.linkage.find import SURE, find
from zhike.engines.duplicates.linkage.table import table
from zhike.project.bench import ledgers, shapes
from zhike.project.bench.ledgers import Known

Make = Callable[[], Known]


SHAPES = [
    (lambda: shapes.western(800, seed=3), 0.97, 0.95),
    (lambda: shapes.turned_names(600, seed=3), 0.93, 0.85),
    (lambda: shapes.two_scripts(500, seed=3), 0.97, 0.95),
    (lambda: shapes.tower(600, seed=3), 0.97, 0.93),
    (lambda: shapes.chinese("companies", 800, ("name",), seed=3), 0.93, 0.6),
    (lambda: shapes.chinese("people", 60, seed=3), 0.95, 0.9),
]
MORE = [
    (lambda: shapes.western(500, share=0.9, seed=3), 0.95, 0.95),
    (lambda: shapes.western(800, ("given", "family", "phone"), seed=3), 0.97, 0.6),
    (lambda: shapes.two_phones(600, seed=3), 0.97, 0.95),
    (lambda: shapes.staff(600, seed=3), 0.97, 0.93),
    (lambda: shapes.branches(150, seed=3), 0.97, 0.97),
    (lambda: shapes.chinese("companies", 800, ("name", "contact"), seed=3), 0.97, 0.8),
    (lambda: shapes.chinese("companies", 800, blank=0.5, seed=3), 0.95, 0.8),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "precision", "recall"), [*SHAPES, *(pytest.param(*one, marks=pytest.mark.soak) for one in MORE)]
)
def test_the_same_are_found_in_every_shape(make: Make, precision: float, recall: float) -> None:
    score = ledgers.judge(make())
    assert score.precision >= precision
    assert score.recall >= recall


@pytest.mark.parametrize(
    "make",
    [
        lambda: shapes.western(800, share=0.0, seed=3),
        lambda: shapes.chinese("people", 800, share=0.0, seed=3),
        lambda: shapes.chinese("people", 40, share=0.0, seed=3),
        lambda: shapes.chinese("companies", 800, share=0.0, seed=3),
        lambda: shapes.chinese("companies", 40, share=0.0, seed=3),
    ],
)
def test_where_nobody_stands_twice_nobody_is_found(make: Make) -> None:
    known = make()
    assert len(find(known.table).groups()) <= known.table.size // 400


@pytest.mark.parametrize(
    "make",
    [
        lambda: shapes.same_name_in_the_family(500, seed=3),
        lambda: shapes.western(800, ("given", "family", "email"), seed=3),
        lambda: shapes.branches(150, seed=3),
        lambda: shapes.tower(600, seed=3),
    ],
)
def test_what_is_sure_is_right(make: Make) -> None:
    """Fathers and sons of one name, namesakes with addresses alike, branches, neighbours."""
    known = make()
    groups = find(known.table).groups(SURE)
    assert groups
    wrong = [one for one in groups if len({known.meant[row] for row in one.rows}) > 1]
    assert len(wrong) <= len(groups) // 60


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("629-555-0119", "+1 629 555 0119"),
        ("310/246-1501", "310-246-1501"),
        ("+86 138 0013 8000", "13800138000"),
        ("0755-26543210 转 801", "(0755) 26543210"),
    ],
)
def test_a_number_in_other_forms(one: str, other: str) -> None:
    cells = {"name": ("person", ["Wang Lei", "Wang Lei", "Ann"]), "phone": ("phone", [one, other, "021-55667788"])}
    assert [group.rows for group in find(table(cells)).groups()] == [[0, 1]]
