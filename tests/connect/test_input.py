"""What is not understood is refused with a reason: bodies, parameters, methods, addresses."""

from __future__ import annotations

import pytest

from tests.connect.company import Answer, Program

BODIES: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"{",
    "NaN": b'{"name": NaN}',
    "infinity": b'{"name": 1e999}',
    "a list": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "a lone surrogate": b'{"name": "\\ud800"}',
    "a surrogate in a key": b'{"\\udfff": 1}',
    "no UTF-8": b'{"name": "\xff"}',
    "a surrogate as UTF-8": b'{"name": "\xed\xa0\x80"}',
    "NUL": b'{"name": "a\\u0000b"}',
    "NUL in a key": b'{"a\\u0000b": 1}',
    "NUL deep inside": b'{"state": {"x": [{"y": "\\u0000"}]}}',
    "raw NUL": b'{"name": "a\0b"}',
    "deep": b'{"state": ' + b"[" * 70 + b"]" * 70 + b"}",
    "very deep": b"[" * 5000,
    "two values": b"{} {}",
}


@pytest.mark.parametrize("what", BODIES)
@pytest.mark.parametrize("path", ["/customers", "/customers/batch", "/customers/words", "/tokens", "/saved_views"])
def test_a_body_that_is_no_json_object_we_can_keep(api: Program, what: str, path: str) -> None:
    api.post(path, raw=BODIES[what]).refused(400)


def test_text_that_only_looks_like_nul_is_text(api: Program) -> None:
    made = api.post("/customers", {"name": "看\\u0000像"}).ok(201)
    assert made["name"] == "看\\u0000像"


@pytest.mark.parametrize(
    "name", ["𠮷野家", "王😀", "a\u202eb", "é", "e\u0301", "ｆｕｌｌ", 'O\'Neil "x" \\ ; -- %s {0} {name}']
)
def test_unusual_names_come_back(api: Program, name: str) -> None:
    made = api.post("/customers", {"name": name}).ok(201)
    assert api.get(f"/customers/{made['id']}").ok()["name"] == made["name"]
    assert made["name"]


def test_a_name_of_ten_thousand_characters(api: Program) -> None:
    assert "name" in api.post("/customers", {"name": "长" * 10_000}).refused(422)["fields"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_body_of_another_kind(api: Program, kind: str) -> None:
    api.post("/customers", {"name": "x"}, kind=kind).refused(400, "request.not_json")


def test_bodies_have_a_limit(api: Program) -> None:
    large = b'{"name": "' + b"x" * (2 * 1024 * 1024) + b'"}'
    api.post("/customers", raw=large).refused(413)
    api.post("/customers/batch", raw=b" " * (32 * 1024 * 1024 + 1)).refused(413)


QUERIES = [
    "limit=0",
    "limit=501",
    "limit=x",
    "limit=-1",
    "limit=1.5",
    "limit=",
    "limit=%D9%A1",
    "limit=5&limit=6",
    "page=0",
    "page=10000&limit=500",
    "count=2",
    "count=true",
    "deleted=yes",
    "after=%3F",
    "after=W10",
    "after=bnVsbA",
    "unknown=1",
    "where=%7B",
    "where=[]",
    "where=1",
    "where=%22x%22",
    "where=%7B%22field%22%3A%22nothing%22%7D",
    "q=%00",
    "q=%ED%A0%80",
    "q=%FF",
    "sort=nothing",
    "sort=custom",
    "sort=tags",
    "columns=nothing",
    "columns=tenant_id",
    "columns=search",
    "sort=-updated_at;drop%20table",
    "where=%7B%22field%22%3A%22name%22%2C%22value%22%3A%22%5Cu0000%22%7D",
    "after=WyItdXBkYXRlZF9hdCwtaWQiLFsieCIsInkiXV0",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_list_that_is_not_understood(api: Program, query: str) -> None:
    api.get(f"/customers?{query}").refused(400)


PATHS = [
    "/customers/0",
    "/customers/9223372036854775808",
    "/customers/99999999999999999999999",
    "/customers/x",
    "/customers/-1",
    "/customers/1.5",
    "/customers/%31%00",
    "/customers/",
    "/customers//",
    "/nothing",
    "/",
    "/customers/1/nothing",
    "/files/x",
    "/files/..%2f..%2fetc%2fpasswd",
    "/jobs/0",
    "/jobs/9223372036854775807/file",
    "/customers/%D9%A1",
]


@pytest.mark.parametrize("path", PATHS)
def test_an_address_that_is_none(api: Program, path: str) -> None:
    api.get(path).refused(404)


def test_parameters_where_there_are_none(api: Program) -> None:
    for method, path in (
        ("POST", "/customers"),
        ("POST", "/customers/batch"),
        ("PATCH", "/customers/1"),
        ("GET", "/meta"),
    ):
        api.ask(method, path, {"name": "x", "version": 1}, more=1).refused(400, "request.unknown_parameter")


@pytest.mark.parametrize("path", ["/api/", "/api/v2/customers", "/api/v1", "/api/v1/customers%0A", "/api/v1/%0A"])
def test_an_address_beside_the_api(api: Program, path: str) -> None:
    answer = api.http.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "request.no_address")


@pytest.mark.parametrize("method", ["PUT", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "DELETE"])
def test_a_method_that_is_none(api: Program, method: str) -> None:
    answer = api.ask(method, "/customers")
    answer.refused(405)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_head_is_get_without_its_body(api: Program) -> None:
    answer = api.ask("HEAD", "/customers")
    assert (answer.status, answer.raw) == (200, b"")
    assert answer.headers["Content-Type"] == "application/json"


def test_headers_of_answers(api: Program) -> None:
    answers: list[Answer] = [
        api.get("/customers"),
        api.get("/nothing"),
        api.post("/customers", {}),
        Program(None).get("/meta"),
    ]
    for one in answers:
        assert one.headers["Content-Type"] == "application/json"
        assert one.headers["Cache-Control"] == "no-store"
        assert one.headers["X-Content-Type-Options"] == "nosniff"
        assert one.headers["X-Frame-Options"] == "DENY"
        assert not [name for name in one.headers if name.lower().startswith("access-control-")]
        assert "default-src 'none'" in one.headers["Content-Security-Policy"]
        assert b"Traceback" not in one.raw


TYPES = [
    ("name", 5),
    ("name", True),
    ("name", ["x"]),
    ("name", {"x": 1}),
    ("phone", 13800138000),
    ("stage", "已成交"),
    ("stage", 1),
    ("stage", ""),
    ("tags", "重点"),
    ("tags", [1]),
    ("owner", "我" * 3),
    ("owner", {"id": "1"}),
    ("owner", -1),
    ("owner", 2**63),
    ("owner", True),
    ("since", 45000),
    ("since", "2026-02-31"),
    ("region", 440300),
    ("region", "000000"),
    ("kind", None),
]


@pytest.mark.parametrize(("name", "value"), TYPES, ids=str)
def test_values_of_the_wrong_type(api: Program, name: str, value: object) -> None:
    answer = api.post("/customers", {"name": "类型", name: value})
    if (name, value) == ("kind", None):  # empty: the default
        assert answer.ok(201)["kind"] == "organization"
    else:
        assert set(answer.refused(422)["fields"]) == {name}


def test_what_would_be_ignored_is_refused(api: Program) -> None:
    api.get("/customers", page=2, after="x").refused(400, "request.either")
    for name in ("limit", "page", "after", "count"):
        api.post("/customers/export", {"format": "csv", name: 1}).refused(400, "request.unknown_member")
