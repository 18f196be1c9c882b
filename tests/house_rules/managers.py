"""Records are read and written by the kernel's two paths; `.objects` elsewhere goes around rights, journal and events.

Access may use it, as people sign in before there is an actor. Elsewhere `# manager: reason` marks a use as meant.
"""

import ast
from collections.abc import Iterator

from tests.house_rules.source import Finding, Source

ESCAPE = "manager"
ALLOWED = ("src/zhike/kernel/read", "src/zhike/kernel/write", "src/zhike/access", "tests")
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def check(source: Source) -> Iterator[Finding]:
    if not source.python or source.migration or source.inside(*ALLOWED):
        return
    for node in source.nodes():
        uses = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)
        if uses and node.value.attr in MANAGERS and not source.escaped(node.lineno, ESCAPE):  # type: ignore[attr-defined]
            message = f"`.{node.value.attr}.` outside the read and write path; use them, or say # {ESCAPE}: why"  # type: ignore[attr-defined]
            yield Finding(source.path, node.lineno, message)


GOOD = [
    ("src/zhike/kernel/read/rows.py", "Customer.objects.filter(id=1)\n"),
    ("src/zhike/access/sign_in.py", "Person.objects.get(id=1)\n"),
    ("src/zhike/domains/customers/migrations/0002_fill.py", "Customer.objects.all()\n"),
    ("src/zhike/engines/a.py", "Job.objects.get(id=1)  # manager: procrastinate's own table\n"),
    ("src/zhike/engines/a.py", "for objects in meta.objects:\n    pass\n"),
]
BAD = [
    ("src/zhike/engines/a.py", "Customer.objects.filter(id=1)\n"),
    ("src/zhike/domains/customers/a.py", "model._default_manager.create()\n"),
]
