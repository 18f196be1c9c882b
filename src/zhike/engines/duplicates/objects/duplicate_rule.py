"""What happens when somebody enters a record that is probably there already."""

from __future__ import annotations

from zhike.kernel import declare, kinds, registry
from zhike.kernel.errors import Fault


class DuplicateRule(declare.Object):
    """For an object, whose people, and by which ways: from which probability on a new record is refused or warned of.

    Of several rules that fit, the strictest holds. Nothing is ever merged by a rule.
    """

    name = kinds.Text(max_length=60, title=True)
    object = kinds.Text(max_length=60)
    role = kinds.Link("access.Role", null=True, blank=True)  # of the people it is for; none: everybody
    through = kinds.Choices("page", "api", "import", "form", null=True, blank=True)  # none: every way
    action = kinds.Choice("warn", "block", default="warn", colors={"warn": "amber", "block": "red"})
    least = kinds.Integer(default=90)  # percent
    joinable = kinds.Boolean(default=True)  # who may not see the other record can ask to be let into its team
    active = kinds.Boolean(default=True)

    class Shape(declare.Shape):
        plural = "duplicate_rules"
        icon = "copy"
        columns = ("name", "object", "role", "through", "action", "least", "active")
        sort = "name"
        settings = True

    @declare.rule("object")
    def it_is_compared(self) -> declare.Verdict:
        """Only objects whose records can be the same."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        named = spec is not None and not spec.shape.settings and bool(spec.fields[spec.title].kind.same_by)
        return None if named else Fault("duplicate_rule.no_object", {"object": str(self.object)[:60]})

    @declare.rule("least")
    def a_probability(self) -> declare.Verdict:
        """From even chances on: below, nearly every record would be like another."""
        return None if 50 <= self.least <= 100 else Fault("duplicate_rule.out_of_bounds", {"least": 50, "most": 100})
