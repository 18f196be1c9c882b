"""The schemes that a company begins with, published: RFM, ABC, the stages of a customer's life, and health.

The eleven RFM groups are those in common use, by the digits of recency and frequency. The stages go by each customer's
own rhythm: twice the usual interval without an order is dormant, four times is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhike.engines.classification.schemes import definition as definitions
from zhike.engines.classification.schemes import stored
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import write

Json = dict[str, Any]
CODES = ("rfm", "abc", "stage", "health")
NEEDED = ("m_orders", "m_spent", "m_last_order", "m_interval", "m_rhythm", "m_since_order", "m_orders_365d")
GROUPS: tuple[tuple[str, str, tuple[int, int], tuple[int, int]], ...] = (  # the best first: code, color, r, f
    ("champions", "teal", (5, 5), (4, 5)),
    ("loyal", "green", (3, 4), (4, 5)),
    ("not_to_lose", "red", (1, 2), (5, 5)),
    ("likely_loyal", "lime", (4, 5), (2, 3)),
    ("at_risk", "orange", (1, 2), (3, 4)),
    ("attention", "amber", (3, 3), (3, 3)),
    ("new", "blue", (5, 5), (1, 1)),
    ("promising", "cyan", (4, 4), (1, 1)),
    ("sleepy", "violet", (3, 3), (1, 2)),
    ("gone", "gray", (1, 1), (1, 1)),
    ("hibernating", "indigo", (1, 2), (1, 2)),
)
STAGES = (
    ("potential", "gray"), ("first", "blue"), ("repeat", "cyan"), ("loyal", "teal"), ("dormant", "amber"),
    ("lost", "red"), ("won_back", "violet"),
)  # fmt: skip


def make(tx: db.Transaction, actor: Actor) -> None:
    """Make them for a company that never had them, deleted ones included.

    Of a code that people have taken for a scheme of theirs there is none, nor where their measures mean something else.
    """
    held = f"classification_scheme WHERE tenant_id = {tx.tenant_id}"
    if tx.one(f"SELECT 1 FROM {held} AND created_by_id IS NULL AND code = ANY(%s::text[]) LIMIT 1", (list(CODES),)):
        return
    taken = {row[0] for row in tx.rows(f"SELECT code FROM {held}")}
    for spec in specs.all_of(actor).values():
        if all(name in spec.fields for name in NEEDED):
            for code, kind, every, definition in _of(spec):
                if code not in taken and _stands(actor, spec, kind, definition):
                    _publish(tx, actor, spec, code, kind, every, definition)
    specs.raise_stamp(tx)


def _stands(actor: Actor, spec: ObjectSpec, kind: str, definition: Json) -> bool:
    try:
        definitions.parse(actor, spec.name, kind, definition)
    except Malformed:  # as when people have a moment under the code of a number
        return False
    return True


def _publish(tx: db.Transaction, actor: Actor, spec: ObjectSpec, code: str, kind: str, every: str, raw: Json) -> None:
    names = {"name": words.say(f"scheme.default.{code}", "zh-CN"), "name_en": words.say(f"scheme.default.{code}", "en")}
    row = {**names, "code": code, "object": spec.name, "kind": kind, "every": every}
    result = write(actor, stored.OBJECT, [row])
    assert not result.refused, result.refused[0].faults
    one = stored.scheme(tx, result.rows[0].id or 0)
    stored.put_in_force(tx, stored.draft(tx, actor, one, raw, ""), {})


def _of(spec: ObjectSpec) -> Iterator[tuple[str, str, str, Json]]:
    yield "rfm", "rfm", "week", {
        "classes": [_class("rfm", code, color) for code, color, _, _ in GROUPS],
        "recency": "last_order", "frequency": "orders", "monetary": "spent", "bands": 5,
        "groups": [{"class": code, "r": list(r), "f": list(f)} for code, _, r, f in GROUPS],
        "alarm": ["champions", "loyal"],
    }  # fmt: skip
    yield (
        "abc",
        "abc",
        "month",
        {
            "classes": [_class("abc", code, color) for code, color in (("a", "teal"), ("b", "blue"), ("c", "gray"))],
            "measure": "spent",
            "bands": [{"class": "a", "share": 80}, {"class": "b", "share": 95}, {"class": "c", "share": 100}],
        },
    )
    yield "stage", "stages", "day", _stages()
    yield "health", "score", "day", _health("m_since_followup" in spec.fields)


def _class(scheme: str, code: str, color: str) -> Json:
    key = f"scheme.default.{scheme}.{code}"
    return {"code": code, "zh": words.say(key, "zh-CN"), "en": words.say(key, "en"), "color": color}


def _test(field: str, op: str, value: object) -> Json:
    return {"field": f"m_{field}", "op": op, "value": value}


def _stages() -> Json:
    quiet = [_test("since_order", ">=", 365), {"all": [_test("rhythm", ">=", 4), _test("since_order", ">=", 90)]}]
    slow = [_test("since_order", ">=", 180), {"all": [_test("rhythm", ">=", 2), _test("since_order", ">=", 45)]}]
    again = [_test("since_order", "<=", 90), _test("orders_90d", "<=", 2)]
    entries: tuple[tuple[str, Json, list[str]], ...] = (
        ("lost", {"any": quiet}, []),
        ("dormant", {"any": slow}, []),
        ("won_back", {"all": again}, ["dormant", "lost"]),
        ("loyal", _test("orders_365d", ">=", 4), []),
        ("repeat", _test("orders", ">=", 2), []),
        ("first", _test("orders", "=", 1), []),
    )
    return {
        "classes": [_class("stage", code, color) for code, color in STAGES],
        "stages": [{"class": code, "where": where, "from": come_from} for code, where, come_from in entries],
        "stay": {"won_back": 30},
        "otherwise": "potential",
        "alarm": ["loyal"],
        "plays": [
            {
                "class": code,
                "title": words.say(f"scheme.default.play.{code}", "zh-CN"),
                "content": words.say(f"scheme.default.play.{code}.content", "zh-CN"),
                "task": False,
                "days": 3,
            }
            for code in ("first", "dormant", "lost")
        ],
    }


def _health(followed: bool) -> Json:
    points: list[Json] = [
        {"where": _test("orders", ">=", 1), "points": 25},
        {"where": _test("since_order", "<=", 90), "points": 25},
        {"where": _test("rhythm", "<=", 1.5), "points": 20},
        {"where": _test("orders_365d", ">=", 3), "points": 20},
        {"where": _test("since_order", ">=", 180), "points": -20},
    ]
    if followed:
        points.append({"where": _test("since_followup", "<=", 60), "points": 10})
    return {
        "classes": [
            _class("health", one, color) for one, color in (("good", "teal"), ("fair", "amber"), ("poor", "red"))
        ],
        "points": points,
        "bands": [{"class": "good", "from": 70}, {"class": "fair", "from": 40}, {"class": "poor", "from": 1}],
    }
