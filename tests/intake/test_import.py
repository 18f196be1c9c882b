"""A company's real list goes in, over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from tests.connect.company import Company, Program, found
from tests.intake import build, ledger
from tests.intake.company import bring, csv, listed, preview, refused_rows, upload, work
from zhike.engines.intake import batches


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def test_a_file_says_what_it_is(api: Program, tmp_path: Path) -> None:
    told = upload(api, ledger.members(tmp_path / "members.csv")).ok(201)
    assert (told["encoding"], told["delimiter"]) == ("gb18030", ",")
    assert told["sheets"] == [{"name": "members", "rows": 301, "hidden": False}]
    assert told["encodings"][0]["confidence"] > 0.9
    told = upload(api, ledger.workbook(tmp_path / "ledger.xlsx")).ok(201)
    assert [one["name"] for one in told["sheets"]] == ["客户", "联系人", "跟进记录"]
    assert told["encoding"] is None


@pytest.mark.slow
def test_the_whole_ledger(company: Company, api: Program, tmp_path: Path) -> None:
    path = ledger.workbook(tmp_path / "台账.xlsx")
    key = upload(api, path).ok(201)["upload"]
    shown = preview(api, key, object="customer", sheet="客户")
    assert (shown["header_row"], shown["header_rows"], shown["total"]) == (3, 2, 201)
    assert [one["field"] for one in shown["columns"]][:3] == ["code", "name", "short_name"]
    assert len(shown["rows"]) == 20
    wrong = [row for row in shown["rows"] if row["errors"]]
    assert wrong
    assert all(one["message"] != one["code"] for row in shown["rows"] for one in row["errors"].values())

    done = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer", "sheet": "客户"}).ok(202)["job"])
    counts = done["counts"]
    assert (done["state"], done["done"], done["total"]) == ("done", 201, 201)
    assert counts["created"] + counts["refused"] == 200
    assert counts["skipped"] == 1
    assert counts["created"] > 120
    back = refused_rows(api, done, tmp_path / "refused.xlsx")
    assert back[0][:2] == ["客户编号", "客户名称/公司名称"]
    assert back[0][-2:] == ["原因", "原行号"]
    assert len(back) == counts["refused"] + 1
    assert all(row[-2] and row[-1] > 4 for row in back[1:])

    for sheet, name in (("联系人", "contact"), ("跟进记录", "interaction")):
        done = work(company, api, api.post(f"/imports/{key}/run", {"object": name, "sheet": sheet}).ok(202)["job"])
        assert done["counts"]["created"] > 100, done
        reasons = {row[-2] for row in refused_rows(api, done, tmp_path / "refused.xlsx")[1:]}
        assert all(any(one in reason for one in ("客户:", "电话:", "生日:")) for reason in reasons), reasons


def test_old_followups_keep_their_authors(company: Company, api: Program, tmp_path: Path) -> None:
    colleague = company.colleague("sales")
    name = api.get(f"/people/{colleague}").ok()["name"]
    api.post("/customers", {"name": "甲公司", "code": "KH1"}).ok(201)
    path = csv(
        tmp_path / "a.csv",
        "客户编号,跟进时间,跟进人,方式,内容\nKH1,2024-05-01 09:30,张敏,拜访,旧记录\n"
        f"KH1,2024/5/2 10:00,{name},电话,新记录\n",
    )
    done = bring(company, api, path, object="interaction")
    assert done["counts"] == {"created": 2}
    rows = listed(api, "interactions", "content", "kind", "at", "person", "author")
    assert rows == [
        ["旧记录", "visit", "2024-05-01T01:30:00Z", None, "张敏"],
        ["新记录", "call", "2024-05-02T02:00:00Z", {"id": colleague, "title": name}, None],
    ]


def test_colleagues_are_known_by_name_and_by_mail(company: Company, api: Program, tmp_path: Path) -> None:
    colleague = company.colleague("sales")
    person = api.get(f"/people/{colleague}").ok()
    name, mail = person["name"], person["email"]
    api.post("/customers", {"name": "甲公司", "code": "KH1"}).ok(201)
    rows = [
        f"KH1,2024-05-0{n} 09:30,{who},拜访,第{n}条" for n, who in enumerate((mail, f" {name} ", "张敏\0", "a@b.cn"), 1)
    ]
    done = bring(
        company,
        api,
        csv(tmp_path / "a.csv", "\n".join(["客户编号,跟进时间,跟进人,方式,内容", *rows, ""])),
        object="interaction",
    )
    assert done["counts"] == {"created": 3, "refused": 1}
    them = {"id": colleague, "title": name}
    assert listed(api, "interactions", "content", "person", "author") == [
        ["第1条", them, None], ["第2条", them, None], ["第4条", None, "a@b.cn"],
    ]  # fmt: skip


def test_the_members(company: Company, api: Program, tmp_path: Path) -> None:
    done = bring(company, api, ledger.members(tmp_path / "members.csv"), object="customer")
    counts = done["counts"]
    assert counts["created"] + counts["refused"] == 300
    reasons = {str(row[-2]).split(":")[0] for row in refused_rows(api, done, tmp_path / "refused.csv")[1:]}
    assert reasons == {"电话"}
    rows = listed(api, "customers", "name", "sex", "region", "tags")
    assert any("𠮷" in row[0] for row in rows)
    assert {row[1] for row in rows} == {"male", "female"}
    assert {row[2] for row in rows} == {"440300", "440100", "610100", None}
    assert ["美妆", "母婴"] in [row[3] for row in rows]


def test_a_large_import_tells_the_planner(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhike.kernel.statistics.MANY", 2)
    owner = connections["owner"]

    def analysed() -> Any:
        owner.ensure_connection()
        found = owner.connection.execute(
            "SELECT analyze_count FROM pg_stat_user_tables WHERE relname = 'customers_customer'"
        ).fetchone()
        owner.close()
        return found[0]

    before = analysed()
    two, three = (csv(tmp_path / f"{n}.csv", "名称\n" + "甲\n" * n) for n in (2, 3))
    bring(company, api, two, object="customer")
    assert analysed() == before
    bring(company, api, three, object="customer")
    assert analysed() == before + 1
    owner.ensure_connection()
    info = owner.connection.info
    with psycopg.connect(host=info.host, port=info.port, user=info.user, dbname=info.dbname) as other:
        other.execute("LOCK TABLE customers_customer IN SHARE UPDATE EXCLUSIVE MODE")
        assert bring(company, api, three, object="customer")["state"] == "done"
    monkeypatch.setitem(owner.settings_dict, "NAME", "nothing")
    assert bring(company, api, three, object="customer")["state"] == "done"


def test_an_import_is_undone(company: Company, api: Program, tmp_path: Path) -> None:
    done = bring(company, api, csv(tmp_path / "a.csv", "名称\n甲\n乙\n"), object="customer")
    assert len(done["result"]["change_sets"]) == 1
    assert api.post(f"/changes/{done['result']['change_sets'][0]}/undo").ok()["undone"] == 2
    assert listed(api, "customers", "name") == []


def test_an_import_is_undone_as_a_whole(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "ROWS", 10)
    rows = "".join(f"K-{number},第{number}号\n" for number in range(35))
    done = bring(company, api, csv(tmp_path / "a.csv", "客户编号,名称\n" + rows), object="customer")
    assert len(done["result"]["change_sets"]) == 4
    count = api.get("/customers").ok()["count"]["value"]
    undoing = api.post(f"/jobs/{done['id']}/undo").ok(202)["job"]
    assert {one["id"]: one["undoes"] for one in api.get("/jobs").ok()["rows"]} == {
        done["id"]: None,
        undoing: done["id"],
    }
    told = work(company, api, undoing)
    assert (told["state"], told["kind"], told["done"], told["counts"]) == (
        "done",
        "undo",
        35,
        {"undone": 35, "skipped": 0},
    )
    assert api.get("/customers").ok()["count"]["value"] == count - 35
    api.post(f"/jobs/{done['id']}/undo").refused(409, "undo.nothing")
    again = work(company, api, api.post(f"/jobs/{undoing}/undo").ok(202)["job"])
    assert (again["state"], again["counts"]["undone"]) == ("done", 35)
    assert api.get("/customers").ok()["count"]["value"] == count
    api.post("/jobs/999999999/undo").refused(404, "job.not_found")


def test_the_headings_and_the_mapping_can_be_chosen(company: Company, api: Program, tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "一,二\n编号,名称\nA1,甲\n")
    key = upload(api, path).ok(201)["upload"]
    shown = preview(api, key, object="customer", header_row=1, mapping={"0": "code", "1": "name"})
    assert (shown["header_row"], shown["header_rows"], shown["total"]) == (1, 1, 2)
    assert [row["values"] for row in shown["rows"]] == [{"code": "编号", "name": "名称"}, {"code": "A1", "name": "甲"}]
    assert shown["columns"][0] == {
        "index": 0, "header": "一", "samples": ["编号", "A1"], "field": "code", "part": None, "confidence": 1.0,
        "by": "person", "made": False, "unclear": False,
    }  # fmt: skip
    none = preview(api, key, object="customer", header_row=0, mapping={"0": "code", "1": "name"})
    assert (none["header_row"], none["header_rows"], len(none["rows"])) == (0, 0, 3)
    assert listed(api, "customers", "name") == []  # a preview leaves nothing behind
    plan = {"object": "customer", "header_row": 2, "mapping": {"1": "name"}, "defaults": {"industry": "零售"}}
    assert work(company, api, api.post(f"/imports/{key}/run", plan).ok(202)["job"])["counts"] == {"created": 1}
    assert listed(api, "customers", "name", "industry") == [["甲", "零售"]]


def test_a_preview_tells_what_only_the_database_knows(company: Company, api: Program, tmp_path: Path) -> None:
    api.post("/customers", {"name": "甲", "code": "A1"}).ok(201)
    path = csv(tmp_path / "a.csv", "编号,名称,负责人\nA1,又一个,\nA2,乙,没有这个人\nA3,丙,老板\n")
    shown = preview(api, upload(api, path).ok(201)["upload"], object="customer")
    assert [(row["outcome"], list(row["errors"])) for row in shown["rows"]] == [
        ("refused", ["code"]), ("refused", ["owner"]), ("created", []),
    ]  # fmt: skip


def test_an_encoding_can_be_chosen_and_bytes_that_do_not_fit_cost_their_row(
    company: Company, api: Program, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,名称\nA1,甲公司\n".encode("gbk") + b"A2,\xff\xff\n" + "A3,丙公司\n".encode("gbk"))
    told = upload(api, path).ok(201)
    assert told["encodings"][0]["undecodable"] == [3]
    shown = preview(api, told["upload"], object="customer")
    assert [row["outcome"] for row in shown["rows"]] == ["created", "refused", "created"]
    assert shown["rows"][1]["errors"]["name"]["code"] == "cell.undecodable"
    done = bring(company, api, path, object="customer")
    assert done["counts"] == {"created": 2, "refused": 1}
    assert refused_rows(api, done, tmp_path / "r.csv")[1][:2] == ["A2", "\\xff\\xff"]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_reasons_are_in_the_language_of_the_person(database: None, tmp_path: Path, language: str) -> None:
    company = found()
    api = company.program()
    api.patch(
        f"/people/{company.owner}",
        {"version": api.get(f"/people/{company.owner}").ok()["version"], "language": language},
    ).ok()
    done = bring(company, api, csv(tmp_path / "a.csv", "名称,电话\n甲,123\n"), object="customer")
    back = refused_rows(api, done, tmp_path / "r.csv")
    assert back[0][2:] == (["原因", "原行号"] if language == "zh-CN" else ["Reason", "Row"])
    assert back[1][3] == "2"
    assert back[1][2].startswith("电话" if language == "zh-CN" else "Phone")


def test_a_wrong_cell_may_cost_only_itself(company: Company, api: Program, tmp_path: Path) -> None:
    path = csv(
        tmp_path / "a.csv",
        "编号,名称,电话,邮箱\nA1,甲,123,zhang@\nA2,,13800138000,\nA3,丙,13800138000,c@d.cn\nA1,丁,,x@\n",
    )
    done = bring(company, api, path, object="customer", bad_cells="leave_out")
    assert done["counts"] == {"created": 2, "refused": 2, "left_out": 3} or done["counts"]["refused"] == 2, done
    assert listed(api, "customers", "code", "phone", "email")[-1] == ["A3", "+8613800138000", "c@d.cn"]
    back = {row[1]: row[-2] for row in refused_rows(api, done, tmp_path / "r.csv")[1:]}
    assert set(back) >= {"", "丁"}
    assert all(("已导入" in reason) == (name == "甲") for name, reason in back.items()), back
    shown = preview(api, upload(api, path).ok(201)["upload"], object="customer", bad_cells="leave_out")
    assert set(shown["rows"][0]["errors"]) >= {"phone", "email"}


def test_a_list_of_names_is_a_list_of_people(company: Company, api: Program, tmp_path: Path) -> None:
    bring(company, api, csv(tmp_path / "a.csv", "姓名,电话\n甲,13800138000\n"), object="customer")
    bring(company, api, csv(tmp_path / "b.csv", "公司名称,电话\n乙,13800138000\n"), object="customer")
    bring(company, api, csv(tmp_path / "c.csv", "姓名,客户类型\n丙,企业\n"), object="customer")
    assert [row[1] for row in listed(api, "customers", "name", "kind")] == ["person", "organization", "organization"]


ODD = {
    "duplicate headings": ("名称,名称,电话\n甲,乙,13800138000\n", {"created": 1}),
    "31 February": ("名称,建档日期\n甲,2026-02-31\n乙,2026-02-28\n", {"created": 1, "refused": 1}),
    "full width digits": ("名称,电话\n甲,１３８００１３８０００\n", {"created": 1}),
    "dates as numbers": ("名称,建档日期\n甲,44848\n", {"created": 1}),
    "rare characters, emoji, right to left": ("名称\n李𠮷\n客户😀\nשלום\n", {"created": 3}),
    "10,000 characters": (f"名称,行业\n{'长' * 10_000},x\n乙,y\n", {"created": 1, "refused": 1}),
    "NUL": ("名称,行业\n甲\0,x\n" + "乙,y\n" * 50, {"created": 50, "refused": 1}),
    "formulas": ("名称,备注\n=1+1,'=cmd\n", {"created": 1}),
    "only headings": ("名称,电话\n", {}),
    "blank rows and totals": ("名称,行业\n\n,,\n甲,x\n合计,\n", {"created": 1, "skipped": 1}),
}


@pytest.mark.parametrize(("text", "counts"), ODD.values(), ids=ODD)
def test_hard_input(company: Company, api: Program, tmp_path: Path, text: str, counts: dict[str, int]) -> None:
    done = bring(company, api, csv(tmp_path / "a.csv", text), object="customer")
    assert (done["state"], done["counts"]) == ("done", counts), done


@pytest.mark.slow
def test_files_that_are_refused_are_refused_with_words(api: Program, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    assert "PNG" in upload(api, tmp_path / "a.xlsx").refused(422, "file.other_kind")["message"]
    (tmp_path / "b.csv").write_bytes(b"")
    upload(api, tmp_path / "b.csv").refused(422, "file.empty")
    upload(api, build.bomb(tmp_path / "c.xlsx", megabytes=200)).refused(422, "file.bomb")
    (tmp_path / "d.csv").write_text(",".join(f"列{n}" for n in range(5000)) + "\n", "utf-8")
    upload(api, tmp_path / "d.csv").refused(422, "sheet.too_many_columns")


def test_what_is_not_understood(company: Company, api: Program, tmp_path: Path) -> None:
    key = upload(api, csv(tmp_path / "a.csv", "编号,名称\nA1,甲\n")).ok(201)["upload"]
    path = f"/imports/{key}/preview"
    api.post(path, {"object": "nothing"}).refused(404, "import.no_object")
    api.post(path, {"object": "customer", "mapping": {"0": "no_field"}}).refused(400, "import.unknown_field")
    api.post(path, {"object": "customer", "mapping": {"0": "name", "1": "name"}}).refused(400, "import.field_twice")
    api.post(path, {"object": "customer", "mode": "replace"}).refused(400)
    api.post(path, {"object": "customer", "more": 1}).refused(400)
    api.post(path, {"object": "customer", "mapping": {"x": "name"}}).refused(400)
    api.post(path, {"object": "customer", "encoding": "latin-1"}).refused(422, "encoding.unknown")
    api.post(path, {"object": "customer", "mode": "update", "match": "phone", "mapping": {"1": "name"}}).refused(400)
    api.post("/imports/f_nothing/preview", {"object": "customer"}).refused(404)
    other = found().program()
    other.post(path, {"object": "customer"}).refused(404)
    seller = company.program(company.colleague("sales"))
    seller.post(path, {"object": "customer"}).refused(404)  # somebody else's upload
    reader = company.program(scopes=("read",))
    reader.post(path, {"object": "customer"}).refused(403)


def test_a_mapping_is_kept_as_a_template(api: Program) -> None:
    made = api.post("/import_templates", {"name": "老系统", "object": "customer", "mapping": {"客户编号": "code"}}).ok(
        201
    )
    assert api.get(f"/import_templates/{made['id']}").ok()["mapping"] == {"客户编号": "code"}
    api.post("/import_templates", {"name": "x", "object": "nothing", "mapping": {}}).refused(422)


def test_a_custom_field_is_imported_at_once(company: Company, api: Program, tmp_path: Path) -> None:
    field = {
        "object": "customer",
        "code": "card",
        "kind": "text",
        "label_zh": "会员卡号",
        "label_en": "Card",
        "unique": True,
    }
    api.post("/custom_fields", field).ok(201)
    path = csv(tmp_path / "a.csv", "会员卡号,姓名\n8800000001,甲\n8800000001,乙\n8800000002,丙\n")
    done = bring(company, api, path, object="customer")
    assert done["counts"]["created"] + done["counts"]["refused"] == 3
    done = bring(
        company,
        api,
        csv(tmp_path / "b.csv", "会员卡号,姓名\n8800000002,丙丙\n"),
        object="customer",
        mode="upsert",
        match="card",
    )
    assert done["counts"] == {"updated": 1}


def test_uploads_that_are_no_uploads(api: Program) -> None:
    form = "multipart/form-data; boundary=x"
    for raw, kind in (
        (b"", form),
        (b"garbage", form),
        (b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nno name\r\n--x--\r\n', form),
        (b'--x\r\nContent-Disposition: form-data; name="other"; filename="a.csv"\r\n\r\na,b\r\n--x--\r\n', form),
        (b"a,b\n1,2\n", "multipart/form-data"),
        (b"a,b\n1,2\n", "text/csv"),
        (b"{}", "application/json"),
    ):
        answer = api.ask("POST", "/imports", raw=raw, kind=kind)
        assert answer.status == 400, (raw, kind, answer.raw)
    Program(None).post("/imports").refused(401)


def test_odd_plans_are_refused_or_work(api: Program, tmp_path: Path) -> None:
    key = upload(api, csv(tmp_path / "a.csv", "编号,名称\nA1,甲\n")).ok(201)["upload"]
    for plan in (
        {"header_row": 2_000_000}, {"header_row": 1, "header_rows": 20},
        {"defaults": {"name": {"a": 1}, "tags": [[1]]}}, {"mapping": {}},
        {"mapping": {"99": "name"}}, {"sheet": "none"}, {"delimiter": ";"}, {"encoding": "utf-16-le"},
        {"mode": "upsert", "match": "name"}, {"mode": "update"}, {"defaults": {"created_at": "2024-01-01"}},
    ):  # fmt: skip
        answer = api.post(f"/imports/{key}/preview", {"object": "customer", **plan})
        assert answer.status in (200, 400, 422), (plan, answer.raw)
    for plan in (
        {"header_row": 1, "header_rows": 21},
        {"header_row": -1}, {"header_row": True}, {"mapping": []}, {"defaults": 5}, {"delimiter": "x"}, {"object": 5},
        {}, {"bad_cells": "x"}, {"sheet": 5}, {"mode": "update", "match": "no_field"},
    ):  # fmt: skip
        answer = api.post(f"/imports/{key}/preview", {"object": "customer", **plan} if plan else {})
        assert answer.status in (400, 404), (plan, answer.raw)


def test_headings_that_are_no_text_are_shown_and_can_be_mapped(company: Company, api: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("名称,".encode("gbk") + b"\xff\xff\n" + "甲,138 0013 8000\n".encode("gbk"))
    key = upload(api, path).ok(201)["upload"]
    seen = preview(api, key, object="customer", header_row=1)
    assert [one["header"] for one in seen["columns"]] == ["名称", "\ufffd\ufffd"]
    plan = {"object": "customer", "header_row": 1, "mapping": {"0": "name", "1": "phone"}}
    done = bring(company, api, path, **plan)
    assert (done["state"], done["counts"]["created"]) == ("done", 1), done


@pytest.mark.parametrize("sign", ["\x00", "\x00\x00 "])
def test_a_link_that_no_name_can_be(company: Company, api: Program, tmp_path: Path, sign: str) -> None:
    path = csv(tmp_path / "a.csv", f"名称,负责人\n甲,张{sign}敏\n" + "乙,\n" * 200)
    key = upload(api, path).ok(201)["upload"]
    seen = preview(api, key, object="customer", header_row=1)
    assert seen["rows"][0]["errors"]["owner"]["code"] == "text.nul"
    done = bring(company, api, path, object="customer")
    assert (done["counts"]["created"], done["counts"]["refused"]) == (200, 1)
