"""A file of code stays under 400 lines; a longer one holds two ideas."""

from collections.abc import Iterator

from tests.house_rules.source import Finding, Source

LIMIT = 400
SUFFIXES = (".py", ".ts", ".tsx")


def check(source: Source) -> Iterator[Finding]:
    counted = source.path.endswith(SUFFIXES) or source.path == "zhike"
    if counted and not source.migration and not source.generated and len(source.lines) > LIMIT:
        yield Finding(source.path, LIMIT + 1, f"{len(source.lines)} lines; split it (at most {LIMIT})")


GOOD = [
    ("src/zhike/a.py", "x = 1\n" * 400),
    ("src/zhike/kernel/migrations/0001_initial.py", "x = 1\n" * 900),
    ("web/src/schema/api.gen.ts", "x\n" * 900),
    ("docs/long.md", "x\n" * 900),
]
BAD = [("src/zhike/a.py", "x = 1\n" * 401), ("web/src/app/main.tsx", "x\n" * 401)]
