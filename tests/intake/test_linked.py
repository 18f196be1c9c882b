"""Several sheets that name each other are imported in one go."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.connect.company import Company, Program, found
from tests.intake import books
from tests.intake.company import listed, work
from zhike.kernel import db


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def left_behind(company: Company) -> int:
    """What imports still know of their rows."""
    with db.transaction(company.tenant) as tx:
        row = tx.one(f"SELECT count(*) FROM intake_linkedrow WHERE tenant_id = {tx.tenant_id}")
    return int(row[0]) if row else 0


def messy(path: Path) -> Path:
    """Three sheets and a cover: a customer that is refused, one that nobody knows, keys in several spellings."""
    people = books.customers(4)
    people[2][2] = "不是电话"
    return books.book(
        path, 说明=[["导出说明"]], 客户=people, 联系人=books.contacts("k1 ", "Ｋ1", "K2", "K9", None),
        跟进记录=books.notes("K1", "K3", "K2", "K4"),
    )  # fmt: skip


def test_what_links_sheets_is_found(api: Program, tmp_path: Path) -> None:
    shown = books.told(api, books.sent(api, messy(tmp_path / "a.xlsx")))
    assert [one["objects"][0]["object"] for name, one in shown.items() if name != "说明"] == [
        "customer", "contact", "interaction",
    ]  # fmt: skip
    assert shown["说明"]["plan"] is None
    link = shown["联系人"]["links"][0]
    names = ("field", "column", "sheet", "key", "found", "missing", "blank", "twice", "exact", "required")
    assert [link[name] for name in names] == ["customer", 0, "客户", 0, 3, 1, 1, 0, True, True]
    assert link["examples"] == [{"row": 5, "value": "K9", "why": "missing"}]
    link = shown["跟进记录"]["links"][0]
    assert (link["sheet"], link["found"], link["missing"]) == ("客户", 4, 0)


def test_of_two_keys_that_say_the_same_the_first_is_meant(api: Program, tmp_path: Path) -> None:
    people = books.customers(4)
    for row, parent in zip(people, ("上级单位", "K2", "K3", "K4", "K1"), strict=True):
        row.append(parent)
    path = books.book(tmp_path / "a.xlsx", 客户=people, 联系人=books.contacts("K1", "K2", "K3", "K4"))
    (link,) = books.told(api, books.sent(api, path))["联系人"]["links"]
    assert (link["column"], link["key"], link["found"]) == (0, 0, 4)


def test_rows_find_their_records(company: Company, api: Program, tmp_path: Path) -> None:
    key = books.sent(api, messy(tmp_path / "a.xlsx"))
    tried = books.attempt(company, api, key)
    assert listed(api, "customers", "name") == []
    assert left_behind(company) == 0
    done = books.bring(company, api, key)
    assert (done["state"], done["done"], done["total"]) == ("done", 13, 13), done
    assert books.by_sheet(done) == tried == {
        "客户": {"created": 3, "refused": 1}, "联系人": {"created": 2, "refused": 3},
        "跟进记录": {"created": 3, "refused": 1},
    }  # fmt: skip
    assert done["counts"] == {"created": 8, "refused": 5}
    first = "第1号贸易有限公司"
    assert [row[1]["title"] for row in listed(api, "contacts", "name", "customer")] == [first, first]
    rows = listed(api, "interactions", "customer", "at", "author", "person")
    assert rows[0] == [rows[0][0], "2024-05-02T01:30:00Z", "张敏", None]
    assert left_behind(company) == 0
    back = books.refused(api, done, tmp_path / "r.xlsx")
    assert list(back) == ["客户", "联系人", "跟进记录"]
    reasons = [row[-2] for row in back["联系人"][1:]]
    assert "第 3 行" in reasons[0]
    assert "K9" in reasons[1]
    assert reasons[2].startswith("客户")


def test_mended_rows_come_back(company: Company, api: Program, tmp_path: Path) -> None:
    """Parents stand in the file, or went in before: then only the workbook knows who they are."""
    people = books.customers(3)
    people[2][2] = "不是电话"
    children = books.contacts("K1", "K1", "K2")
    children[2][1] = None
    path = books.book(tmp_path / "a.xlsx", 客户=people, 联系人=children)
    done = books.bring(company, api, books.sent(api, path))
    back = books.refused(api, done, tmp_path / "r.xlsx")
    assert [len(one) for one in back.values()] == [2, 3]
    back["客户"][1][2] = "13800138000"
    back["联系人"][1][1] = "补上的名字"
    assert isinstance(back["联系人"][1][3], int)
    key = books.sent(api, books.book(tmp_path / "b.xlsx", **back))
    shown = books.told(api, key)
    assert shown["联系人"]["links"][0]["record"] == 3
    done = books.bring(company, api, key)
    assert done["counts"] == {"created": 3}, books.refused(api, done, tmp_path / "r.xlsx")
    assert [[row[0], row[1]["title"]] for row in listed(api, "contacts", "name", "customer")] == [
        ["联系人1", "第1号贸易有限公司"], ["补上的名字", "第1号贸易有限公司"], ["联系人3", "第2号贸易有限公司"],
    ]  # fmt: skip


def test_records_that_are_there_are_found_as_before(company: Company, api: Program, tmp_path: Path) -> None:
    api.post("/customers", {"name": "老客户公司", "code": "K77"}).ok(201)
    path = books.book(
        tmp_path / "a.xlsx", 客户=books.customers(2), 联系人=books.contacts("K1", "K77", "老客户公司", "K2", "K2")
    )
    key = books.sent(api, path)
    link = books.told(api, key)["联系人"]["links"][0]
    assert (link["found"], link["records"], link["missing"]) == (3, 2, 0)
    assert books.bring(company, api, key)["counts"] == {"created": 7}
    assert Counter(row[0]["title"] for row in listed(api, "contacts", "customer"))["老客户公司"] == 2


def test_a_key_that_stands_twice_is_nobodys(company: Company, api: Program, tmp_path: Path) -> None:
    people = books.customers(12)
    people[12][0] = "K1"
    path = books.book(tmp_path / "a.xlsx", 客户=people, 联系人=books.contacts(*(f"K{n}" for n in range(1, 12))))
    key = books.sent(api, path)
    link = books.told(api, key)["联系人"]["links"][0]
    assert (link["found"], link["twice"], link["examples"]) == (10, 1, [{"row": 2, "value": "K1", "why": "twice"}])
    done = books.bring(company, api, key)
    assert books.by_sheet(done) == {"客户": {"created": 12}, "联系人": {"created": 10, "refused": 1}}
    reason = books.refused(api, done, tmp_path / "r.xlsx")["联系人"][1][-2]
    assert "第 2 行" in reason
    assert "第 13 行" in reason


def test_rows_without_a_key(company: Company, api: Program, tmp_path: Path) -> None:
    """They are records where the link is not needed."""
    people = [[None if n == 2 else row[0], *row[1:]] for n, row in enumerate(books.customers(4))]
    notes = [[*row, who] for row, who in zip(books.notes("K1", "K3"), ("联系人", "甲", None), strict=True)]
    path = books.book(
        tmp_path / "a.xlsx", 客户=people, 联系人=[["老系统ID", "姓名"], ["K1", "甲"], ["K3", "乙"]], 跟进记录=notes
    )
    key = books.sent(api, path)
    shown = books.told(api, key)
    links = {one["field"]: one for one in shown["跟进记录"]["links"]}
    assert (links["contact"]["sheet"], links["contact"]["found"], links["contact"]["blank"]) == ("联系人", 1, 1)
    assert books.bring(company, api, key)["counts"] == {"created": 8}
    assert [row[0] and row[0]["title"] for row in listed(api, "interactions", "contact")] == ["甲", None]


def test_a_sheet_may_name_itself(company: Company, api: Program, tmp_path: Path) -> None:
    books.links_between(api, "customer", "customer")
    rows: books.Rows = [
        ["编号", "公司名称", "上级客户"], ["A", "甲公司", "B"], ["B", "乙公司", None], ["C", "丙公司", "C"],
        ["D", "丁公司", "X"], ["E", None, None], ["F", "己公司", "E"],
    ]  # fmt: skip
    key = books.sent(api, books.book(tmp_path / "a.xlsx", 客户=rows))
    link = books.told(api, key)["客户"]["links"][0]
    assert (link["field"], link["sheet"], link["key"], link["later"], link["found"]) == (
        "customer_2",
        "客户",
        0,
        True,
        3,
    )
    done = books.bring(company, api, key)
    assert done["counts"] == {"created": 5, "refused": 1, "left_out": 2}, done
    found_ = {row[0]: row[1] and row[1]["title"] for row in listed(api, "customers", "name", "customer_2")}
    assert found_ == {"甲公司": "乙公司", "乙公司": None, "丙公司": "丙公司", "丁公司": None, "己公司": None}
    back = books.refused(api, done, tmp_path / "r.xlsx")["客户"]
    assert [row[0] for row in back[1:]] == ["D", "E", "F"]
    back[1][2] = "A"
    back[2][1] = "戊公司"
    key = books.sent(api, books.book(tmp_path / "b.xlsx", 客户=back))
    assert books.told(api, key)["客户"]["plan"]["mode"] == "upsert"  # two of them are records already
    done = books.bring(company, api, key)
    assert done["counts"].get("refused") is None, books.refused(api, done, tmp_path / "r.xlsx")
    found_ = {row[0]: row[1] and row[1]["title"] for row in listed(api, "customers", "name", "customer_2")}
    assert len(found_) == 6
    assert (found_["丁公司"], found_["己公司"]) == ("甲公司", "戊公司")
    undone = work(company, api, api.post(f"/jobs/{done['id']}/undo").ok(202)["job"])
    assert undone["state"] == "done"
    assert len(listed(api, "customers", "name")) == 5


def test_sheets_may_name_each_other(company: Company, api: Program, tmp_path: Path) -> None:
    books.links_between(api, "customer", "contact", label="主要联系人")
    customers = [["编号", "公司名称", "主要联系人"], ["A", "甲公司", "P1"], ["B", "乙公司", "P2"]]
    contacts = [["编号", "姓名", "客户"], ["P1", "张三", "A"], ["P2", "李四", "B"]]
    key = books.sent(api, books.book(tmp_path / "a.xlsx", 客户=customers, 联系人=contacts))
    shown = books.told(api, key)
    assert shown["客户"]["links"][0]["later"]
    assert not shown["联系人"]["links"][0]["later"]
    done = books.bring(company, api, key)
    assert done["counts"] == {"created": 4}, done
    assert [row[1]["title"] for row in listed(api, "customers", "name", "contact_2")] == ["张三", "李四"]
    assert [row[1]["title"] for row in listed(api, "contacts", "name", "customer")] == ["甲公司", "乙公司"]


def test_a_circle_of_needed_links_is_refused(api: Program, tmp_path: Path) -> None:
    books.links_between(api, "customer", "contact", label="主要联系人", required=True)
    customers = [["编号", "公司名称", "主要联系人"], ["A", "甲公司", "P1"], ["B", "乙公司", "P2"]]
    contacts = [["编号", "姓名", "客户"], ["P1", "张三", "A"], ["P2", "李四", "B"]]
    key = books.sent(api, books.book(tmp_path / "a.xlsx", 客户=customers, 联系人=contacts))
    for way in ("preview", "try", "run"):
        error = api.post(f"/imports/{key}/linked/{way}", {}).refused(400, "import.linked_circle")
        assert "联系人" in error["message"]
        assert "客户" in error["message"]


@pytest.mark.parametrize("mode", ["update", "upsert"])
def test_sheets_change_what_is_there(company: Company, api: Program, tmp_path: Path, mode: str) -> None:
    api.post("/customers", {"name": "第1号贸易有限公司", "industry": "零售"}).ok(201)
    path = books.book(tmp_path / "a.xlsx", 客户=books.customers(2), 联系人=books.contacts("K1", "K2"))
    key = books.sent(api, path)
    body = books.asked(books.told(api, key), 客户={"mode": mode, "match": "name", "existing": "fill"})
    tried = books.attempt(company, api, key, body)
    done = books.bring(company, api, key, body)
    assert books.by_sheet(done) == tried
    made = {"update": {"updated": 1, "refused": 1}, "upsert": {"updated": 1, "created": 1}}[mode]
    assert tried["客户"] == made
    assert listed(api, "customers", "name", "industry", "phone")[0] == ["第1号贸易有限公司", "零售", "+8613800000001"]
    names = [row[0]["title"] for row in listed(api, "contacts", "customer")]
    assert names == ["第1号贸易有限公司", "第2号贸易有限公司"][: len(names)]
    assert len(names) == (1 if mode == "update" else 2)


def test_all_of_it_is_undone(company: Company, api: Program, tmp_path: Path) -> None:
    path = books.book(tmp_path / "a.xlsx", 客户=books.customers(3), 联系人=books.contacts("K1", "K2", "K3"))
    key = books.sent(api, path)
    done = books.bring(company, api, key)
    assert len(done["result"]["change_sets"]) == 2
    api.post(f"/changes/{done['result']['change_sets'][1]}/undo").ok()
    assert (len(listed(api, "customers", "id")), len(listed(api, "contacts", "id"))) == (3, 0)
    undone = work(company, api, api.post(f"/jobs/{done['id']}/undo").ok(202)["job"])
    assert (undone["state"], listed(api, "customers", "id")) == ("done", [])


def test_the_same_sheets_are_imported_once(company: Company, api: Program, tmp_path: Path) -> None:
    key = books.sent(api, books.book(tmp_path / "a.xlsx", 客户=books.customers(2), 联系人=books.contacts("K1")))
    first = api.post(f"/imports/{key}/linked/run", {}, key="once").ok(202)["job"]
    assert api.post(f"/imports/{key}/linked/run", {}, key="once").ok(202)["job"] == first
    api.post(f"/imports/{key}/linked/run", {}).refused(409, "import.under_way")
    api.post(f"/imports/{key}/run", {"object": "contact", "sheet": "联系人"}).refused(409, "import.under_way")
    work(company, api, first)
    api.post(f"/imports/{key}/linked/run", {}).ok(202)


def test_who_may_not_import_customers_brings_contacts(company: Company, api: Program, tmp_path: Path) -> None:
    api.post("/customers", {"name": "甲公司", "code": "K1"}).ok(201)
    actions = dict.fromkeys(("create", "read", "update", "import"), True)
    grants = {"customer": {"actions": {"read": True}, "scope": "all"}, "contact": {"actions": actions, "scope": "all"}}
    api.post("/roles", {"name": "录入", "code": "typist", "grants": grants}).ok(201)
    theirs = company.program(company.colleague("typist"))
    rows: books.Rows = [["客户编号", "姓名"], ["K1", "张三"], ["K2", "李四"]]
    key = books.sent(theirs, books.book(tmp_path / "a.xlsx", 客户=books.customers(2), 联系人=rows))
    shown = books.told(theirs, key)
    assert shown["客户"]["plan"] is None
    assert [shown["客户"]["objects"][0][name] for name in ("object", "allowed")] == ["customer", False]
    link = shown["联系人"]["links"][0]
    assert (link["sheet"], link["records"], link["missing"]) == (None, 1, 1)
    done = books.bring(company, theirs, key)
    assert books.by_sheet(done) == {"联系人": {"created": 1, "refused": 1}}
    body = {"sheets": [{"plan": {"object": "customer", "sheet": "客户"}}]}
    for way in ("preview", "try", "run"):
        theirs.post(f"/imports/{key}/linked/{way}", body).refused(403)
        found().program().post(f"/imports/{key}/linked/{way}", {}).refused(404, "file.not_found")
        company.program(company.colleague()).post(f"/imports/{key}/linked/{way}", {}).refused(404)


CONTACTS: dict[str, Any] = {"object": "contact", "sheet": "联系人"}


def linked(*links: Any, **plan: Any) -> dict[str, Any]:
    """Contacts with links."""
    return {"sheets": [{"plan": {**CONTACTS, **plan}, "links": list(links)}]}


BY_KEY = {"field": "customer", "sheet": "客户", "column": 0, "key": 0}
WRONG: dict[str, list[Any]] = {
    "request.wrong_member": [
        {"sheets": []}, {"sheets": 1}, {"sheets": [{"plan": 1}]}, {"sheets": [{"plan": {}, "links": 1}]}, linked(1),
        linked({"field": "customer", "column": -1}), linked({"field": "customer", "column": 99}), linked(checked=True),
    ],
    "request.unknown_member": [{"no": 1}, {"sheets": [{"plan": {}, "no": 1}]}, linked({"no": 1})],
    "import.linked_sheets": [linked(sheet=None), {"sheets": [{"plan": CONTACTS}] * 2}],
    "import.linked_no_key": [linked({"field": "customer", "sheet": "客户"})],
    "import.linked_unknown_sheet": [linked(BY_KEY)],
    "import.unknown_field": [linked({"field": "name", "column": 0})],
    "import.linked_match": [linked({"field": "customer", "column": 0}, mode="upsert", match="customer")],
    "import.linked_other_object": [
        {"sheets": [{"plan": {**CONTACTS, "sheet": "客户"}, "links": []}, {"plan": CONTACTS, "links": [BY_KEY]}]}
    ],
}  # fmt: skip


@pytest.mark.parametrize(("code", "body"), [(code, body) for code, bodies in WRONG.items() for body in bodies])
def test_what_is_not_understood_is_said(api: Program, tmp_path: Path, code: str, body: Any) -> None:
    key = books.sent(api, books.book(tmp_path / "a.xlsx", 客户=books.customers(2), 联系人=books.contacts("K1", "K2")))
    for way in ("preview", "try", "run"):
        api.post(f"/imports/{key}/linked/{way}", body).refused(400, code)


KEYS = st.sampled_from(["a", "b", "c", "d", None])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=st.lists(st.tuples(KEYS, st.booleans()), min_size=1, max_size=8), children=st.lists(KEYS, max_size=8))
def test_every_row_is_told_of(
    database: None, tmp_path: Path, parents: list[tuple[str | None, bool]], children: list[str | None]
) -> None:
    """A child goes in exactly if its key stands in one row, and that went in; nothing is lost or attached at will."""
    company = found()
    api = company.program()
    people: books.Rows = [["旧编号", "公司名称", "备注"]]
    people += [[key, f"公司{n}" if right else None, "老客户"] for n, (key, right) in enumerate(parents)]
    rows: books.Rows = [["旧编号", "姓名", "职务"], *([key, f"人{n}", "采购"] for n, key in enumerate(children))]
    path = books.book(tmp_path / "a.xlsx", 客户=people, 联系人=rows)
    plan = {"object": "customer", "sheet": "客户", "mapping": {"1": "name", "2": "remark"}}
    sheets: list[dict[str, Any]] = [{"plan": plan, "links": []}]
    if children:
        link = {"field": "customer", "column": 0, "sheet": "客户", "key": 0}
        sheets.append({"plan": {"object": "contact", "sheet": "联系人", "mapping": {"1": "name"}}, "links": [link]})
    key = books.sent(api, path)
    done = books.bring(company, api, key, {"sheets": sheets})
    times = Counter(key for key, _ in parents if key)
    right = {key: f"公司{n}" for n, (key, is_right) in enumerate(parents) if is_right and key and times[key] == 1}
    wanted = [[f"人{n}", right[key]] for n, key in enumerate(children) if key in right]
    assert [[row[0], row[1]["title"]] for row in listed(api, "contacts", "name", "customer")] == wanted
    assert len(listed(api, "customers", "id")) == sum(is_right for _, is_right in parents)
    assert sum(done["counts"].values()) == len(parents) + len(children)
    assert books.attempt(company, api, key, {"sheets": sheets}) == books.by_sheet(done)
    assert left_behind(company) == 0
