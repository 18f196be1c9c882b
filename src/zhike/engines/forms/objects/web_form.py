"""A form on the web."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.forms import checking, sites, versions
from zhike.kernel import db, declare, kinds
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault


class WebForm(declare.Object):
    """What a form asks of whoever opens its page, and which record an answer becomes."""

    name = kinds.Text(max_length=60, title=True)
    object = kinds.Text(max_length=60)  # of which an answer becomes a record
    questions = kinds.Json()  # in order; see `definition`
    texts = kinds.Json(null=True, blank=True)  # title, intro, thanks and consent, each by language
    purpose = kinds.Integer(null=True, blank=True)  # the id of what consent is asked for
    record_owner = kinds.Person(null=True, blank=True)  # of the new records
    team = kinds.Links("access.Person", null=True, blank=True)  # who works on them besides
    sites = kinds.LongText(max_length=2000, null=True, blank=True)  # origins that may show it in a frame, one a line
    confirm = kinds.Boolean(default=False)  # an answer counts once the link in an e-mail is followed
    active = kinds.Boolean(default=False)

    class Shape(declare.Shape):
        plural = "web_forms"
        icon = "checkbox"
        columns = ("name", "object", "active", "confirm", "record_owner", "updated_at")
        sort = "name"
        settings = True

    @declare.rule("sites")
    def sites_are_origins(self) -> declare.Verdict:
        """They stand in a header, so nothing else may."""
        return sites.fault(self.sites)

    @declare.rule("object")
    def its_object_stays(self) -> declare.Verdict:
        """Answers that wait are of it."""
        was = getattr(self, "old", None)
        return Fault("web_form.object_stays") if was is not None and was.get("object") != self.object else None

    @staticmethod
    @declare.after
    def it_can_be_answered(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """An active form asks only what its author may write; each state of a form is kept, as answers are to it."""
        for one in versions.stored(tx, ids):
            checking.check(actor, one)
        versions.keep(tx, ids)
