"""What people may see and correct of their own record."""

from __future__ import annotations

from zhike.engines.forms.definition import KINDS
from zhike.kernel import declare, kinds, registry
from zhike.kernel.errors import Fault

NOW, APPROVED, SEEN = "now", "approve", "see"
RULES = (SEEN, NOW, APPROVED)


class SelfService(declare.Object):
    """For one object: which fields its people see by a link, and what becomes of their corrections.

    Of several active rules for an object, the newest counts.
    """

    name = kinds.Text(max_length=60, title=True)
    object = kinds.Text(max_length=60)
    fields = kinds.Json()  # field -> see, now (a correction counts at once) or approve (somebody looks at it)
    days = kinds.Integer(default=7)  # that a link lasts
    active = kinds.Boolean(default=True)

    class Shape(declare.Shape):
        plural = "self_services"
        icon = "user-circle"
        columns = ("name", "object", "days", "active", "updated_at")
        sort = "name"
        settings = True

    @declare.rule("object")
    def it_is_of_people(self) -> declare.Verdict:
        """A link is for the person whose record it is."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        wrong = spec is None or not spec.shape.personal
        return Fault("self_service.no_object", {"object": str(self.object)[:60]}) if wrong else None

    @declare.rule("fields")
    def its_fields_are_understood(self) -> declare.Verdict:
        """Fields that are gone by then are passed over; their names need not be known."""
        if not self.fields:
            return Fault("self_service.no_fields")
        if not isinstance(self.fields, dict) or len(self.fields) > 60:
            return Fault("self_service.wrong_fields", {"known": ", ".join(RULES)})
        if any(one not in RULES for one in self.fields.values()):
            return Fault("self_service.wrong_fields", {"known": ", ".join(RULES)})
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        known = [spec.fields[name] for name in self.fields if name in spec.fields] if spec else []
        wrong = next((one.name for one in known if one.system or one.kind.kind not in KINDS), None)
        return Fault("self_service.wrong_kind", {"field": wrong}) if wrong else None

    @declare.rule("days")
    def a_link_lasts_some_days(self) -> declare.Verdict:
        """Not for ever."""
        return None if 1 <= self.days <= 90 else Fault("self_service.wrong_days", {"least": 1, "most": 90})
