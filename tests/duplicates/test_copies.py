"""Rows that say the same stay one group whatever becomes of one of them, though not all pairs of them are kept."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program
from tests.connect.test_duplicates import PHONE, customer, groups, scan
from zhike.engines.duplicates import follow
from zhike.engines.duplicates.linkage.groups import Copy, grouped

ROW = {"name": "深圳市恒远机械有限公司", "phone": PHONE, "address": "科技路5号"}
OTHER = {"version": 1, "name": "昆明云岭茶业有限公司", "phone": "13911112222", "address": None}
COPIES = 6


@pytest.fixture
def ids(company: Company, api: Program) -> list[int]:
    """Copies that a scan has found, of which nothing is left to be followed, and others to learn from."""
    made = [customer(api, **ROW)["id"] for _ in range(COPIES)]
    for place in ("成都", "苏州", "青岛", "大连"):
        customer(api, f"{place}百川贸易有限公司", region=place)
    scan(company, api)
    follow.follow(company.tenant)
    scan(company, api)
    assert members(api) == made
    return made


def members(api: Program) -> list[int]:
    """The records of the only group."""
    (group,) = groups(api)
    return sorted(one["id"] for one in group["records"])


@pytest.mark.parametrize("which", [0, 1, COPIES - 1])
def test_one_that_is_another_now_leaves_the_rest(company: Company, api: Program, ids: list[int], which: int) -> None:
    api.patch(f"/customers/{ids[which]}", OTHER).ok()
    follow.follow(company.tenant)
    assert members(api) == ids[:which] + ids[which + 1 :]


@pytest.mark.parametrize("which", [0, 1, COPIES - 1])
def test_one_that_says_more_stays(company: Company, api: Program, ids: list[int], which: int) -> None:
    api.patch(f"/customers/{ids[which]}", {"version": 1, "email": "info@hengyuan.example"}).ok()
    follow.follow(company.tenant)
    assert members(api) == ids


@pytest.mark.parametrize("which", [0, 1, COPIES - 1])
def test_one_that_is_deleted_leaves_the_rest(company: Company, api: Program, ids: list[int], which: int) -> None:
    api.delete(f"/customers/{ids[which]}").ok()
    follow.follow(company.tenant)
    assert members(api) == ids[:which] + ids[which + 1 :]


@pytest.mark.parametrize("which", [0, 1, COPIES - 1])
def test_one_that_is_called_different_leaves_the_rest(
    company: Company, api: Program, ids: list[int], which: int
) -> None:
    (group,) = groups(api)
    api.post(f"/duplicates/{group['id']}/different", {"records": [ids[which]]}).ok()
    rest = ids[:which] + ids[which + 1 :]
    assert members(api) == rest
    scan(company, api)
    assert members(api) == rest


def test_more_of_them_come_to_the_group(company: Company, api: Program, ids: list[int]) -> None:
    for more in ({}, {"name": "恒远机械（深圳）有限公司"}):
        ids.append(customer(api, **ROW | more)["id"])
        follow.follow(company.tenant)
        assert members(api) == ids


def test_what_is_like_the_first_stays_with_the_rest(company: Company, api: Program, ids: list[int]) -> None:
    ids.append(customer(api, "恒远机械", phone=PHONE, address="科技路5号")["id"])
    follow.follow(company.tenant)
    scan(company, api)
    assert members(api) == ids
    api.patch(f"/customers/{ids[0]}", OTHER).ok()
    follow.follow(company.tenant)  # of the change alone
    assert members(api) == ids[1:]


def test_copies_are_where_their_first_is_unless_they_are_apart() -> None:
    copies = [Copy(1, 2, 0.99), Copy(1, 3, 0.98)]
    assert grouped([(1, 7, 0.9)], copies=copies) == [([1, 2, 3, 7], 0.9)]
    assert grouped([], copies=copies) == [([1, 2, 3], 0.98)]
    assert grouped([], copies=copies, least=0.985) == [([1, 2], 0.99)]
    assert grouped([(1, 7, 0.9)], copies=copies, apart=[(1, 2)]) == [([1, 3, 7], 0.9)]
    assert grouped([], copies=copies, apart=[(1, 2), (1, 3)]) == [([2, 3], 0.98)]
    assert grouped([(1, 7, 0.9)], copies=copies, apart=[(1, 2), (1, 3), (1, 7)]) == [([2, 3, 7], 0.9)]
    assert grouped([(1, 7, 0.9)], copies=copies, apart=[(3, 7)]) == [([1, 2, 3], 0.98)]
