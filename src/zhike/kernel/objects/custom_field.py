"""A field that an administrator adds to an object, without a restart and without a change of any table."""

from __future__ import annotations

import re

from zhike.kernel import declare, kinds, registry
from zhike.kernel.errors import Fault

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class CustomField(declare.Object):
    """One custom field of one object."""

    label_zh = kinds.Text(max_length=60, title=True, null=True, blank=True)
    label_en = kinds.Text(max_length=60, null=True, blank=True)
    object = kinds.Text(max_length=60)
    code = kinds.Text(max_length=40)
    kind = kinds.Choice(*sorted(one.kind for one in kinds.ALL if one.custom_ok and one.kind != "stage"))
    to = kinds.Text(max_length=60, null=True, blank=True)  # the object a link leads to
    required = kinds.Boolean(default=False)
    unique = kinds.Boolean(default=False)
    retired = kinds.Boolean(default=False)
    position = kinds.Integer(default=0)
    choices = kinds.Json(null=True, blank=True)  # [{"value", "label_zh", "label_en", "color"}]
    help = kinds.Text(max_length=300, null=True, blank=True)

    class Shape(declare.Shape):
        plural = "custom_fields"
        columns = ("object", "code", "label_zh", "label_en", "kind", "required", "unique")
        together = (("object", "code"),)
        settings = True

    @declare.rule("code")
    def a_code_is_a_name(self) -> declare.Verdict:
        """The code stands in SQL and in URLs: small letters, digits and underscores."""
        return None if CODE.fullmatch(self.code) else Fault("custom_field.bad_code")

    @declare.rule("object", "code")
    def it_belongs_to_an_object(self) -> declare.Verdict:
        """And does not hide a field that is there already."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        if spec is None:
            return Fault("custom_field.no_object", {"value": self.object})
        return Fault("custom_field.code_taken", {"value": self.code}) if self.code in spec.fields else None

    @declare.rule("label_zh", "label_en")
    def it_has_a_label(self) -> declare.Verdict:
        """People must be able to read what it is."""
        return None if self.label_zh or self.label_en else Fault("custom_field.no_label")

    @declare.rule("unique", "kind")
    def only_plain_values_are_unique(self) -> declare.Verdict:
        """A list or a file has no single value to compare."""
        plain = kinds.BY_NAME[self.kind].family in ("text", "code", "number", "date")
        return None if plain or not self.unique else Fault("custom_field.cannot_be_unique")
