"""What is sold."""

from __future__ import annotations

from typing import ClassVar

from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault


class Product(declare.Object):
    """A product or a service, with the price it is offered at and what it costs us."""

    name = kinds.Text(max_length=200, title=True, search=1)
    code = kinds.Code("P{seq:6}", search=0.9)
    category = kinds.Link("commerce.ProductCategory", backlink="products", null=True, blank=True)
    unit = kinds.Text(max_length=20, null=True, blank=True)
    price = kinds.Money(null=True, blank=True)
    cost = kinds.Money(null=True, blank=True)
    active = kinds.Boolean(default=True)
    photo = kinds.File(null=True, blank=True)
    remark = kinds.LongText(null=True, blank=True)

    class Shape(declare.Shape):
        plural = "products"
        position = 45
        nav, icon = "sales", "package"
        columns = ("name", "code", "category", "unit", "price", "cost", "active", "updated_at")
        subtitle = ("code",)
        held_by = ("lines",)
        plays: ClassVar[dict[str, dict[str, str]]] = {"product": {"category": "category"}}

    @declare.rule("price")
    def nothing_is_offered_below_zero(self) -> declare.Verdict:
        """What is given away costs 0."""
        return Fault("amount.negative") if self.price is not None and self.price < 0 else None

    @declare.rule("cost")
    def nothing_costs_less_than_zero(self) -> declare.Verdict:
        """The same for what it costs us."""
        return Fault("amount.negative") if self.cost is not None and self.cost < 0 else None
