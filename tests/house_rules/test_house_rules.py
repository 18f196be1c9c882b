"""Each rule accepts its good examples and finds its bad ones."""

import pytest

from tests.house_rules.rules import RULES
from tests.house_rules.source import Source

GOOD = [(rule, Source(*example)) for rule in RULES for example in rule.GOOD]
BAD = [(rule, Source(*example)) for rule in RULES for example in rule.BAD]


@pytest.mark.parametrize(("rule", "source"), GOOD)
def test_a_good_example_passes(rule, source):
    assert list(rule.check(source)) == []


@pytest.mark.parametrize(("rule", "source"), BAD)
def test_a_bad_example_is_found(rule, source):
    assert list(rule.check(source))
