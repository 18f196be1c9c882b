"""A past for classes: what the schemes of today would have said before, from the purchases that there were by then."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.classification.conftest import bought, customer, made, run_jobs, swept
from tests.classification.schemes import default
from tests.classification.test_measures import TODAY, ago
from tests.connect.company import Company, Program, found
from zhike.engines.classification.measures import defaults
from zhike.engines.classification.schemes import defaults as default_schemes
from zhike.engines.classification.schemes import replay
from zhike.kernel import db, specs

MORNING = dt.time(0, 7, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def before(days: int) -> dt.datetime:
    return dt.datetime.combine(TODAY - dt.timedelta(days=days), MORNING)


def relived(company: Company) -> None:
    """What the last year would have found, month by month, then today."""
    defaults.make(company.actor)
    with db.transaction(company.tenant) as tx:
        default_schemes.make(tx, company.actor)
        replay.replay(tx, company.actor, "customer", [before(days) for days in range(360, 0, -30)])
    swept(company)


def stages(api: Program, one: int) -> list[tuple[str, str | None]]:
    """The stages of a customer from the first to the last, each with the day of its beginning."""
    rows = api.get(f"/customers/{one}/classes").ok()["rows"]
    (told,) = (row for row in rows if row["scheme"]["title"] == "生命周期")
    return [(row["class"], row["since"][:10]) for row in (*reversed(told["before"]), told["now"])]


def test_a_year_is_lived_again(database: None) -> None:
    company = found()
    api = company.program()
    steady, lost, none = (customer(api, name) for name in "甲乙丙")
    for days in range(400, 0, -25):
        bought(api, steady, ago(days), "100")
    for days in (340, 330, 320):
        bought(api, lost, ago(days), "100")
    relived(company)
    assert [code for code, _ in stages(api, none)] == ["potential"]
    assert [code for code, _ in stages(api, lost)] == ["potential", "first", "repeat", "dormant", "lost"]
    assert [code for code, _ in stages(api, steady)] == ["repeat", "loyal"]
    assert stages(api, steady)[-1][1] < str(TODAY - dt.timedelta(days=200))
    (scheme,) = (row["id"] for row in api.get("/schemes", columns="code").ok()["rows"] if row["code"] == "stage")
    moves = api.get(f"/schemes/{scheme}/moves", first=before(355).isoformat(), last=before(1).isoformat()).ok()["rows"]
    assert {(one["from"], one["to"]): one["count"] for one in moves} == {
        ("potential", "potential"): 1, ("potential", "lost"): 1, ("repeat", "loyal"): 1,
    }  # fmt: skip


def test_the_real_tables_are_as_they_were(database: None) -> None:
    company = found()
    api = company.program()
    order = bought(api, customer(api), ago(3), "100")
    at = api.get(f"/orders/{order}").ok()["ordered_at"]
    relived(company)
    assert api.get(f"/orders/{order}").ok()["ordered_at"] == at
    assert api.get("/orders").ok()["count"]["value"] == 1


def test_whoever_has_a_past_keeps_it(database: None) -> None:
    company = found()
    api = company.program()
    one = customer(api)
    bought(api, one, ago(300), "100")
    swept(company)
    told = stages(api, one)
    with db.transaction(company.tenant) as tx:
        replay.replay(tx, company.actor, "customer", [before(30)])
        specs.raise_stamp(tx)
    assert stages(api, one) == told
    made(api, "tasks", title="还能写")


def test_an_evaluation_looks_ahead_from_the_past(database: None) -> None:
    """The schemes were in force all that time: what they said three months ago is held against what came then."""
    company = found()
    api = company.program()
    for n in range(60):
        one = customer(api, f"客{n}")
        bought(api, one, ago(200), "900" if n < 20 else "50")
        if n < 20:
            bought(api, one, ago(30), "100")
    relived(company)
    told = evaluated(company, api, "abc")
    assert told["ahead"]
    assert told["separation"]["in_order"]
    assert [one["buyers"] for one in told["classes"]] == [1, 0]


def evaluated(company: Company, api: Program, code: str) -> Any:
    one = default(api, code)
    api.post(f"/schemes/{one}/reports", {"kind": "evaluation"}).ok(202)
    run_jobs(company, api)
    return api.get(f"/schemes/{one}/reports", about="evaluation").ok()["newest"]["body"]
