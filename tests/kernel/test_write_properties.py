"""Any sequence of writes keeps what the write path promises: see the invariants at the end."""

import json
from collections import Counter

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule, run_state_machine_as_test

from tests.conformance import worlds
from tests.kernel import examples
from zhike.kernel import db, read
from zhike.kernel.journal.undo import preview, undo
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.write import write

NAMES = ["", "甲", "乙", "丙\n", "𠮷", " 丁 "]
CARDS = [None, "1", "2", "3", ""]
ROW = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(NAMES),
        "card": st.sampled_from(CARDS),
        "code": st.sampled_from([None, "A1", "A2"]),
        "tags": st.lists(st.sampled_from(["vip", "新", "旧"]), max_size=3),
        "since": st.sampled_from([None, "2026-01-31", "31 February"]),
        "stage": st.sampled_from(["potential", "lost", "nothing", None]),
    },
)
OWN = ("name", "card", "code", "tags", "since", "stage", "kind", "remark")


@pytest.fixture(scope="module", autouse=True)
def _running(database):
    """The machine makes its own tenants."""


class Writes(RuleBasedStateMachine):
    """Customers with a unique code and a unique custom field, beside a model of what must be there."""

    ids = Bundle("ids")
    sets = Bundle("sets")

    def __init__(self):
        super().__init__()
        self.world = worlds.fresh()
        card = {"label_zh": "卡号", "object": "customer", "code": "card", "kind": "text", "unique": True}
        self.world.company.write("custom_field", card)
        self.actor = self.world.actor
        self.before = {}  # records as they stood, living and deleted, by id
        self.states = {}  # change set -> what stood before it
        self.latest = None

    def now(self):
        """Every record: (whether it lives, its version, its own values)."""
        found = {}
        for deleted in (False, True):
            page = read.page(self.actor, "customer", read.Query(deleted=deleted, limit=500, sort="id"))
            for one in map(json.loads, page.rows):
                found[one["id"]] = (not deleted, one["version"], {name: one[name] for name in OWN})
        return found

    def write(self, rows, mode, **how):
        """Write, and check what was said against what is there."""
        before = self.before = self.now()
        result = write(self.actor, "customer", rows, mode=mode, **how)
        after = self.now()
        assert [one.index for one in result.rows] == list(range(len(rows)))
        assert sum(result.counts.values()) == len(rows)
        assert all(bool(one.faults) or how.get("all_or_nothing") for one in result.refused)
        changed = {key for key in after if after[key] != before.get(key)}
        said = {one.id for one in result.rows if one.outcome not in ("refused", "unchanged")}
        assert said == changed
        assert (result.change_set is None) == (not changed)
        for one in result.rows:
            if one.outcome != "refused":
                assert one.version == after[one.id][1]
        self.agree(before, after, result)
        if result.change_set:
            self.states[result.change_set] = before
            self.latest = result.change_set
        return result

    def agree(self, before, after, result):
        """Versions rise by one, and the outcomes are what happened."""
        for one in result.rows:
            was, stands = before.get(one.id), after.get(one.id)
            match one.outcome:
                case "created":
                    assert (was, stands[:2]) == (None, (True, 1))
                case "updated":
                    assert (was[0], stands[:2]) == (True, (True, was[1] + 1))
                    assert was[2] != stands[2]
                case "unchanged":
                    assert was == stands
                case "deleted" | "restored":
                    assert stands == (one.outcome == "restored", was[1] + 1, was[2])
                    assert was[0] != stands[0]

    @rule(target=ids, rows=st.lists(ROW, min_size=1, max_size=4), whole=st.booleans())
    def create(self, rows, whole):
        result = self.write(rows, "create", all_or_nothing=whole)
        assert not (whole and result.refused and result.change_set)
        return next((one.id for one in result.rows if one.outcome == "created"), 0)

    @rule(record=ids, other=ids, one=ROW, two=ROW, version=st.sampled_from([None, 1, 2]))
    def update(self, record, other, one, two, version):
        rows = [{**one, "id": record} | ({"version": version} if version else {})]
        if record != other:
            rows.append({**two, "id": other})
        result = self.write(rows, "update")
        stands = self.before.get(record)
        if version and stands and stands[0] and version != stands[1] and result.rows[0].outcome == "updated":
            raise AssertionError("an old version was written over a new one")

    @rule(target=ids, rows=st.lists(ROW, min_size=1, max_size=3), key=st.sampled_from(["card", "code"]))
    def upsert(self, rows, key):
        result = self.write(rows, "upsert", key=key)
        return next((one.id for one in result.rows if one.outcome == "created"), 0)

    @rule(records=st.lists(ids, min_size=1, max_size=3), mode=st.sampled_from(["delete", "restore"]))
    def move(self, records, mode):
        self.write([{"id": one} for one in dict.fromkeys(records)], mode)

    @rule(target=sets)
    def remember(self):
        return self.latest

    @rule(force=st.booleans())
    def undo_the_latest(self, force):
        """Everything is exactly as it was, but for the versions."""
        if self.latest is None:
            return
        was, latest = self.states[self.latest], self.latest
        self.latest = None
        assert preview(self.actor, latest).clashes == []
        done = undo(self.actor, latest, force=force)
        stands = self.now()
        assert done.skipped == 0
        for key, (lives, _, values) in stands.items():
            if key in was:
                assert (lives, values) == (was[key][0], was[key][2])
            else:
                assert not lives  # it had been created

    @rule(change_set=consumes(sets))
    def undo_an_earlier_one(self, change_set):
        """Whatever stands in the way, what is there agrees with the journal afterwards."""
        if change_set is not None and change_set in self.states:
            del self.states[change_set]
            if change_set != self.latest and not self.undone(change_set):
                undo(self.actor, change_set)
            self.latest = None if change_set == self.latest else self.latest
            self.latest = None

    def undone(self, change_set):
        with db.transaction(self.actor.tenant_id) as tx:
            return bool(
                tx.one(
                    f"SELECT 1 FROM kernel_changeset WHERE tenant_id = {self.actor.tenant_id} AND undo_of = %s",
                    (change_set,),
                )
            )

    @invariant()
    def unique_values_are_unique(self):
        living = [values for lives, _, values in self.now().values() if lives]
        for name in ("card", "code"):
            assert max(Counter(one[name] for one in living if one[name] is not None).values(), default=1) == 1
        with db.transaction(self.actor.tenant_id) as tx:
            kept = tx.rows(
                f"SELECT record_id, value FROM kernel_uniquevalue WHERE tenant_id = {self.actor.tenant_id}"
                " AND object = 'customer'"
            )
        cards = {(key, one[2]["card"]) for key, one in self.now().items() if one[0] and one[2]["card"] is not None}
        assert set(kept) == cards

    @invariant()
    def the_journal_leads_back_to_nothing(self):
        """Taking back each change, the latest first, gives each earlier state, and at last no record at all."""
        states = {key: (lives, version, dict(values)) for key, (lives, version, values) in self.now().items()}
        with db.transaction(self.actor.tenant_id) as tx:
            changes = tx.rows(
                f"SELECT verb, record_id, ids, before, after FROM kernel_change"
                f" WHERE tenant_id = {self.actor.tenant_id} AND object = 'customer' ORDER BY id DESC"
            )
            keys = record_keys.of(tx, "customer", states)
        spec, vault = self.world.spec("customer"), vaults.of(self.actor.tenant_id)
        for verb, record_id, ids, *sides in changes:
            before, after = (records.from_journal(spec, vault, keys.get(record_id), one or {}) for one in sides)
            if verb == "create":
                for one in ids:
                    lives, version, _ = states.pop(one)
                    assert (lives, version) == (True, 1)
                continue
            lives, version, values = states[record_id]
            assert lives == (verb != "delete")
            if verb == "update":
                assert {name: values[name] for name in after if name in values} == {
                    name: value for name, value in after.items() if name in values
                }
                values = {**values, **{name: value for name, value in before.items() if name in values}}
            states[record_id] = (verb != "restore", version - 1, values)
        assert states == {}


@pytest.mark.slow
def test_writes_keep_their_promises():
    run_state_machine_as_test(Writes, settings=examples.several(5, steps=12))


@pytest.mark.soak
def test_long_sequences_of_writes_keep_their_promises():
    run_state_machine_as_test(Writes, settings=examples.several(60, steps=40))
