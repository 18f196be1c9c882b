"""Programmes: who is held out by lot, and whether those who took part bought more."""

from __future__ import annotations

from statistics import mean, variance

import pytest

from tests.classification.conftest import bought, customer, followed, made
from tests.classification.schemes import days_go_by, published, rules, scheme
from tests.classification.test_measures import ago, ids
from tests.connect.company import Company, Program
from zhike.engines.classification.programmes.result import Side, quantile, welch


def test_some_are_held_out_and_the_difference_is_measured(company: Company, api: Program) -> None:
    people = [customer(api, f"客{n}") for n in range(100)]
    for one in people:
        bought(api, one, ago(30), "900")
    followed(company)
    value = scheme(api)
    published(company, api, value, rules(500))
    api.post("/programmes", {"name": "贵宾", "scheme": value, "in_class": "huge"}).refused(422)
    api.post("/programmes", {"name": "贵宾", "scheme": value, "in_class": "big", "held_out": 90}).refused(422)
    vip = made(api, "programmes", name="贵宾", scheme=value, in_class="big", held_out=40)
    treated, held = (set(ids(api, {"in": f"{kind}:{vip}"}, limit="500")) for kind in ("programme", "held_out"))
    assert treated | held == set(people)
    assert not treated & held
    assert 20 <= len(held) <= 60
    spent = {one: 100 + n % 7 * 10 if one in treated else n % 5 * 10 for n, one in enumerate(people)}
    for one, amount in spent.items():
        if amount:
            bought(api, one, ago(3), str(amount))
    assert api.get(f"/programmes/{vip}/result").ok()["treated"] == {"count": len(treated), "bought": 0, "mean": 0}
    days_go_by(company, 5)
    found = api.get(f"/programmes/{vip}/result").ok()
    a, b = ([float(spent[one]) for one in side] for side in (treated, held))
    assert found["treated"] == {"count": len(a), "bought": len(a), "mean": round(mean(a), 2)}
    assert found["held_out"] == {"count": len(b), "bought": sum(one > 0 for one in b), "mean": round(mean(b), 2)}
    told = found["difference"]
    assert told["a_head"] == pytest.approx(mean(a) - mean(b), abs=0.01)
    assert told["low"] < told["a_head"] < told["high"]
    assert told["sure"]
    late = customer(api, "后来")
    bought(api, late, ago(1), "900")
    followed(company)
    drawn = (set(ids(api, {"in": f"{kind}:{vip}"}, limit="500")) for kind in ("programme", "held_out"))
    assert set().union(*drawn) == {*people, late}
    sales = company.program(company.colleague())
    assert sales.get(f"/programmes/{vip}/result").status in (403, 404)


@pytest.mark.parametrize(("freedom", "expected"), [(20, 2.0860), (30, 2.0423), (60, 2.0003), (120, 1.9799)])
def test_the_quantile_of_t(freedom: int, expected: float) -> None:
    """Against the printed tables."""
    assert quantile(freedom) == pytest.approx(expected, abs=0.001)


def test_the_interval_of_a_difference() -> None:
    a, b = [float(n % 9) + 2 for n in range(90)], [float(n % 7) for n in range(70)]
    told = welch(Side(90, 90, mean(a), variance(a)), Side(70, 60, mean(b), variance(b)))
    assert told is not None
    assert told["a_head"] == pytest.approx(mean(a) - mean(b), abs=0.005)
    width = 1.976 * (variance(a) / 90 + variance(b) / 70) ** 0.5  # t of some 150 degrees
    assert told["high"] - told["low"] == pytest.approx(2 * width, abs=0.02)
    assert told["sure"]


def test_too_few_say_nothing() -> None:
    assert welch(Side(29, 5, 10, 4), Side(500, 5, 1, 4)) is None
    assert welch(Side(40, 0, 0, 0), Side(40, 0, 0, 0)) == {"a_head": 0, "low": 0, "high": 0, "sure": False}
