"""Money that went back to a customer."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

from zhike.domains.commerce.objects.order import LEEWAY
from zhike.kernel import db, declare, kinds
from zhike.kernel.errors import Fault


class Refund(declare.Object):
    """What was paid back of an order. All of them together are at most what was paid."""

    number = kinds.Code("RF{yyyy}{seq:6}", title=True, search=0.9)
    order = kinds.Link("commerce.Order", backlink="refunds", cascade=True)
    at = kinds.DateTime()
    amount = kinds.Money(sum=True)  # in the order's currency
    reason = kinds.Text(max_length=200, null=True, blank=True)

    class Shape(declare.Shape):
        plural = "refunds"
        position = 42
        nav, icon = "sales", "arrow-back-up"
        columns = ("number", "order", "at", "amount", "reason")
        sort = "-at"
        follows = "order"

    @declare.rule("amount")
    def something_went_back(self) -> declare.Verdict:
        """More than nothing."""
        return Fault("refund.nothing") if self.amount is not None and self.amount <= 0 else None

    @declare.rule("at")
    def it_has_happened(self) -> declare.Verdict:
        """What is still to be paid back has not gone back."""
        ahead = self.at and self.at > dt.datetime.now(dt.UTC) + LEEWAY
        return Fault("order.in_future") if ahead else None

    @staticmethod
    @declare.set_rule("amount", "order")
    def not_more_than_was_paid(tx: db.Transaction, records: list[Any]) -> dict[int, Fault]:
        """Of several in one batch, those that come too late are refused."""
        left = _left(tx, records)
        faults = {}
        for at, one in enumerate(records):
            if one.order in left:
                if one.amount > left[one.order]:
                    faults[at] = Fault("refund.above_order", {"left": str(left[one.order])})
                else:
                    left[one.order] -= one.amount
        return faults


def _left(tx: db.Transaction, records: list[Any]) -> dict[int, Decimal]:
    """What of each order may still go back, but for these refunds themselves."""
    rows = tx.rows(
        "SELECT o.id, o.amount, (SELECT coalesce(sum(r.amount), 0) FROM commerce_refund r"
        f" WHERE r.tenant_id = {tx.tenant_id} AND r.order_id = o.id AND r.deleted_at IS NULL"
        " AND r.id <> ALL(%s::bigint[]))"
        f" FROM commerce_order o WHERE o.tenant_id = {tx.tenant_id} AND o.id = ANY(%s::bigint[])",
        ([one.id for one in records if one.id], [one.order for one in records if one.order]),
    )
    found: dict[int, Decimal] = defaultdict(Decimal)
    for order_id, amount, gone in rows:
        found[order_id] = amount - gone
    return found
