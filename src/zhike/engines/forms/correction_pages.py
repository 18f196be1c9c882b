"""The page on which somebody sees and corrects their own record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from zhike.engines.forms import controls, pages
from zhike.engines.forms.correcting import QUESTION
from zhike.engines.forms.self_links import NOW, SEEN, Opened
from zhike.kernel import words
from zhike.kernel.errors import Fault
from zhike.kernel.read import columns
from zhike.kernel.spec import FieldSpec
from zhike.kernel.values import birthday, region

Raw = Mapping[str, Sequence[str]]


def drawn(
    link: Opened, record: Mapping[str, Any], language: str, raw: Raw | None, faults: Mapping[str, Fault], note: str = ""
) -> str:
    """The page: with what stands in the record, or with what was typed when it comes back."""
    masked = columns.masked(link.actor, link.spec)
    parts = [
        _field(number, link, one, record.get(one.name), one.name in masked, language, raw, faults.get(one.name))
        for number, one in enumerate(link.fields())
    ]
    title, text = (words.say(f"self_page.{one}", language) for one in ("title", "text"))
    told = f'<p class="note" role="alert">{escape(words.say(f"form_page.{note}", language))}</p>' if note else ""
    button = f"<button>{escape(words.say('self_page.send', language))}</button>"
    able = any(rule != SEEN for rule in link.rules.values())
    body = (
        f"<h1>{escape(title)}</h1><p>{escape(text)}</p>{told}"
        f'<form method="post" novalidate>{"".join(parts)}{button if able else ""}</form>'
        f'<p class="by">{escape(link.company)}</p>'
    )
    return pages.frame(language, title, body)


def _field(
    number: int, link: Opened, one: FieldSpec, value: Any, masked: bool, language: str, raw: Raw | None,
    fault: Fault | None,
) -> str:  # fmt: skip
    label, rule = one.label(language), link.rules[one.name]
    plain = str(value or "") if masked else _plain(one, value, language)
    if rule == SEEN:
        shown = plain or "–"
        return f'<div class="q"><label>{escape(label)}</label><div class="seen">{escape(shown)}</div></div>'
    was = _typed(one, None if masked else value, language) if raw is None else tuple(raw.get(QUESTION + one.name, ()))
    hints = []
    if masked and value:
        hints.append(words.say("self_page.masked", language, value=plain))
    if rule != NOW:
        hints.append(words.say("self_page.approved", language))
    told = f'<span class="hint" id="h{number}">{escape(" ".join(hints))}</span>' if hints else ""
    if fault is not None:
        told += f'<span class="wrong" id="e{number}">{escape(words.say(fault.code, language, **fault.data))}</span>'
    ids = " ".join(part for part, there in ((f"h{number}", hints), (f"e{number}", fault)) if there)
    more = (f'aria-describedby="{ids}"' if ids else "") + (' aria-invalid="true"' if fault else "")
    control = controls.Control(
        number=number, field=one, name=QUESTION + one.name, label=label, star="", more=more, was=was, language=language
    )
    return f'<div class="q">{controls.drawn(control)}{told}</div>'


def _typed(one: FieldSpec, value: Any, language: str) -> tuple[str, ...]:
    """A value as an input holds it."""
    if value is None or value is False:
        return ()
    if one.kind.kind == "region":
        return ("".join(region.names(str(value))),)
    if one.kind.kind == "birthday":
        return (birthday.words(str(value), language),)
    return tuple(str(part) for part in value) if isinstance(value, list) else (str(value),)


def _plain(one: FieldSpec, value: Any, language: str) -> str:
    """A value in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return words.say("value.yes" if value else "value.no", language)
    if isinstance(value, list):
        return ", ".join(_plain(one, part, language) for part in value)
    if one.kind.kind == "region":
        return region.title(str(value), language)
    if one.kind.kind == "birthday":
        return birthday.words(str(value), language)
    return one.option_label(str(value), language) if one.options else str(value)
