"""A file is checked as a whole, mended where it is wrong, and imported as it stands then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import csv, listed, refused_rows, upload, work
from zhike.engines.intake.bench import pages
from zhike.kernel import jobs

ROWS = "编号,名称,电话,阶段\nA1,甲,13800138000,\nA2,乙,12,\nA1,丙,13800138001,\nA3,,13800138002,\nA4,丁,12,\n"


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def laid(api: Program, path: Path, **plan: Any) -> tuple[str, Any]:
    """A file on the workbench."""
    key = upload(api, path).ok(201)["upload"]
    return key, api.post(f"/imports/{key}/check", {"object": "customer", **plan}).ok()


def checked(company: Company, api: Program, key: str) -> Any:
    """What is said when the whole file is checked."""
    told = api.get(f"/imports/{key}/check").ok()
    if told["checker"] and not told["done"]:
        jobs.perform(tenant_id=company.tenant, job_id=told["checker"])
    told = api.get(f"/imports/{key}/check").ok()
    assert told["done"], told
    return told


def shown(api: Program, key: str, **asked: Any) -> dict[int, dict[str, str]]:
    """The rows and the codes of what is wrong in them."""
    rows = api.get(f"/imports/{key}/rows", **asked).ok()["rows"]
    return {row["row"]: {name: one["code"] for name, one in row["errors"].items()} for row in rows}


def mend(api: Program, key: str, *cells: tuple[int, int, str]) -> Any:
    return api.patch(
        f"/imports/{key}/rows", {"cells": [{"row": row, "column": at, "value": value} for row, at, value in cells]}
    ).ok()


def test_what_is_wrong_is_mended_and_imported(company: Company, api: Program, tmp_path: Path) -> None:
    key, told = laid(api, csv(tmp_path / "a.csv", ROWS))
    assert told["done"]
    assert told["counts"] == {"created": 1, "updated": 0, "unchanged": 0, "refused": 4, "skipped": 0}
    problems = {(one["field"], one["code"]): (one["count"], one["columns"]) for one in told["problems"]}
    assert problems == {
        ("phone", "phone.too_short"): (2, [2]),
        ("code", "import.twice"): (1, [0]),
        ("name", "field.missing"): (1, [1]),
    }
    assert shown(api, key) == {
        2: {}, 3: {"phone": "phone.too_short"}, 4: {"code": "import.twice"}, 5: {"name": "field.missing"},
        6: {"phone": "phone.too_short"},
    }  # fmt: skip
    assert list(shown(api, key, wrong=1)) == [3, 4, 5, 6]
    assert list(shown(api, key, field="phone")) == [3, 6]
    assert list(shown(api, key, code="import.twice")) == [2, 4]

    told = mend(api, key, (4, 0, "A5"), (5, 1, "戊"))
    assert {row["row"]: row["mended"] for row in told["rows"]} == {4: [0], 5: [1]}
    assert told["counts"]["refused"] == 2
    told = api.post(f"/imports/{key}/alike", {"column": 2, "value": "12", "instead": "13900139000", "row": 3}).ok()
    assert told["counts"] == {"created": 5, "updated": 0, "unchanged": 0, "refused": 0, "skipped": 0}
    assert told["problems"] == []
    row = api.get(f"/imports/{key}/rows", at=1, limit=1).ok()["rows"][0]
    assert (row["cells"][2], row["mended"]) == ("13900139000", [2])

    done = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).ok(202)["job"])
    assert done["counts"] == {"created": 5}
    assert listed(api, "customers", "code", "name", "phone") == [
        ["A1", "甲", "+8613800138000"], ["A2", "乙", "+8613900139000"], ["A5", "丙", "+8613800138001"],
        ["A3", "戊", "+8613800138002"], ["A4", "丁", "+8613900139000"],
    ]  # fmt: skip
    api.patch(f"/imports/{key}/rows", {"cells": [{"row": 3, "column": 1, "value": "x"}]}).refused(
        409, "import.taken_over"
    )
    api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).refused(409, "import.taken_over")


def test_what_was_changed_everywhere_is_changed_everywhere_once_more(api: Program, tmp_path: Path) -> None:
    key, _ = laid(api, csv(tmp_path / "a.csv", "名称,手机\n甲,12\n乙,12\n丙,13900139000\n"))
    for value, instead in (("12", "13900139000"), ("１３９００１３９０００", "13800138000")):
        api.post(f"/imports/{key}/alike", {"column": 1, "value": value, "instead": instead, "row": 2}).ok()
    rows = api.get(f"/imports/{key}/rows", at=0, limit=3).ok()["rows"]
    assert [row["cells"][1] for row in rows] == ["13800138000"] * 3


def test_equal_rows_follow_what_is_mended(company: Company, api: Program, tmp_path: Path) -> None:
    key, told = laid(api, csv(tmp_path / "a.csv", "编号,名称\nA1,甲\nA2,乙\nA1,丙\nA1,丁\n"))
    assert told["counts"]["created"] == 2
    told = mend(api, key, (2, 0, "B1"))  # the first of three: the second is right now
    assert {row["row"] for row in told["rows"]} == {2, 4}
    assert shown(api, key) == {2: {}, 3: {}, 4: {}, 5: {"code": "import.twice"}}
    mend(api, key, (3, 0, "A1"))  # comes before the one that has it
    assert shown(api, key) == {2: {}, 3: {}, 4: {"code": "import.twice"}, 5: {"code": "import.twice"}}
    row = api.get(f"/imports/{key}/rows", wrong=1).ok()["rows"][0]
    assert "第 3 行" in row["errors"]["code"]["message"]
    told = mend(api, key, (3, 0, "A2"), (4, 0, "C1"))
    assert told["counts"]["created"] == 4
    api.post("/customers", {"name": "先来", "code": "C1"}).ok(201)
    mend(api, key, (4, 1, "丙丙"))
    assert shown(api, key)[4] == {"code": "field.taken"}
    del company


def test_which_of_equal_rows_goes_in_is_chosen(company: Company, api: Program, tmp_path: Path) -> None:
    rows = [("客户编号", "客户名称"), ("D1", "甲"), ("D1", "乙"), ("D2", "丙"), ("D1", "丁")]
    path = tmp_path / "equal.csv"
    path.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    key, told = laid(api, path)
    assert told["counts"]["refused"] == 2
    listed = api.get(f"/imports/{key}/rows", code="import.twice").ok()["rows"]
    assert [(one["row"], one["first"]) for one in listed] == [(2, 2), (3, 2), (5, 2)]
    told = api.post(f"/imports/{key}/choose", {"row": 3, "way": "only"}).ok()
    assert (told["counts"]["created"], told["counts"]["skipped"], told["counts"]["refused"]) == (2, 2, 0)
    seen = {one["row"]: one for one in api.get(f"/imports/{key}/rows").ok()["rows"]}
    assert [seen[row]["left_out"] for row in (2, 3, 4, 5)] == [True, False, False, True]
    assert seen[2]["cells"] == ["D1", "甲"]  # it is still there to be seen
    assert told["mended"] == 0
    told = api.post(f"/imports/{key}/choose", {"row": 5, "way": "in"}).ok()
    assert {one["row"]: set(one["errors"]) for one in told["rows"]}[5] == {"code"}
    api.post(f"/imports/{key}/choose", {"row": 5, "way": "out"}).ok()
    for wrong, status in (({"row": 99, "way": "in"}, 404), ({"row": 2, "way": "x"}, 400), ({"way": "in"}, 400)):
        api.post(f"/imports/{key}/choose", wrong).refused(status)
    done = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).ok(202)["job"])
    assert done["counts"]["created"] == 2
    assert {one["name"] for one in api.get("/customers").ok()["rows"]} >= {"乙", "丙"}
    assert not {one["name"] for one in api.get("/customers").ok()["rows"]} & {"甲", "丁"}


@pytest.mark.parametrize("mode", ["create", "upsert", "update"])
def test_the_check_says_what_the_import_does(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(pages, "ROWS", 3)
    for n in range(3):
        api.post("/customers", {"name": f"旧{n}", "code": f"C{n}", "phone": "13800138000"}).ok(201)
    lines = [f"C{n % 7},名{n},{'12' if n % 5 == 0 else f'1380013{n:04}'}" for n in range(20)]
    path = csv(tmp_path / "a.csv", "编号,名称,电话\n" + "\n".join([*lines, "合计,20,", ",无号,", ",无号,"]) + "\n")
    key, told = laid(api, path, mode=mode, match="code" if mode != "create" else None)
    assert not told["done"]
    assert (told["rows"], told["checked"]) == (3, 3)
    told = checked(company, api, key)
    assert told["rows"] == told["total"] == 23
    done = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).ok(202)["job"])
    assert done["counts"] == {name: count for name, count in told["counts"].items() if count}
    back = refused_rows(api, done, tmp_path / "r.csv")[1:]
    assert {int(row[-1]) for row in back} == set(shown(api, key, wrong=1))


def test_new_meanings_are_checked_again(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ROWS", 3)
    lines = "\n".join(f"名{n},1380013{n:04}" for n in range(10))
    key, told = laid(api, csv(tmp_path / "a.csv", f"名称,电话\n{lines}\n"))
    first = told["checker"]
    told = mend(api, key, (2, 0, "改过"))  # while the others are being read
    assert told["checked"] == 3
    body = [{"row": 9, "column": 0, "value": "早"}]
    api.patch(f"/imports/{key}/rows", {"cells": body}).refused(404, "import.no_row")
    api.post(f"/imports/{key}/check", {"object": "customer", "mapping": {"0": "name", "1": "email"}}).ok()
    jobs.perform(tenant_id=company.tenant, job_id=first)  # is not needed any more
    assert api.get(f"/imports/{key}/check").ok()["rows"] == 3
    told = checked(company, api, key)
    assert (told["rows"], told["counts"]["refused"]) == (10, 10)
    api.post(f"/imports/{key}/check", {"object": "customer"}).ok()
    told = checked(company, api, key)
    assert (told["counts"]["created"], told["mended"]) == (10, 1)
    assert api.get(f"/imports/{key}/rows", at=0, limit=1).ok()["rows"][0]["cells"][0] == "改过"


def test_a_check_that_was_stopped_goes_on(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "ROWS", 3)
    path = csv(tmp_path / "a.csv", "名称\n" + "\n".join(f"名{n}" for n in range(10)) + "\n")
    key, told = laid(api, path)
    api.post(f"/jobs/{told['checker']}/cancel").ok()
    jobs.perform(tenant_id=company.tenant, job_id=told["checker"])
    told = api.get(f"/imports/{key}/check").ok()
    assert (told["stopped"], told["done"], told["rows"]) == (True, False, 3)
    told = api.post(f"/imports/{key}/check", told["plan"]).ok()
    assert not told["stopped"]
    assert checked(company, api, key)["counts"]["created"] == 10


def test_nobody_elses_workbench(company: Company, api: Program, tmp_path: Path) -> None:
    key, _ = laid(api, csv(tmp_path / "a.csv", ROWS))
    other = company.program(company.colleague("manager"))
    body = {"cells": [{"row": 2, "column": 0, "value": "x"}]}
    other.get(f"/imports/{key}/check").refused(404, "file.not_found")
    other.get(f"/imports/{key}/rows").refused(404, "file.not_found")
    other.patch(f"/imports/{key}/rows", body).refused(404, "file.not_found")
    other.post(f"/imports/{key}/check", {"object": "customer"}).refused(404, "file.not_found")
    fresh = upload(api, csv(tmp_path / "b.csv", ROWS)).ok(201)["upload"]
    api.get(f"/imports/{fresh}/check").refused(404, "import.not_on_bench")
    api.patch(f"/imports/{key}/rows", {"cells": [{"row": 99, "column": 0, "value": "x"}]}).refused(404, "import.no_row")
    api.patch(f"/imports/{key}/rows", {"cells": [{"row": 2, "column": 9, "value": "x"}]}).refused(404, "import.no_row")
    api.patch(f"/imports/{key}/rows", {"cells": []}).refused(400, "request.wrong_member")


def test_the_same_file_twice_at_once(company: Company, api: Program, tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", ROWS)
    one, other = (upload(api, path).ok(201)["upload"] for _ in range(2))
    job = api.post(f"/imports/{one}/run", {"object": "customer"}).ok(202)["job"]
    api.post(f"/imports/{other}/run", {"object": "customer"}).refused(409, "import.under_way")
    api.post(f"/imports/{other}/run", {"object": "contact"}).ok(202)
    work(company, api, job)
    api.post(f"/imports/{other}/run", {"object": "customer"}).ok(202)


def test_a_file_without_rows(company: Company, api: Program, tmp_path: Path) -> None:
    key, told = laid(api, csv(tmp_path / "a.csv", "编号,名称\n"), header_row=1)
    assert (told["rows"], told["done"], told["problems"]) == (0, True, [])
    assert api.get(f"/imports/{key}/rows").ok() == {"at": 0, "count": 0, "rows": []}
    done = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).ok(202)["job"])
    assert (done["state"], done["counts"]) == ("done", {})


@pytest.mark.parametrize(("ways", "action", "refused"), [(["page", "api"], "warn", 0), (["import"], "block", 1)])
def test_rules_of_duplicates_hold_in_the_check_as_in_the_import(
    company: Company, api: Program, tmp_path: Path, ways: list[str], action: str, refused: int
) -> None:
    told = {"name": "规则", "object": "customer", "action": action, "least": 90, "through": ways}
    api.post("/duplicate_rules", told).ok(201)
    twins = "名称,电话,邮箱\n恒远机械有限公司,13800138000,a@hy.example\n恒远机械有限公司,13800138000,a@hy.example\n"
    key, first = laid(api, csv(tmp_path / "a.csv", twins))
    assert (first["counts"]["created"], first["counts"]["refused"]) == (2 - refused, refused)
    ended = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).ok(202)["job"])
    assert (ended["counts"].get("created", 0), ended["counts"].get("refused", 0)) == (2 - refused, refused)
