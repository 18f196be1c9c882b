"""Cards as properties: lines put together again, parameters and values decoded.

Programs differ in all of it: lines go on with a space, with ``=`` at their end (quoted-printable), or, in base64, with
nothing at all; types stand alone (``TEL;CELL``) or named (``TEL;TYPE=cell``); the charset may be told for each value,
and may be told wrong.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place

BEGIN, END = b"BEGIN:VCARD", b"END:VCARD"
BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_MOST = 2_000  # properties of one card
_ENCODED = re.compile(rb"(?:;|=)(QUOTED-PRINTABLE|BASE64|B)(?=[;:])", re.IGNORECASE)
_HEAD = 4096  # bytes of a line that holds a picture which are kept: its name and parameters
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{4,}={0,2}|[A-Za-z0-9+/]{2,3}={1,2}")
_PARAMETER = re.compile(r';([^;=:"]+)(?:=((?:"[^"]*"|[^;:"])*))?')
_BEFORE_VALUE = re.compile(rb'(?:[^":]++|"[^"]*+")*+:')
_CHARSETS = {"gbk": "gb18030", "gb2312": "gb18030", "gb_2312-80": "gb18030", "big5": "cp950"}
_TOKEN = re.compile(r"\\([nN,;:\\])|([,;])|[^\\,;]+|\\")
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}


@dataclass(frozen=True)
class Property:
    """One line of a card."""

    name: str  # in capitals, without its group
    group: str
    types: frozenset[str]  # in small letters
    more: dict[str, str]  # the other parameters, their names in capitals
    value: str  # as it stands, still with its escapes; "" of what is binary
    start: int = 0  # where in the file the line is
    end: int = 0

    def parts(self) -> list[str]:
        """The components between semicolons, without escapes."""
        return [" ".join(one) if len(one) > 1 else one[0] for one in split(self.value)]

    def text(self) -> str:
        """The value as one text."""
        return "".join(_plain(match) for match in _TOKEN.finditer(self.value))

    def listed(self) -> list[str]:
        """The values between commas."""
        return [value for part in split(self.value) for value in part]


@dataclass
class _Line:
    """A line that may go on."""

    start: int
    end: int
    data: bytearray = field(default_factory=bytearray)
    encoded: str = ""
    binary: bool = False  # read from the file when it is wanted, and of any length

    @classmethod
    def begun(cls, line: bytes, start: int) -> _Line:
        """A line with the first of what it may consist of."""
        head, _, value = line.partition(b":")
        match = _ENCODED.search(head + b":")
        encoded = "b" if value[:5].lower() == b"data:" else match[1].decode().lower() if match else ""
        name = head.partition(b";")[0].rpartition(b".")[2].strip().upper().decode("ascii", "replace")
        binary = encoded.startswith("b") and (match is None or name in BINARY)
        return cls(start, start, bytearray(line[:_HEAD] if binary else line), encoded, binary)

    def goes_on_with(self, line: bytes) -> bool:
        """Whether a line belongs to this one."""
        if self.encoded == "quoted-printable" and self.data.endswith(b"="):
            del self.data[-1:]
            self.data += line
        elif self.binary:
            return line[:1] in (b" ", b"\t") or _BASE64.fullmatch(line.strip()) is not None
        elif line[:1] in (b" ", b"\t"):
            self.data += line[1:] if not self.encoded.startswith("b") else line.strip()
        elif self.encoded.startswith("b") and _BASE64.fullmatch(line.strip()):
            self.data += line.strip()
        else:
            return False
        return True


def cards(place: Place, encoding: str, limits: Limits) -> Iterator[list[Property]]:
    """The properties of each card. Raises ``file.truncated`` for a card without its end, ``row.too_long``."""
    card: list[Property] | None = None
    depth = 0
    with place.open("rb") as file:
        for line in _lines(file, limits):
            plain = bytes(line.data[:20]).strip().upper()
            if plain == BEGIN:
                depth += 1
                card = [] if depth == 1 else card
            elif plain == END and depth:
                depth -= 1
                if not depth and card is not None:
                    yield card
                    card = None
            elif card is not None and depth == 1 and (found := _property(line, encoding)):
                card.append(found)
                if len(card) > _MOST:
                    raise IntakeError("sheet.too_many_columns", max=_MOST, row=0)
    if card is not None:
        raise IntakeError("file.truncated")


def _lines(file: BinaryIO, limits: Limits) -> Iterator[_Line]:
    most, position = limits.row_characters, 0
    open_: _Line | None = None
    while raw := file.readline(most + 1):
        start, line = position, raw.rstrip(b"\r\n")
        position += len(raw)
        if not start:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if open_ is None or not line or not open_.goes_on_with(line):
            if open_ is not None:
                yield open_
            open_ = _Line.begun(line, start)
        if len(raw) > most and open_.binary:
            position += 0 if raw.endswith(b"\n") else _passed_over(file, most)
        elif len(raw) > most or len(open_.data) > most:
            raise IntakeError("row.too_long", max=most)
        open_.end = position
    if open_ is not None:
        yield open_


def _passed_over(file: BinaryIO, most: int) -> int:
    """How many bytes there are up to the end of a line."""
    size = 0
    while piece := file.readline(most):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


def _property(line: _Line, encoding: str) -> Property | None:
    at = _colon(line.data)
    if at < 0:
        return None
    head, value = bytes(line.data[:at]).decode("utf-8", "replace"), bytes(line.data[at + 1 :])
    start = head.partition(";")[0]
    group, _, name = start.rpartition(".")
    types, more = set[str](), dict[str, str]()
    for match in _PARAMETER.finditer(head, len(start)):
        key, given = match[1].strip().upper(), (match[2] or "").replace('"', "")
        if match[2] is None:
            types.add(key.lower())
        elif key == "TYPE":
            types |= {one.strip().lower() for one in given.split(",")}
        else:
            more[key] = re.sub(r"\^[n'^]", lambda found: _CARET[found[0]], given)
    name = name.strip().upper()
    binary = (name in BINARY and line.encoded.startswith("b")) or value[:5].lower() == b"data:"
    return Property(
        name, group.lower(), frozenset(types), more,
        "" if binary else _decoded(value, line.encoded, more.get("CHARSET", ""), encoding), line.start, line.end,
    )  # fmt: skip


def _colon(data: bytes | bytearray) -> int:
    """Where the value begins; a colon between quotes is none."""
    found = _BEFORE_VALUE.match(data)
    return found.end() - 1 if found else -1


def _decoded(value: bytes, encoded: str, charset: str, encoding: str) -> str:
    if encoded == "quoted-printable":
        value = quopri.decodestring(value)
    told = _CHARSETS.get(charset.lower(), charset) or "utf-8"
    for codec in (told, "utf-8", {"mixed": "gb18030", "big5": "cp950"}.get(encoding, encoding), "gb18030"):
        try:
            return value.decode(codec)
        except (LookupError, UnicodeDecodeError):
            continue
    return value.decode("utf-8", "surrogateescape")


def split(value: str) -> list[list[str]]:
    """Components between semicolons, each the values between its commas, without escapes."""
    found: list[list[list[str]]] = [[[]]]
    for match in _TOKEN.finditer(value):
        if match[2] == ";":
            found.append([[]])
        elif match[2]:
            found[-1].append([])
        else:
            found[-1][-1].append(_plain(match))
    return [["".join(one).strip() for one in part] for part in found]


def _plain(match: re.Match[str]) -> str:
    if match[1]:
        return "\n" if match[1] in "nN" else match[1]
    return match[0]


def escaped(value: str) -> str:
    """A text as it stands in a card."""
    text = re.sub(r"([\\,;])", r"\\\1", value.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line of at most 75 bytes, and those that go on with it; no character is cut."""
    found, size = bytearray(), 0
    for character in line:
        data = character.encode("utf-8", "replace")
        if size + len(data) > 75:
            found += b"\r\n "
            size = 1
        found += data
        size += len(data)
    return bytes(found + b"\r\n")


def labels(card: Sequence[Property]) -> dict[str, str]:
    """What iPhones call the lines of a group: ``item1.X-ABLabel:_$!<Mobile>!$_``."""
    return {
        one.group: one.text().removeprefix("_$!<").removesuffix(">!$_").strip().lower()
        for one in card
        if one.name == "X-ABLABEL" and one.group
    }
