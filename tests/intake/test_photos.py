"""Photos of cards go into the record and out again, of every maker; one that is no good costs only itself."""

from __future__ import annotations

import base64
import quopri
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import bring, export, listed, preview, refused_rows, upload
from zhike.engines.intake.pictures import MOST

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 12
JPEG = b"\xff\xd8\xff\xe0" + bytes(reversed(range(256))) * 9 + b"\xff\xd9"
ONE = base64.b64encode(JPEG).decode()


def wrapped(width: int, indent: str, data: str = ONE) -> str:
    """Base64 over several lines."""
    return f"\r\n{indent}".join(textwrap.wrap(data, width))


def qp(text: str, charset: str = "utf-8") -> str:
    return quopri.encodestring(text.encode(charset)).decode().replace("\n", "\r\n")


def card(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")).encode()


# How each writes a name, a mobile number, an address for mail and a picture.
MAKERS = {
    "Apple": card(
        "VERSION:3.0", "PRODID:-//Apple Inc.//iCloud Web Address Book 2323B26//EN", "N:王;芳;;;", "FN:王芳",
        "ORG:南方电器有限公司;华南区;采购部", "item1.EMAIL;type=INTERNET;type=pref:fang@example.com",
        "item1.X-ABLabel:_$!<Work>!$_", "item2.TEL;type=CELL;type=VOICE;type=pref:+86 138-0000-1111",
        f"PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&96&96&x==;ENCODING=b;TYPE=JPEG:\r\n  {wrapped(74, '  ')}",
    ),
    "Google": card(
        "VERSION:3.0", "FN:王芳", "N:王;芳;;;", "item1.EMAIL;TYPE=INTERNET:fang@example.com", "item1.X-ABLabel:",
        "TEL;TYPE=CELL:138 0000 1111", f"PHOTO;ENCODING=BASE64;TYPE=JPEG:{wrapped(70, ' ')}", "CATEGORIES:myContacts",
    ),
    "Outlook": card(
        "VERSION:2.1", f"N;LANGUAGE=zh-cn;CHARSET=gb2312;ENCODING=QUOTED-PRINTABLE:{qp('王', 'gbk')};{qp('芳', 'gbk')}",
        f"FN;CHARSET=gb2312;ENCODING=QUOTED-PRINTABLE:{qp('王芳', 'gbk')}", "TEL;CELL;VOICE:13800001111",
        "EMAIL;PREF;INTERNET:fang@example.com", "X-MS-OL-DEFAULT-POSTAL-ADDRESS:0",
        f"PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n {wrapped(73, ' ')}", "", "X-MS-OL-DESIGN;CHARSET=utf-8:<card/>",
        "REV:20260101T000000Z",
    ),
    "Android": card(
        "VERSION:2.1", f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('王')};{qp('芳')};;;",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('王芳')}", "TEL;CELL:138-0000-1111",
        "EMAIL;HOME:fang@example.com", f"PHOTO;ENCODING=BASE64;JPEG:{wrapped(73, ' ')}", "",
    ),
    "Huawei": card(
        "VERSION:2.1", f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;{qp('王芳')};;;",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('王芳')}", "TEL;PREF;CELL:+8613800001111",
        "EMAIL;X-INTERNET:fang@example.com", "X-HW-RINGTONE:default",
        f"PHOTO;ENCODING=BASE64;JPEG:{wrapped(72, ' ')}", "",
    ),
    "Xiaomi": card(
        "VERSION:3.0", "N:王;芳;;;", "FN:王芳", "TEL;TYPE=CELL;TYPE=PREF:138 0000 1111",
        "EMAIL;TYPE=WORK:fang@example.com", f"PHOTO;ENCODING=B;TYPE=JPEG:{ONE}",
    ),
    "Nokia": card(
        "VERSION:2.1", f"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{qp('王')};{qp('芳')}",
        "TEL;CELL:13800001111", "EMAIL:fang@example.com", "X-EPOCSECONDNAME:",
        f"PHOTO;JPEG;BASE64:\r\n    {wrapped(64, '    ')}", "",
    ),
    "Foxmail": card(
        "VERSION:2.1", f"N;CHARSET=gb2312;ENCODING=QUOTED-PRINTABLE:{qp('王芳', 'gbk')}",
        f"FN;CHARSET=gb2312;ENCODING=QUOTED-PRINTABLE:{qp('王芳', 'gbk')}", "EMAIL;PREF;INTERNET:fang@example.com",
        "TEL;CELL;VOICE:13800001111", f"PHOTO;ENCODING=BASE64;JPEG:\r\n{wrapped(76, '')}", "",
    ),
    "Thunderbird": card(
        "VERSION:4.0", "N:王;芳;;;", "FN:王芳", "EMAIL;PREF=1:fang@example.com",
        "TEL;TYPE=cell;VALUE=TEXT:138 0000 1111", f"PHOTO;VALUE=URI:data:image/jpeg;base64,{wrapped(70, ' ')}",
    ),
    "Nextcloud": card(
        "VERSION:3.0", "PRODID:-//Sabre//Sabre VObject 4.5.4//EN", "FN:王芳", "N:王;芳;;;",
        'TEL;TYPE="CELL,VOICE":+8613800001111', "EMAIL;TYPE=HOME:fang@example.com",
        f"PHOTO;ENCODING=b;TYPE=image/jpeg:{wrapped(60, ' ')}", "REV;VALUE=DATE-AND-OR-TIME:20260101T000000Z",
    ),
    "Samsung": card(
        "VERSION:2.1", f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('王')};{qp('芳')};;;",
        f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp('王芳')}", "TEL;X-Mobile:",
        "TEL;CELL:+86 138 0000 1111", "EMAIL;HOME:fang@example.com", "X-SAMSUNGADR;:;;;;;;",
        f"PHOTO;ENCODING=BASE64;JPEG:{wrapped(74, ' ')}", "", "X-CLASS:PUBLIC",
    ),
}  # fmt: skip


def picture(api: Program, value: Any) -> bytes:
    """The bytes of a photo."""
    answer = api.get(f"/files/{value['key']}")
    assert answer.status == 200
    return answer.raw


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def file(path: Path, *cards: bytes) -> Path:
    path.write_bytes(b"".join(cards))
    return path


def test_of_every_maker(company: Company, api: Program, tmp_path: Path) -> None:
    """Name, phone, mail and photo go in as they are, and out and in again without a loss."""
    for name, content in MAKERS.items():
        done = bring(company, api, file(tmp_path / f"{name}.vcf", content), object="customer")
        assert done["counts"] == {"created": 1}, (name, done)
    columns = ("name", "phone", "email", "photo")
    for name, (*plain, photo) in zip(MAKERS, listed(api, "customers", *columns), strict=True):
        assert plain == ["王芳", "+8613800001111", "fang@example.com"], name
        assert (photo["type"], photo["name"]) == ("image/jpeg", "photo.jpg"), name
        assert picture(api, photo) == JPEG, name
    for version in ("vcard21", "vcard3", "vcard4"):
        other = found()
        out = export(company, api, "customers", tmp_path / f"{version}.vcf", format=version, sort="id")
        assert bring(other, other.program(), out, object="customer")["counts"] == {"created": len(MAKERS)}
        for *plain, photo in listed(other.program(), "customers", *columns):
            assert plain == ["王芳", "+8613800001111", "fang@example.com"]
            assert picture(other.program(), photo) == JPEG


def test_how_each_version_says_it(company: Company, api: Program, tmp_path: Path) -> None:
    bring(company, api, file(tmp_path / "a.vcf", MAKERS["Apple"]), object="customer")
    (record,) = api.get("/customers", columns="name").ok()["rows"]
    told = {version: api.get(f"/customers/{record['id']}/card", version=version).raw for version in ("21", "3", "4")}
    assert b"\r\nPHOTO;ENCODING=BASE64;JPEG:" in told["21"]
    assert b"\r\nPHOTO;ENCODING=b;TYPE=JPEG:" in told["3"]
    assert b"\r\nPHOTO:data:image/jpeg;base64," in told["4"]
    assert b"\r\n\r\n" in told["21"]
    assert all(len(line) <= 76 for one in told.values() for line in one.split(b"\r\n"))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("PHOTO;ENCODING=b;TYPE=JPEG:****", "损坏"),
        (f"PHOTO;ENCODING=b;TYPE=JPEG:{base64.b64encode(b'<svg onload=alert(1)>').decode()}", "JPEG"),
        ("PHOTO;VALUE=uri:https://example.com/face.jpg", "https://example.com/face.jpg"),
        ("PHOTO;ENCODING=BASE64;JPEG:" + base64.b64encode(b"\xff\xd8\xff" + b"x" * MOST).decode(), "MB"),
        ("PHOTO;ENCODING=BASE64;JPEG:" + "A" * (17 << 20), "MB"),
        ("PHOTO:data:image/png;base64," + "\r\n ".join(["A" * 74] * 240_000), "MB"),
    ],
)
def test_one_that_is_no_good_costs_only_itself(
    company: Company, api: Program, tmp_path: Path, line: str, word: str
) -> None:
    path = file(
        tmp_path / "a.vcf", card("VERSION:3.0", "FN:甲", "TEL:13800001111", line, "NOTE:后面的"),
        MAKERS["Google"], card("VERSION:3.0", "FN:丙", "TEL:13800003333"),
    )  # fmt: skip
    done = bring(company, api, path, object="customer")
    assert done["counts"] == {"created": 3, "left_out": 1}, done
    assert listed(api, "customers", "phone", "remark")[0] == ["+8613800001111", "后面的"]
    assert [bool(photo) for (photo,) in listed(api, "customers", "photo")] == [False, True, False]
    back = refused_rows(api, done, tmp_path / "refused.csv")
    assert len(back) == 2
    assert any(word in str(cell) and "照片" in str(cell) for cell in back[1]), back


def test_a_preview_and_a_check_keep_none(company: Company, api: Program, tmp_path: Path) -> None:
    content = card("VERSION:3.0", "FN:甲", "TEL:13800001111", "PHOTO;ENCODING=b;TYPE=JPEG:****") + MAKERS["Google"]
    key = upload(api, file(tmp_path / "a.vcf", content)).ok(201)["upload"]
    rows = preview(api, key, object="customer")["rows"]
    assert [list(row["errors"]) for row in rows] == [["photo"], []]
    told = api.post(f"/imports/{key}/check", {"object": "customer"}).ok()
    assert told["counts"].get("refused", 0) == 0, told
    done = bring(company, api, tmp_path / "a.vcf", object="customer")
    assert done["counts"] == {"created": 2, "left_out": 1}


def test_the_same_again_changes_nothing(company: Company, api: Program, tmp_path: Path) -> None:
    path = file(tmp_path / "a.vcf", MAKERS["Xiaomi"])
    plan = {"object": "customer", "mode": "upsert", "match": "phone"}
    assert bring(company, api, path, **plan)["counts"] == {"created": 1}
    assert bring(company, api, path, **plan)["counts"] == {"unchanged": 1}
    other = MAKERS["Xiaomi"].replace(ONE.encode(), base64.b64encode(PNG))
    assert bring(company, api, file(path, other), **plan)["counts"] == {"updated": 1}
    ((photo,),) = listed(api, "customers", "photo")
    assert (photo["type"], picture(api, photo)) == ("image/png", PNG)


def test_no_table_fills_a_photo(company: Company, api: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("客户名称,照片\n甲,https://example.com/a.jpg\n", "utf-8")
    key = upload(api, path).ok(201)["upload"]
    assert preview(api, key, object="customer")["columns"][1]["field"] is None
    plan = {"object": "customer", "mapping": {"0": "name", "1": "photo"}}
    api.post(f"/imports/{key}/preview", plan).refused(400, "import.unknown_field")
