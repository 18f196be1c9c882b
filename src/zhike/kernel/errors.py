"""Errors that a person may see: a stable code, data for the message, and the HTTP status that fits.

The message stands in the catalogues under the code; see `words.say`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Data = Mapping[str, object]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one field: a stable code and the data of its message."""

    code: str
    data: Data = field(default_factory=dict)


class ZhikeError(Exception):
    """Base of all errors that are answers, not defects."""

    status = 400

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code, data)
        self.code = code
        self.data: dict[str, object] = data

    def __reduce__(self) -> tuple[object, ...]:
        """From one process to another."""
        return _again, (type(self), self.code, self.data)


def _again(kind: type[ZhikeError], code: str, data: dict[str, object]) -> ZhikeError:
    return kind(code, **data)


class Malformed(ZhikeError):
    """The request cannot be understood; `path` in the data says where."""


class Unauthenticated(ZhikeError):
    """Nobody is signed in, or who is may not act any more."""

    status = 401


class Forbidden(ZhikeError):
    """The actor may not do this."""

    status = 403


class NotFound(ZhikeError):
    """No such thing, or none that the actor may see: the two look the same on purpose."""

    status = 404


class Conflict(ZhikeError):
    """Somebody else changed it first, or it exists already."""

    status = 409


class Refused(ZhikeError):
    """The values were understood and are not acceptable: faults by field name."""

    status = 422

    def __init__(self, fields: Mapping[str, Fault], code: str = "write.refused", **data: object) -> None:
        super().__init__(code, **data)
        self.fields = dict(fields)


class Stale(Conflict):
    """A save of an old version: for each field that both changed, (yours, theirs) as JSON values."""

    def __init__(self, version: int, fields: Mapping[str, tuple[object, object]]) -> None:
        super().__init__("write.stale", version=version)
        self.version = version
        self.fields = dict(fields)


class TooMany(ZhikeError):
    """The same was tried too often; `seconds` in the data says how long to wait."""

    status = 429


class Busy(ZhikeError):
    """The database is away or overloaded; trying again is safe."""

    status = 503


class Unable(ZhikeError):
    """The database cannot do this now, and would not the next moment either: it takes too long, the disk is full."""

    status = 503
