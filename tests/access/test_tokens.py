"""API tokens: made once, kept as a hash, ended by time, by hand, or with the person."""

import re

import pytest

from tests.access import company
from zhike.access import identity, tokens
from zhike.kernel import db
from zhike.kernel.errors import Forbidden, NotFound, Refused, Unauthenticated


@pytest.fixture(scope="module")
def staffed():
    return company.staffed()


def make(staffed, name="li", **more):
    return tokens.create(staffed.actor(name), person_id=staffed.people[name], name="test", **more)


def refused(text):
    with pytest.raises(Unauthenticated) as caught:
        tokens.verify(text)
    return caught.value.code


def test_the_text_is_kept_nowhere(staffed):
    text = make(staffed)
    secret = text.split("_", 2)[2]
    assert text.startswith(f"zk_{staffed.tenant}_")
    with db.transaction(staffed.tenant) as tx:
        rows = tx.rows(f"SELECT t::text FROM access_apitoken t WHERE tenant_id = {staffed.tenant}")
    assert rows
    assert not any(secret in row[0] for row in rows)


def test_each_is_different(staffed):
    assert len({make(staffed) for _ in range(20)}) == 20


def test_a_wrong_one_is_nobodys(staffed):
    text = make(staffed)
    tokens.verify(text)
    start, tenant, secret = text.split("_", 2)
    other = company.founded().tenant
    for wrong in (
        text[:-1] + ("A" if text[-1] != "A" else "B"),
        f"{start}_{other}_{secret}",
        f"{start}_{2**40}_{secret}",
        f"{start}_0{tenant}_{secret}",
        f"{start}_{tenant}_",
        f"{start}_-1_{secret}",
        f"{start}_{'9' * 30}_{secret}",
        text + " ",
        text + "x",
        text.upper(),
        "zk",
        "",
        "💥",
        "zk_1_' OR 1=1 --",
    ):
        assert refused(wrong) == "token.unknown", wrong


def test_it_expires(staffed):
    text = make(staffed, days=1)
    tokens.verify(text)
    with db.transaction(staffed.tenant) as tx:
        tx.execute(
            "UPDATE access_apitoken SET expires_at = now() - interval '1 second'"
            f" WHERE tenant_id = {staffed.tenant} AND hint = %s",
            (text[-4:],),
        )
    assert refused(text) == "token.expired"


def test_it_may_last_for_ever(staffed):
    make(staffed, days=None)
    assert tokens.of_person(staffed.actor("li"), staffed.people["li"])[0].expires_at is None


def test_it_is_revoked_at_once(staffed):
    text = make(staffed)
    actor = staffed.actor("li")
    newest = tokens.of_person(actor, actor.person_id)[0]
    assert newest.hint == text[-4:]
    tokens.revoke(actor, newest.id)
    assert refused(text) == "token.revoked"
    first = tokens.of_person(actor, actor.person_id)[0].revoked_at
    tokens.revoke(actor, newest.id)
    assert tokens.of_person(actor, actor.person_id)[0].revoked_at == first


def test_the_last_use_is_noted_once_a_minute(staffed):
    text = make(staffed)
    actor = staffed.actor("li")

    def used():
        return tokens.of_person(actor, actor.person_id)[0].last_used_at

    assert used() is None
    tokens.verify(text)
    first = used()
    assert first is not None
    seen = []
    with db.watching(seen.append):
        tokens.verify(text)
    assert used() == first
    assert len(seen) == 1
    with db.transaction(staffed.tenant) as tx:
        tx.execute(
            "UPDATE access_apitoken SET last_used_at = now() - interval '61 seconds'"
            f" WHERE tenant_id = {staffed.tenant}"
        )
    tokens.verify(text)
    assert used() > first


def test_others_tokens_are_the_administrators(staffed):
    li, boss = staffed.actor("li"), staffed.actor("boss")
    with pytest.raises(Forbidden):
        tokens.create(li, person_id=staffed.people["ma"], name="not mine")
    with pytest.raises(Forbidden):
        tokens.of_person(li, staffed.people["ma"])
    text = tokens.create(boss, person_id=staffed.people["ma"], name="for ma")
    assert tokens.verify(text)[0].person_id == staffed.people["ma"]
    theirs = tokens.of_person(boss, staffed.people["ma"])[0]
    with pytest.raises(NotFound):
        tokens.revoke(li, theirs.id)
    tokens.revoke(boss, theirs.id)


def test_a_token_makes_no_tokens(staffed):
    for scopes in (("read",), ("read", "write")):
        actor = identity.actor(company.request(token=make(staffed, "boss", scopes=scopes)))
        with pytest.raises(Forbidden):
            tokens.create(actor, person_id=actor.person_id, name="more", scopes=("admin",))
    actor = identity.actor(company.request(token=make(staffed, scopes=("admin",))))
    with pytest.raises(Forbidden):
        tokens.create(actor, person_id=actor.person_id, name="more")


def test_no_token_for_somebody_of_another_tenant(staffed):
    other = company.founded()
    with pytest.raises(NotFound):
        tokens.create(staffed.actor("boss"), person_id=max(other.owner, 10**9), name="x")
    with pytest.raises(NotFound):
        tokens.revoke(other.actor("boss"), tokens_id(staffed))


def tokens_id(staffed):
    make(staffed)
    return tokens.of_person(staffed.actor("li"), staffed.people["li"])[0].id


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"scopes": ()}, "scopes"),
        ({"scopes": ("root",)}, "scopes"),
        ({"days": 0}, "days"),
        ({"days": 4000}, "days"),
    ],
)
def test_what_is_asked_for_must_make_sense(staffed, wrong, field):
    with pytest.raises(Refused) as caught:
        tokens.create(staffed.actor("li"), **{"person_id": staffed.people["li"], "name": "x", **wrong})
    assert list(caught.value.fields) == [field]


def test_the_work_of_a_refusal_says_nothing(staffed):
    """The same statement whether the tenant, the token or neither exists."""
    text = make(staffed)
    _, tenant, secret = text.split("_", 2)
    seen = []
    with db.watching(seen.append):
        for one in (f"zk_{tenant}_{secret[:-5]}AAAAA", f"zk_{2**40}_{secret}"):
            refused(one)
    assert len(seen) == 2
    assert re.sub(r"= \d+", "= T", seen[0]) == re.sub(r"= \d+", "= T", seen[1])
