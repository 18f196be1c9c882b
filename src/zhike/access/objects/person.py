"""A person of the tenant: a colleague, who may have records and may be able to sign in."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.access import accounts, admins, demands
from zhike.kernel import db, declare, kinds
from zhike.kernel.actor import Actor
from zhike.kernel.kinds import Context, Value
from zhike.kernel.words import LANGUAGES


class Address(kinds.Email):
    """An e-mail address in small letters, as it is what a person signs in with.

    It is not sealed: accounts are found by it across companies, before anybody is known to be of one.
    """

    is_secret = False

    def parse(self, raw: object, context: Context) -> Value:
        return super().parse(raw, context).lower()


class Person(declare.Object):
    """A colleague."""

    name = kinds.Text(max_length=60, title=True, search=1)
    email = Address(unique=True, search=0.8, null=True, blank=True)
    phone = kinds.Phone(search=0.5, null=True, blank=True)
    department = kinds.Link("access.Department", backlink="people", null=True, blank=True)
    roles = kinds.Links("access.Role", null=True, blank=True)
    active = kinds.Boolean(default=True)
    language = kinds.Choice(*LANGUAGES, null=True, blank=True)  # default: the tenant's

    class Shape(declare.Shape):
        plural = "people"
        icon = "user"
        columns = ("name", "email", "phone", "department", "roles", "active")
        subtitle = ("department", "email")
        sort = "name"
        people = True
        settings = True

    @staticmethod
    @declare.after
    def accounts_follow(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """Who may sign in follows from the people there are."""
        accounts.follow(tx, ids, trusted=actor.all_rights)
        admins.must_remain(tx, actor)
        demands.keep_in(tx, actor)
