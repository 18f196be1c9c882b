"""Imports and exports of a test company, over HTTP, with the work done at once instead of by a worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.connect.company import Answer, Company, Program
from zhike.engines.intake import sheets
from zhike.kernel import jobs


def upload(api: Program, path: Path, name: str | None = None) -> Answer:
    """Send a file."""
    edge = uuid4().hex
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name or path.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    raw = head.encode() + path.read_bytes() + f"\r\n--{edge}--\r\n".encode()
    return api.ask("POST", "/imports", raw=raw, kind=f"multipart/form-data; boundary={edge}")


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file of text."""
    path.write_bytes(text.encode(encoding))
    return path


def listed(api: Program, plural: str, *columns: str) -> list[list[Any]]:
    """Columns of all records, in the order in which they were made."""
    rows = api.get(f"/{plural}", columns=",".join(columns), sort="id", limit=500).ok()["rows"]
    return [[row[one] for one in columns] for row in rows]


def refused_rows(api: Program, job: Any, path: Path) -> list[list[Any]]:
    """What the file of the refused rows says."""
    answer = api.get(f"/jobs/{job['id']}/refused")
    assert answer.status == 200
    path.write_bytes(answer.raw)
    return [list(cells) for _, cells in sheets.open_table(path).rows()]


def preview(api: Program, key: str, **plan: Any) -> Any:
    """What an import would do."""
    return api.post(f"/imports/{key}/preview", plan).ok()


def work(company: Company, api: Program, job: int) -> Any:
    """Do a job, and say how it ended."""
    jobs.perform(tenant_id=company.tenant, job_id=job)
    return api.get(f"/jobs/{job}").ok()


def bring(company: Company, api: Program, path: Path, **plan: Any) -> Any:
    """Send a file and import it."""
    key = upload(api, path).ok(201)["upload"]
    return work(company, api, api.post(f"/imports/{key}/run", plan).ok(202)["job"])


def export(company: Company, api: Program, plural: str, path: Path, **asked: Any) -> Path:
    """Make a file of a list."""
    done = work(company, api, api.post(f"/{plural}/export", asked).ok(202)["job"])
    assert done["state"] == "done", done["error"]
    path.write_bytes(api.get(f"/jobs/{done['id']}/file").raw)
    return path
