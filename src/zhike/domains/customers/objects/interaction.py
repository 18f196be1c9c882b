"""Something that happened with a customer."""

from __future__ import annotations

from typing import ClassVar

from zhike.kernel import declare, kinds


class Interaction(declare.Object):
    """A call, visit, mail, chat or note: what was said, when, by whom, and what comes next."""

    content = kinds.LongText(title=True, sensitivity="personal")
    customer = kinds.Link("customers.Customer", backlink="interactions", cascade=True)
    kind = kinds.Choice("call", "visit", "mail", "chat", "note", default="note")
    at = kinds.DateTime(null=True, blank=True)
    person = kinds.Person(null=True, blank=True, overflow="author")
    author = kinds.Text(max_length=60, null=True, blank=True)  # who wrote it in an older system
    contact = kinds.Link("customers.Contact", null=True, blank=True, backlink="interactions")
    next_step = kinds.Text(max_length=300, null=True, blank=True, sensitivity="personal")
    next_step_on = kinds.Date(null=True, blank=True)

    class Shape(declare.Shape):
        plural = "interactions"
        position = 30
        nav, icon = "customers", "message"
        columns = ("content", "customer", "kind", "at", "person", "next_step", "next_step_on")
        sort = "-at"
        timeline, timeline_at = "customer", "at"
        follows, owner = "customer", "person"
        plays: ClassVar[dict[str, dict[str, str]]] = {"note": {"who": "customer", "text": "content", "at": "at"}}
