"""A named fact of each record of an object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhike.engines.classification.measures import slots
from zhike.kernel import db, declare, kinds, registry
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Measure(declare.Object):
    """What is counted or summed up beside the records of an object, such as the orders of a customer in 90 days."""

    name = kinds.Text(max_length=60, title=True)
    name_en = kinds.Text(max_length=100, null=True, blank=True)
    code = kinds.Text(max_length=40, unique=True)
    object = kinds.Text(max_length=60)
    definition = kinds.Json()  # see `measures.definition`
    active = kinds.Boolean(default=True)

    class Shape(declare.Shape):
        plural = "measures"
        icon = "calculator"
        columns = ("name", "code", "object", "active", "updated_at")
        sort = "name"
        settings = True

    @declare.rule("object")
    def it_is_of_records(self) -> declare.Verdict:
        """Settings are nobody's records."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        unknown = spec is None or spec.shape.settings
        return Fault("measure.no_object", {"object": str(self.object)[:60]}) if unknown else None

    @declare.rule("code")
    def its_code_is_plain(self) -> declare.Verdict:
        """Conditions and columns name it by that."""
        return None if CODE.fullmatch(self.code or "") else Fault("measure.code")

    @declare.rule("code", "object")
    def it_stays_what_it_is(self) -> declare.Verdict:
        """What uses it names it by its code."""
        was = getattr(self, "old", None)  # the record as it stands, where there is one
        same = not was or (was.get("code"), was.get("object")) == (self.code, self.object)
        return None if same else Fault("measure.fixed")

    @staticmethod
    @declare.after
    def it_has_a_place(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """It can be computed, and there is room for it."""
        slots.settle(tx, actor, ids)
