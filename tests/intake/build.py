"""Files for the tests of intake: real ones by the libraries that people's programs use, and broken ones by hand."""

import io
import struct
import zipfile
from pathlib import Path

import openpyxl

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS = f'<Relationships xmlns="{_PACKAGE}">{{}}</Relationships>'


def relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def parts(sheet: str, **more: str) -> dict[str, str]:
    """The parts of a workbook with one sheet, given as the XML of its rows (or of the whole part)."""
    links = relation("rId1", "worksheet", "worksheets/sheet1.xml")
    if "strings" in more:
        links += relation("rId2", "sharedStrings", "sharedStrings.xml")
    if "styles" in more:
        links += relation("rId3", "styles", "styles.xml")
    found = {
        "_rels/.rels": _RELS.format(relation("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_OFFICE}">{more.get("settings", "")}'
        '<sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELS.format(links),
        "xl/worksheets/sheet1.xml": sheet
        if sheet.startswith(("<?xml", "<worksheet", "<x:", "<!", "<w"))
        else f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>',
    }
    if "strings" in more:
        found["xl/sharedStrings.xml"] = f"<sst {MAIN}>{more['strings']}</sst>"
    if "styles" in more:
        found["xl/styles.xml"] = f"<styleSheet {MAIN}>{more['styles']}</styleSheet>"
    return found


def pack(path: Path, content: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


def xlsx(path: Path, sheet: str, **more: str) -> Path:
    """A workbook with one sheet written by hand."""
    return pack(path, dict(parts(sheet, **more)))


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook by openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def bomb(path: Path, *, megabytes: int, part: str = "xl/worksheets/sheet1.xml") -> Path:
    """A workbook one part of which unpacks to so much; the zeros shrink a thousand times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts("").items():
            if name != part:
                archive.writestr(name, text)
        with archive.open(part, "w", force_zip64=True) as file:
            file.write(f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="str"><v>'.encode())
            for _ in range(megabytes):
                file.write(b"0" * (1 << 20))
            file.write(b"</v></c></row></sheetData></worksheet>")
    return path


def lying_sizes(path: Path) -> Path:
    """A workbook whose directory says that its sheet is small."""
    data = bytearray(bomb(path, megabytes=50).read_bytes())
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            if struct.unpack_from("<I", data, at + offset)[0] > 1 << 20:
                struct.pack_into("<I", data, at + offset, 1000)
    path.write_bytes(data)
    return path


def document(lines: str, encoding: str = "utf-8") -> bytes:
    return io.BytesIO(lines.encode(encoding)).getvalue()
