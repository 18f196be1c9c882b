"""Which field each column goes to."""

from pathlib import Path

import pytest

from tests.intake import ledger, targets
from zhike.engines.intake import headers, mapping, sheets, synonyms
from zhike.engines.intake.headers import Heading
from zhike.engines.intake.synonyms import Target
from zhike.engines.intake.table import Cell

Fields = list[tuple[str | None, str | None]]


def propose(path: Path, sheet: str | None, fields: tuple[Target, ...]) -> tuple[mapping.Column, ...]:
    table = sheets.open_table(path, sheet)
    head = [row for row in table.rows() if row[0] <= 200]
    found = headers.propose(head, table.survey().merges, mapping.knows(fields))
    return mapping.propose(found.columns, [row for row in head if row[0] > found.last], fields)


def fields_of(columns: tuple[mapping.Column, ...]) -> Fields:
    return [(one.field, one.part) for one in columns]


def one_column(heading: str, *values: Cell, fields: tuple[Target, ...] = targets.CUSTOMERS) -> mapping.Column:
    column = Heading(index=0, label=heading, path=(heading,) if heading else ())
    return mapping.propose([column], [(n, [value]) for n, value in enumerate(values, 2)], fields)[0]


def test_the_ledger(tmp_path: Path) -> None:
    path = ledger.workbook(tmp_path / "a.xlsx")
    found = propose(path, "客户", targets.CUSTOMERS)
    assert fields_of(found) == [
        ("code", None), ("name", None), ("short_name", None), (None, None), ("phone", None), ("email", None),
        ("region", "province"), ("region", "city"), ("address", None), ("industry", None), ("since", None),
        ("remark", None),
    ]  # fmt: skip
    assert all(one.confidence >= 0.9 for one in found if one.field)
    assert len(found[1].samples) == 5
    assert fields_of(propose(path, "联系人", targets.CONTACTS)) == [
        ("customer", None), ("name", None), ("position", None), ("phone", None), ("wechat", None), ("birthday", None),
        ("birthday", "calendar"),
    ]  # fmt: skip
    assert fields_of(propose(path, "跟进记录", targets.INTERACTIONS)) == [
        ("customer", None), ("at", None), ("person", None), ("kind", None), ("content", None), ("next_step_on", None),
    ]  # fmt: skip


def test_the_members(tmp_path: Path) -> None:
    found = propose(ledger.members(tmp_path / "a.csv"), None, targets.CUSTOMERS)
    assert dict(zip(ledger.MEMBER_HEADINGS, fields_of(found), strict=True)) == {
        "会员卡号": (None, None), "姓名": ("name", None), "性别": ("sex", None), "手机号": ("phone", None),
        "出生日期": ("birthday", None), "城市": ("region", "city"), "累计消费": (None, None), "最近消费": (None, None),
        "积分": (None, None), "标签": ("tags", None),
    }  # fmt: skip
    card = Target(name="member_card", kind="text", labels=("会员卡号", "Member card"))
    assert propose(tmp_path / "a.csv", None, (*targets.CUSTOMERS, card))[0].field == "member_card"


SAME = {
    "name": (
        "客户名称",
        "客户全称",
        "公司名称*",
        "*企业名称（必填）",
        "單位名稱",
        "Company Name",
        "company_name",
        "COMPANY",
    ),
    "code": ("客户编号", "编 号", "客户代码", "Customer ID", "code"),
    "phone": ("手机号码", "聯繫電話", "联系电话(必填)", "Mobile Phone", "Ｔｅｌ", "移动电话", "负责人手机"),
    "email": ("E-Mail", "电子邮件", "邮箱地址"),
    "birthday": ("出生年月", "DOB"),
    "since": ("创建时间", "入会日期", "Created At"),
    "owner": ("业务员", "Sales rep", "客户经理"),
    "credit_code": ("税号", "纳税人识别号", "统一社会信用代码/税号"),
    "remark": ("备 注", "Notes", "说明"),
    "tags": ("客户标签", "labels"),
    "vip": ("是否VIP", "vip"),
}


@pytest.mark.parametrize(("field", "heading"), [(name, one) for name, all_ in SAME.items() for one in all_])
def test_synonyms(field: str, heading: str) -> None:
    assert one_column(heading).field == field


@pytest.mark.parametrize("heading", ["会员积分", "累计消费", "序", "xyz", "产品型号", ""])
def test_what_we_do_not_have_is_left_to_the_person(heading: str) -> None:
    assert one_column(heading).field is None


def test_values_say_where_a_column_goes_when_its_heading_does_not() -> None:
    assert one_column("", "13800138000", "0755-26543210", "+86 13900139000").field == "phone"
    assert one_column("xx", "a@b.cn", "c@d.com", "e@f.org").field == "email"
    assert one_column("信息", "91350211M000100Y43", "91110000600037341L", "91440300708461136T").field == "credit_code"
    assert one_column("xx", "男", "女", "男").field == "sex"
    assert one_column("", "甲", "乙", "丙").field is None


def test_values_speak_against_a_heading() -> None:
    sure = one_column("电话", *["13800138000"] * 6).confidence
    doubtful = one_column("电话", *["张敏", "李强", "王芳"] * 3)
    assert sure > 0.95
    assert doubtful.confidence <= 0.5


def test_each_field_once_and_the_better_column_wins() -> None:
    columns = [Heading(index=n, label=one, path=(one,)) for n, one in enumerate(("公司", "客户名称", "电话", "手机"))]
    rows = [(2, ["甲", "乙公司", "0755-26543210", "13800138000"])] * 3
    found = [one.field for one in mapping.propose(columns, rows, targets.CUSTOMERS)]
    assert found[:2] == [None, "name"]
    assert sorted(map(str, found[2:])) == ["other_phone", "phone"]


def test_a_whole_region_or_its_parts_but_not_both() -> None:
    def fields(*headings: str) -> Fields:
        columns = [Heading(index=n, label=one, path=(one,)) for n, one in enumerate(headings)]
        return fields_of(mapping.propose(columns, [], targets.CUSTOMERS))

    assert fields("省", "市", "区", "地址") == [
        ("region", "province"), ("region", "city"), ("region", "district"), ("address", None),
    ]  # fmt: skip
    assert fields("地区", "城市") == [("region", None), (None, None)]
    assert fields("是否农历") == [(None, None)]


def test_synonyms_belong_to_fields_and_are_no_ones_twice() -> None:
    table = synonyms._table()
    for name, words in table["fields"].items():
        strong, weak = ({synonyms.folded(one) for one in words[side]} for side in ("strong", "weak"))
        assert not strong & weak, name
        assert all(strong | weak), name


def test_values_decide_where_headings_say_nothing() -> None:
    assert one_column("列3", *["广东省", "深圳市", "浙江省", "杭州市"]).field == "region"
    assert one_column("", *["深圳甲有限公司", "杭州乙有限公司", "上海丙厂"]).field == "name"
    assert one_column("合同方", *["深圳甲有限公司", "杭州乙有限公司", "上海丙厂"]).field is None
    assert one_column("xx", *["440301199005121234"] * 4).field is None  # their check digits are wrong
    told = one_column("", "13800138000", "13900139000", "13700137000")
    assert (told.field, told.by) == ("phone", "values")
    assert one_column("手机").by == "heading"
