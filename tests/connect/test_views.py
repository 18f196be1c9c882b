"""Saved views: one's own, the department's, everybody's."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program

STATE = {"where": {"all": []}, "columns": ["name", "phone"], "sort": "-updated_at", "view": "list"}


def test_a_view_is_seen_by_whom_it_is_for(fresh: Company) -> None:
    near = fresh.program(fresh.colleague("sales", department=fresh.department))
    same = fresh.program(fresh.colleague("sales", department=fresh.department))
    owner = fresh.program()
    elsewhere = owner.post("/departments", {"name": "别处"}).ok(201)["id"]
    far = fresh.program(fresh.colleague("sales", department=elsewhere))

    def seen(program: Program) -> set[str]:
        return {row["name"] for row in program.get("/saved_views").ok()["rows"]}

    for visibility in ("private", "department", "all"):
        body = {"name": visibility, "object": "customer", "visibility": visibility, "state": STATE}
        assert near.post("/saved_views", body).ok(201)["state"] == STATE
    assert seen(near) == {"private", "department", "all"}
    assert seen(same) == {"department", "all"}
    assert seen(far) == {"all"}


def test_only_its_maker_changes_a_view(fresh: Company) -> None:
    maker, other, owner = (
        fresh.program(fresh.colleague("sales")),
        fresh.program(fresh.colleague("sales")),
        fresh.program(),
    )
    made = maker.post("/saved_views", {"name": "我的", "object": "customer", "visibility": "all"}).ok(201)
    for one in (other, owner):
        one.patch(f"/saved_views/{made['id']}", {"version": 1, "name": "改"}).refused(403)
        one.delete(f"/saved_views/{made['id']}").refused(403)
    maker.patch(f"/saved_views/{made['id']}", {"version": 1, "name": "改"}).ok()
    maker.delete(f"/saved_views/{made['id']}").ok()


@pytest.mark.parametrize(
    "body", [{"object": "nothing"}, {"object": None}, {"visibility": "me"}, {"state": "x"}, {"name": ""}]
)
def test_a_view_that_is_none(api: Program, body: dict[str, object]) -> None:
    assert set(api.post("/saved_views", {"name": "x", "object": "customer", **body}).refused(422)["fields"]) == set(
        body
    )
