"""What a person has agreed to, and taken back."""

from __future__ import annotations

from typing import ClassVar

from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault

GIVEN = ("wording", "customer", "contact", "purpose", "channel", "source", "given_at", "guardian")


class Consent(declare.Object):
    """One consent: for what, through which channel, to which text; when it was given and when it was withdrawn."""

    wording = kinds.Text(max_length=200, title=True)  # the text that was shown, and its version
    customer = kinds.Link("customers.Customer", backlink="consents", cascade=True)
    contact = kinds.Link("customers.Contact", null=True, blank=True, backlink="consents")  # who, if not the customer
    purpose = kinds.Link("customers.Purpose", backlink="consents")
    channel = kinds.Choice("sms", "phone", "email", "wechat", "post", "any", default="any")
    source = kinds.Choice("form", "paper", "call", "chat", "page", "import", default="form")
    given_at = kinds.DateTime(index=True)
    withdrawn_at = kinds.DateTime(null=True, blank=True)
    withdrawn_how = kinds.Choice("form", "paper", "call", "chat", "page", null=True, blank=True)
    guardian = kinds.Text(  # who agreed for a minor (PIPL art. 31)
        max_length=100, null=True, blank=True, sensitivity="personal", purpose="identify"
    )
    evidence = kinds.File(null=True, blank=True, sensitivity="personal")
    remark = kinds.Text(max_length=300, null=True, blank=True, sensitivity="personal")

    class Shape(declare.Shape):
        plural = "consents"
        position = 45
        icon = "circle-check"
        columns = ("wording", "customer", "contact", "purpose", "channel", "given_at", "withdrawn_at")
        sort = "-given_at"
        timeline, timeline_at = "customer", "given_at"
        follows = "customer"
        plays: ClassVar[dict[str, dict[str, str]]] = {
            "consent": {"who": "customer", "purpose": "purpose", "wording": "wording", "at": "given_at"}
        }

    @declare.rule(*GIVEN, "withdrawn_at")
    def what_was_agreed_stays(self) -> declare.Verdict:
        """Proof must not be edited: whoever agrees to something else gives another consent."""
        was = getattr(self, "old", None)
        if was is None:
            return None
        dump = kinds.DateTime().dump
        given = any(was.get(name) != dump(getattr(self, name)) for name in GIVEN)
        again = was.get("withdrawn_at") not in (None, dump(self.withdrawn_at))
        return Fault("consent.kept") if given or again else None

    @declare.rule("withdrawn_at", "given_at")
    def it_is_given_before_it_is_withdrawn(self) -> declare.Verdict:
        """Nobody takes back what they have not given."""
        wrong = self.withdrawn_at is not None and self.withdrawn_at < self.given_at
        return Fault("consent.withdrawn_before") if wrong else None
