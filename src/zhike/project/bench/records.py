"""The record page: what it asks of the database."""

from __future__ import annotations

from statistics import median
from typing import Any

from django.test import Client

from zhike.kernel import db
from zhike.kernel.write import write
from zhike.project.bench import show
from zhike.project.bench.figures import Figure
from zhike.project.bench.lists import alone
from zhike.project.bench.stage import Stage

_ROUNDS = 3


def measure(stage: Stage) -> list[Figure]:
    """The customer, the first page of the timeline, and the counts of what hangs on it, as the page asks for them."""
    with show.step("record page"):
        path = f"/api/v1/customers/{_customer(stage)}"
        paths = [path, f"{path}/timeline", f"{path}/related"]
        found: list[str] = []
        asking = Client(HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {stage.token}")
        for one in paths:
            asking.get(one)  # rights and fields are known to a process after its first request
        with db.watching(found.append):
            for one in paths:
                answer = asking.get(one)
                if answer.status_code != 200:
                    raise RuntimeError(f"{one} gave {answer.status_code}")
        taken = [sum(alone(stage, [one], 1.0).median for one in paths) for _ in range(_ROUNDS)]
    beside = f"{len(paths)} requests, together {median(taken):.1f} ms (p50)"
    return [Figure(what="record page", value=len(found), unit="queries", floor=8, aim=4, beside=beside)]


def _customer(stage: Stage) -> int:
    """A customer with whom something has happened."""
    customer = _put(stage, "customer", [{"name": "深圳市云帆信息技术有限公司"}])[0]
    _put(stage, "contact", [{"customer": customer, "name": name} for name in ("张伟", "王芳", "单静")])
    visits = [{"customer": customer, "kind": "visit", "content": f"第{number}次拜访"} for number in range(40)]
    _put(stage, "interaction", visits)
    _put(stage, "task", [{"customer": customer, "title": "准备方案"}, {"customer": customer, "title": "回电话"}])
    return customer


def _put(stage: Stage, name: str, rows: list[dict[str, Any]]) -> list[int]:
    result = write(stage.actor, name, rows, all_or_nothing=True)
    if result.refused:
        raise RuntimeError(f"{name}: {result.refused[0].faults}")
    return [one.id or 0 for one in result.rows]
