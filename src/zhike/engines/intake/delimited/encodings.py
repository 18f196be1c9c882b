"""Which encoding a text file is in: every candidate is tried on the whole file and judged by what comes out.

A file that is valid in an encoding may still be in another (almost any bytes are GB18030), so a candidate's
confidence is the share of frequent characters among those beyond ASCII, less what cannot be decoded. GBK is always read
as GB18030, which contains it. ``mixed`` is UTF-8 with lines in GB18030 between, as when two exports were put together.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.places import Place

NAMES = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "mixed")
_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_LINES = 20  # numbers of undecodable lines that are reported
_MANY = 1000  # after so many undecodable lines a guess that is not the best is not looked at further
_BEYOND = re.compile(rb"[\x80-\xff]")
_WORTH_OFFERING = 0.05
_CODEC = {"utf-8": "utf-8", "gb18030": "gb18030", "big5": "cp950"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, kw_only=True)
class Guess:
    """One encoding the file may be in."""

    encoding: str  # one of NAMES
    confidence: float  # 0 to 1
    undecodable: tuple[int, ...] = ()  # numbers of the first lines with bytes that are no text in it
    undecodable_count: int = 0  # of lines; at most 1,000 where the guess is not the best


def detect(place: Place) -> tuple[Guess, ...]:
    """The encodings worth offering, the best first. Raises ``file.not_text``."""
    with place.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return (_checked(place, name, 1.0),)
    if wide := _wide(head):
        return (_checked(place, wide, 0.9),)
    if _binary(head):
        raise IntakeError("file.not_text")
    utf8 = _checked(place, "utf-8", 1.0, most=_MANY)
    if not utf8.undecodable_count:
        return (utf8,)
    sample = _beyond_ascii(place)
    found = sorted((_judged(name, sample) for name in ("gb18030", "big5", "mixed")), key=lambda one: -one.confidence)
    offered = [one for one in found if one is found[0] or one.confidence >= _WORTH_OFFERING]
    whole = [_checked(place, one.encoding, one.confidence, None if one is found[0] else _MANY) for one in offered]
    return tuple(sorted(whole, key=lambda one: -one.confidence))


def check(place: Place, encoding: str) -> Guess:
    """What a chosen encoding leaves undecodable. Raises ``encoding.unknown``."""
    if encoding not in NAMES:
        raise IntakeError("encoding.unknown", encoding=encoding, known=", ".join(NAMES))
    return _checked(place, encoding, 1.0)


def decode(line: bytes, encoding: str) -> str:
    """Strictly. Raises UnicodeDecodeError."""
    if encoding == "mixed":
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode("gb18030")
    return line.decode(_CODEC[encoding])


def _checked(place: Place, encoding: str, confidence: float, most: int | None = None) -> Guess:
    faults = _wide_faults(place, encoding) if encoding.startswith("utf-16") else _faults(place, encoding)
    bad = list(itertools.islice(faults, most))
    return Guess(
        encoding=encoding, confidence=confidence if not bad else confidence * 0.9, undecodable=tuple(bad[:_LINES]),
        undecodable_count=len(bad),
    )  # fmt: skip


def _faults(place: Place, encoding: str) -> Iterator[int]:
    """Numbers of the lines that cannot be decoded."""
    line = 0
    for block in blocks(place):
        try:
            decode(block, encoding)
        except UnicodeDecodeError:
            for offset, one in enumerate(block.split(b"\n"), 1):
                try:
                    decode(one, encoding)
                except UnicodeDecodeError:
                    yield line + offset
        line += block.count(b"\n")


def _wide_faults(place: Place, encoding: str) -> Iterator[int]:
    """The line at which a UTF-16 file breaks: after that nothing is certain."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    with place.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                line += decoder.decode(block, final=not block).count("\n")
            except UnicodeDecodeError:
                yield line
                return
            if not block:
                return


def blocks(place: Place) -> Iterator[bytes]:
    """The file in blocks of whole lines; a line longer than a block comes in pieces."""
    with place.open("rb") as file:
        rest = b""
        while block := file.read(_BLOCK):
            cut = block.rfind(b"\n") + 1
            if cut:
                yield rest + block[:cut]
                rest = block[cut:]
            else:
                rest += block
                if len(rest) > 16 * _BLOCK:
                    yield rest
                    rest = b""
        if rest:
            yield rest


def _wide(head: bytes) -> str | None:
    """UTF-16 without its mark: the zero halves of ASCII characters all stand on one side; few others have any (一)."""
    units = len(head) // 2
    even, odd = head[0 : units * 2 : 2].count(0), head[1 : units * 2 : 2].count(0)
    if max(even, odd) < units * 0.05 or min(even, odd) > max(even, odd) * 0.25:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return None
    shown = sum(character.isprintable() or character in "\r\n\t" for character in text)
    return name if shown > 0.95 * len(text) else None


def _binary(head: bytes) -> bool:
    control = sum(head.count(n) for n in (*range(9), *range(14, 32)))
    return control > len(head) * 0.02


def _beyond_ascii(place: Place) -> bytes:
    """Lines with characters beyond ASCII, from the whole file."""
    found: list[bytes] = []
    size = 0
    for block in blocks(place):
        lines = (line for line in block.splitlines(keepends=True) if _BEYOND.search(line))
        share = 0
        for line in lines:
            found.append(line[:2000])
            share += len(found[-1])
            if share > _SAMPLE // 4:
                break
        size += share
        if size > _SAMPLE * 8:
            break
    return b"".join(found)


def _judged(encoding: str, sample: bytes) -> Guess:
    total = frequent = broken = 0
    common = _common(encoding)
    for line in sample.splitlines():
        try:
            text = decode(line, encoding)
        except UnicodeDecodeError:
            broken += len(_BEYOND.findall(line)) // 2
            continue
        beyond = [character for character in text if character > "\x7f"]
        total += len(beyond)
        frequent += sum(character in common for character in beyond)
    share = frequent / (total + broken) if total + broken else 0.0
    if encoding == "mixed" and not any(_has_wide_utf8(line) for line in sample.splitlines()):
        share = 0.0  # no line in UTF-8 at all: plain GB18030
    return Guess(encoding=encoding, confidence=round(share, 3))


def _has_wide_utf8(line: bytes) -> bool:
    try:
        return any(character > "\u07ff" for character in line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


@cache
def _common(encoding: str) -> frozenset[str]:
    """Frequent characters: level 1 of GB 2312 for simplified text, of Big5 for traditional, and their punctuation."""
    if encoding == "big5":
        trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
        pairs = [(lead, trail) for lead in range(0xA1, 0xC7) for trail in trails]
        text = b"".join(bytes(pair) for pair in pairs).decode("cp950", "ignore")
    else:
        leads = (*range(0xA1, 0xA4), *range(0xB0, 0xD8))
        pairs = [(lead, trail) for lead in leads for trail in range(0xA1, 0xFF)]
        text = b"".join(bytes(pair) for pair in pairs).decode("gb2312", "ignore")
    return frozenset(text)
