"""Made-up customers, the same for the same seed: companies and people with the names, places and numbers of China."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from zhike.project.console import Advance

# Surnames as common as they are (per mille), then the long tail.
SURNAMES = dict(
    zip(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任",
        (
            *(72, 72, 68, 54, 45, 31, 22, 21, 20, 20, 15, 14, 13, 13, 12, 12, 11, 11, 10, 10, 9, 9, 8, 7, 7, 6, 6, 6),
            *([5] * 12 + [4] * 10),
        ),
        strict=True,
    )
) | dict.fromkeys("姚卢钟崔谭廖范汪陆金石戴贾韦夏邱方侯邹单解仇尹黎柏", 2)
GIVEN = (
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛超明秀霞平刚桂英华玉兰建国文博"
    "宇浩然子轩欣怡梓涵一诺思远嘉琪晓雯志鹏海燕俊豪雨桐晨曦佳慧"
)
BRAND = (
    "恒远云帆启明蓝海嘉禾瑞丰中天德润鼎盛华信安捷博雅达宏图万和立诚通优源金鹏东升泰康永顺新合众兴隆美好"
    "青松朗星辰锐智联飞科创领航佰川百汇利亚"
)
TRADES = {
    "制造": "机械设备", "软件": "信息技术", "教育": "教育咨询", "物流": "供应链", "零售": "商贸", "医疗": "医疗器械",
    "餐饮": "餐饮管理", "金融": "投资咨询", "建筑": "建设工程", "农业": "生态农业", "电子": "电子科技", "服装": "服饰",
}  # fmt: skip
FORMS, FORM_WEIGHTS = ("有限公司", "股份有限公司", "集团有限公司", "有限责任公司"), (80, 8, 5, 7)
# place -> (weight, as people write it, districts)
PLACES: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "深圳": (300, "广东省深圳市", ("南山区", "福田区", "罗湖区", "宝安区", "龙岗区", "龙华区", "光明区")),
    "广州": (110, "广东省广州市", ("天河区", "越秀区", "番禺区", "白云区")),
    "东莞": (60, "广东省东莞市", ("",)),
    "上海": (100, "上海市", ("浦东新区", "徐汇区", "闵行区", "静安区")),
    "北京": (95, "北京市", ("朝阳区", "海淀区", "丰台区", "大兴区")),
    "杭州": (60, "浙江省杭州市", ("西湖区", "余杭区", "滨江区")),
    "成都": (50, "四川省成都市", ("武侯区", "锦江区", "青羊区")),
    "苏州": (45, "江苏省苏州市", ("虎丘区", "吴中区", "昆山市")),
    "武汉": (40, "湖北省武汉市", ("武昌区", "洪山区", "江汉区")),
    "南京": (30, "江苏省南京市", ("秦淮区", "玄武区", "江宁区")),
    "西安": (30, "陕西省西安市", ("雁塔区", "未央区")),
    "重庆": (25, "重庆市", ("渝中区", "江北区")),
    "长沙": (20, "湖南省长沙市", ("岳麓区", "天心区")),
    "青岛": (15, "山东省青岛市", ("市南区", "黄岛区")),
    "郑州": (12, "河南省郑州市", ("金水区", "二七区")),
    "昆明": (8, "云南省昆明市", ("五华区", "盘龙区")),
}
STREETS = ("科技路", "中山路", "人民路", "建设路", "解放路", "创业路", "工业大道", "和平路", "文化路", "滨河路")
SOURCES = ("转介绍", "展会", "官网", "电话开发", "老客户", "公众号")
STAGES, STAGE_WEIGHTS = ("potential", "contacted", "negotiating", "dealing", "lost"), (40, 25, 15, 15, 5)
PREFIXES = ("130", "131", "135", "136", "137", "138", "139", "150", "158", "159", "177", "186", "188")
SYLLABLES = ("wei", "fang", "jie", "hai", "xin", "yu", "lin", "chen", "zhang", "li", "yang", "bo", "tao", "ming")
DOMAINS = ("qq.com", "163.com", "126.com", "foxmail.com", "sina.com", "outlook.com")
FIELDS = ("name", "kind", "stage", "phone", "email", "region", "address", "industry", "source")
HEADINGS = ("客户名称", "类型", "阶段", "手机", "邮箱", "所在地区", "地址", "行业", "来源")
_SPREAD = 48_271  # has no factor in common with 10^8: serial numbers times this are all different


def customers(seed: int, first: int, amount: int) -> Iterator[tuple[str, ...]]:
    """Customers in the order of `FIELDS`; `first` keeps numbers apart from those of other calls."""
    rnd = random.Random(seed)  # noqa: S311 - the same customers every time
    places, weights = list(PLACES), list(accumulate(one[0] for one in PLACES.values()))
    surnames, how_common = list(SURNAMES), list(accumulate(SURNAMES.values()))
    trades = list(TRADES)
    for number in range(first, first + amount):
        place = rnd.choices(places, cum_weights=weights)[0]
        trade = rnd.choice(trades)
        _, written, districts = PLACES[place]
        if rnd.random() < 0.3:
            kind = "person"
            name = rnd.choices(surnames, cum_weights=how_common)[0] + "".join(
                rnd.sample(GIVEN, rnd.choice((1, 2, 2, 2)))
            )
        else:
            kind = "organization"
            brand = "".join(rnd.sample(BRAND, rnd.choice((2, 2, 3, 4))))
            name = f"{place}{brand}{TRADES[trade]}{rnd.choices(FORMS, FORM_WEIGHTS)[0]}"
        yield (
            name,
            kind,
            rnd.choices(STAGES, STAGE_WEIGHTS)[0],
            phone(number, rnd.choice(PREFIXES)),
            f"{rnd.choice(SYLLABLES)}{rnd.choice(SYLLABLES)}{number}@{rnd.choice(DOMAINS)}",
            written + rnd.choice(districts),
            f"{rnd.choice(STREETS)}{rnd.randrange(1, 400)}号",
            trade,
            rnd.choice(SOURCES),
        )


def phone(number: int, prefix: str) -> str:
    """A mobile number that no other serial number has."""
    return f"{prefix}{number * _SPREAD % 10**8:08d}"


def write_csv(place: Path, seed: int, first: int, amount: int, advance: Advance) -> None:
    """A file as another system would export it."""
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for done, row in enumerate(customers(seed, first, amount), 1):
            writer.writerow(row)
            if done % 20_000 == 0:
                advance(done, amount)
