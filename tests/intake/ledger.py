"""A made-up company ledger with the mess that real ones have, seeded; no row is taken from anywhere."""

import csv
import datetime as dt
import io
import random
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

_PLACES = (
    ("陕西省", "西安", "雁塔区"), ("广东", "深圳市", "南山区"), ("浙江省", "杭州市", "西湖区"),
    ("上海", "上海市", "浦东新区"), ("北京市", None, "朝阳区"), ("四川", "成都", "武侯区"),
    ("新疆", "乌鲁木齐市", "天山区"),
)  # fmt: skip
_BRANDS = ["嘉泰", "达联", "安祥", "腾宏", "创泰", "宏信", "博程", "雅隆", "华创", "恒瑞"]
_TRADES = ("零售", "制造业", "教育", "物流运输", None)
_FAMILY, _GIVEN = "张李王赵陈刘孙周吴郑欧阳", "敏强芳磊静秀英建国玉兰志明桂珍"
MEMBER_HEADINGS = ["会员卡号", "姓名", "性别", "手机号", "出生日期", "城市", "累计消费", "最近消费", "积分", "标签"]


def mobile(rnd: random.Random) -> str:
    return "1" + rnd.choice("3578") + "".join(rnd.choices("0123456789", k=9))


def phone(rnd: random.Random) -> str:
    plain = mobile(rnd)
    forms = (
        plain,
        f"{plain[:3]}-{plain[3:7]}-{plain[7:]}",
        f"+86 {plain}",
        plain.translate({ord("0") + n: ord("０") + n for n in range(10)}),
        f"{plain} / {mobile(rnd)}",
        plain[:-1],
        f"0755-{rnd.randrange(20_000_000, 89_999_999)}",
    )
    return rnd.choices(forms, (60, 10, 8, 8, 5, 5, 4))[0]


def day(rnd: random.Random) -> object:
    found = dt.date(2019, 1, 1) + dt.timedelta(days=rnd.randrange(2700))
    forms = (
        found,
        found.strftime("%Y/%m/%d"),
        found.strftime("%Y年%m月%d日"),
        found.strftime("%Y%m%d"),
        "2021-02-30",
        "待补",
    )
    return rnd.choices(forms, (60, 18, 15, 2, 2, 2))[0]


def person(rnd: random.Random) -> str:
    return rnd.choice(_FAMILY) + "".join(rnd.sample(_GIVEN, rnd.choice((1, 2))))


def customer(rnd: random.Random, number: int) -> list[object]:
    province, city, district = rnd.choice(_PLACES)
    brand = rnd.choice(_BRANDS)
    return [
        f"KH{number:05d}", f"{city or province}{brand}{number}贸易有限公司", brand, person(rnd), phone(rnd),
        rnd.choice(("无", "zhang@", "li.wei＠qq.com", None, f"{brand[:0]}u{number}@example.com")), province, city,
        f"{district}{rnd.choice('春江平安人民')}路{number}号", rnd.choice(_TRADES), day(rnd),
        rnd.choice(("老客户", "VIP，勿扰", "转介绍\n需回访", None, '=HYPERLINK("http://x","y")')),
    ]  # fmt: skip


def contact(rnd: random.Random, number: int) -> list[object]:
    born = dt.date(1960, 1, 1) + dt.timedelta(days=rnd.randrange(15_000))
    birthday = rnd.choice((born.isoformat(), born.strftime("%Y.%m.%d"), born.strftime("%m月%d日")))
    name = person(rnd) + rnd.choice(("", "先生", "女士"))
    lunar = rnd.choice(("是", "否", "农历", None))
    return [f"KH{number:05d}", name, rnd.choice(("财务", "采购", None)), phone(rnd), f"wx_{number}", birthday, lunar]


def followup(rnd: random.Random, number: int) -> list[object]:
    at = dt.datetime(2024, 1, 1) + dt.timedelta(minutes=rnd.randrange(1_400_000))
    written = rnd.choice((at, at.strftime("%Y-%m-%d %H:%M")))
    way, content = rnd.choice(("电话", "拜访", "微信", "邮件")), rnd.choice(("报价已发", "约下周演示"))
    return [f"KH{number:05d}", written, rnd.choice(("张敏", "李强")), way, content, rnd.choice((None, at.date()))]


def workbook(path: Path, customers: int = 200, seed: int = 7) -> Path:
    """Three sheets: customers under a title and two lines of headings with a total below, contacts, follow-ups."""
    rnd = random.Random(seed)
    book = openpyxl.Workbook()
    first: Worksheet = book.active
    first.title = "客户"
    first.append(["××公司客户台账（2019—2026）"])
    first.append(["制表：行政部", None, None, "导出日期：2026/11/02"])
    first.append(["客户编号", "客户名称", None, "联系方式", None, None, "地址", None, None, "行业", "建档日期", "备注"])
    first.append([None, "公司名称", "简称", "联系人", "手机/电话", "邮箱", "省", "市", "详细地址"])
    for merged in ("A1:L1", "B3:C3", "D3:F3", "G3:I3"):
        first.merge_cells(merged)
    for number in range(1, customers + 1):
        first.append(customer(rnd, number))
    first.append(["合计", None, f"共{customers}家"])
    contacts, followups = book.create_sheet("联系人"), book.create_sheet("跟进记录")
    contacts.append(["客户编号", "姓名", "职务", "手机", "微信", "生日", "是否农历"])
    followups.append(["客户编号", "跟进时间", "跟进人", "方式", "内容", "下次跟进"])
    for number in range(1, customers + 1):
        contacts.append(contact(rnd, number))
        followups.append(followup(rnd, number))
    book.save(path)
    return path


def members(path: Path, count: int = 300, seed: int = 11) -> Path:
    """An export in GB18030 with rare characters, amounts in words and three kinds of separators."""
    rnd = random.Random(seed)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(MEMBER_HEADINGS)
    for number in range(count):
        born = dt.date(1950, 1, 1) + dt.timedelta(days=rnd.randrange(20_000))
        writer.writerow([
            f"88{number:08d}", person(rnd) + rnd.choices(("", "𠮷", "䶮"), (20, 1, 1))[0], rnd.choice("男女01") or "",
            phone(rnd), rnd.choice(("", born.strftime("%Y%m%d"))), rnd.choice(("深圳市", "广州", "西安", "")),
            rnd.choice(("¥1,280.00", "3.2万", "88.50", "")), rnd.choice(("去年", "2026/9/3", "2026-10-11 12:33", "")),
            rnd.randrange(20_000), rnd.choice(("VIP、母婴", "美妆;母婴", "生鲜|高频", "")),
        ])  # fmt: skip
    path.write_bytes(buffer.getvalue().encode("gb18030"))
    return path
