"""The table of the security standard is whole, and each test that it names is there."""

import ast
import re
from collections import Counter

from django.conf import settings

PAGE = settings.ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)*)`")


def test_no_requirement_is_missing() -> None:
    """70 of level 1 and 183 of level 2, as the standard has them, in its order."""
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert Counter(level for _, level, *_ in rows) == {"1": 70, "2": 183}
    numbers = [tuple(map(int, number.split("."))) for number, *_ in rows]
    assert numbers == sorted(set(numbers))
    assert {chapter for chapter, *_ in numbers} == set(range(1, 18))


def test_each_test_that_is_named_exists() -> None:
    named = TEST.findall(PAGE.read_text("utf-8"))
    assert len(named) > 100
    for file, parts in set(named):
        body = ast.parse((settings.ROOT / file).read_text("utf-8")).body
        for part in filter(None, parts.split("::")):
            found = [one for one in body if isinstance(one, ast.ClassDef | ast.FunctionDef) and one.name == part]
            assert found, f"{file}{parts}"
            body = found[0].body


def test_what_no_test_holds_has_a_reason() -> None:
    for number, _, _, answer in ROW.findall(PAGE.read_text("utf-8")):
        told = re.match(r"(by design|partly|not yet|n/a|the operator|`(tests|docs)/)", answer)
        assert told, number
