"""Kinds with rules of their own in China: region, credit code, identity number; and record codes."""

from __future__ import annotations

from typing import Any

from zhike.kernel.kinds.base import Context, Value
from zhike.kernel.kinds.text import _Plain
from zhike.kernel.values import bank_account, code, credit_code, identity_number, region


class Region(_Plain):
    """A province, city or district by its GB/T 2260 code."""

    kind = "region"
    family = "region"
    same_by = "place"
    purpose = "deliver"

    def parse(self, raw: object, context: Context) -> Value:
        return region.parse_region(raw)


class CreditCode(_Plain):
    """统一社会信用代码: 18 characters with a check character (GB 32100-2015)."""

    kind = "credit_code"
    family = "code"
    same_by = "identity"
    maskable = True

    def parse(self, raw: object, context: Context) -> Value:
        return credit_code.parse(raw)

    def mask(self, value: str) -> str:
        return credit_code.mask(value)


class IdentityNumber(_Plain):
    """居民身份证 and residence permits: check digit, region, date (GB 11643-1999)."""

    kind = "identity_number"
    family = "code"
    same_by = "identity"
    maskable = True
    guarded = True
    is_secret = True
    sensitivity, purpose = "sensitive", "identify"

    def parse(self, raw: object, context: Context) -> Value:
        return identity_number.parse(raw)

    def mask(self, value: str) -> str:
        return identity_number.mask(value)


class BankAccount(_Plain):
    """The number of a card or of an account at a bank."""

    kind = "bank_account"
    family = "code"
    maskable = True
    is_secret = True
    sensitivity, purpose = "sensitive", "pay"

    def parse(self, raw: object, context: Context) -> Value:
        return bank_account.parse(raw)

    def mask(self, value: str) -> str:
        return bank_account.mask(value)


class Code(_Plain):
    """A record's own number, given by a pattern such as `C{yyyy}{seq:6}` when it is left empty."""

    kind = "code"
    family = "code"
    searched_as = "code"
    custom_ok = False

    def __init__(self, pattern: str = "", **kwargs: Any) -> None:
        self.pattern = pattern
        kwargs.setdefault("unique", True)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    def parse(self, raw: object, context: Context) -> Value:
        return code.parse(raw)
