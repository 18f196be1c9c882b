"""Texts made by rules: invented people in the forms in which people are pasted."""
# ruff: noqa: E501

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

SEED = 20261122
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万覃武钱戴严莫孔向汤"
_DOUBLE = ("欧阳", "司马", "上官", "诸葛", "皇甫", "慕容", "令狐", "尉迟")
_GIVEN = (
    "伟",
    "芳",
    "娜",
    "秀英",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "洋",
    "艳",
    "勇",
    "军",
    "杰",
    "娟",
    "涛",
    "超",
    "明",
    "霞",
    "平",
    "子涵",
    "雨桐",
    "浩然",
    "欣怡",
    "志远",
    "晓东",
    "思远",
    "佳琪",
    "文博",
    "建华",
    "桂兰",
    "梓萱",
    "一诺",
    "俊杰",
    "海燕",
)
_FIRST = (
    "Alice",
    "Robert",
    "Karen",
    "Oliver",
    "Emma",
    "Lucas",
    "Hannah",
    "Daniel",
    "Sofia",
    "Henry",
    "Grace",
    "Victor",
)
_LAST = (
    "Walker",
    "Hughes",
    "Fischer",
    "Moreau",
    "Rossi",
    "Novak",
    "Jensen",
    "Tanaka",
    "Ortiz",
    "Bennett",
    "Kowalski",
    "Olsen",
)
_POSITIONS = (
    "销售经理",
    "采购主管",
    "总经理",
    "技术总监",
    "工程师",
    "副总裁",
    "客服专员",
    "财务总监",
    "区域经理",
    "董事长",
    "项目经理",
    "行政助理",
)
_TITLES = (
    "Sales Manager",
    "Purchasing Director",
    "CEO",
    "Project Engineer",
    "Vice President",
    "Account Executive",
    "Head of Procurement",
)
_PLACES = (
    ("广东省深圳市南山区", "440305"), ("上海市浦东新区", "310115"), ("北京市朝阳区", "110105"), ("浙江省杭州市西湖区", "330106"),
    ("江苏省南京市玄武区", "320102"), ("四川省成都市锦江区", "510104"), ("湖北省武汉市武昌区", "420106"), ("广东省广州市天河区", "440106"),
    ("福建省厦门市思明区", "350203"), ("重庆市渝中区", "500103"), ("山东省青岛市市南区", "370202"),
)  # fmt: skip
_STREETS = (
    "人民路{n}号",
    "科技园中区{n}栋302室",
    "解放大道{n}号国际大厦1205",
    "新华街{n}号院2号楼",
    "文一西路{n}号",
    "中山北路{n}弄8号101室",
    "工业园兴业路{n}号厂房B",
)
_BRANDS = (
    "云帆",
    "衡远",
    "青禾",
    "锐思",
    "瀚海",
    "启明",
    "鼎盛",
    "百川",
    "星辰",
    "卓越",
    "恒信",
    "凯旋",
    "天润",
    "博雅",
)
_LINES = ("科技", "贸易", "机械设备", "信息技术", "食品", "电子", "医疗器械", "建材", "文化传媒", "物流")
_CITIES = ("深圳市", "上海", "杭州", "广州市", "", "苏州", "成都市", "北京")
_FIRMS = (
    "Harbor Tools Inc.",
    "Bluefield Logistics Ltd",
    "Nordlicht Systems GmbH",
    "Crestwood Foods LLC",
    "Silverline Textiles Co., Ltd.",
    "Arden Medical Limited",
    "Kestrel Optics Corp.",
)


@dataclass
class Somebody:
    """An invented person at an invented company."""

    name: str
    english: str
    position: str
    title: str
    company: str
    firm: str
    mobile: str  # 11 digits
    line: str  # 0755-26543210
    foreign: str
    email: str
    wechat: str
    place: str
    code: str
    street: str


def somebody(pick: random.Random) -> Somebody:
    """One more."""
    surname = pick.choice(_DOUBLE) if pick.random() < 0.1 else pick.choice(_SURNAMES)
    place, code = pick.choice(_PLACES)
    digits = "".join(pick.choice("0123456789") for _ in range(8))
    first, last = pick.choice(_FIRST), pick.choice(_LAST)
    return Somebody(
        name=surname + pick.choice(_GIVEN), english=f"{first} {last}", position=pick.choice(_POSITIONS),
        title=pick.choice(_TITLES), company=f"{pick.choice(_CITIES)}{pick.choice(_BRANDS)}{pick.choice(_LINES)}有限公司",
        firm=pick.choice(_FIRMS), mobile=pick.choice(("138", "139", "150", "186", "177", "199")) + digits,
        line=f"{pick.choice(('0755', '021', '010', '0571', '028'))}-{pick.choice('2345678')}{digits[:7]}",
        foreign=f"+44 20 7946 0{pick.randrange(100, 999)}", email=f"{first}.{last}{pick.randrange(99)}@mail.example".lower(),
        wechat=f"{last.lower()}_{pick.randrange(100, 999)}", place=place, code=code,
        street=pick.choice(_STREETS).format(n=pick.randrange(1, 999)),
    )  # fmt: skip


def _spaced(mobile: str) -> str:
    return f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _e164(line: str) -> str:
    return "+86" + line.replace("-", "")[1:]


Form = Callable[[Somebody], tuple[str, str, dict[str, Any]]]


def _who(one: Somebody, **more: Any) -> dict[str, Any]:
    return {"name": one.name, "phone": "+86" + one.mobile, **more}


def _at(one: Somebody) -> dict[str, Any]:
    return {"region": one.code, "address": one.street}


FORMS: tuple[Form, ...] = (
    lambda o: ("customer", f"{o.name} {o.mobile} {o.place}{o.street}", _who(o, **_at(o))),
    lambda o: ("customer", f"{o.name}，{o.mobile}，{o.place}{o.street}", _who(o, **_at(o))),
    lambda o: ("customer", f"{o.place}{o.street} {o.name} {_spaced(o.mobile)}", _who(o, **_at(o))),
    lambda o: ("customer", f"{o.name}{o.mobile}{o.place}{o.street}", _who(o, **_at(o))),
    lambda o: ("customer", f"收件人：{o.name}\n手机：{_wide(o.mobile)}\n地址：{o.place}{o.street}", _who(o, **_at(o))),
    lambda o: ("customer", f"{o.name}\n+86 {_spaced(o.mobile)}\n{o.place} {o.street}", _who(o, **_at(o))),
    lambda o: (
        "customer",
        f"{o.company}\n{o.name} {o.position}\n电话：{o.line}\n手机：{o.mobile}\n邮箱：{o.email}\n地址：{o.place}{o.street}",
        {"name": o.company, "phone": "+86" + o.mobile, "other_phone": _e164(o.line), "email": o.email, **_at(o)},
    ),
    lambda o: (
        "contact",
        f"{o.name}\n{o.position}\n{o.company}\nMobile: {_spaced(o.mobile)}\nTel: {o.line}\nEmail: {o.email}",
        _who(o, position=o.position, other_phone=_e164(o.line), email=o.email),
    ),
    lambda o: ("contact", f"{o.name} | {o.position} | {o.company} | {o.mobile}", _who(o, position=o.position)),
    lambda o: ("contact", f"{o.company} {o.position} {o.name} {o.mobile}", _who(o, position=o.position)),
    lambda o: ("contact", f"{o.name}{o.position} {o.mobile}", _who(o, position=o.position)),
    lambda o: ("contact", f"{o.company}\n{o.position}：{o.name}\n{o.mobile}", _who(o, position=o.position)),
    lambda o: ("contact", f"我是{o.company}的{o.name}，电话{o.mobile}（微信同号）", _who(o, wechat=o.mobile)),
    lambda o: ("contact", f"联系人:{o.name} 微信:{o.wechat} 手机:{o.mobile}", _who(o, wechat=o.wechat)),
    lambda o: ("contact", f"姓名：{o.name}\n职位：{o.position}\n微信号：{o.wechat}", {
        "name": o.name, "position": o.position, "wechat": o.wechat}),
    lambda o: ("contact", f"{o.name}先生 {o.line}转801", {
        "name": o.name, "phone": _e164(o.line) + ";ext=801", "sex": "male"}),
    lambda o: ("contact", f"{o.english}\n{o.title}\n{o.firm}\nT: {o.foreign}\nE: {o.email}", {
        "name": o.english, "position": o.title, "phone": o.foreign.replace(" ", ""), "email": o.email}),
    lambda o: ("customer", f"Regards,\n{o.english}\n{o.title} | {o.firm}\n{o.email} | {o.foreign}", {
        "name": o.firm, "phone": o.foreign.replace(" ", ""), "email": o.email}),
    lambda o: ("contact", f"{o.english}, {o.title}, {o.firm}, {o.email}", {
        "name": o.english, "position": o.title, "email": o.email}),
    lambda o: ("contact", f"{o.name} ({o.english})\n{o.position} / {o.title}\n{o.email}\n{o.mobile}", _who(
        o, position=o.position, email=o.email)),
    lambda o: ("customer", f"名称：{o.company}\n地址、电话：{o.place}{o.street} {o.line}", {
        "name": o.company, "phone": _e164(o.line), **_at(o)}),
)  # fmt: skip


def cases(each: int = 6) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each form, some times, with somebody else each time; always the same ones."""
    pick = random.Random(SEED)
    for form in FORMS:
        for _ in range(each):
            yield form(somebody(pick))
