"""A made-up ledger with the mess of real ones, and the truth about it: which rows mean the same company or person.

How it is made. Each company and person is first made whole; then some of them are written down again, one to three
times, as other people would have written them. What is done to a copy, each with the chance that stands in
`COMPANY_MESS` and `PERSON_MESS`: the place left out of a name, put in brackets or written in full; the legal form left
out, shortened, or "股份" added; full-width characters and spaces; traditional characters; one character of the name for
another of the same sound; only the brand and the beginning of the business; another phone number, one with a slip of
the finger, one with spaces or a country code; an address without city and district, with 號 for 号, with the room or
without; a slip in the credit code, or none; a birthday with day and month changed, or a wrong digit; fields left empty.

Beside them stand what must not be put together: companies that share a brand in another city or line of business,
branches of one company, firms at one address with one switchboard, families (surname, address and phone in common,
twins among them), namesakes, and successors who took over a phone number.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import opencc

from zhike.kernel.values import pinyin
from zhike.project.bench.made import BRAND, FORMS, GIVEN, PLACES, PREFIXES, STREETS, SURNAMES, SYLLABLES, TRADES

Row = dict[str, str]
COMPANY = ("name", "credit_code", "phone", "region", "address", "contact")
PERSON = ("name", "birthday", "phone", "email", "region", "address")
MORE_BRAND = (
    "金玉宝石山川江河林森木华夏春秋冬阳光辉耀凯旋胜利兄弟姐妹顺达通力勤奋精诚信义仁和百千万亿富贵吉祥如意龙凤虎马鹤鹿"
)
MORE_GIVEN = (
    "波斌彬冰丙辉晖惠慧蕙琳琪琦岐颖莹盈英瑛鑫欣馨心辛俊骏峻军君钧钰育昱煜誉菲霏斐飞非雪学薛凌玲铃灵零亮良梁立丽莉力励"
)


@dataclass
class Ledger:
    """Rows, and for each the number of the company or person that it means."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    meant: list[int] = field(default_factory=list)

    def add(self, row: Row, meant: int) -> None:
        """One more row."""
        self.rows.append(row)
        self.meant.append(meant)


def companies(amount: int, *, seed: int = 1) -> Ledger:
    """`amount` companies, a third of them written down again."""
    return _ledger(COMPANY, _company, _near_company, COMPANY_MESS, amount, seed)


def people(amount: int, *, seed: int = 1) -> Ledger:
    """`amount` people, a third of them written down again."""
    return _ledger(PERSON, _person, _near_person, PERSON_MESS, amount, seed)


Mess = tuple[float, Callable[[random.Random, Row], None]]
AGAIN, NEAR = 0.33, 0.2  # shares of those who are written down again, and who have somebody near them
TIMES, HOW_OFTEN = (1, 2, 3), (70, 22, 8)


def _ledger(
    columns: tuple[str, ...],
    make: Callable[[random.Random], Row],
    near: Callable[[random.Random, Row], Row],
    mess: tuple[Mess, ...],
    amount: int,
    seed: int,
) -> Ledger:
    rnd = random.Random(seed)  # noqa: S311 - the same ledger every time
    ledger = Ledger(columns)
    number = 0
    while number < amount:
        true = [make(rnd)]
        if rnd.random() < NEAR:
            true.append(near(rnd, true[0]))
        for row in true:
            ledger.add(row, number)
            if rnd.random() < AGAIN:
                for _ in range(rnd.choices(TIMES, HOW_OFTEN)[0]):
                    ledger.add(_again(rnd, row, mess), number)
            number += 1
    order = rnd.sample(range(len(ledger.rows)), len(ledger.rows))
    return Ledger(columns, [ledger.rows[at] for at in order], [ledger.meant[at] for at in order])


def _again(rnd: random.Random, row: Row, mess: tuple[Mess, ...]) -> Row:
    copy = dict(row)
    for chance, spoil in mess:
        if rnd.random() < chance:
            spoil(rnd, copy)
    return copy


def _place(rnd: random.Random) -> tuple[str, str, str]:
    name = rnd.choices(list(PLACES), [one[0] for one in PLACES.values()])[0]
    _, written, districts = PLACES[name]
    return name, written, rnd.choice(districts)


def _phone(rnd: random.Random) -> str:
    return rnd.choice(PREFIXES) + f"{rnd.randrange(10**8):08d}"


def _address(rnd: random.Random, written: str, district: str) -> str:
    street = rnd.choice(STREETS)
    estate = "".join(rnd.sample(BRAND, 2)) + rnd.choice(("大厦", "花园", "科技园", "广场", "小区"))
    return f"{written}{district}{street}{rnd.randint(1, 800)}号{estate}{rnd.randint(1, 20)}栋{rnd.randint(101, 3205)}室"


def _credit_code(rnd: random.Random) -> str:
    return "91" + "".join(rnd.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=16))


def _company(rnd: random.Random) -> Row:
    city, written, district = _place(rnd)
    brand = "".join(rnd.sample(BRAND + MORE_BRAND, rnd.choice((2, 2, 2, 3, 4))))
    return {
        "name": f"{city}{rnd.choice(('市', '', ''))}{brand}{rnd.choice(list(TRADES.values()))}{rnd.choice(FORMS)}",
        "credit_code": _credit_code(rnd) if rnd.random() < 0.6 else "",
        "phone": _phone(rnd) if rnd.random() < 0.85 else "",
        "region": written + district,
        "address": _address(rnd, written, district) if rnd.random() < 0.8 else "",
        "contact": _name(rnd),
    }


def _near_company(rnd: random.Random, row: Row) -> Row:
    """Another company that has much in common with the first."""
    other = _company(rnd)
    which = rnd.randrange(4)
    name = row["name"]
    if which == 0:  # the same name in another city
        here = next(city for city in PLACES if name.startswith(city))
        there = rnd.choice([city for city in PLACES if city != here])
        other |= {"name": there + name.removeprefix(here), "region": PLACES[there][1]}
    elif which == 1:  # the same brand in another business
        trade = next((one for one in TRADES.values() if one in name), "")
        other |= {"name": name.replace(trade, rnd.choice([one for one in TRADES.values() if one != trade]))}
    elif which == 2:  # a branch
        other |= {"name": f"{name}{rnd.choice(list(PLACES))}分公司"}
    else:  # in the same house, with the same switchboard
        other |= {"phone": row["phone"], "address": row["address"], "region": row["region"]}
    return other


def _name(rnd: random.Random) -> str:
    surname = rnd.choices(list(SURNAMES), list(SURNAMES.values()))[0] if rnd.random() > 0.01 else "欧阳"
    return surname + "".join(rnd.sample(GIVEN + MORE_GIVEN, rnd.choice((1, 2, 2, 2))))


def _person(rnd: random.Random) -> Row:
    _, written, district = _place(rnd)
    born = f"{rnd.randint(1950, 2005)}-{rnd.randint(1, 12):02d}-{rnd.randint(1, 28):02d}"
    mailbox = "".join(rnd.sample(SYLLABLES, 2)) + str(rnd.randint(1, 9999))
    return {
        "name": _name(rnd),
        "birthday": born if rnd.random() < 0.7 else "",
        "phone": _phone(rnd) if rnd.random() < 0.9 else "",
        "email": f"{mailbox}@{rnd.choice(('qq.com', '163.com', 'sina.com'))}" if rnd.random() < 0.5 else "",
        "region": written + district,
        "address": _address(rnd, written, district) if rnd.random() < 0.6 else "",
    }


def _near_person(rnd: random.Random, row: Row) -> Row:
    """Somebody else who has much in common with the first."""
    other = _person(rnd)
    while pinyin.syllables(other["name"][1:]) == pinyin.syllables(row["name"][1:]):
        other["name"] = _name(rnd)  # nobody calls two children by the same sound
    which = rnd.randrange(4)
    if which == 0:  # of the same family
        other |= {"name": row["name"][:1] + other["name"][1:], "address": row["address"], "region": row["region"]}
        if rnd.random() < 0.5:
            other["phone"] = row["phone"]
    elif which == 1:  # a namesake
        other["name"] = row["name"]
    elif which == 2:  # has the phone number now
        other["phone"] = row["phone"]
    else:  # a twin
        other |= {"name": row["name"][:1] + other["name"][1:], "birthday": row["birthday"], "region": row["region"]}
        other["address"] = row["address"]
    return other


def _empty(*names: str) -> Callable[[random.Random, Row], None]:
    def spoil(rnd: random.Random, row: Row) -> None:
        row[rnd.choice(names)] = ""

    return spoil


def _without_place(rnd: random.Random, row: Row) -> None:
    name = row["name"]
    city = next((one for one in PLACES if name.startswith(one)), "")
    rest = name.removeprefix(city).removeprefix("市")
    how = rnd.randrange(3)
    row["name"] = rest if how < 2 else f"{rest}（{city}）" if city else rest
    if how == 2 and (form := next((one for one in FORMS if rest.endswith(one)), "")):
        row["name"] = f"{rest.removesuffix(form)}（{city}）{form}"


def _other_form(rnd: random.Random, row: Row) -> None:
    name = row["name"]
    form = next((one for one in sorted(FORMS, key=len, reverse=True) if name.endswith(one)), "")
    row["name"] = name.removesuffix(form) + rnd.choice(("", "公司", "有限公司", "有限责任公司"))


def _short(rnd: random.Random, row: Row) -> None:
    """Brand and the first two characters of the business: as people call it."""
    _without_place(rnd, row)
    trade = next((one for one in TRADES.values() if one in row["name"]), "")
    if trade:
        row["name"] = row["name"].partition(trade)[0] + trade[:2]


def _wide(rnd: random.Random, row: Row) -> None:
    at = rnd.choice(("name", "phone", "address"))
    row[at] = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in row[at]) + "\u3000"
    row["name"] = row["name"][:2] + " " + row["name"][2:]


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _written_traditional(_rnd: random.Random, row: Row) -> None:
    row["name"], row["address"] = _traditional().convert(row["name"]), _traditional().convert(row["address"])


@cache
def _homophones() -> dict[str, str]:
    by_sound: dict[str, str] = {}
    for char in dict.fromkeys(BRAND + MORE_BRAND + GIVEN + MORE_GIVEN):
        sound = pinyin.syllables(char)[0]
        by_sound[sound] = by_sound.get(sound, "") + char
    return {char: group.replace(char, "") for group in by_sound.values() for char in group if len(group) > 1}


def _misheard(rnd: random.Random, row: Row) -> None:
    places = [at for at, char in enumerate(row["name"]) if at and char in _homophones()]
    if places:
        at = rnd.choice(places)
        row["name"] = row["name"][:at] + rnd.choice(_homophones()[row["name"][at]]) + row["name"][at + 1 :]


def _slip(name: str) -> Callable[[random.Random, Row], None]:
    def spoil(rnd: random.Random, row: Row) -> None:
        digits = [at for at, char in enumerate(row[name]) if char.isdigit() and char.isascii()]
        if digits:
            at = rnd.choice(digits)
            row[name] = row[name][:at] + str((int(row[name][at]) + rnd.randint(1, 9)) % 10) + row[name][at + 1 :]

    return spoil


def _other_phone(rnd: random.Random, row: Row) -> None:
    row["phone"] = _phone(rnd)


def _spaced_phone(rnd: random.Random, row: Row) -> None:
    if one := row["phone"]:
        forms = (f"{one[:3]}-{one[3:7]}-{one[7:]}", f"+86 {one}", f"{one[:3]} {one[3:7]} {one[7:]}")
        row["phone"] = rnd.choice(forms)


def _rough_address(rnd: random.Random, row: Row) -> None:
    written = next((one[1] for one in PLACES.values() if row["address"].startswith(one[1])), "")
    text = row["address"].removeprefix(written)
    if rnd.random() < 0.5 and "区" in text[:6]:
        text = text.partition("区")[2]
    if rnd.random() < 0.4:
        text = text.partition("栋")[0] + ("栋" if "栋" in text else "")
    row["address"] = text.replace("号", rnd.choice(("号", "號", "")))


def _rough_region(rnd: random.Random, row: Row) -> None:
    city = next((name for name, one in PLACES.items() if row["region"].startswith(one[1])), row["region"])
    row["region"] = rnd.choice((city, city + "市", ""))


def _day_and_month(_rnd: random.Random, row: Row) -> None:
    year, *rest = row["birthday"].split("-")
    if len(rest) == 2 and int(rest[1]) <= 12:
        row["birthday"] = f"{year}-{rest[1]}-{rest[0]}"


def _dotted(rnd: random.Random, row: Row) -> None:
    row["birthday"] = row["birthday"].replace("-", rnd.choice((".", "/", "")))


COMPANY_MESS: tuple[Mess, ...] = (
    (0.35, _without_place),
    (0.30, _other_form),
    (0.10, _short),
    (0.08, _misheard),
    (0.08, _written_traditional),
    (0.10, _wide),
    (0.20, _other_phone),
    (0.30, _spaced_phone),
    (0.04, _slip("phone")),
    (0.05, _slip("credit_code")),
    (0.45, _rough_address),
    (0.40, _rough_region),
    (0.50, _empty("credit_code", "phone", "address", "contact")),
    (0.20, _empty("credit_code", "phone", "address", "contact")),
)
PERSON_MESS: tuple[Mess, ...] = (
    (0.10, _misheard),
    (0.06, _written_traditional),
    (0.10, _wide),
    (0.15, _other_phone),
    (0.30, _spaced_phone),
    (0.04, _slip("phone")),
    (0.05, _slip("birthday")),
    (0.04, _day_and_month),
    (0.30, _dotted),
    (0.45, _rough_address),
    (0.40, _rough_region),
    (0.40, _empty("birthday", "phone", "email", "address")),
    (0.15, _empty("birthday", "phone", "email", "address")),
)
