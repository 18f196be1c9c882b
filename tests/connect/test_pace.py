"""How fast one may ask: refused with 429 and a time to wait, each person for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.connect.company import Company, Program
from zhike.engines.connect import pace, signed_in
from zhike.kernel.errors import TooMany


@pytest.fixture
def slow(settings) -> Iterator[None]:
    """Three requests a minute."""
    settings.API_REQUESTS_PER_MINUTE = 3
    signed_in.pace.cache_clear()
    yield
    signed_in.pace.cache_clear()


@pytest.mark.usefixtures("slow")
def test_one_too_many_is_refused_with_a_time_to_wait(company: Company, api: Program) -> None:
    for _ in range(3):
        api.get("/customers").ok()
    answer = api.get("/customers")
    answer.refused(429, "request.too_many")
    assert 1 <= int(answer.headers["Retry-After"]) <= 20
    api.post("/customers", {"name": "太快"}).refused(429)
    company.program(company.colleague()).get("/customers").ok()


@pytest.mark.usefixtures("slow")
def test_another_token_of_the_same_person_is_no_way_around(company: Company, api: Program) -> None:
    for _ in range(3):
        api.get("/customers").ok()
    company.program().get("/customers").refused(429)


@pytest.mark.usefixtures("slow")
def test_each_answer_says_how_many_are_left(company: Company, api: Program) -> None:
    for left in (2, 1):
        headers = api.get("/customers").headers
        assert headers["RateLimit-Policy"] == '"person";q=3;w=60'
        said = re.fullmatch(r'"person";r=(\d+);t=(\d+)', headers["RateLimit"])
        assert said is not None
        assert int(said[1]) == left
        assert 20 * (3 - left) - 5 <= int(said[2]) <= 20 * (3 - left)
    assert "RateLimit" in api.get("/customers", limit="much").headers  # of a refusal, too
    assert "RateLimit" not in Program(None).get("/customers").headers


def test_where_there_is_no_limit_none_is_told(settings, company: Company) -> None:
    settings.API_REQUESTS_PER_MINUTE = 0
    signed_in.pace.cache_clear()
    assert "RateLimit" not in company.program().get("/customers").headers
    signed_in.pace.cache_clear()


def test_nothing_is_refused_at_an_ordinary_pace(settings) -> None:
    assert settings.API_REQUESTS_PER_MINUTE == 6000


class TestPace:
    def test_it_fills_again_evenly_and_never_above_the_brim(self) -> None:
        now = [0.0]
        one = pace.Pace(60, clock=lambda: now[0])
        for _ in range(60):
            one.take("li")
        with pytest.raises(TooMany) as caught:
            one.take("li")
        assert caught.value.data["seconds"] == 1
        now[0] += 2
        for _ in range(2):
            one.take("li")
        with pytest.raises(TooMany):
            one.take("li")
        now[0] += 3600
        for _ in range(60):
            one.take("li")
        with pytest.raises(TooMany):
            one.take("li")

    def test_nought_is_no_limit(self) -> None:
        one = pace.Pace(0, clock=lambda: 0.0)
        for _ in range(10_000):
            one.take("li")

    def test_it_does_not_grow_without_end(self) -> None:
        one = pace.Pace(60, clock=lambda: 0.0)
        for number in range(pace.MOST + 10):
            one.take(number)
        assert len(one._held) == pace.MOST
