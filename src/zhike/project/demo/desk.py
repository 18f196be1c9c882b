"""What waits for whoever looks after the demo company's records: news in follow-ups, answers of a form, a past."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from zhike.engines.forms import answers, published
from zhike.engines.forms.answers import Content
from zhike.engines.quality import defaults, rules, score
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods
from zhike.kernel.errors import Fault
from zhike.kernel.write import write
from zhike.project.demo import words

Row = dict[str, Any]
EVERY = 12  # of so many customers one has told something new
DAYS = 21  # of scores before today
NEWS = (
    "客户换了手机，新号码 {phone}，以后打这个。",
    "电话里说邮箱改了，新邮箱 {email}，合同发到这里。",
    "加了微信，微信号 {wechat}，资料发微信。",
    "公司搬了，新地址：深圳市南山区科技南路{number}号，样品寄到新地址。",
)
ASKED: list[Row] = [
    {"field": "name", "required": True, "label": {"zh-CN": "怎么称呼您"}},
    {"field": "phone", "required": True},
    {"field": "email"},
    {"field": "region"},
    {"field": "remark", "label": {"zh-CN": "您想了解什么"}},
]
SENT: tuple[tuple[str, Row, dict[str, Fault]], ...] = (
    ("waiting", {"name": "何先生", "phone": "+8613755501234", "remark": "想看一下演示，下午方便接电话"}, {}),
    ("waiting", {"name": "深圳瑞丰机械", "phone": "+8613755505678", "region": "440305", "remark": "报价发邮箱"}, {}),
    (
        "refused",
        {"name": "林女士", "phone": "+8613755509012", "email": "lin@@demo.example", "remark": "急"},
        {"email": Fault("email.not_an_email", {"value": "lin@@demo.example"})},
    ),
)


def news(rnd: random.Random, ids: list[int], rows: list[Row]) -> list[Row]:
    """Follow-ups that mention what the record of the customer does not say yet."""
    return [
        {
            "customer": customer,
            "kind": "call",
            "content": rnd.choice(NEWS).format(
                phone=words.mobile(rnd),
                email=f"new{customer}@demo.example",
                wechat=f"wx_{rnd.randrange(10**6, 10**7)}",
                number=rnd.randrange(1, 200),
            ),
            "person": row["owner"],
        }
        for customer, row in list(zip(ids, rows, strict=True))[::EVERY]
    ]


def form(actor: Actor, owner: int) -> None:
    """A form on the web, and three answers to it that somebody must look at."""
    row = {
        "name": "官网咨询",
        "object": "customer",
        "questions": ASKED,
        "texts": {
            "title": {"zh-CN": "联系我们", "en": "Contact us"},
            "thanks": {"zh-CN": "已收到，我们会尽快联系您。"},
        },
        "record_owner": owner,
        "active": True,
    }
    made = write(actor, "web_form", [row], all_or_nothing=True)
    if made.refused:
        raise RuntimeError(f"the demo company has a wrong form: {made.refused[0].faults}")
    with db.transaction(actor.tenant_id) as tx:
        page = published.of_answer(tx, made.rows[0].id or 0)
        assert page is not None
        for state, values, faults in SENT:
            content = Content(values=values, sources={}, wording=None, language="zh-CN", faults=faults)
            reason = "write.refused" if faults else "answer.unproved"
            answers.put(tx, page.form.id, page.form.version, page.form.object, state, content, reason=reason)


def past(actor: Actor, name: str, records: int) -> None:
    """How good the records of an object were on the days before today: fewer, and not as good."""
    defaults.make(actor)
    rnd = random.Random(20260103)  # noqa: S311 - the same past every time
    today, its_rules = periods.today(actor.zone), rules.of(actor.tenant_id, name)
    weights = {str(one.id): one.weight for one in its_rules}
    with db.transaction(actor.tenant_id) as tx:
        for ago in range(DAYS, 0, -1):
            failing = {number: rnd.randrange(15, 45) + ago for number in weights}
            mean = 92.5 - 0.45 * ago + rnd.uniform(-0.4, 0.4)
            score.remember(tx, name, today - timedelta(days=ago), records - 4 * ago, mean, failing, weights)
