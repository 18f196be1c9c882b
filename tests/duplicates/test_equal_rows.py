"""Rows that are all the same explode nowhere: not on the workbench, not in the import, not in the scan or its list."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connections

from tests.connect.company import found
from tests.intake import company as steps
from tests.intake.test_kill import work_and_kill
from zhike.engines.duplicates import follow
from zhike.kernel import db

ROW = "恒远机械有限公司,13800138000,info@hengyuan.example,广东省深圳市南山区科技路1号\n"


def equal(tmp_path: Path, rows: int, megabytes: int) -> None:
    """Check, import, scan and list them, the heavy parts in processes that tell their memory."""
    company = found()
    api = company.program()
    path, report = tmp_path / "a.csv", tmp_path / "report"
    path.write_text("名称,电话,邮箱,地址\n" + ROW * rows, "utf-8")
    key = steps.upload(api, path).ok(201)["upload"]
    work_and_kill(company, api, api.post(f"/imports/{key}/check", {"object": "customer"}).ok()["checker"], report, [])
    told = api.get(f"/imports/{key}/check").ok()
    assert (told["done"], told["counts"]["created"]) == (True, rows)
    job = api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).ok(202)["job"]
    work_and_kill(company, api, job, report, [])
    assert api.get(f"/jobs/{job}").ok()["counts"] == {"created": rows}
    assert int(report.read_text()) <= 512
    scan = api.post("/duplicates/scan", {"object": "customer"}).ok(202)["job"]
    work_and_kill(company, api, scan, report, [])
    done = api.get(f"/jobs/{scan}").ok()
    assert (done["state"], done["result"]["groups"], done["result"]["pairs"]) == ("done", 1, rows - 1), done
    assert int(report.read_text()) <= megabytes
    with connections["owner"].cursor() as cursor:  # which a server does by itself
        cursor.execute("ANALYZE customers_customer, duplicates_member, duplicates_group")
    statements: list[str] = []
    with db.watching(statements.append):
        (group,) = api.get("/duplicates", object="customer").ok()["groups"]
        assert group["size"] == rows
        assert len(group["records"]) == 12
        assert len(api.get(f"/duplicates/{group['id']}").ok()["records"]) == 200
    assert len(statements) < 40
    assert api.get("/duplicates/sure", object="customer").ok()["groups"] == 0  # somebody is to look at so many
    api.post(f"/duplicates/{group['id']}/different", {}).refused(422)
    api.post("/customers", {"name": "恒远机械有限公司", "phone": "13800138000"}).ok(201)
    follow.follow(company.tenant)
    assert api.get("/duplicates", object="customer").ok()["groups"][0]["size"] == rows


def test_some_thousand_equal_rows(database: None, tmp_path: Path) -> None:
    equal(tmp_path, 5_000, 512)


@pytest.mark.soak
def test_a_million_equal_rows(database: None, tmp_path: Path) -> None:
    equal(tmp_path, 1_000_000, 3_000)
