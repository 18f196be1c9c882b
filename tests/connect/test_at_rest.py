"""What is kept beside records is sealed as they are: what jobs were asked, answers to be repeated, the audit trail."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connections

from tests.connect import at_rest
from tests.connect.at_rest import EMAIL, OTHER, PHONE, tables
from tests.connect.company import Company
from tests.intake import company as intake
from zhike.access import audit
from zhike.access.audit import lines

BY_PHONE = {"field": "phone", "op": "is", "value": PHONE}


def test_what_a_job_was_asked_and_told(fresh: Company) -> None:
    api = fresh.program()
    for name in ("甲", "乙"):
        api.post("/customers", {"name": name, "phone": PHONE, "code": name}).ok(201)
    values = {"phone": OTHER, "email": EMAIL}
    job = api.post("/customers/bulk", {"mode": "update", "where": BY_PHONE, "values": values}).ok(202)["job"]
    assert at_rest.seen(tables(fresh.tenant)["kernel_job"] + tables(fresh.tenant)["procrastinate_jobs"]) == []
    done = intake.work(fresh, api, job)
    assert (done["state"], done["counts"], done["undoes"]) == ("done", {"updated": 2}, None)
    undone = intake.work(fresh, api, api.post(f"/jobs/{job}/undo").ok(202)["job"])
    assert (undone["counts"]["undone"], undone["undoes"]) == (2, job)
    assert [one["undoes"] for one in api.get("/jobs").ok()["rows"]] == [job, None]
    assert at_rest.seen(tables(fresh.tenant)["kernel_job"]) == []


def test_a_job_from_before_is_read_as_it_is(fresh: Company) -> None:
    api = fresh.program()
    api.post("/customers", {"name": "甲", "phone": PHONE}).ok(201)
    job = api.post("/customers/bulk", {"mode": "delete", "where": BY_PHONE}).ok(202)["job"]
    params = {"object": "customer", "mode": "delete", "where": BY_PHONE, "q": "", "values": {}}
    with connections["owner"].cursor() as cursor:
        held = f"WHERE tenant_id = {fresh.tenant} AND id = {job}"
        cursor.execute(f"UPDATE kernel_job SET params = %s, progress = '{{}}' {held}", [json.dumps(params)])
    assert intake.work(fresh, api, job)["counts"] == {"deleted": 1}


def test_an_answer_that_may_be_asked_for_again(fresh: Company) -> None:
    api = fresh.program()
    first = api.post("/customers", {"name": "甲", "phone": PHONE, "email": EMAIL}, key="k")
    assert at_rest.seen(tables(fresh.tenant)["kernel_idempotency"]) == []
    again = api.post("/customers", {"name": "甲", "phone": PHONE, "email": EMAIL}, key="k")
    assert (again.status, again.raw, again.headers["Idempotent-Replay"]) == (201, first.raw, "true")
    api.post("/customers", {"name": "甲", "phone": OTHER}, key="k").refused(422, "idempotency.other_body")


def test_what_an_export_was_asked(fresh: Company, tmp_path: Path) -> None:
    api = fresh.program()
    api.post("/customers", {"name": "甲", "phone": PHONE}).ok(201)
    intake.export(fresh, api, "customers", tmp_path / "a.csv", where=BY_PHONE, q=PHONE, columns=["name"], format="csv")
    assert at_rest.seen(tables(fresh.tenant)["access_auditentry"]) == []
    audit.seal(fresh.tenant)
    entry = api.get("/audit", kinds="export.made").ok()["rows"][0]
    assert (entry["data"]["where"], entry["data"]["q"]) == (BY_PHONE | {"value": "***"}, "***")
    written = [json.loads(line) for line in lines.entries(fresh.tenant) if '"export.made"' in line]
    assert [one["data"] for one in written] == [entry["data"]]
    assert audit.verify(fresh.tenant)[0] is None
