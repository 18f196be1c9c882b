"""How many statements each view of each object costs, kept in `budgets.json` so that a change of it shows in review.

To write the file anew: `ZHIKE_WRITE_BUDGETS=1 python -m pytest tests/conformance/test_budgets.py`.
"""

import json
import os
from pathlib import Path

import pytest

from tests.conformance import invent, worlds
from zhike.kernel import db, read
from zhike.kernel.journal import history
from zhike.kernel.journal.undo import undo
from zhike.kernel.search.find import find
from zhike.kernel.write import write

FILE = Path(__file__).with_name("budgets.json")
REWRITE = "ZHIKE_WRITE_BUDGETS"
OTHER = {"code_rule": "另{seq}"}  # where not every text will do


@pytest.fixture
def world():
    """A new one each time: what a process remembers of a tenant is in the costs."""
    return worlds.fresh()


def costs(actor, act):
    """How many statements `act` makes, and what it gives."""
    seen = []
    with db.watching(seen.append):
        result = act()
    return len(seen), result


def measured(world, name):
    """Statements by view, with everything known that a process learns at its first request of a tenant."""
    spec = world.spec(name)
    rows = [world.row(spec) for _ in range(21)]
    world.made(name, rows[0])
    actor = world.actor
    read.page(actor, name, read.Query())
    found = {}

    def take(view, act):
        found[view], result = costs(actor, act)
        return result

    created = take("create", lambda: write(actor, name, [rows[1]]))
    record_id = created.rows[0].id
    many = take("create 20", lambda: write(actor, name, rows[1 + 1 :]))
    assert not created.refused
    assert not many.refused
    title = {"field": spec.title, "op": "not_empty"}
    take("list", lambda: read.page(actor, name, read.Query()))
    take("list filtered and searched", lambda: read.page(actor, name, read.Query(where=title, q="星光")))
    take("record", lambda: read.record(actor, name, record_id))
    take("timeline", lambda: read.timeline(actor, name, record_id))
    take("related", lambda: read.related(actor, name, record_id))
    take("history", lambda: history.of_record(actor, name, record_id))
    take("search", lambda: find(actor, "星光"))
    change = {"id": record_id, _text(spec): OTHER.get(name, "另一个")}
    updated = take("update", lambda: write(actor, name, [change], mode="update"))
    take("undo", lambda: undo(actor, updated.change_set))
    take("delete", lambda: write(actor, name, [{"id": record_id}], mode="delete"))
    take("restore", lambda: write(actor, name, [{"id": record_id}], mode="restore"))
    return found


def _text(spec):
    """The title, or another text where that may not change."""
    fixed = invent.FIXED.get(spec.name, ())
    texts = [one.name for one in invent.writable(spec) if one.kind.kind in ("text", "long_text")]
    return next(one for one in (spec.title, *texts) if one not in fixed)


@pytest.mark.parametrize("name", worlds.OBJECTS)
def test_views_cost_what_their_budget_says(world, name):
    found = measured(world, name)
    kept = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    if os.environ.get(REWRITE):
        kept[name] = found
        FILE.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", "utf-8")
    # One statement less happens: an account that an earlier test has made is not made again.
    assert found.keys() == kept[name].keys()
    assert not {one: (count, kept[name][one]) for one, count in found.items() if count > kept[name][one]}


def test_the_budgets_are_of_objects_there_are():
    assert sorted(json.loads(FILE.read_text("utf-8"))) == worlds.OBJECTS
