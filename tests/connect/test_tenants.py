"""A-16: every operation with ids of another company answers as for ids that do not exist, never with their data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from tests.connect.company import Answer, Company, Program, found
from zhike.engines.connect.schema import document

CANARY = "金丝雀七三九一"
NOTHING = 9_000_000_000_000_000  # an id that nobody has


class Theirs:
    """A company with one of everything, and a canary in every text."""

    def __init__(self) -> None:
        self.company = found()
        api = self.api = self.company.program()
        customer = api.post(
            "/customers", {"name": CANARY, "code": "CANARY-1", "tags": [CANARY], "phone": "13900007391"}
        ).ok(201)
        self.ids: dict[str, int] = {"customers": customer["id"]}
        self.change_set = customer["change_set"]
        contact = {"name": CANARY, "customer": customer["id"]}
        self.file = self.upload(api)
        given: dict[str, dict[str, Any]] = {
            "contacts": contact,
            "interactions": {"content": CANARY, "customer": customer["id"]},
            "tasks": {"title": CANARY, "customer": customer["id"]},
            "tags": {"name": CANARY},
            "attachments": {"name": CANARY, "customer": customer["id"], "file": {"key": self.file}},
            "saved_views": {"name": CANARY, "object": "customer", "visibility": "all"},
            "custom_fields": {"label_zh": CANARY, "code": "canary", "object": "contact", "kind": "text"},
            "departments": {"name": CANARY},
            "people": {"name": CANARY},
            "roles": {"name": CANARY},
        }
        for plural, body in given.items():
            self.ids[plural] = api.post(f"/{plural}", body).ok(201)["id"]
        self.token = api.get("/tokens").ok()["rows"][0]["id"]

    @staticmethod
    def upload(api: Program) -> str:
        form = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="canary.txt"\r\n\r\n'
            + CANARY.encode()
            + b"\r\n--b--\r\n"
        )
        key: str = api.post("/files", raw=form, kind="multipart/form-data; boundary=b").ok(201)["key"]
        return key


@pytest.fixture(scope="module")
def theirs(database: None) -> Theirs:
    return Theirs()


def operations() -> Iterator[tuple[str, str]]:
    for path, methods in document.document()["paths"].items():
        for method in methods:
            yield method.upper(), path.removeprefix("/api/v1")


def without(answer: Answer, *ids: object) -> tuple[int, str]:
    """Status and body of an answer, the ids that were asked for left out."""
    text = answer.raw.decode(errors="replace")
    for one in ids:
        text = text.replace(str(one), "#")
    return answer.status, text


def mine(role: str, ours: Company) -> Program:
    return ours.program() if role == "owner" else ours.program(ours.colleague(role))


@pytest.fixture(scope="module")
def ours(database: None) -> Company:
    return found()


@pytest.mark.parametrize("role", ["owner", "manager", "sales", "steward"])
def test_ids_in_paths(theirs: Theirs, ours: Company, role: str) -> None:
    api = mine(role, ours)
    bodies = {"PATCH": {"version": 1, "name": "x", "title": "x"}, "POST": {}}
    tried = 0
    for method, path in operations():
        if "{" not in path:
            continue
        plural = path.split("/")[1]
        theirs_id: Any = {"changes": theirs.change_set, "tokens": theirs.token, "files": theirs.file, "jobs": 1}.get(
            plural, theirs.ids.get(plural, theirs.file)
        )
        nobody: Any = NOTHING if isinstance(theirs_id, int) else "f_" + "x" * 22
        answers = []
        for one in (theirs_id, nobody):
            at = path.replace("{id}", str(one)).replace("{key}", str(one)).replace("{upload}", str(one))
            answers.append(api.ask(method, at, bodies.get(method)))
        assert answers[0].status in (400, 403, 404, 422), (method, path, answers[0].status)
        assert without(answers[0], theirs_id) == without(answers[1], nobody), (method, path)
        assert CANARY not in answers[0].raw.decode(errors="replace")
        tried += 1
    assert tried > 60


@pytest.mark.parametrize("role", ["owner", "sales"])
def test_ids_in_bodies(theirs: Theirs, ours: Company, role: str) -> None:
    api = mine(role, ours)
    meta = {one["name"]: one for one in api.get("/meta").ok()["objects"]}
    plural_of = {one["name"]: one["plural"] for one in meta.values()}
    for one in meta.values():
        if not one["rights"]["create"]:
            continue
        for field in one["fields"]:
            target = plural_of.get(field["to"] or "")
            if field["system"] or target not in theirs.ids:
                continue
            told = []
            for value in (theirs.ids[target], NOTHING):
                given = [value] if field["kind"] == "links" else value
                answer = api.post(f"/{one['plural']}", {field["name"]: given})
                assert field["name"] in answer.refused(422)["fields"], (one["name"], field["name"])
                told.append(without(answer, value))
            assert told[0] == told[1]


@pytest.mark.parametrize("mode", ["update", "delete", "restore", "upsert"])
def test_ids_and_keys_in_batches(theirs: Theirs, ours: Company, mode: str) -> None:
    api = ours.program()
    for plural, theirs_id in theirs.ids.items():
        rows = [{"id": theirs_id, "name": "x"}, {"id": NOTHING, "name": "x"}]
        told = api.post(f"/{plural}/batch", {"mode": mode, "rows": rows}).ok()
        assert told["counts"]["refused"] == 2
        first, second = ({**one, "index": 0, "id": 0} for one in told["results"])
        assert first == second
    told = api.post(
        "/customers/batch", {"mode": "update", "match": "code", "rows": [{"code": "CANARY-1", "name": "x"}]}
    ).ok()
    assert told["counts"]["refused"] == 1
    made = api.post(
        "/customers/batch", {"mode": "upsert", "match": "code", "rows": [{"code": "CANARY-1", "name": "我们的"}]}
    ).ok()
    assert made["counts"]["created"] == 1
    api.delete(f"/customers/{made['results'][0]['id']}").ok()


def test_conditions_searches_sorts_and_counts(theirs: Theirs, ours: Company) -> None:
    api = ours.program()
    before = api.get("/customers").ok()["count"]
    ids = theirs.ids
    conditions = [
        {"field": "id", "op": "=", "value": ids["customers"]},
        {"field": "name", "op": "contains", "value": CANARY},
        {"field": "owner", "op": "is", "value": theirs.company.owner},
        {"field": "tags", "op": "has", "value": CANARY},
        {"not": {"field": "name", "op": "is", "value": "x"}},
        {"related": "contacts", "measure": "count", "op": ">=", "value": 1},
        {"field": "owner.name", "op": "contains", "value": "老板"},
    ]
    for where in conditions:
        for answer in (api.get("/customers", where=where), api.get("/customers", where=where, deleted=1)):
            assert CANARY not in answer.raw.decode()
        assert (
            api.post("/customers/batch", {"mode": "delete", "where": where, "q": CANARY}).ok()["counts"]["deleted"] == 0
        )
    for words in (CANARY, "13900007391", "7391", "CANARY-1", "jinsique"):
        assert api.get("/search", q=words).ok()["rows"] == []
        assert api.get("/customers", q=words).ok()["rows"] == []
    assert api.get("/customers/tags").ok()["rows"] == []
    assert api.get("/customers").ok()["count"] == before
    says = api.post("/customers/words", {"where": {"field": "owner", "op": "is", "value": theirs.company.owner}}).ok()[
        "words"
    ]
    assert f"#{theirs.company.owner}" in says
    for path in (
        "/meta",
        "/changes",
        "/jobs",
        "/tokens",
        "/saved_views",
        "/custom_fields",
        "/people",
        "/roles",
        "/departments",
    ):
        assert CANARY not in api.get(path).raw.decode(), path


def test_a_cursor_and_a_key_of_another_company(theirs: Theirs, ours: Company) -> None:
    for number in range(3):
        theirs.api.post("/tags", {"name": f"页{number}"})
    cursor = theirs.api.get("/tags", limit=1).ok()["next"]
    assert CANARY not in ours.program().get("/tags", limit=1, after=cursor).raw.decode()
    theirs.api.post("/customers", {"name": CANARY}, key="shared-key").ok(201)
    made = ours.program().post("/customers", {"name": CANARY}, key="shared-key").ok(201)
    ours.program().delete(f"/customers/{made['id']}").ok()


def test_nothing_of_theirs_has_changed(theirs: Theirs) -> None:
    for plural, record_id in theirs.ids.items():
        record = theirs.api.get(f"/{plural}/{record_id}").ok()
        assert (record["version"], record["id"]) == (1, record_id)
        assert CANARY in orjson.dumps(record).decode()
    assert theirs.api.get(f"/files/{theirs.file}").status == 200
