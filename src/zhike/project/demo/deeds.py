"""What customers and strangers do in the shop of the demo company on the web, and with its mails."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from zhike.engines.behaviour import intake, people, visitors
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.project.demo import goods, habits, seasons
from zhike.project.demo.goods import GOODS, Good
from zhike.project.demo.habits import Buyer
from zhike.project.demo.purchases import Bought, Put

Row = dict[str, Any]
DAYS = 390  # as long as visits are kept
SITE: Row = {"name": "云帆商城", "origins": "https://shop.demo.example", "needs_consent": True}
# How many visits a month somebody makes who buys like that, and how many of a hundred letters they open.
VISITS = {
    "never": (0.25, 6), "once": (0.3, 10), "new": (3.0, 55), "fresh": (6.0, 60), "regular": (1.6, 45),
    "now and then": (0.8, 30), "key": (2.5, 60), "asleep": (0.3, 12), "gone": (0.05, 2), "back": (1.2, 40),
}  # fmt: skip
LOOKING, LOOKING_DAYS, LOOKING_VISITS = 0.2, 45, 5.0  # of those who never bought some look around a lot of late
STRANGERS = 0.5  # visits of people whom nobody knows, for each customer
JOINED = 12  # of so many customers one was a stranger first
SOUGHT = ("硒鼓", "复印纸", "会议平板", "门禁", "路由器", "云盘", "扫地机器人", "投影仪", "报价", "以旧换新")
PAGES = ("/", "/products", "/solutions", "/service", "/about", "/cases")
LETTERS = ("新品速递", "选购指南", "客户案例", "限时优惠")


class Diary:
    """Events as a sender gives them, each with an id of its own."""

    def __init__(self, products: dict[str, int], zone: Any) -> None:
        self.products, self.zone = products, zone
        self.events: list[Row] = []

    def note(self, kind: str, at: datetime, who: Row, on: Any = None, **properties: Any) -> None:
        """One event."""
        event: Row = {
            "id": f"demo-{len(self.events)}", "kind": kind, "at": at.replace(tzinfo=self.zone).isoformat(), "who": who
        }  # fmt: skip
        if on is not None:
            event["on"] = {"object": "product", "id": self.products[on.code]} if isinstance(on, Good) else on
        if properties:
            event["properties"] = properties
        self.events.append(event)


def settings(put: Put) -> None:
    """The web site; the kinds of event are those with which every company begins."""
    put("tracking_site", [SITE])


def write(
    rnd: random.Random, actor: Actor, buyers: Sequence[tuple[int, Buyer]], bought: Sequence[Bought],
    products: dict[str, int], now: datetime,
) -> int:  # fmt: skip
    """Take them in, in batches; how many there were."""
    diary = Diary(products, actor.zone)
    calendar = seasons.days(now.date(), DAYS)[:-1]
    for number, (customer, buyer) in enumerate(buyers):
        _browses(rnd, diary, customer, buyer, calendar, f"visitor-{number}" if number % JOINED == 0 else None)
        _reads(rnd, diary, customer, buyer, calendar)
    for one in bought:
        if one.at.date() > calendar[0] and one.buyer.channel == habits.SHOP:
            _buys(rnd, diary, one)
    for number in range(int(STRANGERS * len(buyers))):
        _visit(rnd, diary, rnd.choice(calendar), {"visitor": f"stranger-{number}"}, None)
    for start in range(0, len(diary.events), intake.MOST):
        taken = intake.take(actor, diary.events[start : start + intake.MOST])
        if taken.wrong:
            raise RuntimeError(f"the demo company has a wrong event: {next(iter(taken.wrong.values()))}")
    _join(actor, [customer for customer, _ in buyers])
    return len(diary.events)


def _browses(
    rnd: random.Random, diary: Diary, customer: int, buyer: Buyer, calendar: list[date], stranger: str | None
) -> None:
    """Visits, some shortly before an order; those of the first weeks by somebody who had not said who they are."""
    often, since = VISITS[buyer.habit.code][0], calendar[0]
    if buyer.habit is habits.NEVER and rnd.random() < LOOKING:
        often, since = LOOKING_VISITS, calendar[-LOOKING_DAYS]
    elif buyer.days:
        since = max(since, buyer.days[0] - timedelta(days=30))
    for day in _days(rnd, often, [one for one in calendar if one >= since], buyer):
        early = stranger is not None and (day - since).days < 60
        _visit(rnd, diary, day, {"visitor": stranger} if early else {"id": customer}, buyer)


def _days(rnd: random.Random, often: float, calendar: list[date], buyer: Buyer) -> Iterator[date]:
    near = {day - timedelta(days=ago) for day in buyer.days for ago in (1, 3)}
    for day in calendar:
        busy = seasons.busy(day, at_home=buyer.at_home)
        if rnd.random() < often / 30 * busy or (day in near and rnd.random() < 0.12):
            yield day


def _visit(rnd: random.Random, diary: Diary, day: date, who: Row, buyer: Buyer | None) -> None:
    """A few pages, and what is offered there."""
    at = datetime(day.year, day.month, day.day, rnd.randrange(9, 22), rnd.randrange(60), rnd.randrange(60))  # noqa: DTZ001 - the company's time
    diary.note("page_view", at, who, rnd.choice(PAGES))
    if rnd.random() < 0.25:
        at += timedelta(seconds=rnd.randrange(5, 60))
        diary.note("search", at, who, query=rnd.choice(SOUGHT))
    for one in rnd.choices(GOODS, _interest(buyer), k=rnd.choice((1, 1, 2, 3))):
        at += timedelta(seconds=rnd.randrange(10, 240))
        diary.note("product_view", at, who, one)
        if rnd.random() < 0.08:
            diary.note("add_to_cart", at + timedelta(seconds=20), who, one)
    if rnd.random() < 0.06:
        diary.note("download", at + timedelta(seconds=90), who, "/files/products.pdf")


def _interest(buyer: Buyer | None) -> list[float]:
    weights = goods.HOME if buyer and buyer.at_home else goods.USUAL
    tastes = goods.TASTES.get(buyer.row["industry"], {}) if buyer and not buyer.at_home else {}
    return [weights.get(one.category, 0.05) * tastes.get(one.category, 1) for one in GOODS]


def _buys(rnd: random.Random, diary: Diary, one: Bought) -> None:
    """What leads to an order in our shop."""
    who, at = {"id": one.customer}, one.at - timedelta(minutes=rnd.randrange(6, 30))
    diary.note("login", at, who)
    for good, number, _ in one.lines:
        at += timedelta(seconds=rnd.randrange(20, 80))
        diary.note("product_view", at, who, good)
        diary.note("add_to_cart", at + timedelta(seconds=9), who, good, quantity=number)
    diary.note("checkout", one.at, who, amount=one.amount)


def _reads(rnd: random.Random, diary: Diary, customer: int, buyer: Buyer, calendar: list[date]) -> None:
    """Our monthly letter, opened by some and followed by a few."""
    opened = VISITS[buyer.habit.code][1]
    for at, day in enumerate(one for one in calendar if one.day == 5):
        if rnd.randrange(100) < opened:
            title = f"{day:%Y-%m} {LETTERS[at % len(LETTERS)]}"
            moment = datetime(day.year, day.month, day.day, rnd.randrange(9, 22), rnd.randrange(60))  # noqa: DTZ001 - the company's time
            diary.note("mail_open", moment, {"id": customer}, title)
            if rnd.random() < 0.25:
                diary.note("mail_click", moment + timedelta(minutes=1), {"id": customer}, title)


def _join(actor: Actor, customers: Sequence[int]) -> None:
    """Some strangers have said who they are since."""
    with db.transaction(actor.tenant_id) as tx:
        for number in range(0, len(customers), JOINED):
            visitors.join(tx, actor, f"visitor-{number}", (people.default(), customers[number]))
