"""Which encoding: guessed with a confidence, shown before commit, and never a question mark."""

import codecs
from pathlib import Path

import pytest

from zhike.engines.intake import sheets
from zhike.engines.intake.delimited import encodings
from zhike.engines.intake.errors import IntakeError

STANDARD = "".join((Path(__file__).parent.parent / "data" / "standard_characters.txt").read_text("utf-8").split())
SIMPLIFIED = "客户编号,客户名称,城市\n" + "KH1,深圳市嘉泰科技有限公司,深圳\nKH2,成都达联贸易有限公司,成都\n" * 5
TRADITIONAL = "客戶編號,客戶名稱,城市\n" + "KH1,臺北嘉泰科技股份有限公司,臺北\nKH2,高雄達聯貿易,高雄\n" * 5


def guess(path: Path, content: bytes) -> encodings.Guess:
    path.write_bytes(content)
    return sheets.inspect(path).encodings[0]


def rows(path: Path, encoding: str | None = None) -> list[list[object]]:
    return [list(cells) for _, cells in sheets.open_table(path, encoding=encoding).rows()]


GUESSED = {
    "ASCII": (b"a,b\n1,2\n", "utf-8"),
    "UTF-8": (SIMPLIFIED.encode(), "utf-8"),
    "UTF-8 with mark": (codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8"),
    "Unicode text of Excel": (codecs.BOM_UTF16_LE + SIMPLIFIED.replace(",", "\t").encode("utf-16-le"), "utf-16-le"),
    "UTF-16 big end first": (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
    "UTF-16 without mark": (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
    "UTF-16 big end first without mark": (SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
    "GBK": (SIMPLIFIED.encode("gbk"), "gb18030"),
    "GB18030": ((SIMPLIFIED + "KH3,李𠮷䶮,深圳\n").encode("gb18030"), "gb18030"),
    "traditional in GBK": (TRADITIONAL.encode("gbk"), "gb18030"),
    "Big5": (TRADITIONAL.encode("big5"), "big5"),
    "Big5 of Windows": ((TRADITIONAL + "KH3,恒裏碁,高雄\n").encode("cp950"), "big5"),
    "GBK far below": (b"code,name\n" + b"1,a\n" * 100_000 + "2,深圳市嘉泰科技有限公司\n".encode("gbk"), "gb18030"),
}


@pytest.mark.parametrize(("content", "encoding"), GUESSED.values(), ids=GUESSED)
def test_guesses(tmp_path: Path, content: bytes, encoding: str) -> None:
    found = guess(tmp_path / "a.csv", content)
    assert found.encoding == encoding
    assert (found.confidence > 0.5, found.undecodable_count) == (True, 0)
    first = rows(tmp_path / "a.csv")[0]
    assert first[0] in ("a", "code", "客户编号", "客戶編號")


def test_other_encodings_are_offered_and_a_wrong_one_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TRADITIONAL.encode("big5"))
    offered = {one.encoding: one for one in sheets.inspect(path).encodings}
    assert offered["big5"].confidence > offered["gb18030"].confidence
    wrong = encodings.check(path, "utf-8")
    assert wrong.undecodable_count == 11
    assert wrong.undecodable == tuple(range(1, 12))
    with pytest.raises(IntakeError) as caught:
        encodings.check(path, "latin-1")
    assert caught.value.code == "encoding.unknown"


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    content = (
        SIMPLIFIED.encode()
        + "KH3,武汉博瑞经营部,武汉\nKH4,苏州腾宏贸易,苏州\n".encode("gbk")
        + "KH5,乙,西安\n".encode()
    )
    found = guess(path, content)
    assert (found.encoding, found.undecodable_count) == ("mixed", 0)
    assert rows(path)[-3:] == [
        ["KH3", "武汉博瑞经营部", "武汉"],
        ["KH4", "苏州腾宏贸易", "苏州"],
        ["KH5", "乙", "西安"],
    ]


def test_undecodable_bytes_are_kept_apart_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(SIMPLIFIED.encode("gbk") + b"KH3,\xff\xff\xff,x\n" + "KH4,丁,西安\n".encode("gbk"))
    found = guess(path, path.read_bytes())
    assert (found.encoding, found.undecodable, found.undecodable_count) == ("gb18030", (12,), 1)
    broken, good = rows(path)[-2:]
    assert broken == ["KH3", "\udcff\udcff\udcff", "x"]
    assert good == ["KH4", "丁", "西安"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_all_standard_characters(tmp_path: Path, encoding: str) -> None:
    assert len(STANDARD) == 8105
    lines = [STANDARD[n : n + 50] for n in range(0, len(STANDARD), 50)]
    path = tmp_path / "a.csv"
    path.write_bytes("".join(f"{n},{line}\r\n" for n, line in enumerate(lines)).encode(encoding))
    found = sheets.inspect(path).encodings[0]
    assert found.undecodable_count == 0
    assert [row[1] for row in rows(path)] == lines


def test_a_line_beyond_one_block(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "编号,备注\n" + "".join(f"{n},{'中' * 700_000}\n" for n in range(3))
    path.write_bytes(text.encode("gbk"))
    assert guess(path, path.read_bytes()).encoding == "gb18030"
    assert [len(str(row[1])) for row in rows(path)] == [2, 700_000, 700_000, 700_000]
