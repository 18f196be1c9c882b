"""What a file really is, by its content: the ending of its name is only compared."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from zhike.engines.intake import places
from zhike.engines.intake.cards import lines
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place
from zhike.engines.intake.xlsx.archive import Archive

Kind = Literal["xlsx", "xls", "ods", "html", "cards", "text"]

_HEAD = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# what people take for a table, by its first bytes: name shown in the message
_MAGIC = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"SQLite format 3": "SQLite",
    b"\x00\x01\x00\x00Standard ": "Access",
    b"{\\rtf": "RTF",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"PAR1": "Parquet",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|table|style|body|!--)", re.IGNORECASE)
_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
_XML = re.compile(rb"<\?xml", re.IGNORECASE)
_PARTS = (
    ("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint"), ("xl/workbook.bin", ".xlsb"),
    ("index/document.iwa", "Numbers"),
)  # fmt: skip


def kind(place: Place, limits: Limits) -> Kind:
    """Which of the kinds that can be read a file is.

    Raises ``file.empty``, ``file.too_large``, ``file.other_kind`` (``kind``: what it is), ``file.encrypted``,
    ``file.truncated``, ``file.not_a_table`` and what `Archive` raises.
    """
    size = places.size(place)
    if size > limits.file_bytes:
        raise IntakeError("file.too_large", size=size, max=limits.file_bytes)
    with place.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise IntakeError("file.empty")
    if head.startswith(_OLE):
        return _ole(place)
    if head.startswith(b"PK"):
        return _zip(place, head, limits)
    for magic, name in _MAGIC.items():
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head):
            raise IntakeError("file.other_kind", kind=name)
    start = head.lstrip().removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:11].upper() == lines.BEGIN:
        return "cards"
    if _HTML.match(start):
        return _html(place)
    if _XML.match(start):
        raise IntakeError("file.other_kind", kind="XML")
    return "text"


def _zip(place: Place, head: bytes, limits: Limits) -> Kind:
    if not head.startswith(b"PK\x03\x04"):
        if head.startswith(b"PK\x05\x06"):
            raise IntakeError("file.empty")
        return "text"
    archive = Archive(place, limits)
    try:
        names = archive.names()
    finally:
        archive.close()
    if any(name.endswith("workbook.xml") or name.startswith("xl/worksheets/") for name in names):
        return "xlsx"
    for part, name in _PARTS:
        if part in names:
            raise IntakeError("file.other_kind", kind=name)
    if "content.xml" in names:
        return _open_document(place, limits)
    raise IntakeError("file.other_kind", kind="ZIP")


def _open_document(place: Place, limits: Limits) -> Kind:
    """A spreadsheet; or a text or drawing, which has no table to import."""
    archive = Archive(place, limits)
    try:
        kind_ = "".join(archive.stream("mimetype"))[:200] if "mimetype" in archive else ""
    finally:
        archive.close()
    if kind_ and "opendocument.spreadsheet" not in kind_:
        raise IntakeError("file.other_kind", kind="OpenDocument")
    return "ods"


def _ole(place: Place) -> Kind:
    """The container of old Office files, and of new ones with a password."""
    with place.open("rb") as file:
        text = file.read(4 << 20)
    if "EncryptedPackage".encode("utf-16-le") in text:
        raise IntakeError("file.encrypted")
    for name, kind_ in (("WordDocument", "Word"), ("PowerPoint", "PowerPoint")):
        if name.encode("utf-16-le") in text:
            raise IntakeError("file.other_kind", kind=kind_)
    return "xls"


def _html(place: Place) -> Kind:
    with place.open("rb") as file:
        if _TABLE.search(file.read(4 << 20)):
            return "html"
    raise IntakeError("file.other_kind", kind="HTML")
