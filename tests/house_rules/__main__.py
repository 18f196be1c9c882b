"""Run every rule over the tree: python -m tests.house_rules."""

import sys

from tests.house_rules.rules import RULES
from tests.house_rules.source import tracked

findings = [finding for source in tracked() for rule in RULES for finding in rule.check(source)]
for found in findings:
    sys.stdout.write(f"{found}\n")
sys.exit(1 if findings else 0)
