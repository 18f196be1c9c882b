"""A form as it is defined: which fields it asks for, in which words, and what it says.

Each of `questions` is about one field of the object:

    {"field": "phone", "label": {"zh-CN": "手机", "en": "Mobile"}, "help": {...}, "required": true,
     "when": {"field": "kind", "op": "is", "value": "person"}}
    {"field": "source", "from": "utm_source", "value": "官网"}

The second is not shown: it takes what the page's address says, or else `value`. `when` is a condition of the one
condition language over a choice or a yes/no that is asked before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
SOURCES = (*UTM, "page")  # what the address of a page, or of the page around it, tells
TEXTS = ("title", "intro", "thanks", "consent")
# What a page can ask for. Links, files, codes and structures it cannot.
KINDS = frozenset({
    "text", "long_text", "url", "email", "phone", "credit_code", "identity_number", "bank_account", "integer",
    "decimal", "money", "boolean", "date", "choice", "stage", "choices", "region", "birthday",
})  # fmt: skip
DECIDING = frozenset({"choice", "stage", "boolean"})  # what `when` may look at


@dataclasses.dataclass(frozen=True, kw_only=True)
class Question:
    """One field that a form asks for or fills by itself."""

    field: str
    label: Mapping[str, str] = dataclasses.field(default_factory=dict)
    help: Mapping[str, str] = dataclasses.field(default_factory=dict)
    required: bool = False
    when: Mapping[str, Any] | None = None  # a condition
    hidden: bool = False  # not shown: it takes `source`, or else `value`
    source: str | None = None  # one of SOURCES
    value: Any = None

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Question:
        """From its JSON, which `checking` has found to be well-formed."""
        return cls(
            field=raw["field"], label=raw.get("label") or {}, help=raw.get("help") or {},
            required=bool(raw.get("required")), when=raw.get("when"), hidden="from" in raw or "value" in raw,
            source=raw.get("from"), value=raw.get("value"),
        )  # fmt: skip


@dataclasses.dataclass(frozen=True, kw_only=True)
class Form:
    """A form as it stands in the table."""

    id: int
    version: int
    name: str
    object: str
    raw: Any  # its questions as JSON
    texts: Any
    purpose: int | None
    owner: int | None  # of the new records
    team: tuple[int, ...]
    sites: str
    confirm: bool
    active: bool
    author: int | None  # who has written it last: it may no more than they

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Form:
        """From its columns."""
        return cls(
            id=row["id"], version=row["version"], name=row["name"], object=row["object"], raw=row["questions"],
            texts=row["texts"], purpose=row["purpose"], owner=row["record_owner_id"], team=tuple(row["team"] or ()),
            sites=row["sites"] or "", confirm=row["confirm"], active=row["active"], author=row["updated_by_id"],
        )  # fmt: skip

    @property
    def questions(self) -> list[Question]:
        """Its questions, once they are known to be well-formed."""
        return [Question.of(one) for one in self.raw]

    @property
    def shown(self) -> list[Question]:
        return [one for one in self.questions if not one.hidden]

    def text(self, name: str, language: str) -> str:
        """One of its texts, in a language or else in any; empty when there is none."""
        return said((self.texts or {}).get(name) or {}, language)


def said(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, or else in any."""
    return texts.get(language) or next(iter(texts.values()), "")
