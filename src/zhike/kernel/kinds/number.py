"""Numbers: whole, with decimals, money, and yes or no."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from zhike.kernel.kinds.base import Context, Kind, Value
from zhike.kernel.values import boolean, number


class Integer(Kind, models.BigIntegerField):
    """A whole number within 64 bits."""

    kind = "integer"
    family = "number"
    plain = models.BigIntegerField
    pg_type = "bigint"

    def parse(self, raw: object, context: Context) -> Value:
        return number.parse_integer(raw)

    def custom_sql(self, holder: str, code: str) -> str:
        return f"({holder}->>'{code}')::bigint"


class Number(Kind, models.DecimalField):
    """A number with decimals (`decimal`): up to 20 digits, `decimal_places` of them after the point."""

    kind = "decimal"
    family = "number"
    plain = models.DecimalField
    pg_type = "numeric"

    def __init__(self, *args: Any, sum: bool = False, **kwargs: Any) -> None:  # noqa: A002 - the word of a declaration
        self.summed = sum
        kwargs.setdefault("max_digits", 20)
        kwargs.setdefault("decimal_places", 6)
        super().__init__(*args, **kwargs)

    def parse(self, raw: object, context: Context) -> Value:
        return number.parse_decimal(raw, places=int(self.decimal_places or 0), digits=int(self.max_digits or 20))

    def dump(self, value: Value) -> Any:
        return f"{value:.{self.decimal_places or 0}f}" if isinstance(value, Decimal) else value

    def json_sql(self, expression: str) -> str:
        return f"{expression}::text"

    def custom_sql(self, holder: str, code: str) -> str:
        return f"({holder}->>'{code}')::numeric"

    def describe(self) -> dict[str, Any]:
        return {"places": self.decimal_places, "sum": self.summed}


class Money(Number):
    """An amount in the tenant's currency, two places."""

    kind = "money"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)

    def parse(self, raw: object, context: Context) -> Value:
        return number.parse_money(raw, places=int(self.decimal_places or 0), digits=int(self.max_digits or 20))


class Boolean(Kind, models.BooleanField):
    """Yes or no."""

    kind = "boolean"
    family = "boolean"
    plain = models.BooleanField
    pg_type = "boolean"

    def parse(self, raw: object, context: Context) -> Value:
        return boolean.parse(raw)

    def custom_sql(self, holder: str, code: str) -> str:
        return f"({holder}->>'{code}')::boolean"
