"""A-42: thousands of generated requests, good and bad: no server error, no status and no body that is not described."""

from __future__ import annotations

import re
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.connect.company import Company, found
from tests.connect.live import serving
from zhike.kernel import registry

CONFIG = Path(__file__).with_name("schemathesis.toml")
SEED = 20261121
# Revoking the very token that the run uses would end it; `test_tokens` revokes.
LEFT_OUT = ("tokens_revoke",)


def filled() -> Company:
    """A company with a few records, so that ids lead somewhere."""
    company = found()
    api = company.program()
    for number in range(3):
        customer = api.post("/customers", {"name": f"客户{number}", "tags": ["重点"]}).ok(201)["id"]
        api.post("/interactions", {"customer": customer, "content": "电话"}).ok(201)
        api.post("/contacts", {"customer": customer, "name": "联系人"}).ok(201)
    return company


def generate(token: str | None, tmp_path: Path, *options: str, seed: int = SEED) -> str:
    """Run schemathesis with every check against a real server; gives its report, which names the seed."""
    with serving() as address:
        left_out = [part for name in LEFT_OUT for part in ("--exclude-operation-id", name)]
        command = [
            str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIG), "run",
            f"{address}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}", "--seed", str(seed),
            # One thread: Python 3.11 counts the depth of `ast.parse` for all threads together, and then disbelieves it.
            "--workers", "1", "--continue-on-failure", "--suppress-health-check", "all", "--no-color",
            "--generation-database", "none", "--warnings", "off", *left_out, *options,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    report = done.stdout + done.stderr
    (tmp_path / "report.txt").write_text(report)
    assert done.returncode == 0, report[-20_000:]
    return report


def cases(report: str) -> int:
    """How many requests were made."""
    match = re.search(r"(\d+) generated", report)
    return int(match[1]) if match else 0


# Objects share their handlers: some of them, and whatever is not about one object, stand for all but in a long run.
NOT_OF_AN_OBJECT = r"^/api/v1/(changes|files|imports|jobs|me|meta|regions|search|tokens|workdays)(/|$)"


@pytest.mark.slow
def test_generated_requests_to_every_kind_of_operation(database: None, tmp_path: Path) -> None:
    chosen = rf"^/api/v1/(customers|code_rules)(/|$)|{NOT_OF_AN_OBJECT}"
    asked = ("--phases", "fuzzing,stateful", "--max-examples", "2", "--include-path-regex", chosen)
    report = generate(filled().program().token, tmp_path, *asked)
    assert cases(report) > 100


@pytest.mark.soak
def test_the_edges_of_operations(database: None, tmp_path: Path) -> None:
    report = generate(filled().program().token, tmp_path, "--phases", "coverage")
    assert cases(report) > 100


@pytest.mark.soak
def test_generated_requests_to_every_operation(database: None, tmp_path: Path) -> None:
    report = generate(filled().program().token, tmp_path, "--phases", "fuzzing,stateful", "--max-examples", "2")
    assert cases(report) > 300


# Objects share their handlers: fewer requests to each of the others give every one of these more than that.
WHOLE = ("customer", "person", "import_source", "self_service", "web_form")  # with operations of their own
AT_LENGTH = (("200", "--exclude-path-regex"), ("20", "--include-path-regex"))


@pytest.mark.soak
def test_every_role_at_length(database: None, tmp_path: Path) -> None:
    """Two at a time, as the time goes into inventing requests; each in a company of its own, which it upsets."""
    others = rf"^/api/v1/({'|'.join(sorted(one.plural for one in registry.declared() if one.name not in WHOLE))})(/|$)"
    tokens = {}
    for role in ("owner", "manager", "sales", "steward"):
        company = filled()
        person = company.owner if role == "owner" else company.colleague(role)
        tokens[role] = company.program(person).token

    def requests(role: str) -> int:
        made = 0
        for examples, chosen in AT_LENGTH:
            place = tmp_path / role / examples
            place.mkdir(parents=True)
            asked = ("--phases", "fuzzing", "--max-examples", examples, chosen, others)
            made += cases(generate(tokens[role], place, *asked, seed=secrets.randbelow(2**31)))
        return made

    with ThreadPoolExecutor(2) as both:
        assert all(made > 10_000 for made in both.map(requests, tokens))
