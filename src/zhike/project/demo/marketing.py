"""What the demo company's marketing has made of its customers: segments, and schemes of its own."""

from __future__ import annotations

from typing import Any

from zhike.engines.classification import run
from zhike.engines.classification.measures import defaults
from zhike.engines.classification.schemes import defaults as default_schemes
from zhike.engines.classification.schemes import stored
from zhike.kernel import db, jobs, specs, statistics
from zhike.kernel.actor import Actor
from zhike.project.demo.purchases import Put

Row = dict[str, Any]
OBJECT = "customer"
READ = ("customers_customer", "commerce_order", "commerce_orderline", "behaviour_count")  # tables that are new and full


def _field(name: str, op: str, value: Any) -> Row:
    return {"field": name, "op": op, "value": value}


def _all(*some: Row) -> Row:
    return {"all": list(some)}


def _not(one: Row) -> Row:
    return {"not": one}


_LATELY: Row = {"related": "orders", "op": ">=", "value": 1, "within": "30d"}
_CART: Row = {"did": "add_to_cart", "times": {"op": ">=", "value": 1}, "within": "30d"}
SEGMENTS: tuple[tuple[str, Row, str], ...] = (
    (
        "近30天浏览≥3次未下单",
        _all({"did": "product_view", "times": {"op": ">=", "value": 3}, "within": "30d"}, _not(_LATELY)),
        "对产品有兴趣，缺一个下单的理由：安排回访或发放优惠。",
    ),
    (
        "高价值沉睡",
        _all(_field("m_spent", ">=", 30_000), _field("m_since_order", ">=", 60), _field("m_rhythm", ">=", 2)),
        "累计消费高，却已超过自己平时采购间隔的两倍：由负责人上门。",
    ),
    ("新客7日内", _field("m_first_order", "within", "7d"), "首单后一周内做好欢迎与使用指导。"),
    ("加购未结算", _all(_CART, _not(_LATELY)), "近 30 天放进购物车但没有下单。"),
    (
        "投影仪老客户",
        {"related": "orders", "where": {"related": "lines", "where": _field("name", "contains", "投影仪"),
                                        "op": ">=", "value": 1}, "op": ">=", "value": 1},
        "投影仪已停售，引导换购会议平板。",
    ),
)  # fmt: skip


def _classes(*some: tuple[str, str, str, str]) -> list[Row]:
    return [dict(zip(("code", "zh", "en", "color"), one, strict=True)) for one in some]


def _region(code: str, *provinces: str) -> Row:
    return {"class": code, "where": {"any": [_field("region", "in", f"{one}0000") for one in provinces]}}


def _trade(code: str, *trades: str) -> Row:
    return {"class": code, "where": _field("industry", "one_of", list(trades))}


SCHEMES: tuple[tuple[Row, Row], ...] = (
    (
        {"name": "大区", "name_en": "Sales region", "code": "area", "kind": "rules"},
        {
            "classes": _classes(
                ("south", "华南", "South", "teal"), ("east", "华东", "East", "blue"),
                ("north", "华北", "North", "violet"), ("central", "华中", "Central", "amber"),
                ("west", "西部", "West", "green"),
                ("unknown", "未知", "Unknown", "gray"),
            ),
            "rules": [
                _region("south", "44", "45", "46"), _region("east", "31", "32", "33", "34", "35", "36", "37"),
                _region("north", "11", "12", "13", "14", "15"), _region("central", "41", "42", "43"),
                _region("west", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"),
            ],
            "otherwise": "unknown",
        },
    ),
    (
        {"name": "行业大类", "name_en": "Sector", "code": "sector", "kind": "rules"},
        {
            "classes": _classes(
                ("industry", "生产与流通", "Industry and trade", "blue"),
                ("services", "科技与金融", "Tech and finance", "violet"),
                ("public", "教育与医疗", "Education and health", "teal"),
                ("shops", "零售与餐饮", "Shops and food", "amber"),
                ("home", "个人消费", "Private", "green"), ("other", "其他", "Other", "gray"),
            ),
            "rules": [
                {"class": "home", "where": _field("kind", "is", "person")},
                _trade("industry", "制造", "物流", "建筑", "农业"), _trade("services", "软件", "金融"),
                _trade("public", "教育", "医疗"), _trade("shops", "零售", "餐饮"),
            ],
            "otherwise": "other",
        },
    ),
    (
        {"name": "采购规模", "name_en": "Size of purchases", "code": "volume", "kind": "rules"},
        {
            "classes": _classes(
                ("large", "大客户", "Large", "red"),
                ("middle", "中客户", "Middle", "amber"), ("small", "小客户", "Small", "blue"),
                ("none", "近一年未采购", "Nothing in a year", "gray"),
            ),
            "rules": [
                {"class": code, "where": _field("m_spent_365d", op, least)}
                for code, op, least in (("large", ">=", 150_000), ("middle", ">=", 30_000), ("small", ">", 0))
            ],
            "otherwise": "none",
        },
    ),
)  # fmt: skip


def make(actor: Actor, put: Put) -> int | None:
    """Measures, segments and schemes, the usual ones first; gives the job that finds who belongs where."""
    with db.transaction(actor.tenant_id) as tx:
        job = run.start(actor)  # the one that whatever is made now would ask for
        defaults.make(actor)
        specs.raise_stamp(tx)  # what comes names them, in the same transaction
        default_schemes.make(tx, actor)
        put(
            "segment",
            [{"name": name, "object": OBJECT, "where": where, "remark": why} for name, where, why in SEGMENTS],
        )
        schemes = put("scheme", [{**row, "object": OBJECT} for row, _ in SCHEMES])
        for scheme, (_, definition) in zip(schemes, SCHEMES, strict=True):
            draft = stored.draft(tx, actor, stored.scheme(tx, scheme), definition, "")
            stored.put_in_force(tx, draft, {})
        specs.raise_stamp(tx)
    return job


def find(tenant_id: int, job: int | None) -> None:
    """Do this job at once: nobody should see the company without what it finds. The worker would do it later."""
    for table in READ:
        statistics.refresh(table)
    if job is not None:
        jobs.perform(tenant_id=tenant_id, job_id=job)
