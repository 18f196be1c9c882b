"""Workbooks of several sheets, as an older system gives them, and what becomes of them over the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.connect.company import Company, Program
from tests.intake import build
from tests.intake.company import upload, work
from zhike.engines.intake import sheets

Rows = list[list[object]]


def customers(count: int = 6) -> Rows:
    """Customers whose key is no field of ours."""
    rows: Rows = [["老系统ID", "公司名称", "电话"]]
    return rows + [[f"K{n}", f"第{n}号贸易有限公司", f"1380000{n:04d}"] for n in range(1, count + 1)]


def contacts(*of: object) -> Rows:
    """One contact of each customer that is named."""
    return [["老系统ID", "姓名", "职务"], *([one, f"联系人{n}", "采购"] for n, one in enumerate(of, 1))]


def notes(*of: object) -> Rows:
    """One follow-up of each customer that is named."""
    rows = [[one, f"2024-05-0{1 + n % 9} 09:30", "张敏", "拜访", f"第{n}次拜访"] for n, one in enumerate(of, 1)]
    return [["老系统ID", "跟进时间", "跟进人", "方式", "内容"], *rows]


def book(path: Path, **named: Rows) -> Path:
    """A workbook."""
    return build.workbook(path, **named)


def sent(api: Program, path: Path) -> str:
    """The key of a file that was sent."""
    return str(upload(api, path).ok(201)["upload"])


def told(api: Program, key: str, body: Any = None) -> dict[str, Any]:
    """What is proposed, by sheet."""
    answer = api.post(f"/imports/{key}/linked/preview", body or {}).ok()
    return {one["sheet"]: one for one in answer["sheets"]}


def asked(shown: dict[str, Any], **changes: dict[str, Any]) -> dict[str, Any]:
    """The proposal as one asks for it, with changes to the plans of sheets (``links`` to their links)."""
    names = ("field", "column", "sheet", "key", "record")
    found = []
    for name, one in shown.items():
        if one["plan"]:
            more = dict(changes.get(name, {}))
            links = more.pop("links", [{part: link[part] for part in names} for link in one["links"]])
            found.append({"plan": {**one["plan"], **more}, "links": links})
    return {"sheets": found}


def bring(company: Company, api: Program, key: str, body: Any = None) -> Any:
    """Import linked sheets; the job as it ended."""
    return work(company, api, api.post(f"/imports/{key}/linked/run", body or {}).ok(202)["job"])


def attempt(company: Company, api: Program, key: str, body: Any = None) -> dict[str, dict[str, int]]:
    """What a trial counts for each sheet."""
    done = work(company, api, api.post(f"/imports/{key}/linked/try", body or {}).ok(202)["job"])
    assert done["state"] == "done", done["error"]
    return by_sheet(done)


def by_sheet(job: Any) -> dict[str, dict[str, int]]:
    """The counts of each sheet."""
    return {one["sheet"]: one["counts"] for one in job["result"]["sheets"]}


def refused(api: Program, job: Any, path: Path) -> dict[str, list[list[Any]]]:
    """The workbook of the refused rows, sheet by sheet, kept at a path."""
    answer = api.get(f"/jobs/{job['id']}/refused")
    assert answer.status == 200
    path.write_bytes(answer.raw)
    names = [one.name for one in sheets.inspect(path).sheets]
    return {name: [list(cells) for _, cells in sheets.open_table(path, name).rows()] for name in names}


def links_between(api: Program, name: str, to: str, *, required: bool = False, label: str = "上级客户") -> None:
    """One more link field."""
    api.post(
        "/custom_fields",
        {"object": name, "code": f"{to}_2", "kind": "link", "to": to, "label_zh": label, "required": required},
    ).ok(201)
