"""The blocks of keys: what two of them say together, and how they are written."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.project.backup import entries, keyfile
from zhike.project.backup.keyfile import Block, Diverged

Keys = dict[tuple[int, str, int], bytes]  # by company, object and record; empty: erased
RECORDS = st.tuples(st.integers(1, 2), st.sampled_from(["contact", "customer"]), st.integers(1, 20_000))


def key_of(record: tuple[int, str, int]) -> bytes:
    return repr(record).encode().rjust(keyfile.SIZE, b".")[-keyfile.SIZE :]


KEYS = st.dictionaries(RECORDS, st.booleans()).map(
    lambda found: {one: key_of(one) if living else b"" for one, living in found.items()}
)


def blocks(keys: Keys) -> list[Block]:
    """As PostgreSQL puts them together."""
    made = []
    for place, some in groupby(sorted(keys), key=lambda one: (*one[:2], one[2] >> keyfile.BITS)):
        ends = [((number & 4095).to_bytes(2, "big"), keys[*place[:2], number]) for *_, number in some]
        ids, living = (b"".join(one[side] for one in ends if one[1]) for side in (0, 1))
        made.append(Block(*place, ids, living, b"".join(end for end, key in ends if not key)))
    return made


@given(KEYS, KEYS)
def test_a_key_that_is_emptied_in_either_stays_empty(some: Keys, others: Keys) -> None:
    both = {one: key if others.get(one, key) == key else b"" for one, key in (others | some).items()}
    assert list(keyfile.union(blocks(some), blocks(others))) == blocks(both)


@given(KEYS)
def test_what_is_written_is_read(keys: Keys) -> None:
    writer = entries.Writer()
    stream = [writer.begin({}), *keyfile.things(writer, "keys", blocks(keys)), writer.end()]
    reader = entries.Reader(iter(stream))
    assert [one for name, content in reader.things() for one in keyfile.from_thing(name, content)] == blocks(keys)


def test_two_keys_of_one_record_are_of_two_databases() -> None:
    old, new = blocks({(1, "customer", 5): key_of((1, "customer", 5))}), blocks({(1, "customer", 5): bytes(16)})
    with pytest.raises(Diverged):
        list(keyfile.union(old, new))
