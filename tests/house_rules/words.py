"""Words that no file may have: notes to do something later (file an issue), and names of package registries' hosts
(they differ from place to place; what is fetched from where is the machine's business)."""

import re
from collections.abc import Iterator

from tests.house_rules.source import Finding, Source

LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
HOSTS = re.compile(
    "|".join(
        re.escape(host)
        for host in (
            "pypi" + ".org",
            "pythonhosted" + ".org",
            "npmjs" + ".org",
            "npmjs" + ".com",
            "deb.debian" + ".org",
        )
    )
    + r"|registry\.[a-z0-9-]+\.(?:com|org|net|cn|io)\b|mirrors?\.[a-z0-9-]+\.(?:com|org|edu|net|cn)\b"
)
CODE = (".py", ".ts", ".tsx", ".css", ".sh", ".toml", ".yml", ".yaml", "zhike", ".ci/run")


def check(source: Source) -> Iterator[Finding]:
    for number, line in enumerate(source.lines, 1):
        if source.path.endswith(CODE) and LATER.search(line):
            yield Finding(source.path, number, "a note for later; do it or file an issue")
        if HOSTS.search(line):
            yield Finding(source.path, number, "names the host of a package registry")


GOOD = [("src/zhike/a.py", "todo = tasks()\n"), ("web/package-lock.json", '{"version": "1.0"}\n')]
BAD = [
    ("src/zhike/a.py", "x = 1  # TO" + "DO: more\n"),
    ("web/src/a.ts", "// FIX" + "ME\n"),
    ("web/package-lock.json", '{"resolved": "https://registry.npmjs' + '.org/a.tgz"}\n'),
    ("requirements/base.txt", "--index-url https://pypi" + ".org/simple\n"),
]
