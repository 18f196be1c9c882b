"""The party we serve."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from zhike.kernel import declare, kinds
from zhike.kernel.values import birthday, identity_number


class Customer(declare.Object):
    """An organization, which has contacts, or a person, who is their own contact."""

    name = kinds.Text(max_length=200, title=True, search=1, same_by="company")
    kind = kinds.Choice(
        "organization", "person", default="organization", colors={"organization": "teal", "person": "violet"}
    )
    code = kinds.Code("C{yyyy}{seq:6}", search=0.9)
    short_name = kinds.Text(
        max_length=60, null=True, blank=True, search=0.8, sensitivity="personal", purpose="identify"
    )
    stage = kinds.Stage("potential", "contacted", "negotiating", won="dealing", lost="lost", default="potential")
    owner = kinds.Person(null=True, blank=True)
    phone = kinds.Phone(null=True, blank=True, search=0.9, overflow="other_phone", group="contact")
    other_phone = kinds.Phone(null=True, blank=True, search=0.5, group="contact")
    email = kinds.Email(null=True, blank=True, search=0.8, group="contact")
    wechat = kinds.Text(
        max_length=60, null=True, blank=True, group="contact", sensitivity="personal", purpose="contact",
        same_by="handle",
    )  # fmt: skip
    website = kinds.Url(null=True, blank=True, group="contact", sensitivity="personal", purpose="contact")
    region = kinds.Region(null=True, blank=True, index=True, group="address")
    address = kinds.Text(
        max_length=300, null=True, blank=True, group="address", sensitivity="personal", purpose="deliver",
        same_by="address",
    )  # fmt: skip
    industry = kinds.Text(max_length=60, null=True, blank=True)
    source = kinds.Text(max_length=60, null=True, blank=True)
    credit_code = kinds.CreditCode(
        null=True, blank=True, unique=True, group="identity", sensitivity="personal", purpose="identify"
    )
    identity_number = kinds.IdentityNumber(null=True, blank=True, group="identity")
    sex = kinds.Choice("male", "female", null=True, blank=True, group="identity", sensitivity="personal")
    birthday = kinds.Birthday(null=True, blank=True, group="identity")
    born_on = kinds.Date(
        null=True, blank=True, derived=True, group="identity", sensitivity="personal", purpose="identify",
        same_by="birth",
    )  # fmt: skip
    tags = kinds.Tags(null=True, blank=True, sensitivity="personal", purpose="analyse")
    next_step_on = kinds.Date(null=True, blank=True)
    since = kinds.Date(null=True, blank=True)
    photo = kinds.File(null=True, blank=True, sensitivity="personal", purpose="identify")
    remark = kinds.LongText(null=True, blank=True, sensitivity="personal")

    class Shape(declare.Shape):
        plural = "customers"
        position = 10
        nav, icon = "customers", "building"
        columns = (
            "name",
            "code",
            "kind",
            "stage",
            "owner",
            "phone",
            "region",
            "industry",
            "tags",
            "next_step_on",
            "updated_at",
        )
        facets = (
            "kind", "stage", "owner", "region", "industry", "source", "sex", "born_on", "next_step_on", "since",
            "created_at", "created_by", "updated_at",
        )  # fmt: skip
        subtitle = ("short_name", "industry")
        board = "stage"
        personal, born = True, "born_on"
        person_when = ("kind", "person")
        verbs = ("copy_person", "erase_person")
        plays: ClassVar[dict[str, dict[str, str]]] = {
            "party": {"region": "region", "industry": "industry", "stage": "stage", "tags": "tags"}
        }
        quality: ClassVar[dict[str, tuple[str, dict[str, Any], int]]] = {
            "no_contact": (
                "complete",
                {
                    "all": [
                        {"field": "kind", "op": "is", "value": "organization"},
                        {"not": {"related": "contacts", "op": ">=", "value": 1}},
                    ]
                },
                2,
            ),
        }

    @declare.derived("born_on", "identity_number", "birthday")
    def by_number_or_birthday(self) -> dt.date | None:
        """The identity number is proof."""
        if self.identity_number:
            return identity_number.birthday(self.identity_number)
        return birthday.born(self.birthday) if self.birthday else None
