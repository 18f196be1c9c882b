import json

import pytest

from tests.kernel.values.material import lines
from zhike.kernel.values import Bad, email

CASES: list[tuple[str, str]] = [tuple(json.loads(line)) for line in lines("is_email.jsonl")]


def accepted(address: str) -> bool:
    try:
        value = email.parse(address)
    except Bad:
        return False
    assert email.parse(value) == value
    return True


def test_every_error_of_is_email_is_refused() -> None:
    errors = [address for category, address in CASES if category == "ERR"]
    assert len(errors) == 66
    assert [address for address in errors if accepted(address)] == []


def test_the_valid_of_is_email_are_accepted() -> None:
    valid = [address for category, address in CASES if category == "VALID"]
    assert len(valid) == 14
    assert [address for address in valid if not accepted(address)] == ["test@io"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("li.wei＠qq.com", "li.wei@qq.com"),
        ("Li.Wei@QQ.COM", "Li.Wei@qq.com"),
        (" a+b@c-d.com.cn ", "a+b@c-d.com.cn"),
        ("mailto:a@b.com?subject=x", "a@b.com"),
        ("张三 <a@b.cn>", "a@b.cn"),
        ("a@xn--fsqu00a.com", "a@例子.com"),
        ("用户@例子.公司", "用户@例子.公司"),
        ("jinguiying@44.cn", "jinguiying@44.cn"),
        ("owner@demo.example", "owner@demo.example"),
    ],
)
def test_normal_form(raw: str, expected: str) -> None:
    assert email.parse(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("zhang@", "email.no_domain"),
        ("无", "email.no_at"),
        ("a@b.cn; c@d.cn", "email.several"),
        ("x" * 65 + "@b.com", "email.too_long"),
        ("a@" + "b" * 64 + ".com", "email.bad_domain"),
        ("a..b@c.com", "email.not_an_email"),
        ("a@b.local", "email.bad_domain"),
        ("a@b.com\nBcc: c@d.com", "email.several"),
        (12, "email.not_an_email"),
    ],
)
def test_refused(raw: object, code: str) -> None:
    with pytest.raises(Bad) as caught:
        email.parse(raw)
    assert caught.value.code == code


def test_key_and_mask() -> None:
    assert email.match_key("Li.Wei@qq.com") == "li.wei@qq.com"
    assert email.mask("guoming@example.com") == "g***@example.com"
