"""Text in one line or many, and text that is checked as a whole: e-mail, address on the web, phone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from zhike.kernel.kinds.base import Context, Kind, Value, not_text, storable
from zhike.kernel.values import email, phone, text, url


class _Plain(Kind, models.TextField):
    """Stored as PostgreSQL text; the length is the kind's to check, so that a change of it rewrites nothing."""

    plain = models.TextField

    def __init__(self, *args: Any, max_length: int | None = None, **kwargs: Any) -> None:
        self.longest = max_length or self.default_length
        super().__init__(*args, **kwargs)

    default_length: ClassVar[int] = 500

    def describe(self) -> dict[str, Any]:
        return {"max_length": self.longest}


class Text(_Plain):
    """One line of text."""

    kind = "text"
    maskable = True

    def parse(self, raw: object, context: Context) -> Value:
        return text.parse(raw, max_length=self.longest)

    def mask(self, value: str) -> str:
        return text.mask(value)

    def mask_sql(self, expression: str) -> str:
        return f"left({expression}, 1) || '*'"


class LongText(_Plain):
    """Text of several lines."""

    kind = "long_text"
    default_length = 20_000

    def parse(self, raw: object, context: Context) -> Value:
        return text.parse_long(raw, max_length=self.longest)


class Phone(_Plain):
    """A phone number in E.164, with `;ext=` for an extension."""

    kind = "phone"
    family = "code"
    searched_as = "digits"
    same_by = "phone"
    maskable = True
    is_secret = True
    sensitivity, purpose = "personal", "contact"

    def parse(self, raw: object, context: Context) -> Value:
        return phone.parse(raw)

    def mask(self, value: str) -> str:
        return phone.mask(value)


class Email(_Plain):
    """An e-mail address; the domain in lower case."""

    kind = "email"
    family = "code"
    searched_as = "email"
    same_by = "email"
    maskable = True
    is_secret = True
    sensitivity, purpose = "personal", "contact"

    def parse(self, raw: object, context: Context) -> Value:
        return email.parse(raw)

    def mask(self, value: str) -> str:
        return email.mask(value)


class Url(_Plain):
    """An address on the web."""

    kind = "url"
    default_length = 2_000

    def parse(self, raw: object, context: Context) -> Value:
        return url.parse(raw)


class Json(Kind, models.JSONField):
    """A JSON object that code understands, such as a role's grants or a view's state."""

    kind = "json"
    family = "none"
    plain = models.JSONField
    pg_type = "jsonb"
    custom_ok = False

    def parse(self, raw: object, context: Context) -> Value:
        if not isinstance(raw, dict | list):
            raise not_text(raw)
        return storable(raw)
