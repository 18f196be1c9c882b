"""Cleaning is seen before it is done, done through the write path, and undone as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connect.company import Company, Program
from tests.intake.company import work
from zhike.engines.quality.cleaning import job, tidy
from zhike.kernel.values import phone_place
from zhike.kernel.write import write

EVERY: dict[str, Any] = {"all": []}


def make(api: Program, **values: object) -> int:
    return int(api.post("/customers", {"name": "某", **values}).ok(201)["id"])


def clean(company: Company, api: Program, operation: str, params: object, **more: object) -> Any:
    body = {"operation": operation, "params": params, **more}
    told = work(company, api, api.post("/customers/clean", body).ok(202)["job"])
    assert told["state"] == "done", told
    return told


def values(api: Program, field: str) -> list[Any]:
    return [one[field] for one in api.get("/customers", columns=field, sort="id", limit=500).ok()["rows"]]


UNTIDY = ["（深圳）恒远", "深圳 恒远(集团)有限公司", "ＡＢＣ１２３", "JOHN SMITH", "IBM", "广州嘉禾"]
TIDY = ["（深圳）恒远", "深圳恒远（集团）有限公司", "ABC123", "John Smith", "IBM", "广州嘉禾"]
ALL = {"fields": ["name"], "how": ["width", "spaces", "brackets", "capitals"]}


def test_it_is_seen_before_it_is_done_and_undone_as_a_whole(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "MOST_ROWS", 2)
    api = company.program()
    for name in UNTIDY:
        make(api, name=name)
    seen = clean(company, api, "tidy", ALL, preview=True)
    assert values(api, "name") == UNTIDY
    assert (seen["done"], seen["counts"]) == (6, {"would_change": 3, "field.name": 3})
    sample = [one["fields"]["name"] for one in seen["result"]["sample"]]
    assert [(one["before"], one["after"]) for one in sample] == [
        (old, new) for old, new in zip(UNTIDY, TIDY, strict=True) if old != new
    ]
    done = clean(company, api, "tidy", ALL)
    assert values(api, "name") == TIDY
    assert done["counts"] == {"updated": 3, "field.name": 3}
    assert clean(company, api, "tidy", ALL, preview=True)["counts"] == {"would_change": 0}
    work(company, api, api.post(f"/jobs/{done['id']}/undo").ok(202)["job"])
    assert values(api, "name") == UNTIDY


def test_only_records_of_the_condition_and_within_rights_change(company: Company) -> None:
    api = company.program()
    sales = company.colleague("sales")
    make(api, name="ＡＡＡＡ", owner=sales)
    make(api, name="ＢＢＢＢ", owner=sales)
    make(api, name="ＣＣＣＣ")
    theirs = company.program(sales)
    where = {"field": "name", "op": "is_not", "value": "ＢＢＢＢ"}
    assert clean(company, theirs, "tidy", ALL, where=where)["counts"] == {"updated": 1, "field.name": 1}
    assert values(api, "name") == ["AAAA", "ＢＢＢＢ", "ＣＣＣＣ"]


def test_what_somebody_changes_meanwhile_is_left_to_them(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    api = company.program()
    one, _ = make(api, name="ＡＡＡＡ"), make(api, name="ＢＢＢＢ")
    read = job._rows

    def rows(*given: Any) -> Any:
        found = read(*given)
        write(company.actor, "customer", [{"id": one, "name": "ＷＷＷＷ"}], mode="update")
        return found

    monkeypatch.setattr(job, "_rows", rows)
    told = clean(company, api, "tidy", ALL)
    assert told["counts"] == {"updated": 1, "refused": 1, "field.name": 2}
    assert values(api, "name") == ["ＷＷＷＷ", "BBBB"]


def test_a_region_is_filled_from_what_is_surest(company: Company) -> None:
    api = company.program()
    make(api, address="深圳市南山区科技南路1号", phone="010-65432109")
    make(api, name="杭州恒远机械有限公司", phone="010-65432109")
    make(api, name="北京", phone="0755-26543210")  # a person may be called like a place
    make(api, region="310115", address="深圳市南山区科技南路1号")
    make(api, name="无名")
    told = clean(company, api, "region", {"field": "region", "from": ["address", "name", "phone"]})
    assert values(api, "region") == ["440305", "330100", "440300", "310115", None]
    assert told["counts"] == {"updated": 3, "field.region": 3}


def test_tags_and_values_are_folded_on_all_records(company: Company) -> None:
    api = company.program()
    make(api, tags=["ｖｉｐ", "重点客户"], industry="IT")
    make(api, tags=["VIP", "重点"], industry="软件")
    make(api, tags=["vip", "老客户", "VIP客户"])
    names = {"ｖｉｐ": "VIP", "vip": "VIP", "VIP客户": "VIP", "重点客户": "重点"}
    clean(company, api, "rename", {"field": "tags", "names": names})
    assert values(api, "tags") == [["VIP", "重点"], ["VIP", "重点"], ["VIP", "老客户"]]
    clean(company, api, "rename", {"field": "industry", "names": {"IT": "软件"}})
    assert values(api, "industry") == ["软件", "软件", None]


def test_phones_in_text_fields_and_names_in_parts(company: Company) -> None:
    api = company.program()
    for code in ("line", "family", "given"):
        api.post("/custom_fields", {"label_zh": code, "object": "customer", "code": code, "kind": "text"}).ok(201)
    make(api, name="欧阳娜娜", line="138 0013-8000")
    make(api, name="Ada Lovelace", line="打前台")
    make(api, name="王伟", given="大伟")
    make(api, name="恒远机械有限公司")
    clean(company, api, "phones", {"fields": ["line"]})
    assert values(api, "line") == ["+8613800138000", "打前台", None, None]
    clean(company, api, "split", {"field": "name", "family": "family", "given": "given"})
    assert values(api, "family") == ["欧阳", "Lovelace", None, None]
    assert values(api, "given") == ["娜娜", "Ada", "大伟", None]


@pytest.mark.parametrize(
    ("operation", "params", "code"),
    [
        ("burn", {}, "clean.unknown_operation"),
        ("tidy", {"how": ["width"]}, "clean.no_fields"),
        ("tidy", {"fields": ["nothing"], "how": ["width"]}, "clean.unknown_field"),
        ("tidy", {"fields": ["region"], "how": ["width"]}, "clean.wrong_kind"),
        ("tidy", {"fields": ["name"], "how": ["burn"]}, "clean.unknown_step"),
        ("tidy", {"fields": ["name"], "how": ["width"], "x": 1}, "request.unknown_member"),
        ("region", {"field": "name", "from": ["address"]}, "clean.wrong_kind"),
        ("rename", {"field": "tags", "names": {"a": " "}}, "clean.no_names"),
        ("rename", {"field": "tags", "names": {}}, "clean.no_names"),
        ("split", {"field": "name", "family": "name"}, "clean.unknown_field"),
    ],
)
def test_what_is_not_understood_is_told_at_once(company: Company, operation: str, params: object, code: str) -> None:
    api = company.program()
    api.post("/customers/clean", {"operation": operation, "params": params}).refused(400, code)


def test_hidden_masked_and_closed_fields_are_out_of_reach(company: Company) -> None:
    api = company.program()
    fields = {"address": "hidden", "phone": "masked", "industry": "read"}
    grants = {"customer": {"actions": {"read": True, "update": True, "bulk": True}, "scope": "all", "fields": fields}}
    api.post("/roles", {"name": "部分", "code": "partly", "grants": grants}).ok(201)
    their = company.program(company.colleague("partly"))
    for params, code in (
        ({"field": "region", "from": ["address"]}, "clean.unknown_field"),
        ({"field": "region", "from": ["phone"]}, "clean.unknown_field"),
    ):
        their.post("/customers/clean", {"operation": "region", "params": params}).refused(400, code)
    renaming = {"field": "industry", "names": {"IT": "软件"}}
    their.post("/customers/clean", {"operation": "rename", "params": renaming}).refused(400, "clean.not_writable")
    api.post("/roles", {"name": "只读", "code": "reader", "grants": {"*": {"actions": {"read": True}, "scope": "all"}}})
    reader = company.program(company.colleague("reader"))
    reader.post("/customers/clean", {"operation": "tidy", "params": ALL}).refused(403)


@given(st.text(), st.sets(st.sampled_from(sorted(tidy.HOW))))
def test_tidy_text_stays_as_it_is(text: str, how: set[str]) -> None:
    once = tidy.tidied(text, tuple(how))
    assert tidy.tidied(once, tuple(how)) == once


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("+8675526543210", "440300"), ("+861065432109", "110000"), ("+8613800138000", "110000"),
        ("+8675526543210;ext=801", "440300"), ("+864001234567", None), ("+85221234567", None),
    ],
)  # fmt: skip
def test_where_a_number_is_from(number: str, place: str | None) -> None:
    assert phone_place.place(number) == place
