"""Is a statement held to one tenant? A small reader of our own SQL that says what is wrong with it.

Each tenant table that a statement names must be held by `alias.tenant_id = <number>` as a plain part of the condition
of the same query (not inside an OR, not inside a function), or be inserted into with the number itself in the text.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps

from zhike.kernel import db

TESTS = str(Path(__file__).resolve().parents[1])
NUMBER = re.compile(r"(?<![\w$])\d+")

TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|\"(?P<name>[^\"]+)\"|(?P<word>[A-Za-z_]\w*)|(?P<number>\d+)|(?P<place>%s|\$\d+)"
    r"|(?P<sign>::|[<>!=]+|.))",
    re.DOTALL,
)
TABLE_FOLLOWS = frozenset({"from", "join", "into", "update", "using"})
NOT_AN_ALIAS = re.compile(
    "where|on|set|join|left|right|inner|outer|cross|full|group|order|limit|offset|for|union|select|values|returning"
    "|using|and|or|as|natural|lateral|window|having|do"
)
# Global on purpose: sign-in looks for a person's tenants before it is in one. Guarded by the code of `access` alone.
GLOBAL = frozenset({"access_membership"})


@dataclass(frozen=True)
class Token:
    """A word of SQL, in small letters unless quoted, and how many parentheses it stands in."""

    kind: str
    text: str
    depth: int
    group: int  # which of the parentheses


def tables() -> frozenset[str]:
    """The tables whose rows belong to a tenant."""
    return frozenset(
        one._meta.db_table
        for one in apps.get_models(include_auto_created=True)
        if any(field.column == "tenant_id" for field in one._meta.local_fields)
    )


def read(statement: str) -> list[Token]:
    found: list[Token] = []
    groups, made = [0], 0
    for match in TOKEN.finditer(statement):
        kind = match.lastgroup
        if kind is None:
            continue
        text = match[kind]
        if kind == "sign" and text == ")":
            groups.pop()
        text = text if kind == "name" else text.lower()
        found.append(Token("name" if kind == "word" else kind, text, len(groups) - 1, groups[-1]))
        if kind == "sign" and text == "(":
            made += 1
            groups.append(made)
    return found


def faults(statement: str, of_tenants: frozenset[str]) -> Iterator[str]:
    """What keeps a statement from being held to one tenant."""
    tokens = read(statement)
    if any(one.text == "set_config" for one in tokens):
        yield "sets a setting in the middle of a statement"
    for i, token in enumerate(tokens):
        if token.kind == "name" and token.text in of_tenants - GLOBAL and i and tokens[i - 1].text in TABLE_FOLLOWS:
            inserted = tokens[i - 1].text == "into"
            held = inserts_constant(tokens, i) if inserted else is_held(tokens, i)
            if not held:
                yield f"{token.text} is not held to one tenant"


def alias_of(tokens: list[Token], i: int) -> str:
    """The name by which the rest of the statement knows the table at `i`."""
    after = tokens[i + 1 : i + 3]
    if after and after[0].text == "as":
        return after[1].text
    if after and after[0].kind == "name" and not NOT_AN_ALIAS.fullmatch(after[0].text):
        return after[0].text
    return tokens[i].text


def is_held(tokens: list[Token], i: int) -> bool:
    """Whether `tenant_id = number` is a part of the condition that the table's own query must meet."""
    here = [one for one in part_of_union(tokens, i) if one.group == tokens[i].group]
    alias, alone = alias_of(tokens, i), sum(names_a_table(here, at) for at in range(len(here))) == 1
    # What is selected may hold an OR; a condition may not.
    start = next((at for at, one in enumerate(here) if one.text == "from"), 0)
    if any(one.text == "or" for one in here[start:]):
        return False
    for at, one in enumerate(here):
        if one.text != "tenant_id" or [x.text for x in here[at + 1 : at + 2]] != ["="]:
            continue
        named = at >= 2 and here[at - 1].text == "."
        whose = here[at - 2].text == alias if named else alone
        before = here[at - 3 if named else at - 1].text
        if whose and here[at + 2].kind == "number" and before in ("where", "on", "and"):
            return True
    return False


def names_a_table(tokens: list[Token], i: int) -> bool:
    """Whether a table follows; none does in FOR UPDATE."""
    return tokens[i].text in TABLE_FOLLOWS and not (tokens[i].text == "update" and i and tokens[i - 1].text == "for")


def part_of_union(tokens: list[Token], i: int) -> list[Token]:
    """The tokens between the UNIONs around `i`."""
    ends = [at for at, one in enumerate(tokens) if one.text == "union" and one.group == tokens[i].group]
    first = max((at for at in ends if at < i), default=-1)
    last = min((at for at in ends if at > i), default=len(tokens))
    return tokens[first + 1 : last]


def inserts_constant(tokens: list[Token], i: int) -> bool:
    """Whether the first column is the tenant, and a number stands first in what is inserted."""
    names = [one.text for one in tokens[i + 1 :]]
    start = names.index("(")
    if names[start + 1] != "tenant_id":
        return False
    for at in range(start, len(names)):
        if names[at] in ("select", "values"):
            value = tokens[i + 1 + at + (1 if names[at] == "select" else 2)]
            return value.kind == "number"
    return False


@dataclass
class Seen:
    """Statements as they are made, in whatever thread; of those that differ in numbers only, one is read."""

    shapes: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)

    def watch(self, statement: str) -> None:
        shape = NUMBER.sub("0", statement)
        if shape not in self.shapes and not said_by_a_test():
            self.shapes.add(shape)
            self.new.append(statement)

    def wrong(self) -> dict[str, list[str]]:
        """The statements since the last call that are not held to their tenant, and why."""
        new, self.new = self.new, []
        of_tenants = tables()
        found = {one: list(faults(one, of_tenants)) for one in new}
        return {one: why for one, why in found.items() if why}


def said_by_a_test() -> bool:
    """Whether a test speaks SQL of its own, rather than the code under test."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename == db.__file__:
        frame = frame.f_back
    return frame.f_code.co_filename.startswith(TESTS)


@contextmanager
def all_seen() -> Iterator[Seen]:
    """Every statement of every thread: `db.watching` is of one context, and a new thread has a new one."""
    seen, before = Seen(), db._watchers
    db._watchers = ContextVar("zhike_watchers", default=(seen.watch,))
    try:
        yield seen
    finally:
        db._watchers = before
