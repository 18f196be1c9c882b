"""Imports stand at the top of a file. One inside a function hides a cycle; `# late import: reason` says why it must."""

import ast
from collections.abc import Iterator

from tests.house_rules.source import Finding, Source

ESCAPE = "late import"


def check(source: Source) -> Iterator[Finding]:
    if not source.python:
        return
    for function in source.nodes():
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom) and not source.escaped(node.lineno, ESCAPE):
                yield Finding(source.path, node.lineno, f"import inside a function; move it up, or say # {ESCAPE}: why")


GOOD = [
    ("src/zhike/a.py", "import os\n\ndef f():\n    return os.sep\n"),
    ("src/zhike/a.py", "def f():\n    import os  # late import: models are not ready when this module is read\n"),
    ("src/zhike/a.py", "def f():\n    # late import: heavy, and only this command needs it\n    import os\n"),
]
BAD = [
    ("src/zhike/a.py", "def f():\n    import os\n"),
    ("src/zhike/a.py", "async def f():\n    from os import sep\n"),
    ("src/zhike/a.py", "def f():\n    import os  # late import:\n"),
]
