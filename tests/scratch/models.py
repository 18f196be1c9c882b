"""Something that a customer has from us and that is looked after."""

from typing import Any, ClassVar

from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault


class Gadget(declare.Object):
    """A device at a customer, with nearly every kind of field."""

    name = kinds.Text(max_length=80, title=True, search=1)
    code = kinds.Code("G{yy}-{seq:4}", search=0.9)
    customer = kinds.Link("customers.Customer", backlink="gadgets", cascade=True)
    keeper = kinds.Person(null=True, blank=True)
    helpers = kinds.Links("access.Person", null=True, blank=True)
    state = kinds.Stage("ordered", "shipped", won="running", lost="scrapped", default="ordered")
    size = kinds.Choice("small", "large", null=True, blank=True)
    colors = kinds.Choices("red", "green", "blue", null=True, blank=True)
    labels = kinds.Tags(null=True, blank=True)
    serial = kinds.Text(max_length=40, null=True, blank=True, unique=True, search=0.6)
    ports = kinds.Integer(null=True, blank=True)
    weight = kinds.Number(null=True, blank=True, decimal_places=3)
    price = kinds.Money(null=True, blank=True, sum=True)
    leased = kinds.Boolean(default=False)
    checked = kinds.Boolean(null=True, blank=True)
    bought_on = kinds.Date(null=True, blank=True, index=True)
    seen_at = kinds.DateTime(null=True, blank=True)
    hotline = kinds.Phone(null=True, blank=True, search=0.5)
    contact_email = kinds.Email(null=True, blank=True, search=0.5)
    manual = kinds.Url(null=True, blank=True)
    place = kinds.Region(null=True, blank=True)
    holder_born = kinds.Birthday(null=True, blank=True)
    lessor = kinds.CreditCode(null=True, blank=True)
    holder = kinds.IdentityNumber(null=True, blank=True)
    pin = kinds.Text(max_length=40, null=True, blank=True, unique=True, secret=True)
    account = kinds.BankAccount(null=True, blank=True)
    picture = kinds.File(null=True, blank=True)
    settings = kinds.Json(null=True, blank=True)
    note = kinds.LongText(null=True, blank=True)

    class Shape(declare.Shape):
        nav, icon = "customers", "device"
        columns: ClassVar[tuple[str, ...]] = ("name", "code", "customer", "state", "keeper", "price")
        subtitle = ("code", "serial")
        board = "state"
        timeline, timeline_at = "customer", "seen_at"
        follows, owner = "customer", "keeper"
        together = (("customer", "name"),)

    @declare.rule("weight")
    def it_weighs_something(self: Any) -> declare.Verdict:
        """Nothing weighs less than nothing."""
        wrong = self.weight is not None and self.weight < -1000
        return Fault("gadget.too_light") if wrong else None
