"""Who acts, and what they may do: resolved once per request by `access`, applied by the read and the write path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from zhike.kernel.kinds import Kind

CHINA = ZoneInfo("Asia/Shanghai")
ACTIONS = ("create", "read", "update", "delete", "export", "import", "bulk", "assign", "reveal", "export_secrets")


@dataclass(frozen=True, kw_only=True)
class Reach:
    """One way for records to come within an action: through whose they are, and by what they must meet besides."""

    people: str | tuple[int, ...] = "all"  # own, department, department_below, team, all; or ids of people
    where: Any = None  # a condition (JSON form)
    role: str = ""  # the name of the role that says so; none for `team`, which goes by who is in it
    departments: tuple[int, ...] = ()  # those whose `people` they are, for who asks why

    @property
    def whole(self) -> bool:
        """Whether every record comes within."""
        return self.people == "all" and self.where is None


@dataclass(frozen=True, kw_only=True)
class Reveal:
    """How an actor may look at a masked value whole, who may at all."""

    reason: bool = False  # it must be said why
    hourly: int = 60  # so often in an hour


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What one actor may do with one object."""

    actions: frozenset[str] = frozenset()
    # By action; one that is not here reaches every record.
    reach: Mapping[str, tuple[Reach, ...]] = field(default_factory=dict)
    denied: Mapping[str, tuple[Reach, ...]] = field(default_factory=dict)  # by action: what no other role gives back
    hidden: frozenset[str] = frozenset()  # fields that do not exist for this actor
    masked: frozenset[str] = frozenset()  # fields that this actor sees masked
    shut: frozenset[str] = frozenset()  # of the masked fields those that are not revealed either
    clear: frozenset[str] = frozenset()  # fields that this actor sees whole although their kind is guarded
    read_only: frozenset[str] = frozenset()  # fields that this actor may not change
    said: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # field -> (role, its rule)
    reveal: Reveal = Reveal()  # what holds for the action of that name
    unguarded: bool = False  # sees whole what nothing masks by name

    def shows(self, name: str, kind: Kind) -> bool:
        """Whether a field is seen, and seen whole."""
        return name not in self.hidden and not self.masks(name, kind)

    def masks(self, name: str, kind: Kind) -> bool:
        """Whether a field is seen masked: because a role says so, or because nobody says otherwise of its kind."""
        if name in self.masked:
            return True
        return kind.guarded and not self.unguarded and name not in self.clear


NOTHING = Rights()
EVERYTHING = Rights(actions=frozenset(ACTIONS), unguarded=True)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person (or the system itself) acting in one tenant."""

    tenant_id: int
    person_id: int | None = None
    name: str = ""
    language: str = "zh-CN"
    zone: ZoneInfo = CHINA
    admin: bool = False  # may change fields, roles, people
    all_rights: bool = False  # the system itself: no row or field rule applies
    rights: Mapping[str, Rights] = field(default_factory=dict)
    people: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # "my_department" ... -> ids of people
    roles: tuple[int, ...] = ()  # the ids of the person's roles, for rules that speak of one
    insists: frozenset[str] = frozenset()  # the codes of warnings after which the actor writes all the same
    stamp: int | None = None  # of the tenant's settings when the rights were resolved; None: look it up
    viewer: int | None = None  # the person who only looks through this one's eyes
    address: str | None = None  # in the network, of a request; None for work without one
    via: str = "api"  # through what: page, api, import, undo, job ...

    def on(self, object_name: str) -> Rights:
        """The actor's rights on an object."""
        if self.all_rights:
            return EVERYTHING
        return self.rights.get(object_name, NOTHING)

    def may(self, action: str, object_name: str) -> bool:
        """Whether the actor may do this to at least some records of the object."""
        return self.all_rights or action in self.on(object_name).actions

    def through(self, via: str) -> Actor:
        """The same actor, acting through something else."""
        return replace(self, via=via)


def system(tenant_id: int, *, via: str = "system", zone: ZoneInfo = CHINA) -> Actor:
    """The system itself in one tenant."""
    return Actor(tenant_id=tenant_id, name="Zhike", admin=True, all_rights=True, via=via, zone=zone)


Resolver = Callable[[int, int | None, str], Actor]
_resolver: list[Resolver] = []


def resolve_with(resolver: Resolver) -> None:
    """Say who knows the rights of people: `access` does, at start-up."""
    _resolver[:] = [resolver]


def resolve(tenant_id: int, person_id: int | None, *, via: str) -> Actor:
    """The actor that a person is now, for work done in their name later."""
    if person_id is None or not _resolver:
        return system(tenant_id, via=via)
    return _resolver[0](tenant_id, person_id, via)
