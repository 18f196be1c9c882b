"""A-09: the same key and request give the same answer, and the work is done once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from tests.connect.company import Answer, Company, Program
from zhike.engines.connect.once import prune
from zhike.kernel import db


def together(times: int, ask: Any) -> list[Answer]:
    """Ask from many threads that start at the same moment."""
    threads = 20
    ready = threading.Barrier(threads)

    def work(number: int) -> list[Answer]:
        try:
            ready.wait(30)
            return [ask(one) for one in range(number, times, threads)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return [answer for found in pool.map(work, range(threads)) for answer in found]


def test_fifty_at_once_make_one_record(fresh: Company) -> None:
    api, key = fresh.program(), str(uuid4())
    body = {"name": "一次", "code": "ONCE-1", "industry": "零售"}
    answers = together(50, lambda _: Program(api.token).post("/customers", body, key=key))
    assert {one.status for one in answers} == {201}, [one.body for one in answers if one.status != 201][:1]
    assert len({one.raw for one in answers}) == 1
    assert api.get("/customers").ok()["count"]["value"] == 1


@pytest.mark.slow
def test_fifty_different_records_at_once(fresh: Company) -> None:
    api = fresh.program()
    answers = together(
        50, lambda number: Program(api.token).post("/customers", {"name": f"各{number}"}, key=f"each-{number}")
    )
    assert {one.status for one in answers} == {201}
    assert len({one.body["code"] for one in answers}) == 50


def test_one_wins_a_unique_value(fresh: Company) -> None:
    """A-15: fifty try to take the same code, one gets it."""
    api = fresh.program()
    answers = together(
        50, lambda number: Program(api.token).post("/customers", {"name": f"争{number}", "code": "SAME"})
    )
    assert sorted(one.status for one in answers) == [201] + [422] * 49
    assert {one.body["fields"]["code"]["code"] for one in answers if one.status == 422} == {"field.taken"}


@pytest.mark.slow
def test_a_hundred_moves_are_never_lost(fresh: Company) -> None:
    """A-13: as many entries in the history as saves that were accepted; the others met a conflict."""
    api = fresh.program()
    made = api.post("/customers", {"name": "阶段"}).ok(201)
    stages = ("contacted", "negotiating", "dealing", "potential")

    def move(number: int) -> Answer:
        program = Program(api.token)
        version = program.get(f"/customers/{made['id']}").ok()["version"]
        return program.patch(f"/customers/{made['id']}", {"version": version, "stage": stages[number % 4]})

    answers = together(100, move)
    assert {one.status for one in answers} <= {200, 409}
    changed = [one for one in answers if one.status == 200 and one.body["change_set"]]
    now = api.get(f"/customers/{made['id']}").ok()
    assert now["version"] == 1 + len(changed)
    history: list[Any] = []
    after: dict[str, Any] = {}
    while True:
        page = api.get(f"/customers/{made['id']}/history", **after).ok()
        history += page["rows"]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert len([one for one in history if one["verb"] == "update"]) == len(changed)


def test_the_answer_is_kept_for_every_kind_of_write(api: Program) -> None:
    made = api.post("/customers", {"name": "键"}, key=f"a{uuid4()}").ok(201)
    at = f"/customers/{made['id']}"
    for method, path, body in (
        ("PATCH", at, {"version": 1, "industry": "零售"}),
        ("POST", "/customers/batch", {"mode": "create", "rows": [{"name": "键二"}]}),
        ("DELETE", at, None),
    ):
        key = str(uuid4())
        first = api.ask(method, path, body, key=key)
        again = api.ask(method, path, body, key=key)
        assert first.status == again.status == 200
        assert first.raw == again.raw
        assert again.headers["Idempotent-Replay"] == "true"
    key = str(uuid4())
    undo = first.body["change_set"]
    assert api.post(f"/changes/{undo}/undo", key=key).ok() == api.post(f"/changes/{undo}/undo", key=key).ok()


def test_a_key_is_for_one_request(api: Program) -> None:
    key = str(uuid4())
    api.post("/customers", {"name": "甲"}, key=key).ok(201)
    api.post("/customers", {"name": "乙"}, key=key).refused(422, "idempotency.other_body")
    api.post("/contacts", {"name": "甲"}, key=key).refused(422, "idempotency.other_body")


def test_a_refused_request_keeps_no_key(api: Program) -> None:
    key = str(uuid4())
    first = api.post("/customers", {"name": ""}, key=key)
    again = api.post("/customers", {"name": ""}, key=key)
    assert first.status == again.status == 422
    assert first.raw == again.raw


def test_keys_are_one_s_own(fresh: Company) -> None:
    key = str(uuid4())
    one, other = fresh.program(), fresh.program(fresh.colleague())
    assert (
        one.post("/customers", {"name": "同键"}, key=key).ok(201)["id"]
        != other.post("/customers", {"name": "同键"}, key=key).ok(201)["id"]
    )


@pytest.mark.parametrize("key", ["x" * 201, "two words", "键".encode().decode("latin-1")])
def test_a_key_that_is_none(api: Program, key: str) -> None:
    made = api.post("/customers", {"name": "甲"}).ok(201)
    api.post("/customers", {"name": "甲"}, key=key).refused(400, "idempotency.bad_key")
    api.post(f"/changes/{made['change_set']}/undo", key=key, preview=1).refused(400, "idempotency.bad_key")


def test_keys_are_forgotten_after_a_day(fresh: Company) -> None:
    api, key = fresh.program(), str(uuid4())
    first = api.post("/customers", {"name": "旧"}, key=key).ok(201)
    assert prune(fresh.tenant) == 0
    with db.transaction(fresh.tenant) as tx:
        tx.execute(f"UPDATE kernel_idempotency SET at = now() - interval '25 hours' WHERE tenant_id = {fresh.tenant}")
    assert prune(fresh.tenant) == 1
    assert api.post("/customers", {"name": "旧"}, key=key).ok(201)["id"] != first["id"]


def test_a_key_that_would_be_ignored_is_refused(fresh: Company) -> None:
    """A secret is kept nowhere, and an upload is too large to be kept."""
    api = fresh.program()
    for path in ("/tokens", "/files", "/imports", "/customers/words", f"/people/{fresh.owner}/password"):
        api.post(path, {}, key="k").refused(400, "idempotency.not_here")


def test_ending_a_token_and_a_job_takes_a_key(fresh: Company) -> None:
    api = fresh.program()
    token = api.post("/tokens", {"name": "x"}).ok(201)["id"]
    assert api.delete(f"/tokens/{token}", key="end").ok() == api.delete(f"/tokens/{token}", key="end").ok()
    job = api.post("/customers/export", {"format": "csv"}).ok(202)["job"]
    first, second = (api.post(f"/jobs/{job}/cancel", key="cancel") for _ in range(2))
    assert first.ok() == second.ok()
    assert second.headers["Idempotent-Replay"] == "true"
