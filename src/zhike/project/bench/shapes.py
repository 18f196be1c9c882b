"""Made-up ledgers of other shapes than those of `messy`: few columns, few rows, none or half of them written again,
much in common between strangers, names in two scripts, western people and firms.

Each is made by rules, from a seed, and says what its columns are and nothing else. What holds for all of them is what
can be hoped to hold for one that nobody has seen.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from zhike.engines.duplicates.linkage.table import table
from zhike.kernel.values import pinyin
from zhike.project.bench import messy
from zhike.project.bench.ledgers import COMPANIES, PEOPLE, Known

Row = dict[str, str]
Entries = list[tuple[Row, int]]  # rows, and whom each means

_GIVEN = """
James Mary John Patricia Robert Linda Michael Barbara William Elizabeth David Jennifer Richard Maria Charles
Susan Joseph Margaret Thomas Dorothy Daniel Lisa Paul Nancy Mark Karen George Betty Kenneth Helen Steven
Sandra Edward Donna Brian Carol Ronald Ruth Anthony Sharon Kevin Michelle Jason Laura Gary Sarah Timothy
Kimberly Larry Deborah Frank Jessica Scott Shirley Eric Cynthia Stephen Angela Andrew Melissa Raymond Brenda
Gregory Amy Joshua Anna
"""
_FAMILY = """
Smith Johnson Williams Brown Jones Garcia Miller Davis Martinez Lopez Wilson Anderson Taylor Moore Jackson
Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill
Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz
Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper
Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza
Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Kowalski Schneider Fischer Rossi
Bianchi Novak Larsen
"""
_CITIES = "Springfield Riverside Franklin Greenville Bristol Clinton Fairview Salem Madison Georgetown Arlington"
_STREETS = "Main Oak Pine Maple Cedar Elm Washington Lake Hill Walnut Park Spring North Ridge Church Willow"
GIVEN, FAMILY, CITIES, STREETS = (one.split() for one in (_GIVEN, _FAMILY, _CITIES, _STREETS))
SHORT = {
    "William": "Bill", "Robert": "Bob", "James": "Jim", "Elizabeth": "Liz", "Richard": "Dick", "Margaret": "Peggy",
    "Michael": "Mike", "Jennifer": "Jen", "Thomas": "Tom", "Patricia": "Pat", "Joseph": "Joe", "Daniel": "Dan",
}  # fmt: skip
_TRADE = "Systems Foods Logistics Consulting Plumbing Electric Dental Motors Textiles Software Press Capital"
TRADE = _TRADE.split()
FIRM = ("Inc", "Inc.", "Ltd", "LLC", "Corporation", "Corp.", "Co., Ltd.", "Company", "")
WESTERN = {
    "given": "given_name", "family": "family_name", "birth": "birth", "phone": "phone", "email": "email",
    "street": "address", "city": "place", "postcode": "postcode",
}  # fmt: skip
WESTERN_FIRMS = {"name": "company", "street": "address", "city": "place", "phone": "phone", "website": "handle"}


def _often(rnd: random.Random, names: Sequence[str]) -> str:
    """One of the names, the first far more often (Zipf)."""
    return rnd.choices(names, [1 / (at + 3) for at in range(len(names))])[0]


def _western(rnd: random.Random) -> Row:
    given, family = _often(rnd, GIVEN), _often(rnd, FAMILY)
    city = rnd.randrange(len(CITIES))
    return {
        "given": given,
        "family": family,
        "birth": f"{rnd.randint(1940, 2004)}-{rnd.randint(1, 12):02d}-{rnd.randint(1, 28):02d}",
        "phone": f"+1 {rnd.randint(201, 989)} {rnd.randint(200, 999)} {rnd.randint(0, 9999):04d}",
        "email": f"{given[:1]}{family}{rnd.randint(1, 999)}@example.{rnd.choice(('com', 'net', 'org'))}".lower(),
        "street": f"{rnd.randint(1, 999)} {rnd.choice(STREETS)} {rnd.choice(('Street', 'Avenue', 'Road'))}",
        "city": CITIES[city],
        "postcode": f"{10_000 + 700 * city + rnd.randrange(12)}",
    }


def _slip(rnd: random.Random, text: str) -> str:
    """One slip at the keyboard: a letter left out, doubled, taken for another, or two in the wrong order."""
    if len(text) < 2:
        return text
    at, which = rnd.randrange(len(text) - 1), rnd.randrange(4)
    if which == 0:
        return text[:at] + text[at + 1 :]
    if which == 1:
        return text[:at] + text[at] + text[at:]
    if which == 2:
        other = rnd.choice("0123456789" if text[at].isdigit() else "abcdefghijklmnopqrstuvwxyz")
        return text[:at] + other + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _western_again(rnd: random.Random, row: Row) -> Row:
    """A western person as somebody else would have written them down."""
    copy = dict(row)
    for name, value in row.items():
        if rnd.random() < 0.12:
            copy[name] = _slip(rnd, value)
        elif rnd.random() < 0.1:
            copy[name] = ""
    if rnd.random() < 0.15:
        copy["given"] = SHORT.get(row["given"], row["given"][:1])
    if rnd.random() < 0.15:
        copy["phone"] = _western(rnd)["phone"]
    if rnd.random() < 0.15:
        moved = _western(rnd)
        copy |= {name: moved[name] for name in ("street", "city", "postcode")}
    if rnd.random() < 0.3:
        copy["phone"] = copy["phone"].removeprefix("+1 ").replace(" ", "-")
    if rnd.random() < 0.2:
        copy["street"] = copy["street"].replace("Street", "St").replace("Avenue", "Ave").replace("Road", "Rd")
    return copy


def _family(rnd: random.Random, row: Row) -> Row:
    """Somebody of the same household."""
    other = _western(rnd)
    while other["given"][0] == row["given"][0]:
        other = _western(rnd)
    return other | {name: row[name] for name in ("family", "street", "city", "postcode")}


def _known(name: str, roles: dict[str, str], entries: Entries, rnd: random.Random | None = None) -> Known:
    if rnd:
        rnd.shuffle(entries)
    cells = {column: (role, [row.get(column, "") for row, _ in entries]) for column, role in roles.items()}
    return Known(name=name, table=table(cells), meant=[who for _, who in entries])


def _entries(
    rnd: random.Random, amount: int, make: Callable[[random.Random], Row], again: Callable[[random.Random, Row], Row],
    *, share: float = 0.33, near: Callable[[random.Random, Row], Row] | None = None, nearby: float = 0.2,
) -> Entries:  # fmt: skip
    """`amount` entities, a `share` of them written again, some with a stranger `near` them."""
    found: Entries = []
    number = 0
    while number < amount:
        true = [make(rnd)]
        if near and rnd.random() < nearby:
            true.append(near(rnd, true[0]))
        for row in true:
            found.append((row, number))
            found += [(again(rnd, row), number) for _ in range(rnd.choice((1, 1, 1, 2))) if rnd.random() < share]
            number += 1
    return found


def western(amount: int, columns: Iterable[str] = WESTERN, *, share: float = 0.33, seed: int = 1) -> Known:
    """Western people with families, nicknames, slips, removals."""
    rnd = random.Random(seed)  # noqa: S311 - the same ledger every time
    roles = {name: WESTERN[name] for name in columns}
    return _known("western", roles, _entries(rnd, amount, _western, _western_again, share=share, near=_family), rnd)


def same_name_in_the_family(amount: int, *, seed: int = 1) -> Known:
    """Fathers and sons of one name at one address and phone, told apart by their birthdays alone."""
    rnd = random.Random(seed)  # noqa: S311

    def son(rnd: random.Random, row: Row) -> Row:
        born = f"{int(row['birth'][:4]) + rnd.randint(20, 38)}{_western(rnd)['birth'][4:]}"
        return row | {"birth": born, "email": _western(rnd)["email"]}

    return _known("father and son", WESTERN, _entries(rnd, amount, _western, _western_again, near=son), rnd)


def turned_names(amount: int, *, seed: int = 1) -> Known:
    """Given and family names in each other's columns, birthdays with the day first."""
    rnd = random.Random(seed)  # noqa: S311

    def again(rnd: random.Random, row: Row) -> Row:
        copy = _western_again(rnd, row)
        if rnd.random() < 0.5:
            copy["given"], copy["family"] = copy["family"], copy["given"]
        if rnd.random() < 0.5 and len(copy["birth"].split("-")) == 3:
            copy["birth"] = "/".join(reversed(copy["birth"].split("-")))
        return copy

    return _known("turned names", WESTERN, _entries(rnd, amount, _western, again), rnd)


def _firm(rnd: random.Random) -> Row:
    person = _western(rnd)
    name = f"{_often(rnd, FAMILY)} {rnd.choice(('', '& Sons ', 'Brothers ', 'National '))}{rnd.choice(TRADE)}"
    row = {name: person[name] for name in ("street", "city", "phone")}
    return row | {
        "name": f"{name} {rnd.choice(FIRM)}".strip(), "website": name.replace(" ", "").replace("&", "").lower() + ".com"
    }  # fmt: skip


def _firm_again(rnd: random.Random, row: Row) -> Row:
    copy = dict(row)
    words = row["name"].split()
    form = next((at for at, word in enumerate(words) if at and any(word == one.split(",")[0] for one in FIRM)), 99)
    copy["name"] = " ".join([*words[:form], rnd.choice(FIRM)]).strip()
    if rnd.random() < 0.2:
        copy["name"] = copy["name"].replace("&", "and").upper()
    for name, chance in (("name", 0.1), ("street", 0.1), ("phone", 0.05)):
        if rnd.random() < chance:
            copy[name] = _slip(rnd, copy[name])
    for name in ("street", "phone", "website", "city"):
        if rnd.random() < 0.2:
            copy[name] = ""
    return copy


def western_firms(amount: int, columns: Iterable[str] = WESTERN_FIRMS, *, seed: int = 1) -> Known:
    """Western firms, with namesakes in other cities and branches of a chain."""
    rnd = random.Random(seed)  # noqa: S311

    def chain(rnd: random.Random, row: Row) -> Row:
        other = _firm(rnd)
        return other | {"name": row["name"], "website": row["website"]}

    roles = {name: WESTERN_FIRMS[name] for name in columns}
    return _known("western firms", roles, _entries(rnd, amount, _firm, _firm_again, near=chain), rnd)


def chinese(
    what: str,
    amount: int,
    columns: Iterable[str] = (),
    *,
    share: float | None = None,
    blank: float = 0.0,
    seed: int = 1,
) -> Known:
    """A ledger of `messy` with some of its columns; `share` of it is written again, `blank` of its cells are empty."""
    roles = PEOPLE if what == "people" else COMPANIES
    ledger = (messy.people if what == "people" else messy.companies)(amount, seed=seed)
    rnd = random.Random(seed)  # noqa: S311
    seen: dict[int, bool] = {}
    kept: Entries = []
    for row, who in zip(ledger.rows, ledger.meant, strict=True):
        if share is None or who not in seen or seen[who]:
            kept.append(({name: "" if name != "name" and rnd.random() < blank else row[name] for name in row}, who))
        seen.setdefault(who, share is None or rnd.random() < share)
    return _known(what, {name: roles[name] for name in columns or roles}, kept)


def tower(amount: int, *, seed: int = 1) -> Known:
    """Firms of a few office towers: one address and one switchboard for forty of them, and their people."""
    ledger = messy.companies(amount, seed=seed)
    rnd = random.Random(seed)  # noqa: S311
    towers = [messy._company(rnd) for _ in range(max(amount // 40, 1))]
    where = [rnd.choice(towers) for _ in range(max(ledger.meant) + 1)]
    entries = [
        (row | {name: where[who][name] for name in ("phone", "address", "region") if row[name]}, who)
        for row, who in zip(ledger.rows, ledger.meant, strict=True)
    ]
    return _known("office towers", COMPANIES, entries)


def staff(amount: int, *, seed: int = 1) -> Known:
    """People by their work: all of a firm have its phone and its e-mail address, and some have a mobile number."""
    rnd = random.Random(seed)  # noqa: S311
    firms = [messy._company(rnd) for _ in range(max(amount // 8, 1))]

    def make(rnd: random.Random) -> Row:
        firm, person = rnd.choice(firms), messy._person(rnd)
        number = firms.index(firm)
        return {
            "name": person["name"], "company": firm["name"], "phone": f"0755-2{number:07d}",
            "email": f"info@firm{number}.com", "mobile": person["phone"] if rnd.random() < 0.6 else "",
        }  # fmt: skip

    def again(rnd: random.Random, row: Row) -> Row:
        copy = dict(row)
        for name in ("company", "phone", "email"):
            if rnd.random() < 0.3:
                copy[name] = ""
        if rnd.random() < 0.1:
            messy._misheard(rnd, copy)
        return copy

    roles = {"name": "person", "company": "company", "phone": "phone", "email": "email", "mobile": "phone"}
    return _known("staff", roles, _entries(rnd, amount, make, again), rnd)


def two_phones(amount: int, *, seed: int = 1) -> Known:
    """People with two columns of phone numbers, which are written in either."""
    rnd = random.Random(seed)  # noqa: S311

    def make(rnd: random.Random) -> Row:
        person = messy._person(rnd)
        return {"name": person["name"], "phone": messy._phone(rnd), "other": messy._phone(rnd)}

    def again(rnd: random.Random, row: Row) -> Row:
        numbers = [row["phone"], row["other"]]
        rnd.shuffle(numbers)
        if rnd.random() < 0.7:
            numbers[rnd.randrange(2)] = ""
        return {"name": row["name"], "phone": numbers[0], "other": numbers[1]}

    return _known("two phones", {"name": "person", "phone": "phone", "other": "phone"},
                  _entries(rnd, amount, make, again), rnd)  # fmt: skip


def two_scripts(amount: int, *, seed: int = 1) -> Known:
    """Chinese names, written again in pinyin, either part first."""
    rnd = random.Random(seed)  # noqa: S311

    def again(rnd: random.Random, row: Row) -> Row:
        sounds = pinyin.syllables(row["name"])
        family, given = sounds[0].title(), "".join(sounds[1:]).title()
        copy = dict(row) | {"name": rnd.choice((f"{family} {given}", f"{given} {family}", f"{given}, {family}"))}
        for name in ("phone", "email", "birthday"):
            if rnd.random() < 0.4:
                copy[name] = ""
        return copy

    return _known("two scripts", PEOPLE, _entries(rnd, amount, messy._person, again), rnd)


def branches(amount: int, *, seed: int = 1) -> Known:
    """Chains: each firm with several branches in the same phone book, which are not each other."""
    rnd = random.Random(seed)  # noqa: S311
    entries: Entries = []
    for number in range(amount):
        row = messy._company(rnd)
        entries.append((row, number * 10))
        for at, place in enumerate(rnd.sample(("北京", "上海", "广州", "成都", "武汉", "西安"), 3), 1):
            other = messy._company(rnd)
            name = f"{row['name']}{place}分公司" if rnd.random() < 0.6 else f"{row['name']}{place}{at}店"
            entries.append((other | {"name": name, "phone": row["phone"], "credit_code": ""}, number * 10 + at))
            if rnd.random() < 0.3:
                entries.append((other | {"name": name, "address": "", "credit_code": ""}, number * 10 + at))
    return _known("branches", COMPANIES, entries, rnd)


ALL: dict[str, Callable[[], Known]] = {
    "western people": partial(western, 2_000),
    "western people, names and city": partial(western, 2_000, ("given", "family", "city", "postcode")),
    "western people, names and birthday": partial(western, 2_000, ("given", "family", "birth")),
    "western people, names and phone": partial(western, 2_000, ("given", "family", "phone")),
    "western people, names and e-mail": partial(western, 2_000, ("given", "family", "email")),
    "western people, none twice": partial(western, 2_000, share=0.0),
    "western people, half twice": partial(western, 1_000, share=0.9),
    **{f"western people, {amount} of them": partial(western, amount, seed=amount) for amount in (20, 60, 120)},
    "father and son": partial(same_name_in_the_family, 1_500),
    "turned names": partial(turned_names, 1_500),
    "western firms": partial(western_firms, 1_500),
    "western firms, name and city": partial(western_firms, 1_500, ("name", "city")),
    "western firms, name and phone": partial(western_firms, 1_500, ("name", "phone")),
    "people, name and region": partial(chinese, "people", 2_000, ("name", "region")),
    "people, name and phone": partial(chinese, "people", 2_000, ("name", "phone")),
    "people, name and birthday": partial(chinese, "people", 2_000, ("name", "birthday")),
    "people, mostly blank": partial(chinese, "people", 2_000, blank=0.5),
    "people, none twice": partial(chinese, "people", 2_000, share=0.0),
    **{f"people, {amount} of them": partial(chinese, "people", amount, seed=amount) for amount in (20, 60, 120)},
    "companies, name alone": partial(chinese, "companies", 2_000, ("name",)),
    "companies, name and region": partial(chinese, "companies", 2_000, ("name", "region")),
    "companies, name and phone": partial(chinese, "companies", 2_000, ("name", "phone")),
    "companies, name and contact": partial(chinese, "companies", 2_000, ("name", "contact")),
    "companies, mostly blank": partial(chinese, "companies", 2_000, blank=0.5),
    "companies, none twice": partial(chinese, "companies", 2_000, share=0.0),
    **{f"companies, {amount} of them": partial(chinese, "companies", amount, seed=amount) for amount in (20, 60, 120)},
    "office towers": partial(tower, 1_500),
    "staff": partial(staff, 1_500),
    "two phones": partial(two_phones, 1_500),
    "two scripts": partial(two_scripts, 1_000),
    "branches": partial(branches, 400),
}
