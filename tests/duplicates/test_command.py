"""`./zhike duplicates`, as a steward uses it on files from elsewhere."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.project.running import new_home, zhike
from zhike.project.bench.ledgers import DATA

NOISY = [
    ("一号客户", "深圳市恒远机械设备有限公司", "林晓雯", "13800138000", "广东省深圳市南山区", "科技路5号"),
    ("二号客户", "恒远机械设备（深圳）有限公司", "林晓雯", "138-0013-8000", "深圳", "南山区科技路5号"),
    ("三号客户", "北京恒远机械设备有限公司", "王强", "13900139000", "北京市海淀区", "中关村大街1号"),
    ("四号客户", "武汉德润商贸有限公司", "赵敏", "13700137000", "湖北省武汉市", "建设路18号"),
]


@pytest.fixture
def home() -> Iterator[Path]:
    with new_home() as found:
        yield found


def table(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def test_people_of_a_csv(home: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(DATA / "fake_1000.csv", tmp_path))
    pairs = tmp_path / "pairs.csv"
    done = zhike(home, "duplicates", str(file), "--pairs", str(pairs), LANG="en_GB.UTF-8")
    assert done.returncode == 0, done.stderr
    assert "surname: family name (family_name)" in done.stdout
    assert "cluster: not compared" in done.stdout
    head, *groups = table(tmp_path / "fake_1000-duplicates.csv")
    assert head[:3] == ["Group", "Row", "unique_id"]
    by_group: dict[str, set[str]] = {}
    for row in groups:
        by_group.setdefault(row[0], set()).add(row[head.index("cluster")])
    assert len(by_group) > 150
    assert sum(len(clusters) > 1 for clusters in by_group.values()) <= 2
    head, *found = table(pairs)
    assert head == ["First", "Second", "Probability", "Reasons"]
    sure = [row for row in found if float(row[2]) > 0.99]
    assert sure
    assert all("the same" in row[3] for row in sure)
    assert [float(row[2]) for row in found] == sorted((float(row[2]) for row in found), reverse=True)


def test_companies_of_a_workbook_with_titles_and_two_lines_of_headings(home: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["客户台账"])
    sheet.merge_cells("A1:F1")
    sheet.append(["编号", "客户", None, "联系方式", None, None])
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("D2:F2")
    sheet.append([None, "公司名称", "联系人", "电话", "地区", "地址"])
    for row in NOISY:
        sheet.append(row)
    sheet.append(["合计", None, None, 4])
    book.save(tmp_path / "台账.xlsx")
    done = zhike(home, "duplicates", str(tmp_path / "台账.xlsx"), LANG="zh_CN.UTF-8")
    assert done.returncode == 0, done.stderr
    head, *found = table(tmp_path / "台账-duplicates.csv")
    assert head[:2] == ["组", "行号"]
    assert [row[2] for row in found] == ["一号客户", "二号客户"]


def test_rows_of_one_file_are_looked_for_in_another(home: Path, tmp_path: Path) -> None:
    head = "公司名称,电话,地址\n"
    old = "".join(f"{row[1]},{row[3]},{row[5]}\n" for row in NOISY)
    (tmp_path / "old.csv").write_bytes((head + old).encode("gb18030"))
    name = "恒远机械设备（深圳）有限公司"
    new = f"{name},+86 13800138000,深圳市南山区科技路5号\n{name},13800138000,\n"
    (tmp_path / "new.csv").write_text(head + new, "utf-8")
    pairs = tmp_path / "pairs.csv"
    files = [str(tmp_path / name) for name in ("old.csv", "new.csv")]
    done = zhike(home, "duplicates", *files, "--pairs", str(pairs), LANG="zh_CN.UTF-8")
    assert done.returncode == 0, done.stderr
    found = {(first, second) for first, second, *_ in table(pairs)[1:]}
    assert found == {("2", "2"), ("2", "3"), ("3", "2"), ("3", "3")}  # rows of the old file, rows of the new one


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.csv"], "There is no file"),
        (["fake_1000.csv", "--column", "dob=bird"], 'A column cannot be "bird"'),
        (["fake_1000.csv", "--column", "day of birth=birth"], 'There is no column "day of birth"'),
        (["empty.csv"], "empty"),
        (["plain.csv"], "None of the headings says what its column is"),
        (["fake_1000.csv", "other.csv"], 'There is no column "first_name"'),
        (["fake_1000.csv", "--least", "2"], "--least"),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    shutil.copy(DATA / "fake_1000.csv", tmp_path)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "plain.csv").write_text("alpha,beta\n1,2\n3,4\n")
    (tmp_path / "other.csv").write_text("name,phone\nAnna,1\n")
    named = [str(tmp_path / one) if one.endswith(".csv") else one for one in arguments]
    done = zhike(home, "duplicates", *named, LANG="en_GB.UTF-8")
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*-duplicates.csv"))
