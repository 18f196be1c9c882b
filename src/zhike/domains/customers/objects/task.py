"""Something to do."""

from __future__ import annotations

from typing import ClassVar

from zhike.kernel import declare, kinds


class Task(declare.Object):
    """A task of one person, with the day it is due and when to be reminded."""

    title = kinds.Text(max_length=200, title=True, sensitivity="personal")
    customer = kinds.Link("customers.Customer", null=True, blank=True, backlink="tasks", cascade=True)
    owner = kinds.Person(null=True, blank=True)
    due_on = kinds.Date(null=True, blank=True, index=True)
    remind_at = kinds.DateTime(null=True, blank=True)
    status = kinds.Stage("open", "doing", won="done", lost="dropped", default="open")
    priority = kinds.Choice("low", "normal", "high", default="normal")
    remark = kinds.LongText(null=True, blank=True, sensitivity="personal")

    class Shape(declare.Shape):
        plural = "tasks"
        position = 5
        nav, icon = "workbench", "checklist"
        columns = ("title", "customer", "due_on", "status", "priority", "owner")
        sort = "due_on"
        board = "status"
        timeline = "customer"
        follows = "customer"
        plays: ClassVar[dict[str, dict[str, str]]] = {
            "task": {"who": "customer", "text": "title", "owner": "owner", "due": "due_on"}
        }
