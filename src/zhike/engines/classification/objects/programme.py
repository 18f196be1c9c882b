"""What is done for the records of a class, with a part of them left out to compare with."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.classification.programmes import drawing
from zhike.kernel import db, declare, kinds
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault

LEAST, MOST = 1, 50


class Programme(declare.Object):
    """A programme for a class, such as that for the best customers; who is held out is drawn by lot, once for all."""

    name = kinds.Text(max_length=80, title=True, search=1)
    scheme = kinds.Link("classification.Scheme", backlink="programmes")
    in_class = kinds.Text(max_length=40)  # the code of the class
    held_out = kinds.Integer(default=10)  # percent
    begins_at = kinds.DateTime(null=True, blank=True)  # as soon as it is made if nothing is said
    ends_at = kinds.DateTime(null=True, blank=True)
    remark = kinds.LongText(null=True, blank=True)

    class Shape(declare.Shape):
        plural = "programmes"
        position = 72
        nav, icon = "marketing", "flask"
        columns = ("name", "scheme", "in_class", "held_out", "begins_at", "ends_at", "updated_at")

    @declare.rule("held_out")
    def some_are_held_out(self) -> declare.Verdict:
        """Enough to compare with, and not most."""
        held = self.held_out if self.held_out is not None else 0
        return None if LEAST <= held <= MOST else Fault("programme.held_out", {"least": LEAST, "most": MOST})

    @declare.rule("begins_at", "ends_at")
    def it_ends_after_it_begins(self) -> declare.Verdict:
        """In this order."""
        wrong = self.begins_at and self.ends_at and self.ends_at <= self.begins_at
        return Fault("programme.ends_before") if wrong else None

    @staticmethod
    @declare.after
    def its_class_is_known(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """The scheme has such a class; whoever is in it now is drawn, and what was drawn stays."""
        drawing.settle(tx, actor, ids)
