"""What a card says of a person or a company, by name: `of` for one card.

Sources: RFC 6350 (vCard 4.0), RFC 2426 (3.0), the vCard 2.1 specification; the names beginning with X- as the address
books of iPhones, Android phones, Outlook and mail programs write them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from zhike.engines.intake.cards.lines import Property, labels
from zhike.engines.intake.table import Cell

# in the order of the columns; of those that are `MANY`, each further one has a column of its own
NAMES = (
    "name", "kind", "company", "department", "position", "phone", "fax", "email", "wechat", "qq", "province", "city",
    "address", "postcode", "country", "url", "birthday", "sex", "tags", "nickname", "note", "photo",
)  # fmt: skip
MANY = frozenset({"phone", "fax", "email", "address", "url", "wechat", "qq"})
Found = dict[str, list[Cell]]
Picture = Callable[[Property], Cell]

_FAX = frozenset({"fax", "pager", "work fax", "home fax", "传真"})
_FIRST = ({"pref"}, {"cell", "mobile", "iphone", "手机", "移动"}, {"work", "工作", "main", "company"}, {"home", "住宅"})
_CHAT = {
    "wechat": frozenset({"wechat", "weixin", "micromsg", "微信"}), "qq": frozenset({"qq", "tencent", "tencentqq"}),
}  # fmt: skip
_SEXES = {"m": "男", "male": "男", "男": "男", "1": "男", "f": "女", "female": "女", "女": "女", "2": "女"}
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SCHEME = re.compile(r"(?:x-apple|xmpp|im|weixin|wechat|qq|tel|mailto|x-[a-z]+):/*", re.IGNORECASE)
_BIRTHDAY = re.compile(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?")


def of(card: Sequence[Property], picture: Picture) -> Found:
    """The values by name, the most important first."""
    named = labels(card)
    found: Found = {
        "name": _names(card), "phone": _phones(card, named, fax=False), "fax": _phones(card, named, fax=True),
        "email": _ordered((one, _bare(one.text())) for one in card if one.name == "EMAIL"),
        "position": _texts(card, "TITLE") or _texts(card, "ROLE"), "url": _texts(card, "URL"),
        "kind": ["organization" if _is_company(card) else "person"],
        "nickname": _texts(card, "NICKNAME")[:1], "note": _joined(_texts(card, "NOTE")),
        "birthday": _birthday(card), "sex": _sex(card),
        "tags": _joined([value for one in card if one.name == "CATEGORIES" for value in one.listed()], "、"),
        "photo": [picture(one) for one in card if one.name == "PHOTO"][:1],
    }  # fmt: skip
    for one in card:
        if one.name == "ORG":
            parts = [part for part in one.parts() if part]
            found.setdefault("company", [*parts[:1]])
            found.setdefault("department", _joined(parts[1:], " "))
    for name, words in _CHAT.items():
        found[name] = _chats(card, named, name, words)
    found |= _addresses(card)
    return {name: values for name, values in found.items() if values}


def _texts(card: Sequence[Property], name: str) -> list[Cell]:
    return _distinct(one.text().strip() for one in card if one.name == name)


def _distinct(values: Iterable[str]) -> list[Cell]:
    return list(dict.fromkeys(one for one in values if one))


def _joined(values: Sequence[Cell], between: str = "\n") -> list[Cell]:
    return [between.join(map(str, values))] if values else []


def _bare(value: str) -> str:
    """Without the scheme of a URI, and with the extension of a phone in words."""
    number, *more = _SCHEME.sub("", value.strip(), count=1).split(";")
    extension = next((one[4:] for one in more if one.lower().startswith("ext=")), "")
    return number.strip() + (f" ext {extension}" if extension else "")


def _names(card: Sequence[Property]) -> list[Cell]:
    """The name as it is shown; else put together of its parts, in the order of its language; else the company's."""
    shown = _texts(card, "FN")
    for one in card:
        if one.name == "N" and not shown:
            family, given, middle, *_ = [*one.parts(), "", "", ""]
            han = _HAN.search(family + given + middle)
            parts = (family, middle, given) if han else (given, middle, family)
            shown = _distinct([("" if han else " ").join(part for part in parts if part)])
    companies = [one.parts()[0] for one in card if one.name == "ORG"]
    return (shown or _texts(card, "NICKNAME") or _distinct(companies))[:1]


def _is_company(card: Sequence[Property]) -> bool:
    """Whether a card is that of a company: it says so, or has no other name than the company's."""
    kinds = {one.text().lower() for one in card if one.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")}
    shown = any(one.name == "X-ABSHOWAS" and one.text().upper() == "COMPANY" for one in card)
    named = any(one.name in ("N", "FN", "NICKNAME") and any(one.parts()) for one in card)
    return shown or "org" in kinds or (not named and any(one.name == "ORG" for one in card))


def _types(one: Property, named: dict[str, str]) -> set[str]:
    preferred = {"pref"} if one.more.get("PREF") else set()
    return {*one.types, *preferred, named.get(one.group, "")} - {""}


def _phones(card: Sequence[Property], named: dict[str, str], *, fax: bool) -> list[Cell]:
    found = []
    for one in card:
        if one.name == "TEL":
            types = _types(one, named)
            if bool(types & _FAX) == fax:
                found.append((one, _bare(one.text()), types))
    return _distinct(
        number
        for _, number, _ in sorted(
            found, key=lambda one: next((n for n, words in enumerate(_FIRST) if one[2] & words), len(_FIRST))
        )
    )


def _ordered(found: Iterable[tuple[Property, str]]) -> list[Cell]:
    return _distinct(value for one, value in sorted(found, key=lambda one: "pref" not in _types(one[0], {})))


def _chats(card: Sequence[Property], named: dict[str, str], name: str, words: frozenset[str]) -> list[Cell]:
    found = [one for one in card if one.name in (f"X-{name.upper()}", f"X-{name.upper()}-ID", f"X-{name.upper()}ID")]
    for one in card:
        if one.name in ("IMPP", "X-SOCIALPROFILE", "X-IM"):
            told = {*one.types, one.more.get("X-SERVICE-TYPE", "").lower(), named.get(one.group, "")}
            if told & words or one.text().lower().startswith(tuple(f"{word}:" for word in words)):
                found.append(one)
    return _distinct(_bare(one.text()) for one in found)


def _addresses(card: Sequence[Property]) -> Found:
    """The first one in its parts, the others as one text each."""
    found: Found = {}
    for one in card:
        if one.name != "ADR" or not any(one.parts()):
            continue
        box, more, street, city, province, postcode, country = [*one.parts(), *[""] * 7][:7]
        street = "".join(part for part in (more, street, box) if part)
        if "address" not in found:
            parts = {"province": province, "city": city, "postcode": postcode, "country": country}
            found |= {name: [value] for name, value in parts.items() if value}
            found["address"] = [street]
        else:
            found["address"].append("".join(part for part in (province, city, street) if part))
    return {name: values for name, values in found.items() if any(values)}


def _birthday(card: Sequence[Property]) -> list[Cell]:
    """As ``1990-05-12``, ``--05-12`` without a year; what is written otherwise stays as it is."""
    for one in card:
        value = one.text().strip()
        if one.name == "X-ZHIKE-BIRTHDAY" and value:
            return [value]
        if one.name == "BDAY" and value:
            match = _BIRTHDAY.fullmatch(value)
            if not match:
                return [value]
            hidden = match[1] in ("--", "1604") or one.more.get("X-APPLE-OMIT-YEAR") == match[1]
            return [f"--{match[2]}-{match[3]}" if hidden else f"{match[1]}-{match[2]}-{match[3]}"]
    return []


def _sex(card: Sequence[Property]) -> list[Cell]:
    given = [one.parts()[0].lower() for one in card if one.name in ("GENDER", "X-GENDER", "SEX")]
    return _distinct(_SEXES.get(one, "") for one in given)[:1]
