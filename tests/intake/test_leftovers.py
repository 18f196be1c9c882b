"""What imports and exports leave behind goes after a month; what anybody still has stays."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from tests.connect.company import Company, Program, found
from tests.intake.company import export, upload, work
from zhike.engines.connect import jobs


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def form(api: Program, path: str, content: bytes) -> Any:
    raw = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + content + b"\r\n--x--\r\n"
    return api.ask("POST", path, raw=raw, kind="multipart/form-data; boundary=x").ok(201)


def on_disk(company: Company) -> list[Path]:
    return sorted(one for one in (Path(settings.FILES) / str(company.tenant)).rglob("*") if one.is_file())


def a_month_later(company: Company, days: int = 31) -> None:
    """As if everything had been kept so long ago."""
    for one in on_disk(company):
        then = time.time() - days * 24 * 3600
        os.utime(one, (then, then))
    connections["owner"].ensure_connection()
    connections["owner"].connection.execute(
        f"UPDATE connect_upload SET created_at = now() - interval '{days} days' WHERE tenant_id = {company.tenant}"
    )


def test_what_jobs_have_made_goes_after_a_month(company: Company, api: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,电话\n甲,13800138000\n乙,1\n", "utf-8")
    key = upload(api, path).ok(201)["upload"]
    job = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"])["id"]
    export(company, api, "customers", tmp_path / "b.csv", format="csv")
    assert len(on_disk(company)) == 3
    a_month_later(company, days=29)
    jobs.sweep(timestamp=0)
    assert len(on_disk(company)) == 3
    assert api.get(f"/jobs/{job}/refused").status == 200
    a_month_later(company)
    jobs.sweep(timestamp=0)
    assert on_disk(company) == []
    api.get(f"/jobs/{job}/refused").refused(404, "file.not_found")
    api.post(f"/imports/{key}/run", {"object": "customer"}).refused(404, "file.not_found")


def test_files_of_records_stay_and_so_do_the_same_bytes(company: Company, api: Program) -> None:
    customer = api.post("/customers", {"name": "甲"}).ok(201)["id"]
    content = "名称\n乙\n".encode()
    kept, brought = form(api, "/files", content), form(api, "/imports", content)["upload"]
    assert (kept["key"][:2], brought[:2]) == ("f_", "u_")
    api.post("/attachments", {"name": "a.csv", "customer": customer, "file": kept}).ok(201)
    a_month_later(company)
    jobs.sweep(timestamp=0)
    assert api.get(f"/files/{kept['key']}").raw == content
    api.post(f"/imports/{brought}/preview", {"object": "customer"}).refused(404, "file.not_found")


def test_a_record_cannot_hold_what_is_kept_for_a_while(api: Program) -> None:
    customer = api.post("/customers", {"name": "甲"}).ok(201)["id"]
    brought = form(api, "/imports", "名称\n乙\n".encode())["upload"]
    attachment = {"name": "a.csv", "customer": customer, "file": {"key": brought}}
    assert set(api.post("/attachments", attachment).refused(422)["fields"]) == {"file"}


def test_what_a_waiting_import_needs_stays(company: Company, api: Program) -> None:
    brought = form(api, "/imports", "名称\n乙\n".encode())["upload"]
    job = api.post(f"/imports/{brought}/run", {"object": "customer"}).ok(202)["job"]
    a_month_later(company)
    jobs.sweep(timestamp=0)
    assert work(company, api, job)["counts"] == {"created": 1}


def test_what_a_crash_left_goes_too(company: Company, api: Program) -> None:
    form(api, "/imports", "名称\n乙\n".encode())
    place = on_disk(company)[0]
    (place.parent / f"{place.name}.7.refused").write_bytes(b"[]")
    (place.parent.parent / "incoming-x").write_bytes(b"x")
    jobs.sweep(timestamp=0)
    assert len(on_disk(company)) == 3
    a_month_later(company)
    form(api, "/imports", "名称\n乙\n".encode())  # the same once more, today
    jobs.sweep(timestamp=0)
    assert on_disk(company) == [place]


def test_whoever_may_import_nothing_may_bring_nothing(company: Company, api: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称\n甲\n", "utf-8")
    upload(company.program(scopes=("read",)), path).refused(403, "import.no_right")
    role = api.post("/roles", {"name": "看", "grants": {"*": {"actions": {"read": True, "create": True}}}}).ok(201)
    person = company.colleague("sales")
    version = api.get(f"/people/{person}").ok()["version"]
    api.patch(f"/people/{person}", {"version": version, "roles": [role["id"]]}).ok()
    upload(company.program(person), path).refused(403, "import.no_right")
    assert on_disk(company) == []
