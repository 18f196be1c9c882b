"""A file kept with a customer."""

from __future__ import annotations

from zhike.kernel import declare, kinds


class Attachment(declare.Object):
    """A file and what it is."""

    name = kinds.Text(max_length=200, title=True, search=0.3, sensitivity="personal")
    customer = kinds.Link("customers.Customer", backlink="attachments", cascade=True)
    file = kinds.File(sensitivity="personal")
    remark = kinds.Text(max_length=300, null=True, blank=True, sensitivity="personal")

    class Shape(declare.Shape):
        plural = "attachments"
        position = 40
        icon = "paperclip"
        columns = ("name", "customer", "remark", "created_by", "created_at")
        timeline = "customer"
        follows = "customer"
