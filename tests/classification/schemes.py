"""Words that tests of schemes share."""

from __future__ import annotations

from typing import Any

from tests.classification.conftest import made, run_jobs
from tests.connect.company import Company, Program
from zhike.kernel import db

MOMENTS = (
    ("classification_version", "at"), ("classification_version", "published_at"),
    ("classification_version", "publish_at"), ("classification_place", "since"), ("classification_stay", "since"),
    ("classification_stay", "ended"), ("classification_drawn", "at"),
)  # fmt: skip
ABC = [{"code": one, "zh": f"{one} 类"} for one in "ABC"]
TWO = [{"code": "big", "zh": "大客户", "en": "Big"}, {"code": "small", "zh": "小客户"}]
BIG = {"field": "m_spent", "op": ">=", "value": 500}


def scheme(api: Program, code: str = "value", kind: str = "rules") -> int:
    return made(api, "schemes", name="客户价值", code=code, object="customer", kind=kind)


def published(company: Company, api: Program, one: int, definition: Any) -> int:
    """The number of the version that is in force now."""
    number = int(api.post(f"/schemes/{one}/draft", {"definition": definition}).ok()["number"])
    api.post(f"/schemes/{one}/versions/{number}/publish").ok(202)
    run_jobs(company, api)
    return number


def classes(api: Program, code: str = "value") -> dict[str, Any]:
    rows = api.get("/customers", columns=f"name,class_{code}", limit="500").ok()["rows"]
    return {row["name"]: row[f"class_{code}"] for row in rows}


def of_scheme(api: Program, record: int, one: int) -> dict[str, Any]:
    """What is told of a record's class by one scheme."""
    rows: list[dict[str, Any]] = api.get(f"/customers/{record}/classes").ok()["rows"]
    return next(each for each in rows if each["scheme"]["id"] == one)


def default(api: Program, code: str) -> int:
    """A scheme that the company began with."""
    rows = api.get("/schemes", where={"field": "code", "value": code}).ok()["rows"]
    return int(rows[0]["id"])


def rules(least: int) -> Any:
    where = {"field": "m_spent", "op": ">=", "value": least}
    return {"classes": TWO, "rules": [{"class": "big", "where": where}], "otherwise": "small"}


def days_go_by(company: Company, days: int) -> None:
    """What was kept of classes is so much older."""
    with db.transaction(company.tenant) as tx:
        for table, column in MOMENTS:
            tx.execute(
                f"UPDATE {table} SET {column} = {column} - %s * interval '1 day' WHERE tenant_id = {company.tenant}",
                (days,),
            )
