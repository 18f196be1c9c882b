"""A kind of behaviour event."""

from __future__ import annotations

import re

from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST = 1096  # days: three years, after which the months go as wholes


class EventKind(declare.Object):
    """Something that people do, under a code that senders and conditions use, and how long it is remembered."""

    name = kinds.Text(max_length=60, title=True)
    name_en = kinds.Text(max_length=100, null=True, blank=True)
    code = kinds.Text(max_length=40, unique=True)
    days = kinds.Integer(default=730)  # that its events are kept
    active = kinds.Boolean(default=True)  # whether events of it are taken

    class Shape(declare.Shape):
        plural = "event_kinds"
        icon = "list-check"
        columns = ("name", "code", "days", "active", "updated_at")
        sort = "code"
        settings = True

    @declare.rule("code")
    def its_code_is_plain(self) -> declare.Verdict:
        """It stands in programs and conditions."""
        return None if CODE.fullmatch(self.code or "") else Fault("event_kind.code", {"said": str(self.code)[:40]})

    @declare.rule("code")
    def its_code_stays(self) -> declare.Verdict:
        """Conditions and senders name it."""
        was = getattr(self, "old", None)
        return Fault("event_kind.code_stays") if was is not None and was.get("code") != self.code else None

    @declare.rule("days")
    def it_is_kept_for_a_while(self) -> declare.Verdict:
        """From a day to three years."""
        right = 1 <= (self.days or 0) <= LONGEST
        return None if right else Fault("event_kind.days", {"least": 1, "most": LONGEST})
