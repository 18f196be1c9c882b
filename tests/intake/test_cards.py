"""Business cards of every maker go in as rows, and go out again without a loss."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.connect.company import Company, Program, found
from tests.intake.company import bring, export, listed, preview, upload
from tests.intake.test_bad_files import code_of
from zhike.engines.intake import sheets
from zhike.engines.intake.cards import lines
from zhike.engines.intake.limits import DEFAULT
from zhike.engines.intake.table import Attached

PHOTO = base64.b64encode(bytes(range(256)) * 4).decode()


def qp(text: str, charset: str = "utf-8") -> str:
    return quopri.encodestring(text.encode(charset)).decode().replace("\n", "\r\n")


def file(path: Path, *cards: str, encoding: str = "utf-8") -> Path:
    text = "".join(f"BEGIN:VCARD\n{one.strip()}\nEND:VCARD\n" for one in cards)
    path.write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode(encoding))
    return path


def table(path: Path, language: str = "zh-CN") -> list[dict[str, Any]]:
    opened = sheets.open_table(path, language=language)
    (_, head), *rows = opened.rows()
    assert [number for number, _ in rows] == list(range(2, len(rows) + 2))
    return [{str(one): cell for one, cell in zip(head, cells, strict=True) if cell is not None} for _, cells in rows]


COMPANY = {"姓名": "春江公司", "类型": "企业", "公司": "春江公司", "电话": "2"}
CUT = qp("华信科技有限公司").replace("=E7=A7=91", "=E7=A7=91=\n", 1)  # goes on in the next line
MAKERS = {
    "iPhone": (
        f"""VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.0//EN
N:张;伟;;;
FN:张伟
ORG:深圳春江贸易有限公司;采购部
TITLE:采购经理
EMAIL;type=INTERNET;type=HOME;type=pref:zhang@example.com
item1.TEL;type=pref:+86 138 0013 8000
item1.X-ABLabel:_$!<Mobile>!$_
TEL;type=HOME;type=FAX:0755-26000001
TEL;type=WORK;type=VOICE:0755-26000000
item2.ADR;type=WORK:;;科技园路1号\\n2栋;深圳市;广东省;518000;中国
item2.X-ABADR:cn
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12
item3.IMPP;X-SERVICE-TYPE=WeChat:x-apple:zhangwei_wx
NOTE:老客户\\, 需回访\\;\\n第二行
PHOTO;ENCODING=b;TYPE=JPEG:{PHOTO[:60]}
 {PHOTO[60:700]}
 {PHOTO[700:]}""",
        {
            "姓名": "张伟", "公司": "深圳春江贸易有限公司", "部门": "采购部", "职位": "采购经理",
            "电话": "+86 138 0013 8000", "备用电话": "0755-26000000",
            "传真": "0755-26000001", "邮箱": "zhang@example.com", "微信": "zhangwei_wx",
            "省": "广东省", "市": "深圳市", "详细地址": "科技园路1号\n2栋", "邮编": "518000", "国家": "中国",
            "生日": "--05-12", "备注": "老客户, 需回访;\n第二行",
        },
    ),
    "Android 2.1": (
        f"""VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp("李")};{qp("小明")};;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{qp("李小明")}
TEL;CELL;PREF:13900010001
TEL;WORK:0755-26000000
TEL;HOME:010-88880000
EMAIL;WORK:li@example.com
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{CUT}
X-QQ:12345
PHOTO;ENCODING=BASE64;JPEG:{PHOTO[:60]}
 {PHOTO[60:]}
""",
        {
            "姓名": "李小明", "公司": "华信科技有限公司", "电话": "13900010001", "备用电话": "0755-26000000",
            "电话 3": "010-88880000", "邮箱": "li@example.com", "QQ": "12345",
        },
    ),
    "Outlook in GBK": (
        f"""VERSION:2.1
N;LANGUAGE=zh-cn;CHARSET=gb2312;ENCODING=QUOTED-PRINTABLE:{qp("王", "gbk")};{qp("芳", "gbk")}
FN;CHARSET=gb2312;ENCODING=QUOTED-PRINTABLE:{qp("王芳", "gbk")}
TEL;WORK;VOICE:0755-26000000
TEL;CELL;VOICE:13700010001
ADR;WORK;PREF;CHARSET=gb2312;ENCODING=QUOTED-PRINTABLE:;;{qp("中山路8号;南京市;江苏省", "gbk")};210000;
EMAIL;PREF;INTERNET:wang@example.com
REV:20260101T000000Z""",
        {
            "姓名": "王芳", "电话": "13700010001", "备用电话": "0755-26000000", "省": "江苏省", "市": "南京市",
            "详细地址": "中山路8号", "邮编": "210000", "邮箱": "wang@example.com",
        },
    ),
    "vCard 4": (
        f"""VERSION:4.0
FN:Anna Berg
N:Berg;Anna;Maria;;
TEL;VALUE=uri;TYPE="work,voice":tel:+86-755-2600-0000;ext=8
TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+8613800138000
EMAIL;PREF=2:anna@example.com
URL:https://example.com/a;b
BDAY:19900512
GENDER:F
CATEGORIES:VIP,老客户
PHOTO:data:image/png;base64\\,{PHOTO}
LANG:zh""",
        {
            "姓名": "Anna Berg", "电话": "+8613800138000", "备用电话": "+86-755-2600-0000 ext 8",
            "邮箱": "anna@example.com", "网址": "https://example.com/a;b", "生日": "1990-05-12", "性别": "女",
            "标签": "VIP、老客户",
        },
    ),
    "no FN, only N": ("VERSION:3.0\nN:Smith;John;Q.;;\nTEL:1", {"姓名": "John Q. Smith", "电话": "1"}),
    "a company": ("VERSION:3.0\nN:;;;;\nORG:春江公司\nTEL:2", COMPANY),
    "Google": (
        "VERSION:3.0\nFN:赵六\nTEL;TYPE=CELL:137\nitem1.TEL:138\nitem1.X-ABLabel:手机\nitem2.URL:http\\://a.cn\n"
        "item2.X-ABLabel:PROFILE\nX-WECHAT:zhao6",
        {"姓名": "赵六", "电话": "137", "备用电话": "138", "网址": "http://a.cn", "微信": "zhao6"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("maker", MAKERS)
def test_the_makers(tmp_path: Path, maker: str) -> None:
    text, values = MAKERS[maker]
    path = file(tmp_path / "a.vcf", text)
    told = sheets.inspect(path)
    assert (told.kind, told.named_otherwise, told.sheets[0].survey.rows) == ("cards", False, 2)
    (row,) = table(path)
    photo = row.pop("照片", None)
    assert row == values
    if "PHOTO" in text:
        assert isinstance(photo, Attached)
        assert photo.load() == base64.b64decode(PHOTO)


def test_all_of_them_in_one_file(tmp_path: Path) -> None:
    path = file(tmp_path / "a.txt", *(text for text, _ in MAKERS.values()))
    assert sheets.inspect(path).kind == "cards"
    assert [one["姓名"] for one in table(path)] == [values["姓名"] for _, values in MAKERS.values()]
    assert "Name" in table(path, "en")[0]


def test_a_whole_file_in_gb18030(tmp_path: Path) -> None:
    cards = [f"VERSION:3.0\nFN:深圳第{n}号客户\nORG:南山贸易有限公司\nTEL:1380000{n:04d}" for n in range(30)]
    rows = table(file(tmp_path / "a.vcf", *cards, encoding="gb18030"))
    assert (rows[7]["姓名"], rows[7]["公司"]) == ("深圳第7号客户", "南山贸易有限公司")


def test_bad_cards(tmp_path: Path) -> None:
    path = file(tmp_path / "a.vcf", *(text for text, _ in MAKERS.values()))
    good = path.read_bytes()
    path.write_bytes(good[: len(good) - 30])
    assert code_of(path) == "file.truncated"
    path.write_bytes(b"BEGIN:VCARD\r\n" * 50 + b"END:VCARD\r\n")
    assert code_of(path) == "file.truncated"
    assert code_of(file(tmp_path / "b.vcf", "FN:" + "x" * 100_000), row_characters=10_000) == "row.too_long"
    assert code_of(file(tmp_path / "c.vcf", "FN:" + "x" * 100_000), cell_characters=10_000) == "cell.too_long"
    assert code_of(file(tmp_path / "d.vcf", "X-A:1\n" * 3000)) == "sheet.too_many_columns"
    odd = "VERSION:3.0\nFN;CHARSET=zip:甲\nTEL;=:1\n:\n;\nADR:\nORG:\nBDAY:早\nPHOTO;ENCODING=b:!!!\nN\n\\\nX:\\"
    (row,) = table(file(tmp_path / "e.vcf", odd))
    assert (row["姓名"], row["生日"]) == ("甲", "早")
    assert row["照片"].load() == b""


def test_a_photo_of_ten_megabytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 40_960
    photo = base64.encodebytes(content).decode().replace("\n", "\n ").rstrip()
    path = file(tmp_path / "a.vcf", *[f"VERSION:3.0\nFN:甲\nPHOTO;ENCODING=b;TYPE=JPEG:\n {photo}"] * 3)
    rows = table(path)
    assert [one["照片"] for one in rows] == ["[10 MB]"] * 3
    assert rows[1]["照片"].load() == content


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n,;:\\"'), max_size=200)


@settings(deadline=None, max_examples=200)
@given(value=TEXTS, other=TEXTS)
def test_whatever_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, value: str, other: str) -> None:
    path = tmp_path_factory.getbasetemp() / "round.vcf"
    body = lines.folded(f"NOTE:{lines.escaped(value)}") + lines.folded(
        f"N:{lines.escaped(value)};{lines.escaped(other)}"
    )
    assert max(map(len, body.split(b"\r\n"))) <= 75
    path.write_bytes(b"BEGIN:VCARD\r\n" + body + b"END:VCARD\r\n")
    ((note, name),) = lines.cards(path, "utf-8", DEFAULT)
    assert note.text() == value
    assert [" ".join(one) for one in lines.split(name.value)] == [value.strip(), other.strip()]


@settings(deadline=None, max_examples=300)
@given(data=st.binary(max_size=300))
def test_whatever_stands_in_a_card_is_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.vcf"
    path.write_bytes(b"BEGIN:VCARD\r\nFN:a\r\nTEL;" + data + b"\r\nEND:VCARD\r\n")
    try:
        for card in lines.cards(path, "utf-8", DEFAULT):
            assert card[0].text() == "a"
    except sheets.IntakeError:
        return


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def test_cards_become_customers(company: Company, api: Program, tmp_path: Path) -> None:
    path = file(
        tmp_path / "通讯录.vcf", *(text for text, _ in list(MAKERS.values())[:4]), "VERSION:3.0\nTEL:13800138009"
    )
    shown = preview(api, upload(api, path).ok(201)["upload"], object="customer")
    fields = {one["header"]: one["field"] for one in shown["columns"]}
    assert fields | {
        "姓名": "name", "电话": "phone", "备用电话": "other_phone", "邮箱": "email", "微信": "wechat", "省": "region",
        "市": "region", "详细地址": "address", "网址": "website", "生日": "birthday", "性别": "sex", "标签": "tags",
        "备注": "remark", "照片": "photo", "电话 3": None,
    } == fields  # fmt: skip
    done = bring(company, api, path, object="customer")
    assert done["counts"] == {"created": 4, "refused": 1, "left_out": 3}, done  # their photos are none
    rows = listed(api, "customers", "name", "kind", "phone", "other_phone", "region", "birthday", "sex")
    assert rows[0] == ["张伟", "person", "+8613800138000", "+8675526000000", "440300", "--05-12", None]
    assert rows[3] == ["Anna Berg", "person", "+8613800138000", "+8675526000000;ext=8", None, "1990-05-12", "female"]


CUSTOMERS: list[dict[str, Any]] = [
    {
        "name": "张,伟;\\", "kind": "person", "phone": "13800138000", "other_phone": "0755-26000000 转 8",
        "tags": ["甲乙", "丙"], "email": "zhang@example.com",
        "wechat": "zw", "region": "440305", "address": "科技园路1号\n2栋", "sex": "male",
        "birthday": "1990-05-12", "remark": "长" * 100 + "\n第二行", "website": "https://example.com/a?b=c,d;e",
    },
    {"name": "春江贸易有限公司", "kind": "organization", "phone": "400-800-8000", "region": "110105",
     "birthday": "--02-29"},
    {"name": "李四", "kind": "person", "birthday": "lunar:1990-06-01"},
]  # fmt: skip


@pytest.mark.parametrize("version", ["vcard4", "vcard3", "vcard21"])
def test_what_goes_out_comes_back(api: Program, company: Company, tmp_path: Path, version: str) -> None:
    for one in CUSTOMERS:
        api.post("/customers", one).ok(201)
    out = export(company, api, "customers", tmp_path / "a.vcf", format=version, sort="id")
    other = found()
    done = bring(other, other.program(), out, object="customer")
    assert done["counts"] == {"created": 3}, done
    columns = ("name", "kind", "phone", "other_phone", "email", "wechat", "region", "address", "sex", "birthday",
               "remark", "website", "tags")  # fmt: skip
    before, after = (listed(one, "customers", *columns) for one in (api, other.program()))
    assert after == before


def test_one_card(api: Program, company: Company, tmp_path: Path) -> None:
    customer = api.post("/customers", CUSTOMERS[1]).ok(201)["id"]
    contact = api.post(
        "/contacts", {"name": "张伟", "customer": customer, "position": "经理", "phone": "13800138000"}
    ).ok(201)
    answer = api.get(f"/contacts/{contact['id']}/card")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/vcard")
    (tmp_path / "a.vcf").write_bytes(answer.raw)
    (row,) = table(tmp_path / "a.vcf")
    assert row == {"姓名": "张伟", "公司": "春江贸易有限公司", "职位": "经理", "电话": "+8613800138000"}
    assert b"VERSION:3.0" in api.get(f"/contacts/{contact['id']}/card", version="3").raw
    api.get(f"/contacts/{contact['id']}/card", version="5").refused(400, "request.wrong_member")
    api.get("/contacts/999999/card").refused(404)
    found().program().get(f"/contacts/{contact['id']}/card").refused(404)
    assert api.get("/audit").ok()["rows"][0]["data"]["format"] == "vcard3"
    api.post("/tasks/export", {"format": "vcard4"}).refused(400, "export.unknown_format")


def test_a_photo_goes_out(api: Program, company: Company, tmp_path: Path) -> None:
    api.post("/custom_fields", {"object": "customer", "code": "face", "kind": "file", "label_zh": "头像"}).ok(201)
    content = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    edge = "x" * 30
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    raw = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    kept = api.ask("POST", "/files", raw=raw, kind=f"multipart/form-data; boundary={edge}").ok(201)
    customer = api.post("/customers", {"name": "甲", "kind": "person", "face": kept}).ok(201)["id"]
    for version in ("21", "3", "4"):
        (tmp_path / "a.vcf").write_bytes(api.get(f"/customers/{customer}/card", version=version).raw)
        (row,) = table(tmp_path / "a.vcf")
        assert row["照片"].load() == content


def test_who_may_not_take_secrets_out_gets_no_phone(api: Program, company: Company) -> None:
    actions = dict.fromkeys(("create", "read", "export"), True)
    role = api.post("/roles", {"name": "r", "grants": {"*": {"actions": actions, "scope": "all"}}}).ok(201)["id"]
    person = company.colleague()
    api.patch(f"/people/{person}", {"version": api.get(f"/people/{person}").ok()["version"], "roles": [role]}).ok()
    customer = api.post("/customers", CUSTOMERS[0]).ok(201)["id"]
    card = company.program(person).get(f"/customers/{customer}/card").raw
    assert b"VERSION:4.0" in card
    assert b"TEL" not in card
    assert b"EMAIL" not in card
