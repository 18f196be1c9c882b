"""What is decided of the cells before they become values: split, joined, mapped, dated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import bring, csv, listed, preview, upload


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def test_columns_are_split_and_joined(company: Company, api: Program, tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "姓名/电话,省,市,路\n张三/13800138000,广东,深圳,科技路1号\n李四,,,\n")
    made = [
        {"columns": [0], "sign": "/", "part": 0, "parts": 2},
        {"columns": [0], "sign": "/", "part": 1, "parts": 2},
        {"columns": [1, 2, 3], "sign": ""},
    ]
    key = upload(api, path).ok(201)["upload"]
    columns = preview(api, key, object="customer", made=made)["columns"]
    assert [(one["header"], one["made"]) for one in columns[4:]] == [("姓名", True), ("电话", True), ("省+市+路", True)]
    assert columns[5]["samples"] == ["13800138000"]
    nowhere = {str(at): None for at in range(4)}
    columns = preview(api, key, object="customer", made=made, mapping=nowhere)["columns"]
    assert [one["field"] for one in columns[4:]] == ["name", "phone", None]
    plan: dict[str, Any] = {
        "object": "customer", "made": made,
        "mapping": {"0": None, "1": None, "2": None, "3": None, "4": "name", "5": "phone", "6": "address"},
    }  # fmt: skip
    assert bring(company, api, path, **plan)["counts"] == {"created": 2}
    assert listed(api, "customers", "name", "phone", "address") == [
        ["张三", "+8613800138000", "广东深圳科技路1号"], ["李四", None, None],
    ]  # fmt: skip


def test_words_stand_for_others_and_are_proposed(company: Company, api: Program, tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "名称,性别,标签\n甲,男士,老\n乙,女,新\n丙,不知道,老\n丁,男士,\n")
    key = upload(api, path).ok(201)["upload"]
    plan = {"object": "customer", "mapping": {"0": "name", "1": "sex", "2": "tags"}}
    told = api.post(f"/imports/{key}/values", {"plan": plan, "column": 1}).ok()
    rows = {one["value"]: one for one in told["rows"]}
    assert (rows["男士"]["count"], rows["女"]["means"], rows["女"]["fault"]) == (2, "女", None)
    assert rows["不知道"]["fault"]["code"] == "choice.unknown"
    plan["words"] = {"1": {"男士": "male", "不知道": None}, "2": {"老": "老客户"}}
    assert bring(company, api, path, **plan)["counts"] == {"created": 4}
    assert listed(api, "customers", "name", "sex", "tags") == [
        ["甲", "male", ["老客户"]], ["乙", "female", ["新"]], ["丙", None, ["老客户"]], ["丁", "male", None],
    ]  # fmt: skip


def test_days_and_months_are_told_apart(company: Company, api: Program, tmp_path: Path) -> None:
    api.post("/customers", {"name": "甲", "code": "K1"}).ok(201)
    path = csv(tmp_path / "a.csv", "标题,客户编号,截止日期\n一,K1,03/09/2026\n二,K1,13/09/2026\n三,K1,2026-09-03\n")
    key = upload(api, path).ok(201)["upload"]
    assert [one["unclear"] for one in preview(api, key, object="task")["columns"]] == [False, False, True]
    assert bring(company, api, path, object="task")["counts"] == {"created": 2, "refused": 1}
    assert bring(company, api, path, object="task", dates={"2": "dmy"})["counts"] == {"created": 3}
    assert [row[0] for row in listed(api, "tasks", "due_on")][2:] == ["2026-09-03", "2026-09-13", "2026-09-03"]


def test_blanks_are_filled_and_lists_grow(company: Company, api: Program, tmp_path: Path) -> None:
    api.post("/customers", {"name": "甲", "code": "K1", "industry": "零售", "tags": ["老"]}).ok(201)
    path = csv(tmp_path / "a.csv", "编号,名称,行业,电话,标签\nK1,甲甲,软件,13800138000,新\nK2,乙,教育,,新\n")
    plan = {"object": "customer", "mode": "upsert", "match": "code"}
    done = bring(company, api, path, **plan, existing="fill")
    assert done["counts"] == {"created": 1, "updated": 1}
    assert listed(api, "customers", "name", "industry", "phone", "tags") == [
        ["甲", "零售", "+8613800138000", ["老"]], ["乙", "教育", None, ["新"]],
    ]  # fmt: skip
    assert bring(company, api, path, **plan, existing="fill")["counts"] == {"unchanged": 2}
    assert bring(company, api, path, **plan, append=True)["counts"] == {"updated": 1, "unchanged": 1}
    assert listed(api, "customers", "name", "industry", "tags")[0] == ["甲甲", "软件", ["老", "新"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"made": [{"columns": []}]},
        {"made": [{"columns": [0], "part": 0}]},
        {"made": [{"columns": [0], "sign": "/", "part": 2}]},
        {"made": [{"columns": [0], "sign": "/", "x": 1}]},
        {"words": {"a": {}}},
        {"words": {"0": {"a": 1}}},
        {"dates": {"0": "ymd"}},
        {"existing": "x"},
        {"append": 1},
    ],
)
def test_what_is_not_understood_is_refused(api: Program, tmp_path: Path, wrong: dict[str, Any]) -> None:
    key = upload(api, csv(tmp_path / "a.csv", "名称\n甲\n")).ok(201)["upload"]
    api.post(f"/imports/{key}/preview", {"object": "customer", **wrong}).refused(400, "request.wrong_member")
