"""Founding the demo company: departments, people, customers and what happened with them, all through the write path."""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from zhike.access import passwords, tenants
from zhike.engines.duplicates import follow
from zhike.engines.quality import run
from zhike.kernel import db, words
from zhike.kernel.actor import Actor, system
from zhike.kernel.conditions import periods
from zhike.kernel.write import write
from zhike.project.demo import SignIn, deeds, desk, habits, marketing, mess, purchases, records, twins
from zhike.project.demo.habits import Buyer

NAME, SIZE = "云帆科技（演示）", 320
DEPARTMENTS = ("销售一部", "销售二部", "客户服务部", "数据组")


PEOPLE = (
    ("林晓雯", "manager@demo.example", "manager", "销售一部"),
    ("张伟", "sales@demo.example", "sales", "销售一部"),
    ("陈思远", "steward@demo.example", "steward", "数据组"),
    ("李梓涵", "li@demo.example", "sales", "销售一部"),
    ("王浩然", "wang@demo.example", "sales", "销售二部"),
)
OWNER = ("周海燕", "owner@demo.example")


def load(advance: Callable[[int, int], None]) -> tuple[str, list[SignIn]]:
    """Make the demo company unless it is there; gives its password and who can sign in.

    `advance(done, total)` moves the bar. The password is kept before anything else, and the company is made in one
    transaction: whoever is killed on the way leaves nothing that the next start could take for a whole one.
    """
    file = Path(settings.HOME) / "demo_password"
    password = file.read_text("ascii").strip() if file.exists() else ""
    if not password:
        password = secrets.token_urlsafe(9)
        _keep(file, password)
        if _founded():
            _open_again(password)
    if not _founded():
        tenant_id = tenants.new_id()
        with db.transaction(tenant_id):
            waiting = _found(tenant_id, password, advance)
        marketing.find(tenant_id, waiting)
    shown = [(OWNER[1], "admin"), *((email, role) for _, email, role, _ in PEOPLE[:3])]
    role_names = [SignIn(email=email, role=words.say(f"role.default.{role}", words.DEFAULT)) for email, role in shown]
    return password, role_names


def _keep(file: Path, password: str) -> None:
    """Write the password down as a whole or not at all."""
    draft = file.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        kept.write(password)
    draft.replace(file)


def _open_again(password: str) -> None:
    """The company is there and its password is lost: everybody gets this one."""
    for email in (OWNER[1], *(email for _, email, _, _ in PEOPLE)):
        passwords.set_by_operator(email, password)


def _founded() -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM access_account WHERE email = %s", [OWNER[1]])
        return cursor.fetchone() is not None


def _found(tenant_id: int, password: str, advance: Callable[[int, int], None]) -> int | None:
    """All that there is; gives the job that is to be done at once."""
    founded = tenants.create_tenant(
        NAME, owner_email=OWNER[1], owner_name=OWNER[0], password=password, tenant_id=tenant_id
    )
    actor = system(founded.tenant, via="demo")
    made = write(actor, "department", [{"name": name, "parent": founded.department} for name in DEPARTMENTS])
    departments = dict(zip(DEPARTMENTS, [row.id for row in made.rows], strict=True))
    people = [
        tenants.add_person(
            actor, name=name, email=email, roles=(_role(role),), department=departments[department], password=password
        )
        for name, email, role, department in PEOPLE
    ]
    waiting = _fill(actor, [founded.person, *people], advance)
    run.start(actor)
    return waiting


def _role(code: str) -> str:
    return words.say(f"role.default.{code}", words.DEFAULT)


def _fill(actor: Actor, people: list[int], advance: Callable[[int, int], None]) -> int | None:
    """Customers in batches, each with what hangs on it, then what they bought and did."""
    rnd = random.Random(20260101)  # noqa: S311 - the same company every time
    spoiled = random.Random(20260102)  # noqa: S311 - and the same mess
    buying = random.Random(20260104)  # noqa: S311 - and the same purchases
    today = periods.today(actor.zone)
    buyers: list[tuple[int, Buyer]] = []
    _put(actor, "tag", [{"name": name, "color": color} for name, color in records.TAG_COLORS.items()])
    for start in range(0, SIZE, 80):
        customers = [records.customer(rnd, people, start + i) for i in range(80)]
        new = [habits.buyer(buying, row, today) for row in customers]
        mess.untidy(spoiled, customers)
        customers += twins.of_customers(rnd, customers, people)
        ids = _put(actor, "customer", customers)
        buyers += zip(ids, new, strict=False)  # who was written down twice bought once
        pairs = list(zip(ids, customers, strict=True))
        contacts = [one for pair in pairs for one in records.contacts(rnd, *pair)]
        _put(actor, "contact", contacts + twins.of_contacts(rnd, contacts))
        _put(actor, "interaction", [one for pair in pairs for one in records.interactions(rnd, *pair, today)])
        _put(actor, "interaction", desk.news(rnd, ids, customers))
        _put(actor, "task", [one for pair in pairs for one in records.tasks(rnd, *pair, today)])
        advance(start + 80, 3 * SIZE)
    waiting = _trade(buying, actor, buyers, advance)
    desk.form(replace(actor, person_id=people[0]), people[0])
    desk.past(actor, "customer", SIZE)
    follow.when_due(actor.tenant_id)
    return waiting


def _trade(
    rnd: random.Random, actor: Actor, buyers: list[tuple[int, Buyer]], advance: Callable[[int, int], None]
) -> int | None:
    """What is sold, who bought it, and what they did on our web site."""

    def put(name: str, rows: list[dict[str, Any]]) -> list[int]:
        return _put(actor, name, rows)

    now = datetime.now(actor.zone).replace(tzinfo=None)
    products = purchases.stock(put)
    bought = purchases.made(rnd, buyers, now)
    purchases.write(rnd, put, bought, products, now)
    advance(2 * SIZE, 3 * SIZE)
    deeds.settings(put)
    deeds.write(rnd, actor, buyers, bought, products, now)
    advance(3 * SIZE, 3 * SIZE)
    return marketing.make(actor, put)


def _put(actor: Actor, name: str, rows: list[dict[str, Any]]) -> list[int]:
    result = write(actor, name, rows, all_or_nothing=True)
    if result.refused:
        raise RuntimeError(f"the demo company has a wrong {name}: {result.refused[0].faults}")
    return [one.id or 0 for one in result.rows]
