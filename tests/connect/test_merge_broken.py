"""Merges that break off at any statement, and that cross each other: whole or not at all (A-03, A-14)."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections, transaction

from tests.connect.company import Company, Program
from tests.connect.failing import broken_off, chance, lost_at, statements
from tests.connect.test_merge import customer, pair, related, whole
from tests.kernel.threads import together
from zhike.kernel import db, jobs

Answers = list[Any]


@pytest.fixture
def company(fresh: Company) -> Company:
    """A company of each test alone."""
    return fresh


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def linked(company: Company) -> tuple[Any, ...]:
    """Where everything of a company hangs, which records went into which, and how many change sets there are."""
    with db.transaction(company.tenant) as tx:
        one = f"WHERE tenant_id = {tx.tenant_id}"
        return tuple(
            tuple(tx.rows(statement))
            for statement in (
                f"SELECT id, deleted_at IS NULL FROM customers_customer {one} ORDER BY id",
                f"SELECT id, customer_id, deleted_at IS NULL FROM customers_contact {one} ORDER BY id",
                f"SELECT id, customer_id, deleted_at IS NULL FROM customers_interaction {one} ORDER BY id",
                f"SELECT loser_id, winner_id FROM kernel_merge {one} ORDER BY loser_id",
                f"SELECT count(*) FROM kernel_changeset {one}",
            )
        )


def sound(company: Company) -> None:
    """Nothing living hangs on what is gone, and following a merge comes to an end."""
    living, contacts, interactions, merges, _ = linked(company)
    alive = {one for one, lives in living if lives}
    assert {one[1] for one in (*contacts, *interactions) if one[2]} <= alive
    into = dict(merges)
    for loser, winner in into.items():
        seen, at = {loser}, winner
        while at in into and at not in alive:
            assert at not in seen, f"a circle at {at}"
            seen.add(at)
            at = into[at]


def at_every_statement(company: Company, act: Callable[[], Any], numbers: range | list[int]) -> None:
    """Each time nothing has happened."""
    before = linked(company)
    for number in numbers:
        with lost_at(number):
            answer = act()
        answer.refused(503, "database.away")
        assert linked(company) == before, number


def merged_and_undone(api: Program, company: Company, share: int | None) -> None:
    kept, gone = pair(api)
    before = whole(api, kept["id"]), whole(api, gone["id"]), related(api, gone["id"])
    path, body = f"/customers/{kept['id']}/merge", {"from": [gone["id"]], "take": {"name": gone["id"]}}
    done: Answers = []
    many = statements(lambda: done.append(api.post(path, body).ok()))
    api.post(f"/changes/{done[0]['change_set']}/undo").ok()
    numbers = range(1, many + 1) if share is None else sorted(chance().sample(range(1, many + 1), share))
    at_every_statement(company, lambda: api.post(path, body), numbers)
    undo = f"/changes/{api.post(path, body).ok()['change_set']}/undo"
    at_every_statement(company, lambda: api.post(undo), numbers)
    api.post(undo).ok()
    assert (whole(api, kept["id"]), whole(api, gone["id"]), related(api, gone["id"])) == before
    sound(company)


def test_a_merge_whose_connection_is_lost_has_not_been(company: Company, api: Program) -> None:
    merged_and_undone(api, company, 8)


@pytest.mark.soak
def test_a_merge_at_every_statement(company: Company, api: Program) -> None:
    merged_and_undone(api, company, None)


def twins(api: Program, many: int) -> None:
    """Pairs of customers that are surely the same, each with two contacts."""
    rows = [
        {"name": f"{'甲乙丙丁戊己庚辛壬癸'[n]}华精密仪器有限公司", "phone": f"1380013800{n}", "address": f"科技路{n}号"}
        for n in range(many)
        for _ in range(2)
    ]
    told = api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()["results"]
    people = [{"name": f"联系人{n}", "customer": one["id"]} for one in told for n in range(2)]
    assert api.post("/contacts/batch", {"mode": "create", "rows": people}).ok()["counts"]["created"] == 4 * many
    assert api.get("/customers").ok()["count"]["value"] == 2 * many


def bulk(company: Company, api: Program, many: int, losses: int) -> None:
    twins(api, many)
    scan = api.post("/duplicates/scan", {"object": "customer"}).ok(202)["job"]
    jobs.perform(tenant_id=company.tenant, job_id=scan)
    before = linked(company)[:4]
    random_ = chance()
    job = api.post("/duplicates/merge", {"object": "customer"}).ok(202)["job"]
    lost = broken_off(lambda: jobs.perform(tenant_id=company.tenant, job_id=job), moments(random_, losses))
    done = api.get(f"/jobs/{job}").ok()
    assert (done["state"], done["done"], done["counts"]) == ("done", many, {"merged": many})
    living, contacts, _, merges, _ = linked(company)
    assert sum(lives for _, lives in living) == len(merges) == many
    assert {one[1] for one in contacts} == {one for one, lives in living if lives}
    undo = api.post(f"/jobs/{job}/undo", {}).ok(202)["job"]
    lost += broken_off(lambda: jobs.perform(tenant_id=company.tenant, job_id=undo), moments(random_, losses))
    assert api.get(f"/jobs/{undo}").ok()["state"] == "done"
    assert linked(company)[:4] == before
    assert lost >= losses // 3


def moments(random_: random.Random, many: int) -> list[int]:
    return [random_.randrange(2, 120) for _ in range(many)]


def test_a_bulk_merge_and_its_undo_are_broken_off_again_and_again(company: Company, api: Program) -> None:
    bulk(company, api, 4, 5)


@pytest.mark.soak
def test_a_bulk_merge_is_broken_off_at_many_statements(company: Company, api: Program) -> None:
    bulk(company, api, 10, 18)


def merges(company: Company, ways: list[tuple[int, int]]) -> list[Callable[[], int]]:
    """Merges of (the one that stays, the one that goes), for `together`."""

    def merge(into: int, gone: int) -> int:
        return company.program().post(f"/customers/{into}/merge", {"from": [gone]}).status

    return [lambda way=way: merge(*way) for way in ways]  # type: ignore[misc]


def three(api: Program) -> list[int]:
    made = [customer(api, name)["id"] for name in "甲乙丙"]
    for one in made:
        api.post("/contacts", {"customer": one, "name": "联系人"}).ok(201)
    return made


def test_three_in_a_ring_at_once(company: Company, api: Program) -> None:
    for _ in range(4):
        a, b, c = three(api)
        done = together(merges(company, [(a, b), (b, c), (c, a)]))
        assert set(done) <= {200, 404, 503}, done
        assert 1 <= done.count(200) <= 2, done
        living = [one for one in (a, b, c) if api.get(f"/customers/{one}").status == 200]
        assert len(living) == 3 - done.count(200)
        assert sum(related(api, one)["contacts"] for one in living) == 3
        sound(company)


def test_one_is_deleted_while_it_is_merged(company: Company, api: Program) -> None:
    for gone in (0, 1) * 3:
        ids = three(api)[:2]

        def delete(one: int = ids[gone]) -> int:
            return company.program().delete(f"/customers/{one}").status

        def add(one: int = ids[1]) -> int:
            return company.program().post("/contacts", {"customer": one, "name": "新来的"}).status

        merged, deleted, added = together([*merges(company, [(ids[0], ids[1])]), delete, add])
        assert merged in (200, 404), merged
        assert deleted in (200, 404, 409), deleted
        assert added in (201, 422), added
        sound(company)


def test_a_merge_that_meets_another_the_other_way_round_is_tried_again(company: Company, api: Program) -> None:
    """Each has locked what the other needs: PostgreSQL ends the merge, and nobody is told of it."""
    a, b, _ = three(api)
    person = api.get("/contacts", where={"field": "customer", "op": "is", "value": b}).ok()["rows"][0]["id"]
    found: Answers = []
    merge = threading.Thread(target=lambda: found.extend(together(merges(company, [(a, b)]))))
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL deadlock_timeout = '60s'")  # the merge looks first
        cursor.execute("SELECT 1 FROM customers_contact WHERE id = %s FOR UPDATE", [person])
        merge.start()
        while True:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                break
            time.sleep(0.01)
        cursor.execute("SELECT 1 FROM customers_customer WHERE id = %s FOR UPDATE", [a])
    merge.join(60)
    assert found == [200]
    assert related(api, a)["contacts"] == 2
    sound(company)


def test_redirects_end_after_a_ring_that_was_closed_by_hand(company: Company, api: Program) -> None:
    a, b, c = three(api)
    for into, gone in ((b, a), (c, b), (a, c)):
        api.post(f"/customers/{into}/merge", {"from": [gone]}).ok()
        if into != a:
            api.post("/customers/batch", {"mode": "restore", "rows": [{"id": gone}]}).ok()
    assert [api.get(f"/customers/{one}").status for one in (a, b, c)] == [200, 200, 308]
    for one in (a, b):
        api.delete(f"/customers/{one}").ok()
    for one in (a, b, c):
        at, seen = one, [one]
        while (answer := api.get(f"/customers/{at}")).status == 308:
            at = answer.body["id"]
            assert at not in seen, seen
            seen.append(at)
        assert answer.status == 404


def test_who_went_in_long_ago_is_erased_too(api: Program) -> None:
    """However many merges lie between them."""
    chain = [customer(api, f"周{n}", kind="person", wechat=f"canary-{n}")["id"] for n in range(24)]
    for gone, into in itertools.pairwise(chain):
        api.post(f"/customers/{into}/merge", {"from": [gone]}).ok()
    assert api.get(f"/customers/{chain[0]}").ok(308)["id"] == chain[-1]
    api.post(f"/customers/{chain[-1]}/personal-data/erase", {}).ok()
    left = [api.get(f"/customers/{one}", deleted=1).ok()["wechat"] for one in chain[:-1]]
    assert left == [None] * 23


def test_a_merge_into_what_is_gone_or_out_of_sight_says_why(company: Company, api: Program) -> None:
    a, b, c = three(api)
    api.delete(f"/customers/{c}").ok()
    for into, gone in ((a, c), (c, a)):
        api.post(f"/customers/{into}/merge", {"from": [gone]}).refused(404, "record.not_found")
    api.post(f"/customers/{a}/merge", {"from": [a]}).refused(400, "merge.itself")
    api.post(f"/customers/{a}/merge", {"from": [b, a]}).refused(400, "merge.itself")
    reader = company.colleague()
    mine = customer(api, "我的", owner=reader)["id"]
    api.post(f"/customers/{a}/team", {"person": reader, "may": "read"}).ok()
    seller = company.program(reader)
    for into, gone in ((mine, a), (a, mine)):
        seller.post(f"/customers/{into}/merge", {"from": [gone]}).refused(403)
    for into, gone in ((mine, b), (b, mine)):
        seller.post(f"/customers/{into}/merge", {"from": [gone]}).refused(404, "record.not_found")
    sound(company)
