"""Records written as cards: vCard 4.0 (RFC 6350), 3.0 (RFC 2426), or 2.1, which older programs and phones ask for.

What a card says is taken by the kinds and common names of fields; a value that the reader sees masked is left out, as
half a number is none.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhike.engines.intake.cards.lines import escaped, folded
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import phone, region

VERSIONS = {"vcard4": "4.0", "vcard3": "3.0", "vcard21": "2.1"}
_TEXTS = {"position": "TITLE", "remark": "NOTE", "wechat": "X-WECHAT", "short_name": "NICKNAME"}
_KINDS = frozenset({"phone", "email", "url", "birthday", "region", "tags", "file"})
_NAMES = frozenset({*_TEXTS, "address", "kind", "sex"})
_PICTURE = re.compile(r"image/(jpeg|png|gif|webp)")
_PLAIN = re.compile(r"[!-<>-~]([ -<>-~]{0,60}[!-<>-~])?")  # what an old program reads as it stands
_CALLABLE = re.compile(r"\+?[0-9]+")
Bytes = Callable[[Mapping[str, Any]], bytes]  # of the value of a file field
Record = Mapping[str, Any]


def may_be_cards(spec: ObjectSpec) -> bool:
    """Whether records of an object are people or companies."""
    return bool(spec.shape.personal)


def wanted(spec: ObjectSpec, field: FieldSpec) -> bool:
    """Whether a card can hold a field."""
    names = {spec.title, spec.shape.follows, *_NAMES}
    return field.name in names or (field.kind.kind in _KINDS and not field.system)


def card(spec: ObjectSpec, fields: Mapping[str, FieldSpec], record: Record, version: str, load: Bytes) -> bytes:
    """One card. `fields` are those that are seen whole; `version` is one of `VERSIONS`."""
    lines = _Lines(version, load)
    name = str(record.get(spec.title or "") or "") if spec.title in fields else ""
    organization = record.get("kind") == "organization"
    lines.add("FN", name or f"#{record['id']}")  # never without, as the format demands
    lines.parts("N", "" if organization else name, "", "", "", "")
    if organization:
        lines.add(*(("KIND", "org") if version == "4.0" else ("X-ABSHOWAS", "COMPANY")))
    owner = record.get(spec.shape.follows or "") if spec.shape.follows in fields else None
    lines.add("ORG", name if organization else str(owner["title"] or "") if owner else "")
    for one in fields.values():
        if (value := record.get(one.name)) not in (None, "", []) and one.name != spec.title:
            lines.field(one, value)
    lines.address(record if "region" in fields else {}, record if "address" in fields else {})
    body = b"".join(lines.found)
    return b"BEGIN:VCARD\r\nVERSION:" + version.encode() + b"\r\n" + body + b"END:VCARD\r\n"


class _Lines:
    """The lines of one card."""

    def __init__(self, version: str, load: Bytes) -> None:
        self._new, self._old, self._load = version == "4.0", version == "2.1", load
        self.found: list[bytes] = []
        self._phones = 0

    def raw(self, name: str, value: str) -> None:
        """A line whose value is escaped already."""
        self.found.append(folded(f"{name}:{value}"))

    def add(self, name: str, value: str) -> None:
        """A line of text, unless there is none."""
        if value:
            self.parts(name, value)

    def parts(self, name: str, *values: str, between: str = ";") -> None:
        """A line of several texts."""
        if not self._old:
            self.raw(name, between.join(map(escaped, values)))
            return
        text = between.join(re.sub(r"([\\;])", r"\\\1", one) for one in values)
        self.found.append(f"{name}:{text}\r\n".encode() if _PLAIN.fullmatch(text) else _quoted(name, text))

    def field(self, field: FieldSpec, value: Any) -> None:
        """What a card says of one field."""
        kind = field.kind.kind
        makers: dict[str, Callable[[Any], None]] = {
            "phone": self._phone, "email": lambda given: self.add("EMAIL", given), "birthday": self._birthday,
            "url": lambda given: self.add("URL", given) if self._old else self.raw("URL", given),
            "file": self._picture, "tags": lambda given: self.parts("CATEGORIES", *given, between=","),
        }  # fmt: skip
        if field.name == "sex":
            self.add("GENDER" if self._new else "X-GENDER", {"male": "M", "female": "F"}.get(value, ""))
        elif field.name in _TEXTS and isinstance(value, str):
            self.add(_TEXTS[field.name], value)
        elif kind in makers:
            makers[kind](value)

    def _phone(self, value: str) -> None:
        number, _, extension = value.partition(";ext=")
        preferred = not self._phones
        self._phones += 1
        sort = "cell" if preferred else "voice"
        if not _CALLABLE.fullmatch(number):
            return
        if self._new:
            first = ";PREF=1" if preferred else ""
            more = f";ext={extension}" if extension else ""
            self.raw(f"TEL;VALUE=uri;TYPE={sort}{first}", f"tel:{number}{more}")
        elif self._old:
            self.add(f"TEL;{sort.upper()}{';PREF' if preferred else ''}", phone.display(value, "en"))
        else:
            self.add(f"TEL;TYPE={sort.upper()}{',PREF' if preferred else ''}", phone.display(value, "en"))

    def _birthday(self, value: str) -> None:
        if value[0].isdigit():
            self.raw("BDAY", value.replace("-", "") if self._new else value)
        elif value.startswith("--") and self._new:
            self.raw("BDAY", "--" + value[2:].replace("-", ""))
        else:
            self.add("X-ZHIKE-BIRTHDAY", value)

    def _picture(self, value: Mapping[str, Any]) -> None:
        match = _PICTURE.fullmatch(str(value.get("type")))
        if not match:
            return
        data = base64.b64encode(self._load(value)).decode()
        if self._new:
            self.raw("PHOTO", f"data:{match[0]};base64,{data}")
        elif self._old:
            self.raw(f"PHOTO;ENCODING=BASE64;{match[1].upper()}", data)
            self.found.append(b"\r\n")  # which ends it
        else:
            self.raw(f"PHOTO;ENCODING=b;TYPE={match[1].upper()}", data)

    def address(self, place: Record, street: Record) -> None:
        """The address in its parts."""
        code, text = place.get("region"), str(street.get("address") or "")
        if not (code or text):
            return
        province, city, district, *_ = [*(region.names(code) if code else ()), "", "", ""]
        parts = ("", "", district + text, city, province, "", "中国" if code else "")
        self.parts("ADR", *parts)


def _quoted(name: str, text: str) -> bytes:
    """A line in quoted-printable, whose lines go on with `=` at their end."""
    codes = [f"={one:02X}" for one in text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "replace")]
    found = [f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"]
    found += ["".join(codes[at : at + 24]) for at in range(0, len(codes), 24)]
    return ("=\r\n".join(found) + "\r\n").encode()


def write(
    spec: ObjectSpec, fields: Mapping[str, FieldSpec], records: Iterator[Record], version: str, load: Bytes
) -> Iterator[bytes]:
    """The cards of records, one after the other."""
    for record in records:
        shown = {name: one for name, one in fields.items() if not _is_masked(one, record.get(name))}
        yield card(spec, shown, record, version, load)


def _is_masked(field: FieldSpec, value: Any) -> bool:
    """Of what is sealed, some records may come masked."""
    return field.secret and isinstance(value, str) and "*" in value
