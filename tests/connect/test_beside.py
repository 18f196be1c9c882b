"""Timeline, history, related records, conditions in words, search, meta, jobs."""

from __future__ import annotations

from tests.connect.company import Company, Program


def test_the_timeline_of_a_customer(api: Program) -> None:
    customer = api.post("/customers", {"name": "时间线"}).ok(201)["id"]
    for number in range(3):
        api.post(
            "/interactions", {"customer": customer, "content": f"第{number}次", "at": f"2026-01-0{number + 1}"}
        ).ok(201)
    api.post("/tasks", {"customer": customer, "title": "回访"}).ok(201)
    first = api.get(f"/customers/{customer}/timeline", limit=2).ok()
    assert [row["object"] for row in first["rows"]] == ["task", "interaction"]
    assert first["rows"][1]["record"]["content"] == "第2次"
    second = api.get(f"/customers/{customer}/timeline", limit=2, after=first["next"]).ok()
    assert [row["title"] for row in second["rows"]] == ["第1次", "第0次"]
    assert second["next"] is None
    assert len(api.get(f"/customers/{customer}/timeline", kinds="task").ok()["rows"]) == 1
    api.get(f"/customers/{customer}/timeline", kinds="nothing").refused(400)
    api.get(f"/customers/{customer}/timeline", after="???").refused(400)
    api.get("/customers/999999999/timeline").refused(404)
    counts = api.get(f"/customers/{customer}/related").ok()
    assert counts["interactions"] == {"value": 3, "exact": True}
    assert counts["tasks"] == {"value": 1, "exact": True}
    api.get("/customers/999999999/related").refused(404)


def test_the_history_of_a_record(api: Program) -> None:
    made = api.post("/customers", {"name": "历史"}).ok(201)
    api.patch(f"/customers/{made['id']}", {"version": 1, "industry": "零售"}).ok()
    rows = api.get(f"/customers/{made['id']}/history").ok()["rows"]
    assert [row["verb"] for row in rows] == ["update", "create"]
    assert rows[0]["by"]["title"] == "老板"
    assert rows[0]["fields"] == [{"name": "industry", "label": "行业", "before": None, "after": "零售"}]
    api.delete(f"/customers/{made['id']}").ok()
    assert api.get(f"/customers/{made['id']}/history").ok()["rows"][0]["verb"] == "delete"
    api.get("/customers/999999999/history").refused(404)


def test_a_condition_in_words(api: Program) -> None:
    where = {"all": [{"field": "region", "op": "in", "value": "440300"}, {"field": "owner", "op": "is", "value": "me"}]}
    assert "深圳" in api.post("/customers/words", {"where": where}).ok()["words"]
    error = api.post("/customers/words", {"where": {"all": [{"field": "nothing"}]}}).refused(
        400, "condition.unknown_field"
    )
    assert error["path"] == "all.0.field"


def test_search(api: Program) -> None:
    made = api.post("/customers", {"name": "大疆创新", "phone": "13800138000"}).ok(201)
    for words in ("大疆", "dajiang", "djcx", "8000", made["code"]):
        rows = api.get("/search", q=words).ok()["rows"]
        assert any(row["id"] == made["id"] and row["object"] == "customer" for row in rows), words
    assert api.get("/search", q="").ok()["rows"] == []
    assert api.get("/search", q="大疆", objects="contact").ok()["rows"] == []
    api.get("/search", q="大疆", objects="nothing").refused(400)


def test_meta(company: Company, api: Program) -> None:
    answer = api.get("/meta")
    meta = answer.ok()
    assert meta["me"]["id"] == company.owner
    assert meta["me"]["admin"] is True
    assert meta["me"]["department"]["id"] == company.department
    customer = next(one for one in meta["objects"] if one["name"] == "customer")
    assert (customer["plural"], customer["label"], customer["board"], customer["timeline"]) == (
        "customers",
        "客户",
        "stage",
        True,
    )
    assert (customer["pinyin"], customer["initials"]) == ("kehu", "kh")
    assert {one["object"] for one in customer["related"]} >= {"contact", "interaction", "task"}
    fields = {one["name"]: one for one in customer["fields"]}
    assert fields["stage"]["outcome"] == {"won": "dealing", "lost": "lost"}
    assert fields["stage"]["options"][0]["label"] == "潜在"
    assert fields["name"]["max_length"] == 200
    assert fields["owner"]["to"] == "person"
    assert [one["name"] for one in meta["nav"]][:2] == ["customers", "workbench"] or meta["nav"]
    tag = answer.headers["ETag"]
    assert api.get("/meta", headers={"If-None-Match": tag}).status == 304
    english = Program(api.token, "en").get("/meta")
    assert english.headers["ETag"] != tag
    assert next(one for one in english.ok()["objects"] if one["name"] == "customer")["label"] == "Customer"


def test_meta_follows_the_settings(fresh: Company) -> None:
    api = fresh.program()
    tag = api.get("/meta").headers["ETag"]
    api.post(
        "/custom_fields", {"object": "customer", "code": "card", "label_zh": "会员卡号", "kind": "text", "unique": True}
    ).ok(201)
    answer = api.get("/meta", headers={"If-None-Match": tag})
    customer = next(one for one in answer.ok()["objects"] if one["name"] == "customer")
    card = next(one for one in customer["fields"] if one["name"] == "card")
    assert (card["label"], card["custom"], card["unique"]) == ("会员卡号", True, True)
    made = api.post("/customers", {"name": "会员", "card": "A-1"}).ok(201)
    assert made["card"] == "A-1"
    error = api.post("/customers", {"name": "另一", "card": "A-1"}).refused(422)
    assert error["fields"]["card"]["code"] == "field.taken"
    assert api.get("/customers", where={"field": "card", "op": "is", "value": "A-1"}).ok()["count"]["value"] == 1


def test_regions(api: Program) -> None:
    answer = api.get("/regions")
    guangdong = next(one for one in answer.ok() if one["code"] == "440000")
    assert any(city["title"] == "深圳市" and city["children"] for city in guangdong["children"])
    assert api.get("/regions", headers={"If-None-Match": answer.headers["ETag"]}).status == 304


def test_workdays(company: Company, api: Program) -> None:
    answer = api.get("/workdays", year=2026)
    told = answer.ok()
    assert (told["year"], told["known"]) == (2026, True)
    assert told["days"][0] == {"on": "2026-01-01", "work": False, "name": "元旦"}
    assert {"on": "2026-02-28", "work": True, "name": "春节"} in told["days"]
    assert not any(day["on"] in ("2026-01-05", "2026-01-10") for day in told["days"])  # a Monday and a Saturday as ever
    assert api.get("/workdays", year=2026, headers={"If-None-Match": answer.headers["ETag"]}).status == 304
    english = Program(api.token, "en").get("/workdays", year=2026)
    assert english.ok()["days"][0]["name"] == "New Year's Day"
    assert english.headers["ETag"] != answer.headers["ETag"]
    assert company.program(company.colleague("sales")).get("/workdays", year=2026).ok() == told


def test_workdays_of_a_year_without_a_notice(api: Program) -> None:
    for year in (1, 1999, 2040, 9999):
        assert api.get("/workdays", year=year).ok() == {"year": year, "known": False, "days": []}


def test_workdays_of_no_year(api: Program) -> None:
    for year in ("", "0", "-1", "10000", "2026.5", "今年", "2026-01"):
        api.get("/workdays", year=year).refused(400, "request.not_a_number")
    api.get("/workdays").refused(400, "request.not_a_number")
    api.get("/workdays", year=2026, month=1).refused(400, "request.unknown_parameter")
    Program(None).get("/workdays", year=2026).refused(401)


def test_jobs_are_seen_by_their_person(api: Program) -> None:
    assert api.get("/jobs").ok() == {"rows": []}
    api.get("/jobs/1").refused(404)
    api.post("/jobs/1/cancel").refused(404)


def test_changes_of_the_tenant(fresh: Company) -> None:
    api, seller = fresh.program(), fresh.program(fresh.colleague("sales"))
    api.post("/customers", {"name": "老板的"}).ok(201)
    seller.post("/customers", {"name": "销售的"}).ok(201)
    assert {row["object"] for row in api.get("/changes").ok()["rows"]} >= {"customer", "person"}
    mine = seller.get("/changes").ok()["rows"]
    assert [(row["object"], row["records"], row["undone"]) for row in mine] == [("customer", 1, False)]
    theirs = next(row["id"] for row in api.get("/changes", mine=1).ok()["rows"])
    seller.post(f"/changes/{theirs}/undo").refused(403)
    seller.post("/changes/999999999/undo").refused(404)
    api.post(f"/changes/{mine[0]['id']}/undo").ok()
    api.post(f"/changes/{mine[0]['id']}/undo").refused(409, "undo.already")


def test_an_undo_shows_what_was_changed_since(api: Program) -> None:
    made = api.post("/customers", {"name": "撤销", "industry": "一"}).ok(201)
    second = api.patch(f"/customers/{made['id']}", {"version": 1, "industry": "二", "source": "展会"}).ok()
    api.patch(f"/customers/{made['id']}", {"version": 2, "industry": "三"}).ok()
    shown = api.post(f"/changes/{second['change_set']}/undo", preview=1).ok()
    assert [(one["field"], one["before"], one["after"], one["now"]) for one in shown["conflicts"]] == [
        ("industry", "一", "二", "三")
    ]
    told = api.post(f"/changes/{second['change_set']}/undo").ok()
    assert told["skipped"] == 1
    now = api.get(f"/customers/{made['id']}").ok()
    assert (now["industry"], now["source"]) == ("三", None)
