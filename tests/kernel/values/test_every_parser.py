"""What holds for every parser: only `Bad` is raised, a normal form parses to itself, every refusal has its words."""

import datetime as dt
import json
import pickle
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhike.kernel.values
from tests.kernel.values.material import PARSERS, naughty
from zhike.kernel.values import Bad, email, phone, region

VALUES = Path(zhike.kernel.values.__file__).parent
CATALOGUES = {
    language: json.loads((VALUES.parent / "catalogue" / f"values.{language}.json").read_text("utf-8"))
    for language in ("zh-CN", "en")
}
ODD = [
    *(True, False, 0, -1, 60, 2**63, 10**400, 1.5, -0.0, float("nan"), float("inf"), 1e300),
    *(Decimal("NaN"), Decimal("1e999"), Decimal("-0.00"), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.time(9)),
    *(dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31, 23, tzinfo=dt.timezone(-dt.timedelta(hours=12)))),
    *([], {}, [[]], b"x", object(), ["a", 1, None], ["\0"], "\ud800", "\0", "a\0b", "\u202e", "\u200b", "\u3000"),
    *("９" * 50, "1" * 5000, "(" * 300, "a@" * 300, "日" * 300, "闰" * 60, "初" * 60, "+" * 50, "86" * 50),
    *("广东" * 200, "上海" * 500, "12.5.1990" * 9, "1,000" * 30, "¥" * 150, "元" * 150),
]
# Texts near what the parsers know, which plain random text never is.
PIECES = """
0 1 2 7 9 13 138 0013 8000 0755 86 +86 400 +1 415 00 - -- + . , / : ; ext= 转 # ( ) （ ） ， 、 年 月 日 号 农历
闰 正 腊 初 十 廿 三 二〇二六 2026 1990 29 30 31 12 24 T Z 上午 下午 pm ¥ ￥ 元 万 亿 % e E _ @ ＠ qq.com .cn
mailto: http:// https:// www. example 例子 [::1] 北京 上海市 广东省 深圳市 南山区 朝阳 朝阳区 吉林 市 区 县 路
11 44 03 05 X x lunar: 是 否 Won １ ９ A a é 𠮷 👨‍👩‍👧 '
"""
PIECES_AND_BLANKS = [*PIECES.split(), " ", "\u3000", "\n", "\t", "\u200b", "\u202e", "\u0301"]
NEARLY = st.lists(st.sampled_from(PIECES_AND_BLANKS), min_size=1, max_size=9).map("".join)


def try_parser(name: str, raw: object) -> None:
    parse = PARSERS[name]
    try:
        value = parse(raw)
    except Bad as bad:
        refused: Bad | None = bad
    else:
        refused = None
    if refused:
        assert all(words[refused.code].format(**refused.data) for words in CATALOGUES.values())
        return
    assert parse(value) == value
    if isinstance(value, str):
        value.encode()
        assert "\0" not in value


@pytest.mark.parametrize("name", PARSERS)
def test_odd_values_are_refused_or_read(name: str) -> None:
    for raw in [*ODD, *naughty()]:
        try_parser(name, raw)


@pytest.mark.slow
@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(
    raw=st.one_of(NEARLY, st.text(max_size=40), st.integers(), st.floats(), st.datetimes(), st.dates(), st.decimals())
)
def test_only_bad_is_raised_and_a_normal_form_stays(name: str, raw: object) -> None:
    try_parser(name, raw)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(raw=st.one_of(NEARLY, st.text(max_size=40)))
def test_what_reads_on_from_a_normal_form_never_fails(raw: str) -> None:
    phone.split(raw)
    for parse in (region.parse, lambda value: region.parse_cells(value, None, value)):
        try:
            code, rest = parse(raw)
        except Bad:
            continue
        assert region.names(code)
        assert rest in " ".join(raw.split()) or rest in f"{' '.join(raw.split())} {' '.join(raw.split())}"
    try:
        value = phone.parse(raw)
    except Bad:
        pass
    else:
        assert phone.parse(phone.display(value)) == value
        assert phone.parse(phone.display(value, "en")) == value
        assert phone.mask(value) != value
    try:
        address = email.parse(raw)
    except Bad:
        return
    assert email.mask(address).endswith(address.rpartition("@")[2])


def test_every_code_has_words_and_every_words_a_code() -> None:
    source = "\n".join(file.read_text("utf-8") for file in VALUES.glob("*.py"))
    raised = set(re.findall(r'"((?:[a-z_]+)\.(?!json|txt|tsv|py\b)[a-z_]+)"', source))
    assert raised == set(CATALOGUES["en"]) == set(CATALOGUES["zh-CN"])


def test_both_languages_use_the_same_data() -> None:
    for code, english in CATALOGUES["en"].items():
        names = [set(re.findall(r"(?<!\{)\{(\w+)\}", words)) for words in (english, CATALOGUES["zh-CN"][code])]
        assert names[0] <= names[1] | {"value"}, code


def test_bad_travels_between_processes() -> None:
    bad = pickle.loads(pickle.dumps(Bad("phone.too_short", digits=3)))
    assert (bad.code, bad.data) == ("phone.too_short", {"digits": 3})
