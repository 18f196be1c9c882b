"""A-40: what is typed finds what is meant, whichever script and width either is written in."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program, found

NAMES = {
    "traditional": "臺灣積體電路製造",
    "simplified": "广东发展银行",
    "mixed": "華為技术",
    "wide": "ＡＢＣ貿易１２３",
    "composed": "Café Société",
    "rare": "𠮷野家龍",
}
FOUND = [
    ("台湾积体", "traditional"),
    ("臺灣積體電路", "traditional"),
    ("台灣積体", "traditional"),
    ("製造", "traditional"),
    ("制造", "traditional"),
    ("廣東發展銀行", "simplified"),
    ("广东發展", "simplified"),
    ("發展", "simplified"),
    ("华为", "mixed"),
    ("華為技術", "mixed"),
    ("abc贸易", "wide"),
    ("ABC貿易123", "wide"),
    ("１２３", "wide"),
    ("Cafe\u0301", "composed"),
    ("CAFÉ", "composed"),
    ("𠮷野家", "rare"),
    ("龙", "rare"),
]
# Surnames have readings of their own.
READINGS = [
    ("单田芳", ["shantianfang", "stf"]),
    ("曾国藩", ["zengguofan", "zgf"]),
    ("万俟卨", ["moqi", "mq"]),
    ("仇英", ["qiuying", "qy"]),
    ("解缙", ["xiejin", "xj"]),
    ("查良鏞", ["zhaliangyong", "zly"]),
    ("歐陽修", ["ouyangxiu", "oyx"]),
]


@pytest.fixture(scope="module")
def api() -> Program:
    made: Company = found()
    program = made.program()
    for name in NAMES.values():
        program.post("/customers", {"name": name}).ok(201)
    holder = program.post("/customers", {"name": "holder"}).ok(201)["id"]
    for name, _ in READINGS:
        program.post("/contacts", {"name": name, "customer": holder}).ok(201)
    return program


@pytest.mark.parametrize(("typed", "which"), FOUND)
def test_names_are_found_in_either_script(api: Program, typed: str, which: str) -> None:
    assert [one["title"] for one in api.get("/search", q=typed).ok()["rows"]] == [NAMES[which]]
    assert [one["name"] for one in api.get("/customers", q=typed).ok()["rows"]] == [NAMES[which]]


@pytest.mark.parametrize(("name", "typed"), [(name, typed) for name, ways in READINGS for typed in ways])
def test_surnames_are_found_as_they_are_read(api: Program, name: str, typed: str) -> None:
    assert [one["title"] for one in api.get("/search", q=typed, objects="contact").ok()["rows"]] == [name]


def test_nothing_is_changed_by_being_found(api: Program) -> None:
    """Only the search folds: the record keeps the script that was written."""
    stored = {one["name"] for one in api.get("/customers").ok()["rows"]}
    assert set(NAMES.values()) - stored <= {NAMES["wide"]}
