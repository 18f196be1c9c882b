"""All the rules."""

from tests.house_rules import broad_except, late_imports, managers, output, sizes, words

RULES = (broad_except, late_imports, managers, output, sizes, words)
