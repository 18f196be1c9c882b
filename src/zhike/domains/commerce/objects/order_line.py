"""One product in an order."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault


class OrderLine(declare.Object):
    """What was bought, how many, for how much, and what it has cost us altogether."""

    name = kinds.Text(max_length=200, title=True, null=True, blank=True)  # as it stood on the order
    order = kinds.Link("commerce.Order", backlink="lines", cascade=True)
    # What a shop knows it by; of rows of a file without one the order's number and which of its rows it is, `A-1/2`.
    line_number = kinds.Text(max_length=80, null=True, blank=True, unique=True)
    product = kinds.Link("commerce.Product", backlink="lines", null=True, blank=True)
    quantity = kinds.Number(default=Decimal(1), sum=True)
    price = kinds.Money(null=True, blank=True)  # of one
    amount = kinds.Money(null=True, blank=True, sum=True)  # of the line
    cost = kinds.Money(null=True, blank=True, sum=True)  # of the line, in the company's currency

    class Shape(declare.Shape):
        plural = "order_lines"
        position = 41
        nav, icon = "sales", "list"
        columns = ("name", "order", "product", "quantity", "price", "amount", "cost", "line_number")
        sort = "-id"
        follows = "order"
        bulky = True
        numbered = ("line_number", "order")
        plays: ClassVar[dict[str, dict[str, str]]] = {
            "purchase_line": {"purchase": "order", "product": "product", "quantity": "quantity", "amount": "amount"}
        }

    @declare.when_blank("amount", "quantity", "price")
    def of_quantity_and_price(self) -> Decimal | None:
        """Price by quantity, to the cent."""
        if self.quantity is None or self.price is None:
            return None
        return Decimal(self.quantity * self.price).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @declare.rule("cost")
    def nothing_costs_less_than_zero(self) -> declare.Verdict:
        """A discount has an amount below 0, and costs us nothing."""
        return Fault("amount.negative") if self.cost is not None and self.cost < 0 else None

    @declare.rule("quantity")
    def something_was_bought(self) -> declare.Verdict:
        """What goes back is a refund."""
        return Fault("order.negative") if self.quantity is not None and self.quantity < 0 else None
