import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.values.material import naughty
from zhike.kernel.values import Bad, text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  a  b ", "a b"),
        ("陕西　嘉泰\u200b科技\n有限公司", "陕西 嘉泰科技 有限公司"),
        ("李\U00020bb7", "李𠮷"),
        ("e\u0301", "é"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("家 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈", "家 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈"),
        ("a\u200db", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("a\U000e0041\U000e0042", "a"),
        (3.0, "3"),
        (13800138000.0, "13800138000"),
        (True, "TRUE"),
    ],
)
def test_one_line(raw: object, expected: str) -> None:
    assert text.parse(raw) == expected


def test_refusals() -> None:
    for raw, code in [
        ("a\0b", "text.nul"),
        ("a\ud800", "text.surrogate"),
        ("\u200b\u202e", "text.empty"),
        ([], "text.not_text"),
    ]:
        with pytest.raises(Bad) as caught:
            text.parse(raw)
        assert caught.value.code == code
    with pytest.raises(Bad) as caught:
        text.parse("𠮷" * 10_000, max_length=120)
    assert caught.value.data == {"length": 10_000, "max": 120}


def test_long_text_keeps_its_lines() -> None:
    assert text.parse_long("\r\n 一\u2028二  \r\n\r\n三\t四\n") == " 一\n二\n\n三\t四"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ科技（深圳）", "abc科技(深圳)"),
        ("臺灣龍門", "台湾龙门"),
        ("Straße", "STRASSE"),
        ("ﾃｽﾄ", "テスト"),
        ("é", "E\u0301"),
        ("①", "1"),
    ],
)
def test_fold_brings_spellings_together(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@given(st.one_of(st.text(), st.sampled_from(naughty())))
def test_fold_is_stable(raw: str) -> None:
    assert text.fold(text.fold(raw)) == text.fold(raw)


def test_blank() -> None:
    assert all(map(text.is_blank, [None, "", " ", "\u3000", "\u200b \ufeff", "\n"]))
    assert not any(map(text.is_blank, [0, False, "0", "无", []]))
