"""What a person asks to be done with their data."""

from __future__ import annotations

import datetime as dt

from zhike.domains.customers import deadlines
from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault

OPEN = ("received", "checking")


class PrivacyRequest(declare.Object):
    """A request: what is asked, how it is known who asks, until when it is to be answered, and how it was."""

    summary = kinds.Text(max_length=200, title=True, sensitivity="personal")
    kind = kinds.Choice("access", "copy", "rectify", "erase", "withdraw")
    customer = kinds.Link("customers.Customer", backlink="privacy_requests", cascade=True)
    contact = kinds.Link("customers.Contact", null=True, blank=True, backlink="privacy_requests")
    state = kinds.Stage(*OPEN, "doing", won="done", lost="refused", default="received")
    owner = kinds.Person(null=True, blank=True)
    received_on = kinds.Date()
    term = kinds.Choice(*deadlines.TERMS, default="working_15")
    extended_to = kinds.Date(null=True, blank=True)  # with the reason told to the person
    due_on = kinds.Date(null=True, blank=True, derived=True, index=True)
    checked_how = kinds.Choice("document", "called_back", "account", "in_person", null=True, blank=True)
    checked_by = kinds.Person(null=True, blank=True)
    checked_on = kinds.Date(null=True, blank=True)
    answer = kinds.LongText(null=True, blank=True, sensitivity="personal")
    answered_on = kinds.Date(null=True, blank=True)

    class Shape(declare.Shape):
        plural = "privacy_requests"
        position = 46
        nav, icon = "customers", "shield-lock"
        columns = ("summary", "kind", "customer", "contact", "state", "owner", "received_on", "due_on")
        sort = "due_on"
        board = "state"
        timeline = "customer"
        follows = "customer"

    @declare.rule("state", "checked_how", "checked_by", "checked_on")
    def nobody_else_is_served(self) -> declare.Verdict:
        """Before anything is done, somebody has seen that it is the person who asks, and notes how and when."""
        known = self.checked_how and self.checked_by and self.checked_on
        return None if known or self.state in (*OPEN, "refused") else Fault("privacy_request.not_checked")

    @declare.derived("due_on", "received_on", "term", "extended_to")
    def it_has_its_day(self) -> dt.date | None:
        """Until when it is to be answered follows from when it came."""
        return self.extended_to or (deadlines.due(self.received_on, self.term) if self.received_on else None)
