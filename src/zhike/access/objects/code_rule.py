"""By which pattern an object's records are numbered, in the whole company or in a department and those below it."""

from __future__ import annotations

from zhike.kernel import declare, kinds, registry
from zhike.kernel.errors import Fault
from zhike.kernel.values import Bad, code


class CodeRule(declare.Object):
    """One pattern. The rule nearest above the department of a record's owner holds, else that of the company.

    Of several for the same the newest holds: whoever deletes it has the one before again.
    """

    pattern = kinds.Text(max_length=code.MAX_LENGTH, title=True)  # see kernel.values.code
    object = kinds.Text(max_length=60)
    department = kinds.Link("access.Department", backlink="code_rules", null=True, blank=True)

    class Shape(declare.Shape):
        plural = "code_rules"
        icon = "hash"
        columns = ("object", "department", "pattern", "updated_at")
        sort = "-created_at"
        settings = True

    @declare.rule("object")
    def its_records_have_codes(self) -> declare.Verdict:
        """What has no code is not numbered."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        known = spec is not None and spec.code_fields
        return None if known else Fault("code_rule.no_object", {"object": str(self.object)[:60]})

    @declare.rule("pattern")
    def its_pattern_is_understood(self) -> declare.Verdict:
        """A sequence, and what stands around it."""
        try:
            code.compile_pattern(self.pattern)
        except Bad as bad:
            return Fault(bad.code, dict(bad.data))
        return None
