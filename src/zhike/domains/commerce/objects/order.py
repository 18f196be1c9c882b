"""What a customer has bought, when, and for how much."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Coalesce, Round

from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault

CURRENCIES = (
    "CNY", "HKD", "MOP", "TWD", "USD", "EUR", "JPY", "GBP", "KRW", "SGD", "MYR", "THB", "VND", "IDR", "PHP", "INR",
    "AUD", "NZD", "CAD", "CHF", "RUB", "AED", "SAR", "BRL", "MXN", "ZAR",
)  # fmt: skip
LEEWAY = dt.timedelta(days=1)  # of clocks and zones
CANCELED = "canceled"
_RATE = Coalesce(F("rate"), Decimal(1))
_KEPT = F("amount") - F("refunded")


class Order(declare.Object):
    """A purchase of one customer. Its number is what a shop or an old system knows it by."""

    number = kinds.Code("SO{yyyy}{seq:6}", title=True, search=1)
    customer = kinds.Link("customers.Customer", backlink="orders", cascade=True)
    ordered_at = kinds.DateTime()
    status = kinds.Stage("placed", "paid", "shipped", won="done", lost=CANCELED, default="placed")
    amount = kinds.Money(sum=True)  # what is to be paid, in the order's currency
    currency = kinds.Choice(*CURRENCIES, null=True, blank=True)  # ISO 4217; blank: the company's own
    rate = kinds.Number(null=True, blank=True)  # the company's currency for one of the order's
    channel = kinds.Text(max_length=60, null=True, blank=True)
    person = kinds.Person(null=True, blank=True)
    remark = kinds.LongText(null=True, blank=True, sensitivity="personal")
    items = kinds.Number(null=True, blank=True, rollup=("lines", "sum", "quantity"))
    cost = kinds.Money(null=True, blank=True, rollup=("lines", "sum", "cost"), sum=True)
    refunded = kinds.Money(default=Decimal(0), rollup=("refunds", "sum", "amount"), sum=True)
    # What the company has of it in its own currency: after refunds, and after what the goods have cost.
    net = kinds.Money(null=True, blank=True, computed=Round(_KEPT * _RATE, precision=2), sum=True)
    margin = kinds.Money(null=True, blank=True, computed=Round(_KEPT * _RATE, precision=2) - F("cost"), sum=True)
    counts = kinds.Boolean(null=True, blank=True, computed=~Q(status=CANCELED))

    class Meta:
        constraints = (CheckConstraint(condition=Q(refunded__lte=F("amount")), name="order_refunded_at_most_whole"),)

    class Shape(declare.Shape):
        plural = "orders"
        position = 40
        nav, icon = "sales", "receipt"
        columns = (
            "number", "customer", "ordered_at", "status", "amount", "refunded", "net", "margin", "channel", "person"
        )  # fmt: skip
        subtitle = ("ordered_at", "amount")
        sort = "-ordered_at"
        board = "status"
        timeline, timeline_at = "customer", "ordered_at"
        follows, owner = "customer", "person"
        summed: ClassVar[dict[str, tuple[str, ...]]] = {"customer": ("ordered_at", "net", "margin", "counts")}
        plays: ClassVar[dict[str, dict[str, str]]] = {
            "purchase": {
                "who": "customer", "at": "ordered_at", "amount": "net", "margin": "margin", "items": "items",
                "counts": "counts",
            },
        }  # fmt: skip

    @declare.rule("amount")
    def an_amount_is_not_negative(self) -> declare.Verdict:
        """What goes back is a refund, so that it is not taken for a purchase."""
        return Fault("order.negative") if self.amount is not None and self.amount < 0 else None

    @declare.rule("amount", "refunded")
    def it_is_not_less_than_what_went_back(self) -> declare.Verdict:
        """An order from which 100 were refunded cannot become one of 80."""
        went_back = self.refunded or Decimal(0)
        if self.amount is None or self.amount >= went_back:
            return None
        return Fault("order.below_refunds", {"refunded": str(went_back)})

    @declare.rule("ordered_at")
    def it_has_happened(self) -> declare.Verdict:
        """A date that lies ahead is a slip of the pen."""
        ahead = self.ordered_at and self.ordered_at > dt.datetime.now(dt.UTC) + LEEWAY
        return Fault("order.in_future") if ahead else None

    @declare.rule("rate", "currency")
    def another_currency_has_a_rate(self) -> declare.Verdict:
        """Amounts of two currencies are never added up."""
        if self.currency and self.rate is None:
            return Fault("order.rate_missing")
        return Fault("order.rate") if self.rate is not None and self.rate <= 0 else None

    @declare.rule("currency", "rate")
    def our_own_currency_has_none(self) -> declare.Verdict:
        """A rate says that the amount is of another currency: of which?"""
        foreign = self.currency is None and self.rate is not None and self.rate > 0 and self.rate != 1
        return Fault("order.currency_missing") if foreign else None
