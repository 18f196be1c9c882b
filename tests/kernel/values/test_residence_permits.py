"""Residence permits of Hong Kong (81), Macao (82) and Taiwan (83) people: other libraries refuse the first and last."""

import datetime as dt
import random

import pytest
from id_validator import validator
from stdnum.iso7064 import mod_11_2

from zhike.kernel.values import Bad, identity_number

PLACES = {"810000": "810000", "820000": "820000", "830000": "710000"}
CHECKS = "0123456789X"


def numbers(start: str, count: int = 100) -> list[tuple[str, dt.date]]:
    """Numbers of people of any age, with the check character as ISO 7064 has it."""
    chance = random.Random(start)
    made = []
    for _ in range(count):
        born = dt.date(1930, 1, 1) + dt.timedelta(days=chance.randrange(34_000))
        body = f"{start}{born:%Y%m%d}{chance.randrange(1, 1000):03}"
        made.append((body + mod_11_2.calc_check_digit(body), born))
    return made


@pytest.mark.slow
@pytest.mark.parametrize("start", PLACES)
def test_they_are_taken_and_read(start: str) -> None:
    for number, born in numbers(start):
        assert identity_number.parse(number) == number
        assert identity_number.parse(f" {number[:6]} {number[6:14]} {number[14:].lower()} ") == number
        assert identity_number.birthday(number) == born
        assert identity_number.region(number) == PLACES[start]
        assert identity_number.sex(number) == ("male" if int(number[16]) % 2 else "female")
        assert validator.is_valid(number)


@pytest.mark.parametrize("start", PLACES)
def test_no_other_check_character_is_taken(start: str) -> None:
    for number, _ in numbers(start, 20):
        for other in CHECKS.replace(number[17], ""):
            with pytest.raises(Bad) as caught:
                identity_number.parse(number[:17] + other)
            assert caught.value.code == "identity_number.check"


@pytest.mark.parametrize("start", PLACES)
def test_a_day_that_never_was(start: str) -> None:
    body = f"{start}19900231001"
    with pytest.raises(Bad) as caught:
        identity_number.parse(body + mod_11_2.calc_check_digit(body))
    assert caught.value.code == "identity_number.date"


@pytest.mark.parametrize("start", ["840000", "800000"])
def test_a_place_that_is_none(start: str) -> None:
    body = f"{start}19900201001"
    with pytest.raises(Bad) as caught:
        identity_number.parse(body + mod_11_2.calc_check_digit(body))
    assert caught.value.code == "identity_number.region"
