"""From cells to raw values by field."""

import datetime as dt

import pytest

from tests.intake import targets
from zhike.engines.intake.cells import Assembled, Assembler
from zhike.engines.intake.mapping import Column
from zhike.engines.intake.table import Cell, CellFault


def assemble(*columns: tuple[str, str | None, Cell], delimited: bool = True) -> Assembled:
    made = [Column(index=n, header=name, field=name, part=part) for n, (name, part, _) in enumerate(columns)]
    return Assembler(made, targets.CUSTOMERS, delimited=delimited).row([cell for _, _, cell in columns])


def value(name: str, cell: Cell, *, delimited: bool = True) -> Cell:
    found = assemble((name, None, cell), delimited=delimited)
    assert not found.faults
    return found.values.get(name)


@pytest.mark.parametrize(
    "cell", [None, "", "  ", "无", "待补", "N/A", "#N/A", "-", "——", "ＮＵＬＬ", "　", "暂无", float("nan")]
)
def test_words_that_mean_nothing(cell: Cell) -> None:
    found = assemble(("email", None, cell))
    assert (found.values, found.blank) == ({}, ["email"])


def test_no_is_an_answer_where_yes_or_no_is_asked() -> None:
    assert value("vip", "无") == "无"
    assert value("vip", "没有") == "没有"
    assert value("remark", "无") is None


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        ("phone", 15255229565, "15255229565"),
        ("phone", 15255229565.0, "15255229565"),
        ("phone", "15255229565.0", "15255229565.0"),
        ("code", 123.0, "123"),
        ("name", 360.0, "360"),
        ("name", 3.5, "3.5"),
        ("phone", "1.5255229565E+10", "15255229565"),
        ("identity_number", 440301199001011234, "440301199001011234"),
        ("name", "1E+05", "1E+05"),
        ("since", 44848, 44848),
        ("since", dt.date(2022, 10, 14), dt.date(2022, 10, 14)),
        ("code", '="00123"', "00123"),
        ("name", "'=1+1", "=1+1"),
        ("name", "''=1", "'=1"),
    ],
)
def test_what_a_spreadsheet_made_of_text(name: str, cell: Cell, expected: Cell) -> None:
    assert value(name, cell) == expected


def test_marks_of_text_files_are_text_in_a_workbook() -> None:
    assert value("name", "'=1+1", delimited=False) == "'=1+1"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("identity_number", 4.40301199001011e17),
        ("credit_code", 9.1350211e17),
        ("phone", "1.52552E+10"),
        ("code", "4.40E+17"),
    ],
)
def test_digits_that_excel_threw_away_are_not_made_up(name: str, cell: Cell) -> None:
    assert assemble((name, None, cell)).faults[name].code == "cell.digits_lost"


def test_undecodable_bytes_are_shown() -> None:
    fault = assemble(("name", None, "甲\udcff\udc81")).faults["name"]
    assert (fault.code, fault.data) == ("cell.undecodable", {"bytes": "FF 81"})


def test_two_phones_in_a_cell() -> None:
    two = assemble(("phone", None, "15255229565 / 13955229565"))
    assert two.values == {"phone": "15255229565", "other_phone": "13955229565"}
    three = assemble(("phone", None, "15255229565、13955229565、13855229565"))
    assert three.values == {"phone": "15255229565、13955229565、13855229565"}  # refused later, nothing is lost
    own = {"other_phone": "0755-26543210", "phone": "15255229565/13955229565"}
    assert assemble(*((name, None, cell) for name, cell in own.items())).values == own
    assert assemble(*((name, None, cell) for name, cell in reversed(own.items()))).values == own


def test_places_in_several_columns() -> None:
    def place(*cells: Cell) -> Assembled:
        parts = ("province", "city", "district")
        return assemble(*(("region", part, cell) for part, cell in zip(parts, cells, strict=False)))

    assert place("陕西省", "西安", "雁塔区").values == {"region": "610113"}
    assert place("北京市", None, "朝阳区").values == {"region": "110105"}
    assert place("广东", "无").values == {"region": "440000"}
    assert place(None, "", "无").values == {}
    assert place("火星", "西安").faults["region"].code.startswith("region.")


def test_an_address_gives_its_district() -> None:
    def split(province: str, city: str | None, street: Cell) -> dict[str, Cell]:
        found = assemble(("region", "province", province), ("region", "city", city), ("address", None, street))
        assert not found.faults
        return found.values

    assert split("陕西省", "西安", "雁塔区六盘水街8号") == {"region": "610113", "address": "六盘水街8号"}
    assert split("广东", "深圳市", "科技园路1号") == {"region": "440300", "address": "科技园路1号"}
    assert split("广东", "深圳市", "南山区") == {"region": "440305", "address": "南山区"}
    assert split("广东", "深圳市", None) == {"region": "440300"}
    same = Assembler(
        [Column(index=0, header="", field="region", part="city"), Column(index=1, header="", field="address")],
        targets.CUSTOMERS, delimited=True,
    )  # fmt: skip
    for _ in range(2):  # the second time from memory
        assert same.row(["西安", "雁塔区, 六盘水街8号"]).values == {"region": "610113", "address": "六盘水街8号"}
        assert same.row(["西安", "南山区六盘水街8号"]).values["region"] == "610100"


@pytest.mark.parametrize(
    ("cell", "calendar", "expected"),
    [
        ("1969.07.26", "是", "农历1969.07.26"),
        (dt.date(1969, 7, 26), "农历", "农历1969-07-26"),
        ("05月29日", "否", "05月29日"),
        ("05月29日", None, "05月29日"),
        ("无", "是", None),
    ],
)
def test_a_birthday_and_its_calendar(cell: Cell, calendar: Cell, expected: Cell) -> None:
    assert assemble(("birthday", None, cell), ("birthday", "calendar", calendar)).values.get("birthday") == expected


def test_cells_without_a_value_of_their_own_are_noted() -> None:
    found = assemble(
        ("remark", None, CellFault("cell.uncalculated", "A1+1")), ("email", None, CellFault("cell.error", "#N/A"))
    )
    assert (found.values, found.faults) == ({}, {})
    assert {name: (one.code, one.data) for name, one in found.notes.items()} == {
        "remark": ("cell.uncalculated", {"value": "A1+1"}), "email": ("cell.error", {"value": "#N/A"}),
    }  # fmt: skip


def test_rows_that_are_shorter_than_the_headings() -> None:
    made = [Column(index=n, header=name, field=name) for n, name in enumerate(("name", "phone", "remark"))]
    found = Assembler(made, targets.CUSTOMERS, delimited=True).row(["甲"])
    assert (found.values, sorted(found.blank)) == ({"name": "甲"}, ["phone", "remark"])
