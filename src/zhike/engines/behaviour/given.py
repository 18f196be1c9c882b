"""One event as a sender gives it, looked at: what is wrong with it is told at its row and field, and costs no other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson

from zhike.engines.behaviour import months
from zhike.engines.behaviour.known import Kind
from zhike.kernel.errors import Fault
from zhike.kernel.kinds.link import TOP_ID

MEMBERS = frozenset({"id", "kind", "at", "who", "on", "properties"})
LONGEST_ID, LONGEST_ON, LONGEST_NAME = 64, 2000, 64
MOST_PROPERTIES, LARGEST = 50, 4096  # of one event; bytes of them all
AHEAD = timedelta(days=1)  # that a clock may be fast
SKEW = timedelta(minutes=2)  # less than that between sender and server is the network
VISITOR = re.compile(r"[!-~]{1,64}")
OBJECT, RECORD, CODE = "object", "id", "code"


class Who(NamedTuple):
    """Whose an event is: a record by id or by code, or a visitor."""

    object: str | None = None
    id: int | None = None
    code: str | None = None
    visitor: str | None = None


@dataclass(slots=True)
class Given:
    """An event that was understood."""

    index: int
    key: str
    kind: Kind
    at: datetime
    month: date
    day: date
    who: Who
    on: tuple[str | None, int | None, str | None]
    properties: str | None  # as JSON


class Wrong(Exception):
    """What is wrong with one event, and in which field."""

    def __init__(self, field: str, code: str, **data: object) -> None:
        super().__init__(field, code)
        self.field = field
        self.fault = Fault(code, data)


@dataclass(frozen=True)
class Reader:
    """What looking at events needs to know."""

    kinds: Mapping[str, Kind]
    people: frozenset[str]  # the objects whose records are people, or stand for them
    objects: frozenset[str]  # all that an event may be on
    person: str  # the object that is meant when none is named
    zone: ZoneInfo
    now: datetime
    skew: timedelta  # to be added to what the sender's clock said
    nul: bool  # whether there is a NUL in some event

    def read(self, index: int, raw: Any) -> Given:
        """One event. Errors: Wrong."""
        if not isinstance(raw, dict):
            raise Wrong("", "behaviour.not_an_object")
        if not raw.keys() <= MEMBERS:
            name = min(raw.keys() - MEMBERS)[:60].replace("\0", "?")
            raise Wrong(name, "behaviour.unknown_member", name=name)
        if self.nul:
            for name, value in raw.items():
                if has_nul(value):
                    raise Wrong(name, "behaviour.nul")
        said = raw.get("id")
        if not isinstance(said, str) or not 0 < len(said) <= LONGEST_ID:
            raise Wrong("id", "behaviour.no_id", most=LONGEST_ID)
        kind = self.kind(raw.get("kind"))
        said_at = moment(raw.get("at"), "at")
        at = self.checked(said_at, kind)
        key = blake2b(said.encode(), digest_size=16).hexdigest()
        return Given(
            index, key, kind, at, months.of(said_at if abs(self.skew) < AHEAD else at), at.astimezone(self.zone).date(),
            who(raw.get("who"), self.people, self.person), self.on(raw.get("on")), properties(raw.get("properties")),
        )  # fmt: skip

    def kind(self, raw: Any) -> Kind:
        found = self.kinds.get(raw) if isinstance(raw, str) else None
        if found is None:
            raise Wrong("kind", "behaviour.unknown_kind", kind=str(raw)[:40])
        if not found.active:
            raise Wrong("kind", "behaviour.closed_kind", kind=found.code)
        return found

    def checked(self, said: datetime, kind: Kind) -> datetime:
        """The moment by the server's clock, if it is one that is kept."""
        try:
            at = said + self.skew if self.skew else said
        except OverflowError:
            at = said
        if at > self.now + AHEAD:
            raise Wrong("at", "behaviour.in_future", at=said.isoformat())
        if at < self.now - timedelta(days=kind.days - 1):
            raise Wrong("at", "behaviour.too_old", at=said.isoformat(), days=kind.days)
        return at

    def on(self, raw: Any) -> tuple[str | None, int | None, str | None]:
        """On what: a record, a text, or nothing."""
        if raw is None:
            return None, None, None
        if isinstance(raw, str):
            if not 0 < len(raw) <= LONGEST_ON:
                raise Wrong("on", "behaviour.long_on", most=LONGEST_ON)
            return None, None, raw
        if not isinstance(raw, dict) or raw.keys() != {OBJECT, RECORD}:
            raise Wrong("on", "behaviour.wrong_on")
        if not isinstance(raw[OBJECT], str) or raw[OBJECT] not in self.objects:
            raise Wrong("on.object", "behaviour.unknown_object", object=str(raw[OBJECT])[:60])
        if not is_id(raw[RECORD]):
            raise Wrong("on.id", "behaviour.not_an_id")
        return raw[OBJECT], raw[RECORD], None


def who(raw: Any, people: frozenset[str], person: str) -> Who:
    """Exactly one of a record's id, its code and a visitor; `person` is the object of a record that is not named."""
    if not isinstance(raw, dict) or not raw.keys() <= {OBJECT, RECORD, CODE, "visitor"}:
        raise Wrong("who", "behaviour.wrong_who")
    name, record, code, visitor = raw.get(OBJECT), raw.get(RECORD), raw.get(CODE), raw.get("visitor")
    if (record is None) + (code is None) + (visitor is None) != 2 or (visitor is not None and name is not None):
        raise Wrong("who", "behaviour.wrong_who")
    if visitor is not None:
        if not isinstance(visitor, str) or not VISITOR.fullmatch(visitor):
            raise Wrong("who.visitor", "behaviour.wrong_visitor")
        return Who(visitor=visitor)
    name = person if name is None else name
    if not isinstance(name, str) or name not in people:
        raise Wrong("who.object", "behaviour.nobody", object=str(name)[:60])
    if record is not None and not is_id(record):
        raise Wrong("who.id", "behaviour.not_an_id")
    if code is not None and (not isinstance(code, str) or not 0 < len(code) <= LONGEST_NAME):
        raise Wrong("who.code", "behaviour.no_record")
    return Who(object=name, id=record, code=code)


def is_id(raw: Any) -> bool:
    """Whether this may be the id of a record."""
    return isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw <= TOP_ID


def moment(raw: Any, field: str) -> datetime:
    """A moment with its offset, by ISO 8601. Errors: Wrong."""
    try:
        found = datetime.fromisoformat(raw) if isinstance(raw, str) and len(raw) <= 40 else None
        if found is None or found.tzinfo is None:
            raise Wrong(field, "behaviour.no_moment")
        return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Wrong(field, "behaviour.no_moment") from error


def properties(raw: Any) -> str | None:
    """Names with plain values, as JSON. Errors: Wrong."""
    if not raw and isinstance(raw, dict | None):
        return None
    if not isinstance(raw, dict):
        raise Wrong("properties", "behaviour.wrong_properties")
    text = orjson.dumps(raw)
    if len(raw) > MOST_PROPERTIES or len(text) > LARGEST:
        raise Wrong("properties", "behaviour.large_properties", most=MOST_PROPERTIES, bytes=LARGEST)
    for name, value in raw.items():
        if not 0 < len(name) <= LONGEST_NAME:
            raise Wrong("properties", "behaviour.long_name", most=LONGEST_NAME)
        if isinstance(value, dict | list):
            raise Wrong(f"properties.{name}", "behaviour.deep_property", name=name)
    return text.decode()


def has_nul(value: Any) -> bool:
    """Whether a text in a JSON value has a NUL, which PostgreSQL cannot keep."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            if "\0" in one:
                return True
        elif isinstance(one, dict):
            left += [*one, *one.values()]
        elif isinstance(one, list):
            left += one
    return False


def skew(sent_at: datetime | None, now: datetime) -> timedelta:
    """How far the sender's clock is behind ours."""
    if sent_at is None:
        return timedelta()
    found = now - sent_at
    return found if abs(found) > SKEW else timedelta()
