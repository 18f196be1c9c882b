import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat

from zhike.kernel.values import Bad, phone


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("13800138000", "+8613800138000"),
        (13800138000, "+8613800138000"),
        (13800138000.0, "+8613800138000"),
        ("１５１４４７２３７３４", "+8615144723734"),
        ("154-7201-7909", "+8615472017909"),
        ("138 0013 8000", "+8613800138000"),
        ("+86 17580515588", "+8617580515588"),
        ("0086-13800138000", "+8613800138000"),
        ("8613800138000", "+8613800138000"),
        ("013800138000", "+8613800138000"),
        ("手机：13800138000", "+8613800138000"),
        ("13800138000（微信同号）", "+8613800138000"),
        ("0755-15643450", "+8675515643450"),
        ("（0755）26543210", "+8675526543210"),
        ("755-26543210", "+8675526543210"),
        ("010 6552 9988", "+861065529988"),
        ("021-6552998", "+86216552998"),
        ("+86(0)755 26543210", "+8675526543210"),
        ("0755—26543210-801", "+8675526543210;ext=801"),
        ("0755-26543210转801", "+8675526543210;ext=801"),
        ("0755 26543210 ext 801", "+8675526543210;ext=801"),
        ("075526543210#801", "+8675526543210;ext=801"),
        ("0755-26543210(801)", "+8675526543210;ext=801"),
        ("tel:+86-755-26543210;ext=801", "+8675526543210;ext=801"),
        ("13800138000转1234", "+8613800138000;ext=1234"),
        ("400-810-8888", "+864008108888"),
        ("4008108888转2", "+864008108888;ext=2"),
        ("800 810 8888", "+868008108888"),
        ("+1 415-555-2671", "+14155552671"),
        ("001 415 555 2671", "+14155552671"),
        ("+1 (415) 555-2671 ext. 9", "+14155552671;ext=9"),
        ("+852 2345 6789", "+85223456789"),
        ("+44 (0)20 7946 0018", "+442079460018"),
    ],
)
def test_normal_form(raw: object, expected: str) -> None:
    assert phone.parse(raw) == expected
    assert phone.parse(phone.display(expected)) == expected
    assert phone.parse(phone.display(expected, "en")) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1744091867", "phone.too_short"),
        ("138001380001", "phone.too_long"),
        ("12552295650", "phone.not_a_phone"),
        ("95588", "phone.too_short"),
        ("26543210", "phone.no_area_code"),
        ("0755-1564345", "phone.not_a_phone"),
        ("+999 123456", "phone.unknown_country"),
        ("15255229565 / 12552295650", "phone.several"),
        ("13800138000 13900139000", "phone.several"),
        ("张三", "phone.not_a_phone"),
        ("1-800-FLOWERS", "phone.not_a_phone"),
        ("abc13800138000", "phone.not_a_phone"),
        ("+", "phone.not_a_phone"),
    ],
)
def test_refused(raw: str, code: str) -> None:
    with pytest.raises(Bad) as caught:
        phone.parse(raw)
    assert caught.value.code == code


def test_every_prefix_of_mobile_numbers() -> None:
    for prefix in range(130, 200):
        assert phone.parse(f"{prefix}12345678") == f"+86{prefix}12345678"


@pytest.mark.slow
def test_an_example_of_every_region() -> None:
    regions = phonenumbers.SUPPORTED_REGIONS
    assert len(regions) >= 245
    for region in regions:
        number = phonenumbers.example_number(region)
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        for form in (PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL):
            assert phone.parse(phonenumbers.format_number(number, form)) == e164
        national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        assert phone.parse(national, region=region) == e164
        assert phone.parse(phone.display(e164)) == e164


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("15255229565 / 12552295650", ["15255229565", "12552295650"]),
        ("13800138000、13900139000；0755-26543210", ["13800138000", "13900139000", "0755-26543210"]),
        ("13800138000 13900139000", ["13800138000", "13900139000"]),
        ("138 0013 8000", ["138 0013 8000"]),
        ("0755-26543210/26543211", ["0755-26543210", "0755-26543211"]),
        ("0755-26543210/11", ["0755-26543210", "0755-26543211"]),
        ("+8675526543210;ext=801", ["+8675526543210;ext=801"]),
        (13800138000.0, ["13800138000"]),
        ("", []),
    ],
)
def test_split(cell: object, expected: list[str]) -> None:
    assert phone.split(cell) == expected


def test_area_code_of_the_tenant() -> None:
    assert phone.parse("26543210", area="0755") == "+8675526543210"


def test_display_and_mask() -> None:
    assert phone.display("+8613800138000") == "138 0013 8000"
    assert phone.display("+8675526543210;ext=801") == "0755-26543210 转801"
    assert phone.display("+8675526543210;ext=801", "en") == "0755-26543210 ext. 801"
    assert phone.display("+861065529988") == "010-65529988"
    assert phone.mask("+8613800138000") == "138****8000"
    assert phone.mask("+8675526543210") == "0755-****3210"
    assert phone.mask("+14155552671") == "+1****2671"
