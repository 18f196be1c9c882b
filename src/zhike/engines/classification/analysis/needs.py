"""What is asked for: how many have bought of which category of products in the last 90 days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhike.engines.classification.analysis.card import Asked, Json, told, without
from zhike.engines.classification.analysis.purchases import QUARTER, Purchases
from zhike.kernel import registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.read import scope, titles
from zhike.kernel.read.page import joining
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql

LINE, PRODUCT = "purchase_line", "product"
MOST = 60


@dataclass(frozen=True)
class Lines:
    """What purchases consist of, and where the category of a line stands."""

    spec: ObjectSpec
    purchase: FieldSpec
    product: FieldSpec
    sold: ObjectSpec
    category: FieldSpec
    kinds: ObjectSpec

    def seen(self, actor: Actor) -> bool:
        """Whether the reader knows what was bought."""
        ways = ((self.spec, self.purchase), (self.spec, self.product), (self.sold, self.category))
        shown = all(actor.on(spec.name).shows(one.name, one.kind) for spec, one in ways)
        return shown and all(actor.may("read", spec.name) for spec in (self.spec, self.sold, self.kinds))


def lines_of(actor: Actor, bought: Purchases) -> Lines | None:
    """Those of the purchases, if there is an object that plays the part."""
    for declared in registry.declared():
        played = declared.shape.plays.get(LINE, {})
        spec = specs.of(actor, declared.name)
        purchase, product = (spec.fields.get(played.get(one, "")) for one in ("purchase", "product"))
        if purchase is None or product is None or purchase.to != bought.other.name:
            continue
        sold = specs.of(actor, product.to or "")
        category = sold.fields.get(sold.shape.plays.get(PRODUCT, {}).get("category", ""))
        if category is not None:
            return Lines(spec, purchase, product, sold, category, specs.of(actor, category.to or ""))
    return None


def needs(one: Asked) -> Json:
    """The categories of the products that were bought, by how many records bought them."""
    bought = one.purchases
    lines = lines_of(one.actor, bought) if bought else None
    if bought is None or lines is None:
        return without("purchases")
    if not (bought.seen() and lines.seen(one.actor)):
        return without("rights")
    rows, at = one.rows(_statement(one, bought, lines))
    return told(
        at,
        rows=[{"id": row[0], "title": row[1], "count": row[2], "where": _where(bought, lines, row[0])} for row in rows],
    )


def _statement(one: Asked, bought: Purchases, lines: Lines) -> Sql:
    actor, compiler = one.actor, joining(one.actor)
    at = bought.other.fields[bought.parts["at"]]
    who, category = bought.column("who", "o"), lines.category.sql("p")
    tables = (
        f'"{lines.spec.table}" l JOIN "{bought.other.table}" o ON o.id = {lines.purchase.sql("l")}'
        f' JOIN "{lines.sold.table}" p ON p.id = {lines.product.sql("l")}'
        f' JOIN "{one.spec.table}" t ON t.id = {who}'
    )
    held = [
        scope.living(actor, lines.spec, "l", "read", compiler), bought.held(compiler, "o"),
        compiler.compare(at, "within", QUARTER, at.sql("o")), scope.living(actor, lines.sold, "p", "read", compiler),
        one.living(compiler),
    ]  # fmt: skip
    found = Sql(f"SELECT DISTINCT t.id, {category} AS category FROM {tables} WHERE ")
    for number, part in enumerate(held):
        found += part.wrapped(" AND " if number else "")
    title = titles.sql(actor, lines.kinds, "k")
    return (
        found.wrapped(
            f"SELECT k.id, {title}, count(*) FROM (", f') d JOIN "{lines.kinds.table}" k ON k.id = d.category WHERE '
        )
        + scope.living(actor, lines.kinds, "k", "read", compiler)
        + Sql(f" GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT {MOST}")
    )


def _where(bought: Purchases, lines: Lines, category: Any) -> Json:
    """There is a purchase of the year that counts, with a line of the category."""
    back = next(one for one in bought.other.backlinks.values() if one.object == lines.spec.name)
    wanted = {"field": f"{lines.product.name}.{lines.category.name}", "op": "is", "value": category}
    line = {"related": back.name, "where": wanted, "op": ">=", "value": 1}
    return bought.any(line, within=QUARTER)
