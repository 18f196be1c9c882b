"""One made-up record after another."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from zhike.project.demo import words

TAG_COLORS = dict(zip(words.TAGS, ("red", "amber", "teal", "green", "blue", "gray"), strict=True))
STAGES = ("potential", "contacted", "negotiating", "dealing", "lost")


def customer(rnd: random.Random, people: list[int], number: int) -> dict[str, Any]:
    """A company, or every fifth time a person."""
    place = rnd.choice(list(words.PLACES))
    trade = rnd.choice(list(words.TRADES))
    region, street = words.PLACES[place]
    row: dict[str, Any] = {
        "owner": rnd.choice(people[1:]) if rnd.random() < 0.9 else people[0],
        "stage": rnd.choices(STAGES, (30, 25, 20, 20, 5))[0],
        "phone": words.mobile(rnd),
        "region": region,
        "address": f"{street}{rnd.randrange(1, 300)}号",
        "industry": trade,
        "source": rnd.choice(words.SOURCES),
        "tags": rnd.sample(words.TAGS, rnd.choice((0, 0, 1, 1, 2))),
        "since": str(date(2022, 1, 1) + timedelta(days=rnd.randrange(1700))),
    }
    if number % 5 == 4:
        born = date(1960, 1, 1) + timedelta(days=rnd.randrange(16000))
        return row | {
            "kind": "person",
            "name": words.person(rnd),
            "sex": rnd.choice(("male", "female")),
            "birthday": str(born),
        }
    name, short = words.company(rnd, place, trade)
    return row | {"kind": "organization", "name": name, "short_name": short, "email": f"info{number}@demo.example"}


def contacts(rnd: random.Random, customer_id: int, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Who to talk to at a company."""
    if row["kind"] == "person":
        return []
    return [
        {
            "customer": customer_id,
            "name": words.person(rnd),
            "position": rnd.choice(words.POSITIONS),
            "role": rnd.choice(("decides", "uses", "buys", "influences", "checks", None)),
            "phone": words.mobile(rnd),
        }
        for _ in range(rnd.choice((1, 1, 2, 3)))
    ]


def interactions(rnd: random.Random, customer_id: int, row: dict[str, Any], today: date) -> list[dict[str, Any]]:
    """What was said over the last months."""
    found = []
    for _ in range(rnd.choice((0, 1, 2, 3, 5))):
        kind = rnd.choice(list(words.SAID))
        day = today - timedelta(days=1 + rnd.randrange(240))
        found.append(
            {
                "customer": customer_id,
                "kind": kind,
                "content": rnd.choice(words.SAID[kind]),
                "at": f"{day} {rnd.randrange(9, 18):02d}:{rnd.randrange(60):02d}",
                "person": row["owner"],
                "next_step": rnd.choice(words.NEXT),
                "next_step_on": str(day + timedelta(days=7)),
            }
        )
    return found


def tasks(rnd: random.Random, customer_id: int, row: dict[str, Any], today: date) -> list[dict[str, Any]]:
    """Something to do for every third customer: late, today, soon."""
    if rnd.random() > 0.35:
        return []
    name = row.get("short_name") or row["name"]
    return [
        {
            "title": rnd.choice(words.CHORES).format(name),
            "customer": customer_id,
            "owner": row["owner"],
            "due_on": str(today + timedelta(days=rnd.choice((-3, -1, 0, 0, 0, 1, 2, 5, 9)))),
            "priority": rnd.choice(("low", "normal", "normal", "high")),
            "status": rnd.choices(("open", "doing", "done"), (6, 2, 2))[0],
        }
    ]
