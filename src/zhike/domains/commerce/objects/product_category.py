"""A kind of goods. Categories form a tree."""

from __future__ import annotations

from typing import Any

from zhike.domains.commerce import tree
from zhike.kernel import db, declare, kinds
from zhike.kernel.errors import Fault


class ProductCategory(declare.Object):
    """What products are sorted by; one may stand under another."""

    name = kinds.Text(max_length=80, title=True, search=1)
    parent = kinds.Link("commerce.ProductCategory", backlink="children", null=True, blank=True)
    position = kinds.Integer(default=0)  # among its siblings
    remark = kinds.LongText(null=True, blank=True)

    class Shape(declare.Shape):
        plural = "product_categories"
        position = 46
        nav, icon = "sales", "sitemap"
        columns = ("name", "parent", "position", "updated_at")
        sort = "position"
        held_by = ("products", "children")

    @staticmethod
    @declare.set_rule("parent")
    def it_does_not_stand_under_itself(tx: db.Transaction, records: list[Any]) -> dict[int, Fault]:
        """The tree has no circle."""
        circles = tree.circles(tx, {one.id: one.parent for one in records if one.id})
        return {at: Fault("category.circle") for at, one in enumerate(records) if one.id in circles}
