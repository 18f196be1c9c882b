"""What is kept of people, how sensitive it is, what for, and which roles see it."""

from __future__ import annotations

from tests.connect.company import Company, Program, found


def listed(api: Program, **query: object) -> dict[tuple[str, str], dict[str, object]]:
    return {(one["object"], one["field"]): one for one in api.get("/privacy/inventory", **query).ok()["rows"]}


def founded() -> tuple[Company, Program]:
    company = found()
    return company, company.program()


def test_every_personal_field_is_told_with_its_purpose(database: None) -> None:
    _, api = founded()
    rows = listed(api)
    said = {key: (one["sensitivity"], one["purpose"], one["sealed"]) for key, one in rows.items()}
    assert said["customer", "name"] == ("personal", "identify", False)
    assert said["customer", "phone"] == ("personal", "contact", True)
    assert said["customer", "identity_number"] == ("sensitive", "identify", True)
    assert said["contact", "birthday"] == ("personal", "care", False)
    assert said["interaction", "content"] == ("personal", "service", False)
    assert ("customer", "stage") not in rows
    assert listed(api, all=1)["customer", "stage"]["sensitivity"] == "ordinary"


def test_it_says_which_roles_see_a_field(database: None) -> None:
    _, api = founded()
    grants = {"customer": {"actions": {"read": True}, "scope": "own", "fields": {"phone": "masked", "email": "hidden"}}}
    api.post("/roles", {"name": "外包", "grants": grants}).ok(201)
    rows = listed(api)
    assert "外包" in rows["customer", "phone"]["masked"]  # type: ignore[operator]
    assert "外包" not in rows["customer", "phone"]["whole"]  # type: ignore[operator]
    assert "外包" in rows["customer", "name"]["whole"]  # type: ignore[operator]
    for seen in ("whole", "masked"):
        assert "外包" not in rows["customer", "email"][seen]  # type: ignore[operator]
    assert "外包" in rows["customer", "identity_number"]["masked"]  # type: ignore[operator]  # guarded


def test_an_administrator_says_what_a_custom_field_is(database: None) -> None:
    _, api = founded()
    fields = (
        ("text", "customer", "a", None), ("integer", "customer", "b", None), ("text", "interaction", "c", None),
        ("integer", "interaction", "d", None), ("bank_account", "customer", "e", None),
        ("text", "customer", "f", "ordinary"), ("text", "tag", "g", None), ("choice", "customer", "h", "sensitive"),
    )  # fmt: skip
    for kind, name, code, sensitivity in fields:
        row = {"label_zh": code, "object": name, "code": code, "kind": kind, "sensitivity": sensitivity}
        options = {"choices": [{"value": "x", "label_zh": "病"}]} if kind == "choice" else {}
        api.post("/custom_fields", row | options).ok(201)
    rows = listed(api, all=1)
    said = {code: rows[name, code]["sensitivity"] for _, name, code, _ in fields}
    assert said == {
        "a": "personal", "b": "personal", "c": "personal", "d": "ordinary", "e": "sensitive", "f": "ordinary",
        "g": "ordinary", "h": "sensitive",
    }  # fmt: skip


def test_it_comes_as_a_file(database: None) -> None:
    company, api = founded()
    api.post("/custom_fields", {"label_zh": "=HYPERLINK()", "object": "customer", "code": "a", "kind": "text"}).ok(201)
    text = api.get("/privacy/inventory/file").raw.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("对象,字段,类型,敏感程度,用途,加密存储")
    assert "客户,身份证号码" in text
    assert "客户,'=HYPERLINK()" in text
    sales = company.program(company.colleague())
    for path in ("/privacy/inventory", "/privacy/inventory/file"):
        sales.get(path).refused(403, "right.admin_only")
