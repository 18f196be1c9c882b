"""Many answers at once, and links to records that are gone: what was acknowledged is there, and nothing twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.connect.company import Company, Program
from tests.forms.test_confirming import ASKED, GOOD, Box, box, waiting
from tests.forms.test_self_service import GOOD as CORRECTED
from tests.forms.test_self_service import Person, corrections, link, made
from tests.forms.visitor import Visitor, published, solve
from tests.kernel.threads import together
from zhike.engines.forms import limits, links

__all__ = ["box"]


def test_of_many_answers_at_once_none_that_was_taken_is_lost(
    company: Company, api: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Far more than are let in: the others are told to wait, and leave nothing behind."""
    monkeypatch.setattr(limits, "SENT", 20)
    _, key = published(api, questions=[{"field": "name"}, {"field": "phone"}])
    pages = [Visitor(key).ticket() for _ in range(8)]
    proofs = [solve(one.nonce) for one in pages]

    def send(number: int) -> list[int]:
        """One page again and again: an answer is taken once."""
        visitor, found = Visitor(key), []
        for _ in range(6):
            told = visitor.send(
                {"name": f"第{number}位", "phone": f"1391122{number:04d}"}, ticket=pages[number], proof=proofs[number]
            )
            found.append(told.status_code)
        return found

    done = together([lambda number=number: send(number) for number in range(len(pages))])
    statuses = [status for some in done for status in some]
    assert set(statuses) <= {303, 409, 429}, done
    assert 429 in statuses
    taken = sorted(f"第{number}位" for number, some in enumerate(done) if 303 in some)
    assert all(some.count(303) <= 1 for some in done)
    assert sorted(one["name"] for one in api.get("/customers").ok()["rows"]) == taken
    assert api.get("/answers").ok()["rows"] == []


def test_one_confirms_and_the_others_are_told_so(company: Company, api: Program, box: Box) -> None:
    visitor = Visitor(published(api, questions=ASKED, confirm=True)[1])
    assert visitor.send(GOOD).status_code == 303
    path = f"/f/confirm/{links.token(company.tenant, waiting(company))}"

    def press() -> int:
        return int(Visitor(visitor.form).ask("POST", path).status_code)

    assert sorted(together([press] * 6)) == [200, 410, 410, 410, 410, 410]
    (row,) = api.get("/customers").ok()["rows"]
    api.post(f"/customers/{row['id']}/personal-data/erase", {}).ok()
    assert press() == 410  # a link of somebody who is erased brings nobody back
    assert "wang@example.com" not in str(api.get("/customers").ok())


def test_a_form_that_is_gone_confirms_what_was_sent_before(company: Company, api: Program, box: Box) -> None:
    form, key = published(api, questions=ASKED, confirm=True)
    visitor = Visitor(key)
    assert visitor.send(GOOD).status_code == 303
    path = f"/f/confirm/{links.token(company.tenant, waiting(company))}"
    api.delete(f"/web_forms/{form}").ok()
    assert visitor.ask("POST", path).status_code == 200
    assert len(api.get("/customers").ok()["rows"]) == 1


def test_a_link_of_one_that_went_into_another_is_over(company: Company, api: Program) -> None:
    """Who follows it must not see, or change, the record of somebody else; and it is good again when that is undone."""
    gone = made(api)
    kept = api.post("/customers", {"name": "另一位", "phone": "13700001111", "remark": "内部"}).ok(201)["id"]
    person, waits = Person(link(api, gone)), Person(link(api, gone))
    waits.ask("POST", CORRECTED | {"q.phone": "13900007788"})
    (one,) = corrections(api)
    merged = api.post(f"/customers/{kept}/merge", {"from": [gone]}).ok()
    assert person.over()
    assert corrections(api) == []
    for verb in ("accept", "refuse"):
        api.post(f"/corrections/{one['id']}/{verb}", {}).refused(404)
    assert api.get(f"/customers/{kept}").ok()["phone"] == "+8613700001111"
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert "周女士" in person.look()
    assert [row["id"] for row in corrections(api)] == [one["id"]]


def test_a_link_is_used_once_however_many_send_it(api: Program) -> None:
    record = made(api)
    path = link(api, record)

    def send(number: int) -> Any:
        return Person(path).ask("POST", CORRECTED | {"q.address": f"新地址{number}"}).status_code

    done = together([lambda number=number: send(number) for number in range(6)])
    assert sorted(done) == [200, 410, 410, 410, 410, 410]
    row = api.get(f"/customers/{record}").ok()
    assert (row["version"], row["address"]) == (2, f"新地址{done.index(200)}")
