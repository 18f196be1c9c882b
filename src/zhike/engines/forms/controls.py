"""The input of each kind of field, as plain HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from zhike.kernel import words
from zhike.kernel.spec import FieldSpec

# What a kind of field looks like in a browser: type of the input, its keyboard, and what the browser may fill in.
INPUTS: Mapping[str, tuple[str, str, str]] = {
    "email": ("email", "email", "email"),
    "phone": ("tel", "tel", "tel"),
    "url": ("url", "url", "url"),
    "integer": ("text", "numeric", "off"),
    "decimal": ("text", "decimal", "off"),
    "money": ("text", "decimal", "off"),
    "date": ("date", "text", "off"),
}
OTHER = ("text", "text", "on")
LIKE = frozenset(("region", "birthday"))  # kinds of which an example is shown


@dataclass(frozen=True, kw_only=True)
class Control:
    """An input to be drawn. `star` and `more` are HTML, all else is plain text."""

    number: int  # of the question on the page
    field: FieldSpec
    name: str
    label: str
    star: str  # after the label
    more: str  # attributes
    was: tuple[str, ...]  # what stands in it
    language: str
    fill: str | None = None  # what the browser may fill in, other than by the kind


def drawn(one: Control) -> str:
    """The input with its label."""
    kind, label, more = one.field.kind.kind, escape(one.label) + one.star, f'id="q{one.number}" {one.more}'
    name, head = f'name="{escape(one.name)}"', f'<label for="q{one.number}">{escape(one.label)}{one.star}</label>'
    first = escape(one.was[0]) if one.was else ""
    if kind == "boolean":
        mark = " checked" if one.was else ""
        return f'<label class="tick"><input type="checkbox" value="1" {name} {more}{mark}> {label}</label>'
    if kind in ("choice", "stage"):
        options = "".join(_option(one, option.value) for option in one.field.options)
        none = escape(words.say("form_page.choose", one.language))
        return f'{head}<select {name} {more}><option value="">{none}</option>{options}</select>'
    if kind == "choices":
        ticks = "".join(_tick(one, at, option.value) for at, option in enumerate(one.field.options))
        return f'<fieldset id="q{one.number}"><legend>{label}</legend>{ticks}</fieldset>'
    longest = getattr(one.field.kind, "longest", None)
    most = f' maxlength="{int(longest)}"' if longest else ""
    if kind == "long_text":
        return f'{head}<textarea rows="4" {name} {more}{most}>{first}</textarea>'
    shape, keys, fill = INPUTS.get(kind, OTHER)
    typed = f'type="{shape}" inputmode="{keys}" autocomplete="{one.fill or fill}"'
    like = f' placeholder="{escape(words.say(f"form_page.like_{kind}", one.language))}"' if kind in LIKE else ""
    return f'{head}<input {typed} {name} value="{first}" {more}{most}{like}>'


def _option(one: Control, code: str) -> str:
    mark = " selected" if code in one.was else ""
    return f'<option value="{escape(code)}"{mark}>{escape(one.field.option_label(code, one.language))}</option>'


def _tick(one: Control, at: int, code: str) -> str:
    mark = " checked" if code in one.was else ""
    return (
        f'<label class="tick"><input type="checkbox" name="{escape(one.name)}" id="q{one.number}-{at}"'
        f' value="{escape(code)}"{mark}> {escape(one.field.option_label(code, one.language))}</label>'
    )
