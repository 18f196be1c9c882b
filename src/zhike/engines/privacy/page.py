"""A person's data as one page without anything from elsewhere, to be read, printed and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from zhike.kernel import specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.spec import FieldSpec

STYLE = (
    "body{font:15px/1.6 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c2024}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%;margin:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #e3e6e8}"
    "th{width:11rem;font-weight:500;color:#60646c}td{white-space:pre-wrap;overflow-wrap:anywhere}"
)
HIDDEN = frozenset({"id", "version", "history"})


def drawn(actor: Actor, data: Mapping[str, Any]) -> str:
    """The page, in the actor's language."""
    say = _Say(actor.language)
    parts = [f"<p>{say.text('company', name=data['company'])}<br>{say.text('made', at=data['made_at'])}</p>"]
    for part in data["objects"]:
        fields = specs.of(actor, part["object"]).fields
        parts.append(f"<h2>{escape(part['label'])} ({len(part['records'])})</h2>")
        parts += [piece for record in part["records"] for piece in _record(say, fields, record)]
    if data["files"]:
        parts.append(f"<h2>{say.text('files')}</h2>")
        parts.append(
            _table((str(one.get("name")), f"{one.get('size')} B · {one.get('type')}") for one in data["files"])
        )
    head = f'<meta charset="utf-8"><title>{say.text("title")}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="{actor.language}"><head>{head}</head><body><h1>{say.text("title")}</h1>' + (
        "\n".join(parts) + "</body></html>\n"
    )


class _Say:
    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, key: str, **data: object) -> str:
        return escape(words.say(f"privacy.page.{key}", self.language, **data))

    def value(self, field: FieldSpec, value: Any) -> str:
        if isinstance(value, bool):
            return words.say("value.yes" if value else "value.no", self.language)
        if isinstance(value, list):
            return ", ".join(self.value(field, one) for one in value)
        if isinstance(value, dict):
            return str(value.get("title") or value.get("name") or f"#{value.get('id', '')}")
        return field.option_label(value, self.language) if field.options else str(value)


def _record(say: _Say, fields: Mapping[str, FieldSpec], record: Mapping[str, Any]) -> Iterator[str]:
    shown = ((name, value) for name, value in record.items() if name not in HIDDEN and value not in (None, "", []))
    yield f"<h3>#{record['id']}</h3>"
    yield _table((fields[name].label(say.language), say.value(fields[name], value)) for name, value in shown)
    changes = [(one["at"], each) for one in record["history"] for each in one["fields"]]
    if changes:
        yield f"<h4>{say.text('history')}</h4>"
        yield _table((at, _change(say, fields, each)) for at, each in changes)


def _change(say: _Say, fields: Mapping[str, FieldSpec], change: Mapping[str, Any]) -> str:
    field = fields[change["name"]]
    was, now = ("–" if one is None else say.value(field, one) for one in (change["before"], change["after"]))
    return f"{change['label']}: {was} → {now}"


def _table(rows: Any) -> str:
    lines = (f"<tr><th>{escape(str(name))}</th><td>{escape(str(value))}</td></tr>" for name, value in rows)
    return f"<table>{''.join(lines)}</table>"
