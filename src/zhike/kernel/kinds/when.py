"""Days, moments and birthdays."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import models

from zhike.kernel.kinds.base import Context, Kind, Value
from zhike.kernel.kinds.text import _Plain
from zhike.kernel.values import Bad, birthday, excerpt, when


class Date(Kind, models.DateField):
    """A day of the civil calendar."""

    kind = "date"
    family = "date"
    plain = models.DateField
    pg_type = "date"
    maskable = True

    def parse(self, raw: object, context: Context) -> Value:
        return when.parse_date(raw)

    def mask(self, value: str) -> str:
        return f"{value[:4]}-**-**"

    def dump(self, value: Value) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def custom_sql(self, holder: str, code: str) -> str:
        return f"({holder}->>'{code}')::date"


class DateTime(Kind, models.DateTimeField):
    """A moment; without an offset it is meant in the tenant's zone."""

    kind = "datetime"
    family = "datetime"
    plain = models.DateTimeField
    pg_type = "timestamptz"

    def parse(self, raw: object, context: Context) -> Value:
        moment = when.parse_datetime(raw, zone=context.zone)
        try:
            moment.astimezone(UTC)
        except OverflowError:  # it is a moment there, and before or after all moments here
            raise Bad("datetime.impossible", value=excerpt(raw)) from None
        return moment

    def dump(self, value: Value) -> Any:
        if isinstance(value, datetime):
            plain = value.astimezone(UTC).replace(tzinfo=None).isoformat()
            return (plain.rstrip("0") if "." in plain else plain) + "Z"
        return value

    def custom_sql(self, holder: str, code: str) -> str:
        # Not the text: with parts of a second it does not sort as the moments do.
        return f"({holder}->>'{code}')::timestamptz"

    def json_sql(self, expression: str) -> str:
        # One form everywhere: UTC with microseconds when there are such, as `dump` gives it.
        text = f"to_char({expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        return f"rtrim(rtrim({text}, '0'), '.') || 'Z'"


class Birthday(_Plain):
    """A birthday, solar or lunar, with or without the year."""

    kind = "birthday"
    family = "birthday"
    sensitivity, purpose = "personal", "care"

    def parse(self, raw: object, context: Context) -> Value:
        return birthday.parse(raw)
