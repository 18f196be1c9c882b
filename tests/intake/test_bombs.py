"""Small files that would keep a program busy for hours, of each format (A-31): read or refused, in time and memory."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import found
from tests.intake.company import upload, work
from tests.intake.test_bad_files import MEGABYTES, SECONDS
from tests.intake.test_other_workbooks import workbook
from zhike.kernel import db

MANY = 100_000

# Reads all files of a folder, in a process of its own: name, seconds of CPU, most memory in megabytes.
READER = """
import json, os, re, sys, time
from pathlib import Path
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from zhike.engines.intake import sheets
from zhike.engines.intake.errors import IntakeError
for path in sorted(Path(sys.argv[1]).iterdir()):
    start = time.process_time()
    try:
        sheets.inspect(path)
        for _ in sheets.open_table(path).rows():
            pass
    except IntakeError:
        pass
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
    print(json.dumps([path.name, time.process_time() - start, peak]), flush=True)
"""


def in_bounds(folder: Path, files: int) -> None:
    """Every file of a folder is read or refused within the bounds."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READER, str(folder)], capture_output=True, text=True, check=True,
        timeout=200, env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(told) == files
    assert [one for one in told if one[1] > SECONDS or one[2] > MEGABYTES] == []


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:甲\r\n{}\r\nEND:VCARD\r\n"
CARDS = {
    "colons within quotes": CARD.format('X-A;B="' + ":" * (2 * MANY)),
    "escapes in a name": CARD.format("N:" + "\\," * MANY),
    "escapes in an address": CARD.format("ADR:" + ";".join(["\\;" * (MANY // 8)] * 7)),
    "escapes in a note": CARD.format("NOTE:" + "\\," * MANY),
    "values in a list": CARD.format("CATEGORIES:" + "a," * MANY),
    "parameters": CARD.format("TEL" + ";TYPE=a" * (MANY // 8) + ":1"),
    "parameters with open quotes": CARD.format("TEL" + ';A="' * (MANY // 4) + ":1"),
    "quoted-printable": CARD.format("NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * MANY),
    "lines of one character": CARD.format("NOTE:a" + "\r\n b" * MANY),
    "a photo in short lines": CARD.format("PHOTO;ENCODING=b:" + "\r\nAAAA" * MANY),
    "cards in cards": "BEGIN:VCARD\r\n" * MANY,
    "ends": "BEGIN:VCARD\r\nFN:a\r\n" + "END:VCARD\r\n" * MANY,
    "groups": CARD.format("".join(f"item{n}.X-ABLabel:x\r\n" for n in range(20_000))),
}


def test_cards(tmp_path: Path) -> None:
    for name, text in CARDS.items():
        (tmp_path / f"{name}.vcf").write_text(text, "utf-8")
    in_bounds(tmp_path, len(CARDS))


PAGES = {
    "attributes": "<table><tr><td " + "a=b " * MANY + ">1</table>",
    "an attribute without end": "<table><tr><td a='" + "x" * MANY,
    "references": "<table><tr><td>" + "&#x41;" * MANY + "</table>",
    "references without end": "<table><tr><td>" + "&amp" * MANY + "</table>",
    "rows over rows": "<table>" + "<tr><td rowspan=60000>1" * 5_000,
    "spans": "<table>" + "<tr>" + "<td rowspan=65534 colspan=1000>1" * 200,
    "processing": "<table>" + "<?" * MANY,
    "ends without beginnings": "<table>" + "</td></tr></table>" * (MANY // 16),
    "scripts without end": "<table><tr><td>1<script>" + "</scrip" * (MANY // 8),
    "cdata": "<table><tr><td>" + "<![CDATA[" * (MANY // 8),
    "declared encodings": "<meta charset=x>" * (MANY // 16) + "<table><tr><td>1</table>",
}


def test_pages(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    in_bounds(tmp_path, len(PAGES))


def old(path: Path) -> bytes:
    """A good .xls of some thousand different texts."""

    def write(sheet: Any) -> None:
        for n in range(3_000):
            sheet.write(n, 0, f"第{n}行")

    return workbook(path, write).read_bytes()


def test_old_workbooks_that_lie(tmp_path: Path) -> None:
    data = old(tmp_path / "a.xls")
    folder = tmp_path / "lies"
    folder.mkdir()
    sst = data.find(struct.pack("<H", 0xFC), 512)
    lies = {
        "how many texts there are": (sst + 4, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF)),
        "how long a text is": (sst + 12, struct.pack("<H", 0xFFFF)),
        "that a text has formats": (sst + 14, b"\x0c"),
        "how many sectors there are": (44, struct.pack("<I", 0xFFFFFFFF)),
        "how many tables of tables there are": (72, struct.pack("<I", 0x7FFFFFFF)),
        "where the directory is": (48, struct.pack("<I", 0)),
        "how large a sector is": (30, struct.pack("<H", 31)),
    }
    for name, (at, lie) in lies.items():
        (folder / f"{name}.xls").write_bytes(data[:at] + lie + data[at + len(lie) :])
    chain = bytearray(data)
    table = 512 * (struct.unpack_from("<I", data, 76)[0] + 1)
    for sector in range(127):
        struct.pack_into("<I", chain, table + 4 * sector, sector ^ 1)  # pairs that lead to each other
    (folder / "chain.xls").write_bytes(chain)
    in_bounds(folder, len(lies) + 1)


@pytest.mark.parametrize("name", ["tables in tables", "escapes in a name", "spans"])
def test_on_the_workbench(database: None, tmp_path: Path, name: str) -> None:
    """What is too much is refused at the door with words; what is let in, is laid out in no more than its rows."""
    company = found()
    api = company.program()
    deep = "<table><tr><td>" * 20_000
    text = CARDS.get(name) or PAGES.get(name) or deep
    path = tmp_path / ("a.vcf" if name in CARDS else "a.html")
    path.write_text(text, "utf-8")
    answer = upload(api, path)
    if answer.status != 201:
        answer.refused(422)
        return
    key = answer.body["upload"]
    told = api.post(f"/imports/{key}/check", {"object": "customer", "mapping": {"0": "name"}, "header_row": 0})
    if told.status != 200:
        told.refused(told.status)
        return
    if told.body["checker"]:
        work(company, api, told.body["checker"])
    with db.transaction(company.tenant) as tx:
        (size,) = tx.rows(
            f"SELECT coalesce(sum(length(rows)), 0) FROM intake_benchpage WHERE tenant_id = {tx.tenant_id}"
        )[0]
    assert size < 100_000_000
