"""The command line, each command a process of its own, beside a running `up` on the same home."""

import csv
import http.cookiejar
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.running import BOSS, Caller, Up, company, free_port, new_home, zhike

FIELD = {"label_zh": "会员等级", "label_en": "Level", "code": "my_level", "object": "customer", "kind": "text"}
PASSWORD = "qian-li-jiang-ling-1"
COLUMNS = "code,name,phone,my_level"


@pytest.fixture(scope="module")
def caller() -> Iterator[Caller]:
    """A running site with a company and a custom field; the token was made at the terminal."""
    with new_home() as home:
        up = Up(home, free_port()).ready()
        made = Caller(up, company(home))
        made.ok("POST", "/custom_fields", FIELD)
        yield made
        assert up.stop() == 0


def run(caller: Caller, *arguments: str, code: int = 0, said: str = "") -> str:
    """What a command answers on standard output."""
    done = zhike(caller.up.home, *arguments, said=said)
    assert done.returncode == code, (arguments, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done.stdout


def sheet(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["客户编号", "客户名称", "电话", "会员等级"], *rows])
    return path


def customers(caller: Caller) -> list[tuple[str, str, str | None, str | None]]:
    rows = caller.every("customers", COLUMNS)
    return sorted((one["code"], one["name"], one["phone"], one["my_level"]) for one in rows)


@pytest.mark.slow
def test_a_token_reaches_as_far_as_it_says_and_is_all_that_is_said(caller: Caller) -> None:
    said = run(caller, "token", "create", "--person", BOSS, "--scope", "read", "--days", "3")
    assert re.fullmatch(r"zk_\S+\n", said)
    reader = Caller(caller.up, said.strip())
    assert reader.ask("GET", "/customers")[0] == 200
    status, told = reader.ask("POST", "/customers", {"name": "x"})
    assert status == 403, told
    assert Caller(caller.up, said.strip() + "x").ask("GET", "/customers")[0] == 401


@pytest.mark.slow
def test_describe_tells_of_custom_fields(caller: Caller) -> None:
    line = next(one for one in run(caller, "describe", "customer").splitlines() if "my_level" in one)
    assert "text" in line
    assert "custom" in line
    assert "customer " in run(caller, "describe")


@pytest.mark.slow
def test_a_file_goes_in_twice_and_out_again(caller: Caller, tmp_path: Path) -> None:
    upsert = ("import", "--object", "customer", "--mode", "upsert", "--match", "code")
    first = sheet(tmp_path / "a.csv", [["A1", "甲", "13800000001", "金"], ["A2", "乙", "13800000002", ""]])
    assert "2" in run(caller, *upsert, "--dry-run", str(first))
    assert customers(caller) == []
    run(caller, *upsert, str(first))
    expected = [("A1", "甲", "+8613800000001", "金"), ("A2", "乙", "+8613800000002", None)]
    assert customers(caller) == expected

    rows = [["A2", "乙改", "13800000002", "银"], ["A3", "丙", "13800000003", "铜"], ["A4", "丁", "不是电话", ""]]
    second = sheet(tmp_path / "b.csv", rows)
    said = run(caller, *upsert, str(second), code=1)
    refused = [one for one in tmp_path.iterdir() if one.name not in ("a.csv", "b.csv")]
    assert len(refused) == 1
    assert refused[0].name in said
    assert "A4" in refused[0].read_text("utf-8-sig")
    assert "A3" not in refused[0].read_text("utf-8-sig")
    expected[1:] = [("A2", "乙改", "+8613800000002", "银"), ("A3", "丙", "+8613800000003", "铜")]
    assert customers(caller) == expected

    for name in ("out.csv", "out.xlsx"):
        run(caller, "export", "--object", "customer", "--to", str(tmp_path / name), f"--columns={COLUMNS}")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        headings, *out = csv.reader(file)
    assert "会员等级" in headings or "Level" in headings
    assert sorted((one[0], one[1], one[3] or None) for one in out) == [(a, b, d) for a, b, _, d in expected]
    where = json.dumps({"field": "my_level", "op": "is", "value": "铜"})
    run(caller, "export", "--object", "customer", "--to", str(tmp_path / "one.csv"), "--where", where, "--columns=code")
    assert (tmp_path / "one.csv").read_text("utf-8-sig").splitlines()[1:] == ["A3"]
    before = customers(caller)
    run(caller, "import", "--object", "customer", "--mode", "update", "--match", "code", str(tmp_path / "out.xlsx"))
    assert customers(caller) == before


@pytest.mark.slow
def test_rules_of_duplicates_for_imports_hold_at_the_terminal(caller: Caller, tmp_path: Path) -> None:
    there = caller.ok("POST", "/customers", {"name": "恒远机械有限公司", "phone": "13800139999"})
    asked = {"name": "查重", "object": "customer", "action": "block", "least": 90, "through": ["import"]}
    rule = caller.ok("POST", "/duplicate_rules", asked)
    twin = sheet(tmp_path / "a.csv", [["T1", "恒远机械", "13800139999", ""]])
    for trial in (["--dry-run"], []):
        run(caller, "import", "--object", "customer", *trial, str(twin), code=1)
        (refused,) = set(tmp_path.iterdir()) - {twin}
        assert "恒远机械有限公司" in refused.read_text("utf-8-sig")
        refused.unlink()
    assert "T1" not in [code for code, *_ in customers(caller)]
    for path in (f"duplicate_rules/{rule['id']}", f"customers/{there['id']}"):
        caller.ok("DELETE", f"/{path}")


@pytest.mark.slow
def test_a_new_password_opens_the_door(caller: Caller) -> None:
    run(caller, "person", "password", BOSS, said=f"{PASSWORD}\n")
    assert sign_in(caller, PASSWORD) == 200
    assert sign_in(caller, PASSWORD + "x") == 400
    run(caller, "person", "password", BOSS, said="123456\n", code=1)
    assert sign_in(caller, PASSWORD) == 200


def sign_in(caller: Caller, password: str) -> int:
    """As a browser does."""
    base = f"http://127.0.0.1:{caller.up.port}/_allauth/browser/v1"
    cookies = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    opener.open(f"{base}/config", timeout=30).close()
    token = next(one.value for one in cookies if one.name == "zhike_csrf")
    request = urllib.request.Request(
        f"{base}/auth/login",
        data=json.dumps({"email": BOSS, "password": password}).encode(),
        headers={"Content-Type": "application/json", "X-CSRFToken": token or ""},
    )
    try:
        with opener.open(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


WRONG = [
    (["nothing"], 2),
    (["token"], 2),
    (["token", "create"], 2),
    (["token", "create", "--person", BOSS, "--scope", "all"], 2),
    (["token", "create", "--person", "nobody@example.com"], 1),
    (["token", "create", "--person", BOSS, "--tenant", "999"], 1),
    (["describe", "nothing"], 1),
    (["describe", "customer", "--tenant", "x"], 2),
    (["import", "--object", "customer"], 2),
    (["import", "--object", "customer", "/none.csv"], 1),
    (["import", "--object", "nothing", "FILE"], 1),
    (["import", "--object", "customer", "--mode", "merge", "FILE"], 2),
    (["import", "--object", "customer", "--mode", "upsert", "--match", "nothing", "FILE"], 1),
    (["import", "--object", "customer", "--map", "客户名称", "FILE"], 1),
    (["import", "--object", "customer", "--map", "无此列=name", "FILE"], 1),
    (["import", "--object", "customer", "--map", "客户名称=created_at", "FILE"], 1),
    (["import", "--object", "customer", "--sheet", "none", "FILE"], 1),
    (["import", "--object", "customer", "--encoding", "latin-1", "FILE"], 1),
    (["import", "--object", "customer", "--person", "nobody@example.com", "FILE"], 1),
    (["export", "--object", "customer"], 2),
    (["export", "--object", "customer", "--to", "/tmp/a.pdf"], 1),
    (["export", "--object", "customer", "--to", "/none/a.csv"], 1),
    (["export", "--object", "nothing", "--to", "/tmp/a.csv"], 1),
    (["export", "--object", "customer", "--to", "/tmp/a.csv", "--where", "{"], 1),
    (["export", "--object", "customer", "--to", "/tmp/a.csv", "--columns", "tenant_id"], 1),
    (["export", "--object", "customer", "--to", "/tmp/a.csv", "--sort", "nothing"], 1),
    (["export", "--object", "customer", "--to", "/tmp/a.csv", "--encoding", "latin-1"], 1),
    (["person", "password"], 2),
    (["person", "password", "nobody@example.com"], 1),
    (["company", "create", "--name", "乙", "--owner-email", "no mail"], 1),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "step"), [("C.UTF-8", 7), ("zh_CN.UTF-8", 11), pytest.param("C.UTF-8", 1, marks=pytest.mark.soak)]
)
def test_what_is_wrong_is_said_in_one_sentence(caller: Caller, tmp_path: Path, language: str, step: int) -> None:
    given = sheet(tmp_path / "a.csv", [["W1", "错", "", ""]])
    before = caller.every("customers", "code")
    for arguments, code in WRONG[::step]:
        line = [str(given) if one == "FILE" else one for one in arguments]
        done = zhike(caller.up.home, *line, said="wan-li-chang-cheng-7\n", LANG=language)
        # Where the code was changed since the last command, its tables are brought up to date first.
        said = re.sub(r"^✓ .*\n", "", done.stderr).strip()
        assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in said, arguments
        assert len(said.splitlines()) == 1, (arguments, said)
        assert re.search(r"[\u4e00-\u9fff]", said) or language == "C.UTF-8", (arguments, said)
        assert done.stdout == "", (arguments, done.stdout)
    assert caller.every("customers", "code") == before
    assert caller.up.get("/healthz") == 200
