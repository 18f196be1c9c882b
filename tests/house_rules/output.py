"""Only the console module (and the launcher, which runs before there is one) writes to the terminal."""

import ast
from collections.abc import Iterator

from tests.house_rules.source import Finding, Source


def check(source: Source) -> Iterator[Finding]:
    if not source.python or not source.inside("src"):
        return
    for node in source.nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "pprint"}:
            yield Finding(source.path, node.lineno, "print; use zhike.project.console or a logger")


GOOD = [("src/zhike/a.py", "console.say('x')\n"), ("tests/a.py", "print('x')\n")]
BAD = [("src/zhike/a.py", "print('x')\n")]
