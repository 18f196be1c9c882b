from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.kernel.values import Bad, number


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("¥1,280.00", "1280.00"),
        ("￥ 1280", "1280.00"),
        ("１，２８０.００元", "1280.00"),
        ("3.2万", "32000.00"),
        ("1.5亿元", "150000000.00"),
        ("RMB 3,000.5", "3000.50"),
        ("人民币：3万元整", "30000.00"),
        ("(1,200)", "-1200.00"),
        ("¥(1,200.50)", "-1200.50"),
        ("-¥5", "-5.00"),
        ("¥−5", "-5.00"),
        ("681.30", "681.30"),
        (1280, "1280.00"),
        (0.1 + 0.2, "0.30"),
        ("-0", "0.00"),
        ("3w", "30000.00"),
        ("1 280 000", "1280000.00"),
        ("$12", "12.00"),
    ],
)
def test_money(raw: object, expected: str) -> None:
    assert str(number.parse_money(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1.234", "number.too_many_places"),
        ("12%", "number.not_a_number"),
        ("1,28", "number.not_a_number"),
        ("1.280,00", "number.not_a_number"),
        ("12¥34", "number.not_a_number"),
        ("--5", "number.not_a_number"),
        ("(-5)", "number.not_a_number"),
        ("NaN", "number.not_a_number"),
        (float("inf"), "number.not_a_number"),
        ("1e99", "number.too_many_digits"),
        ("约3万", "number.not_a_number"),
        (True, "number.not_a_number"),
    ],
)
def test_money_refused(raw: object, code: str) -> None:
    with pytest.raises(Bad) as caught:
        number.parse_money(raw)
    assert caught.value.code == code


def test_decimal_keeps_its_own_places_and_reads_per_cent() -> None:
    assert str(number.parse_decimal("1.50")) == "1.5"
    assert str(number.parse_decimal("1200")) == "1200"
    assert str(number.parse_decimal("12.5%")) == "0.125"
    assert str(number.parse_decimal("1E+3")) == "1000"
    assert str(number.parse_decimal("2.345", places=2, rounding=True)) == "2.35"
    with pytest.raises(Bad, match="too_many_digits"):
        number.parse_decimal("12345.6", places=2, digits=6)
    with pytest.raises(Bad, match="too_small"):
        number.parse_decimal("-1", low=0)


@pytest.mark.parametrize(
    ("raw", "expected"), [("1087", 1087), (3.0, 3), ("3.2万", 32000), ("１，０００", 1000), (" 7 ", 7), (-2, -2)]
)
def test_integer(raw: object, expected: int) -> None:
    assert number.parse_integer(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code"), [("3.5", "not_whole"), (2**63, "too_large"), ("9" * 30, "too_large"), (True, "not_a_number")]
)
def test_integer_refused(raw: object, code: str) -> None:
    with pytest.raises(Bad) as caught:
        number.parse_integer(raw)
    assert caught.value.code == f"number.{code}"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_what_is_written_is_read(value: Decimal) -> None:
    for form in ("{:f}", "{:,f}", "{:,f}元", "¥{:,f}", " {:f} "):
        assert number.parse_money(form.format(value)) == value
