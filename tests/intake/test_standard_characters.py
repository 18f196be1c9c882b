"""The 8,105 characters of the standard list, 196 of them of four bytes, come out as the bytes that went in (A-32)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connect.company import found
from tests.intake import company as steps

STANDARD = "".join((Path(__file__).parent.parent / "data" / "standard_characters.txt").read_text("utf-8").split())
EACH = 50
HEADINGS = ["客户编号", "客户名称", "备注"]


def lines() -> list[list[str]]:
    parts = [STANDARD[n : n + EACH] for n in range(0, len(STANDARD), EACH)]
    return [HEADINGS, *([f"Z{n:04d}", part[:20], part] for n, part in enumerate(parts))]


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_they_come_out_as_they_went_in(database: None, tmp_path: Path, encoding: str) -> None:
    assert len(STANDARD) == len(set(STANDARD)) == 8105
    company = found()
    api = company.program()
    given = tmp_path / "a.csv"
    text = "".join(f"{','.join(one)}\r\n" for one in lines())
    given.write_bytes(text.encode(encoding))
    done = steps.bring(company, api, given, object="customer")
    assert done["counts"] == {"created": len(lines()) - 1}, done
    stored = api.get("/customers", sort="code", limit=500, columns="code,name,remark").ok()["rows"]
    assert "".join(one["remark"] for one in stored) == STANDARD
    asked = {"format": "csv", "encoding": encoding, "sort": "code", "columns": ["code", "name", "remark"]}
    out = steps.export(company, api, "customers", tmp_path / "b.csv", **asked)
    assert out.read_bytes() == text.encode("gb18030" if encoding == "gb18030" else "utf-8-sig")  # for Excel


@pytest.mark.slow
def test_each_of_them_is_found(database: None, tmp_path: Path) -> None:
    """One by one, as a name of its own."""
    company = found()
    api = company.program()
    rare = sorted(STANDARD, key=ord)[-300:]
    assert sum(ord(one) > 0xFFFF for one in rare) == 196
    given = tmp_path / "a.csv"
    given.write_text("客户名称\n" + "".join(f"{one}记\n" for one in rare), "utf-8")
    assert steps.bring(company, api, given, object="customer")["counts"] == {"created": len(rare)}
    for one in rare[::10]:
        assert f"{one}记" in {row["name"] for row in api.get("/customers", q=one).ok()["rows"]}, one
