"""A person at a customer."""

from __future__ import annotations

import datetime as dt

from zhike.kernel import declare, kinds
from zhike.kernel.values import birthday


class Contact(declare.Object):
    """A person at an organization customer, with the part they play in its decisions."""

    name = kinds.Text(max_length=100, title=True, search=1, same_by="person")
    customer = kinds.Link("customers.Customer", backlink="contacts", cascade=True, same_by="belonging")
    position = kinds.Text(max_length=60, null=True, blank=True, sensitivity="personal")
    role = kinds.Choice("decides", "uses", "buys", "influences", "checks", null=True, blank=True)
    phone = kinds.Phone(null=True, blank=True, search=0.9, overflow="other_phone", group="contact")
    other_phone = kinds.Phone(null=True, blank=True, search=0.5, group="contact")
    email = kinds.Email(null=True, blank=True, search=0.8, group="contact")
    wechat = kinds.Text(
        max_length=60, null=True, blank=True, search=0.5, group="contact", sensitivity="personal", purpose="contact",
        same_by="handle",
    )  # fmt: skip
    sex = kinds.Choice("male", "female", null=True, blank=True, sensitivity="personal")
    birthday = kinds.Birthday(null=True, blank=True)
    born_on = kinds.Date(
        null=True, blank=True, derived=True, sensitivity="personal", purpose="identify", same_by="birth"
    )
    photo = kinds.File(null=True, blank=True, sensitivity="personal", purpose="identify")
    remark = kinds.LongText(null=True, blank=True, sensitivity="personal")

    class Shape(declare.Shape):
        plural = "contacts"
        position = 20
        nav, icon = "customers", "users"
        columns = ("name", "customer", "position", "role", "phone", "email", "wechat", "updated_at")
        subtitle = ("position", "phone")
        follows = "customer"
        personal, born = True, "born_on"
        verbs = ("copy_person", "erase_person")

    @declare.derived("born_on", "birthday")
    def by_birthday(self) -> dt.date | None:
        """Known when the birthday has a year."""
        return birthday.born(self.birthday) if self.birthday else None
