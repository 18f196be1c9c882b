"""Rows that find the records they mean: by which key, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import bring, csv, listed, preview, refused_rows, upload
from zhike.engines.intake import batches


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def test_create_update_and_upsert_by_a_key(company: Company, api: Program, tmp_path: Path) -> None:
    first = csv(tmp_path / "a.csv", "编号,名称,电话\nA1,甲,13800138000\nA2,乙,\n")
    assert bring(company, api, first, object="customer")["counts"] == {"created": 2}
    again = bring(company, api, first, object="customer")
    assert again["counts"] == {"refused": 2}
    assert "编号" in refused_rows(api, again, tmp_path / "r.csv")[1][-2]
    changed = csv(tmp_path / "b.csv", "编号,名称,电话,行业\nA1,甲,,零售\nA3,丙,,教育\nA2,乙,无,\n")
    done = bring(company, api, changed, object="customer", mode="upsert", match="code")
    assert done["counts"] == {"created": 1, "updated": 1, "unchanged": 1}
    rows = listed(api, "customers", "code", "phone", "industry")
    assert rows == [["A1", "+8613800138000", "零售"], ["A2", None, None], ["A3", None, "教育"]]
    done = bring(company, api, changed, object="customer", mode="update", match="code")
    assert done["counts"] == {"unchanged": 3}
    ids = csv(
        tmp_path / "c.csv", f"id,名称\n{api.get('/customers', sort='id').ok()['rows'][0]['id']},甲甲\n999999999,x\n"
    )
    done = bring(company, api, ids, object="customer", mode="update")
    assert done["counts"] == {"updated": 1, "refused": 1}


@pytest.mark.parametrize("size", [2000, 2])
def test_of_rows_with_the_same_key_the_first_is_taken(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(batches, "ROWS", size)
    path = csv(tmp_path / "a.csv", "编号,名称,电话\nA1,甲,\nA2,乙,\nA1,甲甲,\nA3,丙,1\nA3,丙丙,\n,丁,\n,戊,\nA1,y,\n")
    for again in ({"created": 4, "refused": 4}, {"created": 2, "unchanged": 2, "refused": 4}):
        done = bring(company, api, path, object="customer", mode="upsert", match="code")
        assert (done["state"], done["counts"]) == ("done", again), done
        back = refused_rows(api, done, tmp_path / "r.csv")[1:]
        told = {row[-1]: row[-2] for row in back}
        assert all(f"第 {first} 行" in told[row] for row, first in {"4": 2, "6": 5, "9": 2}.items()), told
        assert "电话" in told["5"]
    done = bring(company, api, path, object="customer", mode="update", match="code")
    assert done["counts"] == {"unchanged": 2, "refused": 6}
    ids = [one["id"] for one in api.get("/customers", sort="id").ok()["rows"]]
    path = csv(tmp_path / "b.csv", f"id,名称\n{ids[0]},一\n{ids[1]},二\n{ids[0]},三\n")
    done = bring(company, api, path, object="customer", mode="update")
    assert done["counts"] == {"updated": 2, "refused": 1}
    assert "第 2 行" in refused_rows(api, done, tmp_path / "r.csv")[1][-2]
    assert listed(api, "customers", "name")[:2] == [["一"], ["二"]]


def test_a_file_of_something_else_is_refused_at_once(api: Program, tmp_path: Path) -> None:
    key = upload(api, csv(tmp_path / "a.csv", "天气,温度\n晴,31\n")).ok(201)["upload"]
    assert preview(api, key, object="customer")["total"] == 1  # there the person still chooses
    api.post(f"/imports/{key}/run", {"object": "customer"}).refused(400, "import.nothing_mapped")


def test_a_key_that_no_column_has_is_refused_at_once(company: Company, api: Program, tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "名称,电话\n甲,13800138000\n")
    assert bring(company, api, path, object="customer")["counts"] == {"created": 1}
    key = upload(api, path).ok(201)["upload"]
    for plan in ({"mode": "upsert", "match": "code"}, {"mode": "update", "match": "code"}, {"mode": "upsert"}):
        api.post(f"/imports/{key}/run", {"object": "customer", **plan}).refused(400, "import.match_not_mapped")
        assert preview(api, key, object="customer", **plan)["total"] == 1  # there the person still chooses
    done = bring(company, api, path, object="customer", mode="upsert", match="name")
    assert done["counts"] == {"unchanged": 1}
    assert len(listed(api, "customers", "name")) == 1


def test_rows_are_found_by_the_first_key_that_they_have(company: Company, api: Program, tmp_path: Path) -> None:
    for code, name, phone in (("K1", "甲", "13800138001"), ("K2", "乙", "13800138002")):
        api.post("/customers", {"name": name, "code": code, "phone": phone}).ok(201)
    path = csv(
        tmp_path / "a.csv",
        "编号,电话,名称\nK1,138 0013 8009,甲甲\n,138-0013-8002,乙乙\n,,丙\nK2,,又是乙\n,13800138002,再来\n",
    )
    plan = {"object": "customer", "mode": "upsert", "match": "code", "also_match": ["phone"]}
    done = bring(company, api, path, **plan)
    assert done["counts"] == {"created": 1, "updated": 2, "refused": 2}
    rows = {row[0]: row[1:] for row in listed(api, "customers", "name", "code", "phone")}
    assert rows["甲甲"] == ["K1", "+8613800138009"]
    assert {"乙乙", "又是乙"} & rows.keys()
    key = upload(api, path).ok(201)["upload"]
    api.post(f"/imports/{key}/run", {**plan, "also_match": ["email"]}).refused(400, "import.match_not_mapped")
    api.post(f"/imports/{key}/run", {**plan, "also_match": "phone"}).refused(400, "request.wrong_member")
