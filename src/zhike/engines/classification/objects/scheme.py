"""A way of classifying the records of an object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhike.engines.classification import uses
from zhike.kernel import db, declare, kinds, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Refused

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
KINDS = ("rules", "score", "rfm", "abc", "cluster", "stages", "manual")


class Scheme(declare.Object):
    """It puts each record into at most one class. How is said by its versions, see `schemes.definition`."""

    name = kinds.Text(max_length=60, title=True, search=1)
    name_en = kinds.Text(max_length=100, null=True, blank=True)
    code = kinds.Text(max_length=40, unique=True)
    object = kinds.Text(max_length=60)
    kind = kinds.Choice(*KINDS, default="rules")
    every = kinds.Choice("day", "week", "month", "never", default="week")  # how often cuts are found anew
    remark = kinds.LongText(null=True, blank=True)

    class Shape(declare.Shape):
        plural = "schemes"
        position = 71
        nav, icon = "marketing", "sitemap"
        columns = ("name", "code", "kind", "object", "every", "updated_at")

    @declare.rule("object")
    def it_is_of_records(self) -> declare.Verdict:
        """Settings are nobody's records."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        unknown = spec is None or spec.shape.settings
        return Fault("scheme.no_object", {"object": str(self.object)[:60]}) if unknown else None

    @declare.rule("code")
    def its_code_is_plain(self) -> declare.Verdict:
        """Conditions and columns name it by that."""
        return None if CODE.fullmatch(self.code or "") else Fault("scheme.code")

    @declare.rule("code", "object", "kind")
    def it_stays_what_it_is(self) -> declare.Verdict:
        """What uses it names it by its code, and its versions are of its kind."""
        was = getattr(self, "old", None)  # the record as it stands, where there is one
        fixed = ("code", "object", "kind")
        changed = was and any(was.get(name) != getattr(self, name) for name in fixed)
        return Fault("scheme.fixed") if changed else None

    @staticmethod
    @declare.after
    def fields_follow(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """Each has a field beside the records; one that others go by stays until they do not. Errors: Refused."""
        gone = tx.rows(
            f"SELECT id, code FROM classification_scheme WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[])"
            " AND deleted_at IS NOT NULL",
            (list(ids),),
        )
        for scheme_id, code in gone:
            if users := uses.of_scheme(tx, actor, code, scheme_id):
                raise Refused({"": Fault("scheme.used", uses.names(users))})
        specs.raise_stamp(tx)
