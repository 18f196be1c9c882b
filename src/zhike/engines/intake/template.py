"""A workbook to be filled in: the headings are the fields of an object, so that it goes in as it is.

It speaks the language of who asks and has the fields that they may write. What must be filled in is marked, what can be
chosen is a list, each heading tells in a comment what belongs under it, and one row shows it; an import leaves that row
out by the mark it begins with (`headers.EXAMPLES`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import orjson
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from zhike.engines.intake import fields
from zhike.engines.intake.importing import object_of
from zhike.kernel import read, registry, words
from zhike.kernel.actor import Actor
from zhike.kernel.read import Query, scope
from zhike.kernel.spec import FieldSpec, ObjectSpec

ROWS = 5_000  # that have lists and formats
_IN_PLACE = 255  # characters of a list that stands in the cell's own rule
_PEOPLE = 500
_FORMATS = {
    "date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "integer": "0", "money": "#,##0.00", "decimal": "General",
}  # fmt: skip
_WIDEST = 40


def make(actor: Actor, name: str) -> tuple[str, bytes]:
    """The file's name and its bytes. Errors: NotFound, Forbidden."""
    spec = object_of(actor, name)
    scope.need(actor, "import", spec)
    wanted = [spec.fields[one.name] for one in fields.fillable(fields.targets(actor, spec), "xlsx")]
    title = words.say("intake.template.title", actor.language, object=spec.label(actor.language))
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _Sheet(book, actor, spec).fill(wanted)
    book.close()
    return f"{title}.xlsx", buffer.getvalue()


class _Sheet:
    """The sheet to be filled in, and a hidden one with the long lists."""

    def __init__(self, book: xlsxwriter.Workbook, actor: Actor, spec: ObjectSpec) -> None:
        self._book, self._actor, self._spec = book, actor, spec
        self._sheet: Worksheet = book.add_worksheet(spec.label(actor.language)[:31])
        self._lists: Worksheet | None = None
        self._count = 0

    def fill(self, wanted: Sequence[FieldSpec]) -> None:
        """Headings, example, lists and formats of the fields, in their order."""
        bold: dict[str, Any] = {"bold": True, "bg_color": "#F1F3F5", "num_format": "@"}
        usual, needed = self._book.add_format(bold), self._book.add_format({**bold, "font_color": "#B3261E"})
        quiet = self._book.add_format({"italic": True, "font_color": "#868E96", "num_format": "@"})
        for column, field in enumerate(wanted):
            label = field.label(self._actor.language)
            width = min(_WIDEST, max(14, 2 * len(label) + 4))
            shown = self._book.add_format({"num_format": _FORMATS.get(field.kind.kind, "@")})
            self._sheet.set_column(column, column, width, shown)
            heading, style = (f"{label}*", needed) if field.required else (label, usual)
            self._sheet.write_string(0, column, heading, style)
            self._sheet.write_comment(0, column, self._told(field), {"x_scale": 1.6})
            mark = words.say("intake.template.example", self._actor.language) if column == 0 else ""
            self._sheet.write_string(1, column, mark + self._example(field), quiet)
            if choices := self._choices(field):
                self._offer(column, choices)
        self._sheet.freeze_panes(1, 0)

    def _say(self, code: str, **data: object) -> str:
        return words.say(f"intake.template.{code}", self._actor.language, **data)

    def _told(self, field: FieldSpec) -> str:
        """What belongs into a column."""
        lines = [self._say("required" if field.required else "optional"), self._say(f"kind.{field.kind.kind}")]
        if field.kind.kind == "choices":
            lines.append("、".join(self._labels(field)))
        if field.unique:
            lines.append(self._say("unique"))
        if field.help:
            lines.append(field.help)
        return "\n".join([*lines, self._say("like", example=self._example(field))])

    def _labels(self, field: FieldSpec) -> list[str]:
        return [field.option_label(one.value, self._actor.language) for one in field.options]

    def _example(self, field: FieldSpec) -> str:
        if field.options:
            return self._labels(field)[0]
        if field.kind.kind == "person":
            return self._actor.name
        if field.kind.kind == "text" and field.name == self._spec.title:
            return self._spec.label(self._actor.language) + self._say("title_example")
        return words.say(f"intake.template.example.{field.kind.kind}", self._actor.language)

    def _choices(self, field: FieldSpec) -> list[str]:
        """What a cell can be chosen from; none where anything may stand."""
        if field.kind.kind in ("choice", "stage"):
            return self._labels(field)
        if field.kind.kind == "boolean":
            return [words.say(f"intake.{one}", self._actor.language) for one in ("yes", "no")]
        return self._people() if field.kind.kind == "person" else []

    def _people(self) -> list[str]:
        """The colleagues, unless there are too many to choose from, or some of the same name."""
        people = registry.people().name
        if not self._actor.may("read", people):
            return []
        page = read.page(self._actor, people, Query(columns=("name",), sort="name", limit=_PEOPLE, count=False))
        names = [str(orjson.loads(row)["name"]) for row in page.rows]
        distinct = len(set(names)) == len(names) and not any("*" in one for one in names)
        return names if distinct and page.next is None else []

    def _offer(self, column: int, choices: Sequence[str]) -> None:
        source: list[str] | str = list(choices)
        if len(",".join(choices)) > _IN_PLACE or any("," in one or one[:1] in "='" for one in choices):
            source = self._listed(choices)
        self._sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": source})

    def _listed(self, choices: Sequence[str]) -> str:
        """Where a long list stands."""
        if self._lists is None:
            self._lists = self._book.add_worksheet(self._say("lists"))
            self._lists.hide()
        self._lists.write_column(0, self._count, choices)
        letter = xl_col_to_name(self._count, col_abs=True)
        self._count += 1
        return f"='{self._say('lists')}'!{letter}$1:{letter}${len(choices)}"
