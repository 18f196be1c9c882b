"""Fields that a role hides, masks or closes: by every door through which a value could leave or enter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program
from tests.intake import company as intake

NUMBER, MASKED = "11010519491231002X", "1101**********002X"
PHONE, PHONE_MASKED = "+8613800138000", "138****8000"
ALL = {"*": {"actions": dict.fromkeys(("read", "create", "update", "export", "bulk"), True), "scope": "all"}}


def person(company: Company, api: Program, *fields: dict[str, str], **more: Any) -> Program:
    """Somebody whose roles have these rules for the fields of customers."""
    roles = [
        api.post("/roles", {"name": f"角色{number}", "grants": {**ALL, "customer": {"fields": rules}}}).ok(201)["id"]
        for number, rules in enumerate(fields)
    ]
    made = company.colleague(**more)
    read = api.get(f"/people/{made}").ok()
    api.patch(f"/people/{made}", {"version": read["version"], "roles": roles}).ok()
    return company.program(made)


@pytest.fixture
def customer(api: Program) -> int:
    given = {"name": "张三", "kind": "person", "identity_number": NUMBER, "phone": "13800138000", "wechat": "zhang3"}
    return int(api.post("/customers", given).ok(201)["id"])


def told(api: Program, customer: int) -> Any:
    return api.get(f"/customers/{customer}").ok()


def test_identity_numbers_are_masked_unless_a_role_says_otherwise(
    company: Company, api: Program, customer: int
) -> None:
    assert told(api, customer)["identity_number"] == NUMBER  # an administrator
    assert told(person(company, api, {}), customer)["identity_number"] == MASKED
    assert told(person(company, api, {"identity_number": "read"}), customer)["identity_number"] == NUMBER
    assert told(person(company, api, {"identity_number": "hidden"}, {}), customer)["identity_number"] == MASKED


def test_a_masked_value_leaves_by_no_door(company: Company, api: Program, customer: int, tmp_path: Path) -> None:
    version = told(api, customer)["version"]
    api.patch(f"/customers/{customer}", {"version": version, "phone": "13900139000"}).ok()
    change = api.patch(f"/customers/{customer}", {"version": version + 1, "phone": "13800138000"}).ok()["change_set"]
    clerk = person(company, api, {"phone": "masked", "wechat": "masked"})
    asked = {"where": {"field": "id", "op": "=", "value": customer}}
    answers = {
        "record": clerk.get(f"/customers/{customer}"),
        "list": clerk.get("/customers", columns="name,phone,identity_number,wechat", **asked),
        "history": clerk.get(f"/customers/{customer}/history"),
        "search": clerk.get("/search", q="张三"),
        "one's own edit": clerk.patch(f"/customers/{customer}", {"version": version + 2, "remark": "改"}),
        "conflict": clerk.patch(f"/customers/{customer}", {"version": 1, "remark": "再改", "identity_number": NUMBER}),
    }
    for door, answer in answers.items():
        for whole in (NUMBER, "13800138000", "13900139000", "zhang3"):
            if (door, whole) != ("conflict", NUMBER):  # which they have just said themselves
                assert whole.encode() not in answer.raw, door
    assert answers["record"].ok()["phone"] == PHONE_MASKED
    assert answers["record"].ok()["wechat"] == "z*"
    assert (
        answers["list"].ok()["rows"][0] | {"phone": PHONE_MASKED, "identity_number": MASKED, "wechat": "z*"}
        == (answers["list"].ok()["rows"][0])
    )
    last = next(one for one in answers["history"].ok()["rows"] if one["change_set"] == change)
    assert [(one["before"], one["after"]) for one in last["fields"]] == [("139****9000", PHONE_MASKED)]
    path = intake.export(
        company, clerk, "customers", tmp_path / "out.csv", columns=["name", "phone"], format="csv", **asked
    )
    assert "138****8000" in path.read_text("utf-8-sig")
    assert "13800138000" not in path.read_text("utf-8-sig")


def test_a_preview_of_an_undo_masks(company: Company, api: Program, customer: int) -> None:
    clerk = person(company, api, {"phone": "enter", "wechat": "hidden"})
    version = told(api, customer)["version"]
    change = clerk.patch(f"/customers/{customer}", {"version": version, "phone": "13700137000"}).ok()["change_set"]
    api.patch(f"/customers/{customer}", {"version": version + 1, "phone": "13600136000"}).ok()
    found = clerk.post(f"/changes/{change}/undo", preview=1).ok()["conflicts"]
    assert [(one["before"], one["after"], one["now"]) for one in found] == [
        (PHONE_MASKED, "137****7000", "136****6000")
    ]


@pytest.mark.parametrize(("op", "value"), [("contains", "1381"), ("starts", "138"), ("ends", "8000")])
def test_nobody_feels_their_way_to_a_masked_value(
    company: Company, api: Program, customer: int, op: str, value: str
) -> None:
    clerk = person(company, api, {"phone": "masked", "wechat": "masked"})
    tail = "condition.masked" if op == "ends" else "condition.secret_phone"
    for field, code in (("phone", tail), ("identity_number", "condition.secret"), ("wechat", "condition.masked")):
        where = {"field": field, "op": op, "value": value}
        clerk.get("/customers", where=where).refused(400, code)
        clerk.get("/customers", where={"not": where}).refused(400, code)
        clerk.get("/customers", sort=field).refused(400, "read.cannot_sort")
        linked = {"field": f"customer.{field}", "op": op, "value": value}
        clerk.get("/contacts", where=linked).refused(400, code)
    mine = {"field": "id", "op": "=", "value": customer}
    whole = {"all": [{"field": "phone", "op": "is", "value": "138 0013 8000"}, mine]}
    assert len(clerk.get("/customers", where=whole).ok()["rows"]) == 1


@pytest.mark.parametrize(
    ("field", "op", "value", "language", "label"),
    [
        ("phone", "starts", "139", "zh-CN", "电话"),
        ("phone", "starts", "139", "en", "Phone"),
        ("email", "contains", "a", "en", "E-mail"),
        ("identity_number", "ends", "1234", "zh-CN", "身份证号码"),
        ("customer.phone", "starts", "139", "en", "Phone"),
        ("name", "within", "30d", "en", "Customer name"),
        ("created_at", "on", "nonsense", "zh-CN", "创建时间"),
    ],
)
def test_what_is_wrong_with_a_condition_names_its_field_as_people_do(
    company: Company, api: Program, field: str, op: str, value: str, language: str, label: str
) -> None:
    plural = "contacts" if "." in field else "customers"
    where = {"field": field, "op": op, "value": value}
    message = company.program(language=language).get(f"/{plural}", where=where).refused(400)["message"]
    assert any(f"{before}{label}{after}" in message for before, after in ("“”", '""')), message


FOUND_BY = {
    "phone": ("13911223344", "139 1122 3344", "+86 139 1122 3344", "11223344", "3344"),
    "email": ("ouyang@firm.example", "@firm.example", "ouyang@"),
    "short_name": ("珠穆", "zm", "zhumulangma"),
    "code": ("K-8848", "8848"),
}


RULES = [(field, rule) for field in ("phone", "email", "short_name") for rule in ("hidden", "masked", "enter")]


@pytest.mark.parametrize(("field", "rule"), [*RULES, ("code", "hidden")])
def test_nobody_finds_by_what_they_do_not_see(company: Company, api: Program, field: str, rule: str) -> None:
    values = {"phone": "13911223344", "email": "ouyang@firm.example", "short_name": "珠穆朗玛", "code": "K-8848"}
    there = api.get("/customers", q="登山者协会").ok()["rows"]
    customer = (there[0] if there else api.post("/customers", {"name": "登山者协会", **values}).ok(201))["id"]
    clerk = person(company, api, {field: rule})

    def finds(who: Program, text: str) -> tuple[bool, bool]:
        listed = who.get("/customers", q=text).ok()
        assert listed["count"]["value"] == len(listed["rows"])
        return (
            customer in [one["id"] for one in listed["rows"]],
            customer in [one["id"] for one in who.get("/search", q=text).ok()["rows"]],
        )

    for name, texts in FOUND_BY.items():
        for text in texts:
            assert finds(api, text) == (True, True), text
            assert finds(clerk, text) == (name != field, name != field), text
    assert finds(clerk, "登山") == (True, True)
    assert finds(clerk, f"登山 {FOUND_BY[field][0]}") == (False, False)


def test_what_was_shown_is_not_written_back(company: Company, api: Program, customer: int) -> None:
    clerk = person(company, api, {"phone": "enter", "wechat": "enter", "email": "masked", "website": "read"})
    shown = told(clerk, customer)
    given = {"phone": shown["phone"], "wechat": shown["wechat"], "identity_number": shown["identity_number"]}
    error = clerk.patch(f"/customers/{customer}", {"version": shown["version"], **given}).refused(422)
    assert {name: one["code"] for name, one in error["fields"].items()} == dict.fromkeys(given, "field.masked")
    given = {"email": "a@example.com", "website": "https://example.com"}
    error = clerk.patch(f"/customers/{customer}", {"version": shown["version"], **given}).refused(422)
    assert {name: one["code"] for name, one in error["fields"].items()} == dict.fromkeys(given, "field.not_writable")
    changed = clerk.patch(f"/customers/{customer}", {"version": shown["version"], "phone": "13500135000"}).ok()
    assert changed["phone"] == "135****5000"
    assert told(api, customer)["phone"] == "+8613500135000"


def test_a_hidden_field_is_not_there(company: Company, api: Program, customer: int) -> None:
    clerk = person(company, api, {"phone": "hidden"})
    assert "phone" not in told(clerk, customer)
    customers = next(one for one in clerk.get("/meta").ok()["objects"] if one["name"] == "customer")
    assert "phone" not in [one["name"] for one in customers["fields"]] + customers["columns"]
    clerk.get("/customers", columns="phone").refused(400, "read.unknown_column")
    clerk.get("/customers", sort="phone").refused(400, "read.cannot_sort")
    clerk.get("/customers", where={"field": "phone", "op": "empty"}).refused(400, "condition.unknown_field")
    error = clerk.post("/customers", {"name": "李四", "phone": "13800138000"}).refused(422)
    assert error["fields"]["phone"]["code"] == "field.unknown"


def test_meta_says_what_is_masked(company: Company, api: Program) -> None:
    clerk = person(company, api, {"phone": "masked"})
    customers = next(one for one in clerk.get("/meta").ok()["objects"] if one["name"] == "customer")
    fields = {one["name"]: one for one in customers["fields"]}
    assert {name for name, one in fields.items() if one["masked"]} == {"phone", "identity_number", "born_on"}
    assert (fields["phone"]["sortable"], fields["phone"]["read_only"]) == (False, True)
    assert (fields["identity_number"]["sortable"], fields["identity_number"]["read_only"]) == (False, False)
    for op in fields["phone"]["ops"]:
        value = None if op.endswith("empty") else ["13800138000"] if op.endswith("_of") else "13800138000"
        clerk.get("/customers", where={"field": "phone", "op": op, "value": value}).ok()


def test_custom_fields_have_rules_too(company: Company, api: Program, customer: int) -> None:
    for code, kind in (("card", "identity_number"), ("home", "phone"), ("shoe", "integer")):
        api.post("/custom_fields", {"object": "customer", "code": code, "kind": kind, "label_en": code}).ok(201)
    given = {"version": told(api, customer)["version"], "card": NUMBER, "home": "13800138000", "shoe": 42}
    api.patch(f"/customers/{customer}", given).ok()
    clerk = person(company, api, {"home": "masked", "shoe": "masked"})
    shown = told(clerk, customer)
    assert (shown["card"], shown["home"], shown["shoe"]) == (MASKED, PHONE_MASKED, "***")


@pytest.mark.parametrize(
    ("grants", "code"),
    [
        ({"customer": {"fields": {"phone": "veiled"}}}, "role.wrong_field_rule"),
        ({"customer": {"fields": {"phone": 3}}}, "role.wrong_field_rule"),
        ({"*": {"actions": {}, "fields": {"phone": "masked"}}}, "role.wrong_field_rule"),
        ({"customer": {"fields": {"name": "hidden"}}}, "role.field_without_rule"),
        ({"customer": {"fields": {"version": "hidden"}}}, "role.field_without_rule"),
        ({"customer": {"fields": {"birthday": "masked"}}}, "role.not_maskable"),
        ({"customer": {"fields": ["phone"]}}, "role.wrong_entry"),
        ({"customer": {"scope": "all"}}, "role.wrong_entry"),
    ],
)
def test_rules_that_nobody_could_keep(api: Program, grants: Any, code: str) -> None:
    error = api.post("/roles", {"name": "错", "grants": grants}).refused(422)
    assert error["fields"]["grants"]["code"] == code


@pytest.mark.parametrize(("rule", "seen"), [("hidden", None), ("masked", PHONE_MASKED), ("read", PHONE)])
def test_a_denial_of_a_field_is_widened_by_no_role(
    company: Company, api: Program, customer: int, rule: str, seen: str | None
) -> None:
    clerk = person(company, api, {"phone": "write"}, {})
    closing = {"customer": {"deny": {"fields": {"phone": rule}}}}
    role = api.post("/roles", {"name": f"一律{rule}", "grants": closing}).ok(201)["id"]
    me = api.get(f"/people/{clerk.get('/meta').ok()['me']['id']}").ok()
    roles = [one["id"] for one in me["roles"]]
    api.patch(f"/people/{me['id']}", {"version": me["version"], "roles": [*roles, role]}).ok()
    assert told(clerk, customer).get("phone") == seen
    version = told(clerk, customer)["version"]
    error = clerk.patch(f"/customers/{customer}", {"version": version, "phone": "13500135000"}).refused(422)
    assert error["fields"]["phone"]["code"] == ("field.unknown" if rule == "hidden" else "field.not_writable")
    reasons = next(one for one in clerk.get("/customers/access").ok()["fields"] if one["name"] == "phone")
    assert f"一律{rule}" in [one["role"] for one in reasons["reasons"] if not one["allows"]]


@pytest.mark.parametrize("rule", ["write", "enter", "", 1])
def test_denials_of_fields_that_are_none(api: Program, rule: Any) -> None:
    grants = {"customer": {"deny": {"fields": {"phone": rule}}}}
    assert api.post("/roles", {"name": "错", "grants": grants}).refused(422)["fields"]["grants"]


def test_what_follows_from_a_masked_value_tells_no_more_of_it(company: Company, api: Program, customer: int) -> None:
    def born(*rules: dict[str, str]) -> Any:
        return told(person(company, api, *rules), customer).get("born_on")

    assert told(api, customer)["born_on"] == "1949-12-31"
    assert born({}) == "1949-**-**"  # the number is masked unless a role says otherwise
    assert born({"identity_number": "read"}) == "1949-12-31"
    assert born({"born_on": "read"}) == "1949-12-31"
    assert born({"identity_number": "hidden"}) is None
    clerk = person(company, api, {})
    clerk.get("/customers", sort="born_on").refused(400, "read.cannot_sort")
    where = {"field": "born_on", "op": "<", "value": "1950-01-01"}
    clerk.get("/customers", where=where).refused(400, "condition.masked")
