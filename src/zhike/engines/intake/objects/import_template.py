"""A mapping that is kept for the next file of the same kind."""

from __future__ import annotations

from zhike.kernel import declare, kinds, registry
from zhike.kernel.errors import Fault


class ImportTemplate(declare.Object):
    """Which heading goes to which field of an object: `{"客户编号": "code"}`. Everybody may use it."""

    name = kinds.Text(max_length=60, title=True)
    object = kinds.Text(max_length=60, index=True)
    mapping = kinds.Json()
    details = kinds.Json(null=True, blank=True)  # made columns, words, dates, constants and the mode, by heading

    class Shape(declare.Shape):
        plural = "import_templates"
        icon = "file-spreadsheet"
        columns = ("name", "object", "created_by", "updated_at")
        sort = "name"

    @declare.rule("object")
    def it_is_of_an_object(self) -> declare.Verdict:
        """A template of nothing could not be used."""
        known = any(one.name == self.object for one in registry.declared())
        return None if known else Fault("import_template.no_object", {"object": str(self.object)[:60]})
