import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.values.material import OPTIONS, naughty
from zhike.kernel.values import Bad, boolean, choice, code, empty, number, phone, spreadsheet, tags, url

SIGNS = st.text(alphabet="=+-@＝＋－＠'\t\r\n 1a\u200b\ufeff−", max_size=8)


def test_boolean() -> None:
    assert all(boolean.parse(raw) is True for raw in ("是", "有", "√", "✓", "Y", "TRUE", "１", 1, 1.0, True, "✔\ufe0f"))
    assert all(boolean.parse(raw) is False for raw in ("否", "无", "×", "N", "false", 0, 0.0, False, "没有"))
    for raw in ("男", "maybe", 2, None, ""):
        with pytest.raises(Bad):
            boolean.parse(raw)


def test_empty() -> None:
    assert all(
        map(
            empty.is_empty,
            [None, "", " ", "无", "N/A", "暂无", "待补", "—", "－", "/", "NULL", "#N/A", "（空）", float("nan")],
        )
    )
    assert not any(map(empty.is_empty, [0, False, "0", "否", "无锡", "a", "去年"]))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("VIP、母婴", ["VIP", "母婴"]),
        ("生鲜|高频", ["生鲜", "高频"]),
        ("美妆;母婴；vip，VIP", ["美妆", "母婴", "vip"]),
        ("美妆 母婴", ["美妆", "母婴"]),
        ("big client", ["big client"]),
        ("big client，VIP", ["big client", "VIP"]),
        ("#美妆 #母婴", ["美妆", "母婴"]),
        ("a  b", ["a", "b"]),
        (["a/b", " c "], ["a/b", "c"]),
        (2026, ["2026"]),
        ("、", []),
    ],
)
def test_tags(raw: object, expected: list[str]) -> None:
    assert tags.parse(raw) == expected


def test_tags_refused() -> None:
    with pytest.raises(Bad, match="too_many"):
        tags.parse(",".join(map(str, range(200))))
    with pytest.raises(Bad, match="not_tags"):
        tags.parse({"a": 1})


def test_choice() -> None:
    assert [choice.parse(raw, OPTIONS) for raw in ("won", "赢单", "WON", "丢单", "贏單")] == [
        "won",
        "won",
        "won",
        "lost",
        "won",
    ]
    assert choice.parse_many("赢单、丢单;won", OPTIONS) == ["won", "lost"]
    with pytest.raises(Bad, match="unknown"):
        choice.parse("别的", OPTIONS)
    # a code stands above another option's label
    assert choice.parse("b", choice.table([("a", ["b"]), ("b", ["a"])])) == "b"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("www.baidu.com", "https://www.baidu.com"),
        ("HTTPS://WWW.Baidu.com/A?b=C", "https://www.baidu.com/A?b=C"),
        ("http://www.baidu.com/", "http://www.baidu.com"),
        ("https://例子.公司/路径?查=询", "https://例子.公司/路径?查=询"),
        ("ｗｗｗ．ａ．ｃｏｍ／x", "https://www.a.com/x"),
        ("http：//www.qq.com", "http://www.qq.com"),
        ("a.com:8080/x", "https://a.com:8080/x"),
        ("http://a.com:80/x", "http://a.com/x"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_url(raw: str, expected: str) -> None:
    assert url.parse(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("java\tscript:alert(1)", "not_a_url"),
        ("http://user:pw@a.com", "password"),
        ("http://x", "host"),
        ("无", "host"),
        ("http://999.1.1.1", "host"),
        ("http://a b.com", "not_a_url"),
        ("http://a.com:99999", "not_a_url"),
        ("http://a.com/" + "x" * 2000, "too_long"),
    ],
)
def test_url_refused(raw: str, code: str) -> None:
    with pytest.raises(Bad) as caught:
        url.parse(raw)
    assert caught.value.code == f"url.{code}"


def test_code_pattern() -> None:
    day = dt.date(2026, 9, 3)
    pattern = code.compile_pattern("C{yyyy}{seq:6}")
    assert pattern.render(1, day) == "C2026000001"
    assert pattern.render(12_345_678, day) == "C202612345678"
    assert pattern.period(day) == "C2026{seq}" != pattern.period(dt.date(2027, 1, 1))
    assert pattern.sequence("C2026000123", day) == 123
    assert pattern.sequence("C2025000123", day) is None
    assert pattern.shape.fullmatch("C2025000123")
    assert code.compile_pattern("客-{yy}{mm}{dd}-{seq}").render(7, day) == "客-260903-0007"
    assert code.compile_pattern("{seq:1}").period(day) == code.compile_pattern("{seq:1}").period(dt.date(2030, 1, 1))
    assert code.parse(" ＫＨ０００１ ") == "KH0001"


@pytest.mark.parametrize(
    ("pattern", "error"),
    [
        ("C", "no_seq"),
        ("{seq}{seq}", "many_seq"),
        ("{year}{seq}", "unknown_part"),
        ("{seq:0}", "width"),
        ("{seq:13}", "width"),
        ("{seq:x}", "width"),
        ("C {seq}", "literal"),
        ("{{seq}", "literal"),
        ("x" * 61, "pattern_too_long"),
        ("{check}{seq}", "check_not_last"),
        ("{seq}{check}{check}", "check_not_last"),
        ("C{check}", "no_seq"),
    ],
)
def test_code_pattern_refused(pattern: str, error: str) -> None:
    with pytest.raises(Bad) as caught:
        code.compile_pattern(pattern)
    assert caught.value.code == f"code.{error}"


@given(
    st.integers(0, 10**12),
    st.dates(dt.date(1990, 1, 1)),
    st.sampled_from(["{seq:4}", "A{yy}-{seq}", "{seq:2}/{mm}{yyyy}", "K{yyyy}-{seq:3}{check}"]),
)
def test_a_code_gives_its_sequence_back(seq: int, day: dt.date, pattern: str) -> None:
    compiled = code.compile_pattern(pattern)
    rendered = compiled.render(seq, day)
    assert compiled.sequence(rendered, day) == seq
    assert compiled.shape.fullmatch(rendered)
    assert code.parse(rendered) == rendered


@given(st.integers(0, 10**9), st.integers(0, 12), st.integers(1, 9))
def test_a_check_digit_tells_a_wrong_digit_and_neighbours_changed(seq: int, place: int, more: int) -> None:
    pattern = code.compile_pattern("K{yyyy}-{seq:9}{check}")
    right = pattern.render(seq, dt.date(2026, 9, 3))
    assert pattern.right(right)
    digits = [at for at, one in enumerate(right) if one.isdigit()]
    at = digits[place % len(digits)]
    wrong = right[:at] + str((int(right[at]) + more) % 10) + right[at + 1 :]
    assert not pattern.right(wrong)
    if right[at : at + 2].isdigit() and len(set(right[at : at + 2])) == 2:
        assert not pattern.right(right[:at] + right[at + 1] + right[at] + right[at + 2 :])


@given(st.one_of(st.text(), SIGNS, st.sampled_from(naughty())))
def test_neutralised_cells_come_back_unchanged(cell: str) -> None:
    safe = spreadsheet.neutralise(cell)
    assert spreadsheet.restore(safe) == cell
    plain = safe.lstrip("+-").replace(",", "").replace(".", "").replace("%", "").replace("e", "").replace("E", "")
    assert safe[:1] not in {*"=+-@\t\r＝＋－＠"} or plain.replace("+", "").replace("-", "").isdigit()


def test_numbers_and_phones_survive() -> None:
    for cell in ("-12.50", "-1,280.00", "+5", "-3%", "1e-5", "+8613800138000"):
        assert spreadsheet.neutralise(cell) == cell == spreadsheet.restore(cell)
    for cell in ("=1+1", "-2+3", "@SUM(A1)", "＝1", "\t=1", "+8613800138000;ext=1", "-", "'=1", " =1"):
        assert spreadsheet.neutralise(cell) == "'" + cell
    assert number.parse_money(spreadsheet.restore(spreadsheet.neutralise("-12.50"))) == number.parse_money("-12.50")
    assert phone.parse(spreadsheet.restore(spreadsheet.neutralise("+86 138 0013 8000"))) == "+8613800138000"
