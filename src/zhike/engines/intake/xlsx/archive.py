"""The zip file that an .xlsx is, opened with suspicion.

Refused before anything is unpacked: a directory of absurd size, parts that unpack to far more than they should, names
that climb out of the archive, parts that overlap. What is unpacked is streamed; Python's zipfile never gives more than
the directory promised, so the promise is the bound.
"""

from __future__ import annotations

import codecs
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.etree import ElementTree as ET

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place

_BLOCK = 1 << 17
_DIGITS = 9  # of the numbers of rows, styles and strings
_HEAD = 4_000_000  # characters before the first row or string
_END = b"PK\x05\x06"
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what the format allows
_FORBIDDEN = re.compile(r"<!DOCTYPE|<!ENTITY")


@contextmanager
def damage() -> Iterator[None]:
    """Says ``file.damaged`` for whatever a broken zip or XML makes the libraries raise."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error) as error:
        raise IntakeError("file.damaged", detail=str(error)) from error
    except ET.ParseError as error:
        raise IntakeError("file.damaged", detail=f"XML: {error}") from error


def whole(text: str | None, name: str, otherwise: int = 0) -> int:
    """An attribute that is a whole number, or `otherwise` if it is missing. Raises ``file.damaged``."""
    if not text:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise IntakeError("file.damaged", detail=f'{name}="{text[:20]}"')
    return int(text)


class Archive:
    """Parts of an .xlsx by name. Names are compared without case, as the format says."""

    def __init__(self, place: Place, limits: Limits) -> None:
        self._limits = limits
        self._file = place.open("rb")
        try:
            size = _check_directory(self._file, limits)
            with damage():
                self._zip = zipfile.ZipFile(self._file)
            self._parts = self._check_parts(size)
        except BaseException:
            self._file.close()
            raise

    def _check_parts(self, size: int) -> dict[str, zipfile.ZipInfo]:
        limits, parts = self._limits, {}
        packed = 0
        for info in self._zip.infolist():
            name = info.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or ":" in name:
                raise IntakeError("file.unsafe_name", name=name[:80])
            if info.flag_bits & 0x1:
                raise IntakeError("file.encrypted")
            if info.compress_type not in _PACKED:
                raise IntakeError("file.damaged", detail=f"{name[:80]}: compression {info.compress_type}")
            if not 0 <= info.header_offset < size:
                raise IntakeError("file.damaged", detail=f"{name[:80]}: outside the file")
            packed += info.compress_size
            bound = limits.ratio * max(info.compress_size, 1)
            if info.file_size > limits.part_bytes or (info.file_size > limits.ratio_from and info.file_size > bound):
                raise IntakeError("file.bomb", name=name[:80], size=info.file_size, packed=info.compress_size)
            parts[name.lower()] = info
        if packed > size:
            raise IntakeError("file.bomb", name="", size=packed, packed=size)
        return parts

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._parts)

    def stream(self, name: str) -> Iterator[str]:
        """The text of a part in blocks. Raises ``file.damaged``, ``file.part_missing``."""
        info = self._parts.get(name.lower())
        if info is None:
            raise IntakeError("file.part_missing", name=name)
        with damage(), self._zip.open(info) as source:
            block = source.read(_BLOCK)
            decoder = codecs.getincrementaldecoder(_encoding(block))()
            while block:
                yield decoder.decode(block).replace("\ufeff", "")
                block = source.read(_BLOCK)
            yield decoder.decode(b"", final=True)

    def tree(self, name: str) -> ET.Element:
        """A small part as a tree. A document type is refused: no entities, no fetching."""
        info = self._parts.get(name.lower())
        if info is not None and info.file_size > self._limits.small_part_bytes:
            raise IntakeError("file.bomb", name=name[:80], size=info.file_size, packed=info.compress_size)
        text = "".join(self.stream(name))
        refuse_document_type(text, name)
        with damage():
            return ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))  # noqa: S314  # no DTD: checked above

    def close(self) -> None:
        """Closes the file."""
        self._zip.close()
        self._file.close()


def refuse_document_type(text: str, name: str) -> None:
    """XML with a document type may hold entity bombs and ask for other files; a spreadsheet never has one."""
    if _FORBIDDEN.search(text):
        raise IntakeError("file.document_type", name=name)


def opening(blocks: Iterator[str], tag: str, name: str) -> tuple[str, str, str]:
    """Reads up to the start tag of an element: that tag, its prefix with the colon, and the text after it."""
    seen, find = "", re.compile(rf"<(?:(\w+):)?{tag}(?=[\s/>])[^<>]*>")
    for block in blocks:
        seen += block
        found = find.search(seen)
        refuse_document_type(seen[: found.start()] if found else seen, name)
        if found:
            return found[0], f"{found[1]}:" if found[1] else "", seen[found.end() :]
        if len(seen) > _HEAD:
            break
    raise IntakeError("file.damaged", detail=f"{name}: <{tag}>")


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig"


def _check_directory(file: BinaryIO, limits: Limits) -> int:
    """Looks at the end of the file for the size of its directory, before zipfile reads all of it into memory.

    Gives the size of the file.
    """
    if file.read(4) != b"PK\x03\x04":
        raise IntakeError("file.not_a_table")
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise IntakeError("file.truncated")
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    locator = tail[at - 20 : at]
    if locator[:4] == b"PK\x06\x07":  # zip64
        file.seek(min(struct.unpack("<Q", locator[8:16])[0], size))
        record = file.read(56)
        if len(record) == 56 and record[:4] == b"PK\x06\x06":
            entries, directory = struct.unpack("<QQ", record[32:48])
    if entries > limits.parts or directory > limits.directory_bytes:
        raise IntakeError("file.bomb", name="", size=directory, packed=size)
    return size
