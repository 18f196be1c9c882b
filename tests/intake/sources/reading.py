"""Sources as an administrator keeps them, and the worker's part of reading them."""

from __future__ import annotations

from typing import Any

from django.db import connections

from tests.connect.company import Company, Program
from zhike.engines.intake.sources import reading
from zhike.kernel import jobs

HEADINGS = {"客户编号": "code", "客户名称": "name", "手机": "phone"}
TWO = "客户编号,客户名称,手机\nF-1,来源甲,13900008001\nF-2,来源乙,13900008002\n"
UPSERT = {"usual": {"mode": "upsert", "match": "code", "alsoMatch": [], "badCells": "refuse", "existing": "replace"}}


def template(api: Program, mapping: dict[str, str] | None = None, details: Any = UPSERT, name: str = "日报") -> int:
    body = {"name": name, "object": "customer", "mapping": mapping or HEADINGS, "details": details}
    return int(api.post("/import_templates", body).ok(201)["id"])


def source(api: Program, **more: Any) -> int:
    """A new source, of the whole folder unless it has a place."""
    body = {
        "name": "门店日报",
        "reads": "web" if "://" in more.get("place", "") else "folder",
        "place": ".",
        "every": 30,
        "unit": "minute",
        **more,
    }
    body.setdefault("template", template(api))
    return int(api.post("/import_sources", body).ok(201)["id"])


def read(company: Company, one: int) -> reading.Done:
    """Read a source once, and do the import that comes of it."""
    done = reading.once(company.tenant, one)
    for job in waiting(company):
        jobs.perform(tenant_id=company.tenant, job_id=job)
    return done


def waiting(company: Company) -> list[int]:
    """The imports that have not been done."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT id FROM kernel_job WHERE tenant_id = %s AND kind = 'import' AND state = 'waiting' ORDER BY id",
            [company.tenant],
        )
        return [row[0] for row in cursor.fetchall()]


def state(api: Program, one: int) -> Any:
    """How a source does."""
    return next(row for row in api.get("/import_sources/status").ok()["rows"] if row["id"] == one)


def runs(api: Program, one: int) -> Any:
    """What was taken from it."""
    return api.get(f"/import_sources/{one}/runs").ok()["rows"]


def error(company: Company, api: Program, one: int) -> str:
    """The code with which a reading fails."""
    read(company, one)
    told = state(api, one)
    assert told["outcome"] == "failed", told
    assert told["error"]["message"] != told["error"]["code"], "it has no words"
    return str(told["error"]["code"])


def names(api: Program) -> list[str]:
    """The customers there are."""
    return [row["name"] for row in api.get("/customers", sort="id", columns="name").ok()["rows"]]
