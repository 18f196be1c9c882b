"""All the rules."""

from tests.house_rules import broad_except, late_imports, managers, network, output, sizes, words

RULES = (broad_except, late_imports, managers, network, output, sizes, words)
