"""An `except` names what it expects. One that catches everything must raise again, or it hides what nobody thought of.

`# broad except: reason` marks the few at the edge of a process (a job's runner, a request's last resort).
"""

import ast
from collections.abc import Iterator

from tests.house_rules.source import Finding, Source

ESCAPE = "broad except"
BROAD = {"Exception", "BaseException"}


def check(source: Source) -> Iterator[Finding]:
    if not source.python:
        return
    for node in source.nodes():
        broad = isinstance(node, ast.ExceptHandler) and _broad(node.type) and not _raises(node)
        if broad and not source.escaped(node.lineno, ESCAPE):
            message = f"catches everything; name what is expected, raise again, or say # {ESCAPE}: why"
            yield Finding(source.path, node.lineno, message)


def _broad(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(_broad(part) for part in kind.elts)
    return kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD)


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for part in handler.body for node in ast.walk(part))


GOOD = [
    ("src/zhike/a.py", "try:\n    f()\nexcept ValueError:\n    pass\n"),
    ("src/zhike/a.py", "try:\n    f()\nexcept BaseException:\n    undo()\n    raise\n"),
    (
        "src/zhike/a.py",
        "try:\n    f()\nexcept Exception:  # broad except: one bad job must not end the worker\n    log()\n",
    ),
]
BAD = [
    ("src/zhike/a.py", "try:\n    f()\nexcept Exception:\n    pass\n"),
    ("src/zhike/a.py", "try:\n    f()\nexcept:\n    pass\n"),
    ("src/zhike/a.py", "try:\n    f()\nexcept (ValueError, Exception):\n    pass\n"),
]
