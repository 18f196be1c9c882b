"""A-16: every operation with ids of another company answers as for ids that do not exist, never with their data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.connect import bodies
from tests.connect.bodies import NOTHING
from tests.connect.company import Answer, Company, Program, found
from tests.forms.visitor import FORM, Visitor, sent
from tests.intake import company as steps
from zhike.engines.connect.schema import document
from zhike.engines.intake import sheets

CANARY = "金丝雀七三九一"


class Theirs:
    """A company with one of everything, and a canary in every text."""

    def __init__(self, folder: Path) -> None:
        self.company = found()
        api = self.api = self.company.program()
        customer = api.post(
            "/customers", {"name": CANARY, "code": "CANARY-1", "tags": [CANARY], "phone": "13900007391"}
        ).ok(201)
        self.ids: dict[str, int] = {"customers": customer["id"]}
        self.change_set = customer["change_set"]
        contact = {"name": CANARY, "customer": customer["id"]}
        self.file = self.upload(api)
        about = {"field": "title", "op": "is", "value": CANARY}
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
            "gadgets": {"name": CANARY, "customer": customer["id"], "labels": [CANARY], "serial": CANARY},
            "purposes": {"name": CANARY},
            "consents": {"wording": CANARY, "customer": customer["id"], "given_at": "2026-01-02T03:04:05Z"},
            "privacy_requests": {
                "summary": CANARY,
                "customer": customer["id"],
                "kind": "access",
                "received_on": "2026-01-02",
            },
            "retention_rules": {"name": CANARY, "object": "task", "where": about},
            "duplicate_rules": {"name": CANARY, "object": "customer", "through": ["form"]},
            "quality_rules": {"name": CANARY, "object": "task", "where": about},
            "suggestion_rules": {"name": CANARY, "object": "customer", "field": "phone"},
            "code_rules": {"object": "customer", "pattern": f"{CANARY}-{{seq:4}}"},
            "self_services": {"name": CANARY, "object": "customer", "fields": {"name": "approve"}},
            "web_forms": {
                "name": CANARY,
                "object": "customer",
                "questions": [{"field": "name", "label": {"zh-CN": CANARY}}],
                "active": True,
            },
            "event_kinds": {"name": CANARY, "code": "canary"},
            "tracking_sites": {"name": CANARY, "origins": "https://www.example.com"},
            "import_templates": {"name": CANARY, "object": "customer", "mapping": {CANARY: "name"}},
            "import_sources": {"name": CANARY, "reads": "web", "place": f"https://www.example.com/{CANARY}"},
            "segments": {"name": CANARY, "object": "task", "where": about},
            "schemes": {"name": CANARY, "code": "canary", "object": "customer"},
            "programmes": {"name": CANARY, "in_class": "canary"},
            "measures": {"name": CANARY, "code": "canary", "object": "customer", "definition": {"related": "orders"}},
            "orders": {"number": CANARY, "ordered_at": "2026-01-02T03:04:05Z", "amount": 100},
            "refunds": {"number": CANARY, "at": "2026-01-02T03:04:05Z", "amount": 1},
            **{one: {"name": CANARY} for one in ("product_categories", "products", "order_lines")},
        }
        linked = {
            "import_sources": ("template", "import_templates"), "consents": ("purpose", "purposes"),
            "orders": ("customer", "customers"), "order_lines": ("order", "orders"), "refunds": ("order", "orders"),
            "programmes": ("scheme", "schemes"),
        }  # fmt: skip
        for plural, body in given.items():
            field, to = linked.get(plural, ("", ""))
            more = {field: self.ids[to]} if to else {}
            self.ids[plural] = api.post(f"/{plural}", body | more).ok(201)["id"]
        self.group, self.asked = self.alike(api)
        page = api.get(f"/web_forms/{self.ids['web_forms']}/page").ok()["public_id"]
        sent(Visitor(page).send({"name": CANARY}, proof=""))
        self.answer = api.get("/answers").ok()["rows"][0]["id"]
        link = api.post(f"/customers/{customer['id']}/self-service", {}).ok(201)["link"]
        api.http.post(f"/f/my/{link.rpartition('/')[2]}", f"q.name={CANARY}2", content_type=FORM)
        self.correction = api.get("/corrections").ok()["rows"][0]["id"]
        self.token = api.get("/tokens").ok()["rows"][0]["id"]
        sheet = folder / f"{CANARY}.csv"
        sheet.write_text(f"编号,名称,电话\nCANARY-2,{CANARY},\nCANARY-3,{CANARY},不是电话\n", "utf-8")
        self.sheet = steps.upload(api, sheet).ok(201)["upload"]
        api.post(f"/imports/{self.sheet}/check", {"object": "customer"}).ok()
        run = api.post(f"/imports/{self.sheet}/run", {"object": "customer"}).ok(202)["job"]
        self.brought = steps.work(self.company, api, run)
        assert self.brought["counts"] == {"created": 1, "refused": 1}
        self.exported = steps.work(self.company, api, api.post("/customers/export", {"format": "csv"}).ok(202)["job"])
        assert CANARY in api.get(f"/jobs/{self.exported['id']}/file").raw.decode("utf-8-sig")
        self.seen = {f"/{plural}/{one}": api.get(f"/{plural}/{one}").raw for plural, one in self.ids.items()}
        for job in (self.brought, self.exported):
            self.seen[f"/jobs/{job['id']}"] = api.get(f"/jobs/{job['id']}").raw

    def named(self, path: str) -> Any:
        """What of theirs could stand in a path of the API."""
        plural = path.split("/")[1]
        if plural == "jobs":
            return self.exported["id"] if path.endswith("/file") else self.brought["id"]
        others = {
            "duplicates": self.group,
            "join_requests": self.asked,
            "answers": self.answer,
            "corrections": self.correction,
            "changes": self.change_set,
            "tokens": self.token,
            "files": self.file,
            "imports": self.sheet,
        }
        return others[plural] if plural in others else self.ids[plural]

    def alike(self, api: Program) -> tuple[int, int]:
        """A group of duplicates, and a request to be let into the team of one of them."""
        for way in ({}, {"insist": "duplicate"}):
            api.post("/customers", {"name": f"{CANARY}贸易", "phone": "13800138000"}, **way).ok(201)
        steps.work(self.company, api, api.post("/duplicates/scan", {"object": "customer"}).ok(202)["job"])
        rule = api.post("/duplicate_rules", {"name": CANARY, "object": "customer", "through": ["api"]}).ok(201)
        asker = self.company.program(self.company.colleague())
        typed = {"values": {"name": f"{CANARY}贸易", "phone": "13800138000"}}
        (found, *_) = asker.post("/customers/duplicates", typed).ok()["rows"]
        asked = asker.post("/customers/join", {"handle": found["handle"]}).ok(201)["request"]
        api.delete(f"/duplicate_rules/{rule['id']}").ok()
        return api.get("/duplicates", object="customer").ok()["groups"][0]["id"], asked

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
def theirs(database: None, tmp_path_factory: pytest.TempPathFactory) -> Theirs:
    return Theirs(tmp_path_factory.mktemp("theirs"))


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
    tried = 0
    for method, path in operations():
        if "{" not in path:
            continue
        body = bodies.good(path, ours.owner)
        theirs_id = theirs.named(path)
        nobody: Any = NOTHING if isinstance(theirs_id, int) else "f_" + "x" * 22
        answers = []
        for one in (theirs_id, nobody):
            at = path.replace("{id}", str(one)).replace("{key}", str(one)).replace("{upload}", str(one))
            at = at.replace("{person}", str(ours.owner)).replace("{suggestion}", "1").replace("{visitor}", "1")
            answers.append(api.ask(method, at, body.get(method)))
        allowed = {404} if role == "owner" else {403, 404}
        assert answers[0].status in allowed, (method, path, answers[0].raw)
        assert without(answers[0], theirs_id) == without(answers[1], nobody), (method, path)
        assert CANARY not in answers[0].raw.decode(errors="replace")
        tried += 1
    assert tried > 60


def test_nobody_merges_what_is_elsewhere(theirs: Theirs, ours: Company) -> None:
    api = ours.program()
    for plural, row in {"customers": {"name": "甲"}, "tags": {"name": "合并标签"}}.items():
        mine_ = api.post(f"/{plural}", row).ok(201)["id"]
        told = [
            without(api.post(f"/{plural}/{mine_}/merge", {"from": [one]}), one) for one in (theirs.ids[plural], NOTHING)
        ]
        assert told[0] == told[1]
        assert told[0][0] == 404


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


SEEN = (
    "/customers", "/contacts", "/tags", "/customers/tags", "/search?q=%E9%87%91", "/changes", "/jobs", "/tokens",
    "/audit", "/meta", "/reveals", "/settings", "/privacy/inventory", "/people", "/saved_views", "/customers/access",
    "/quality",
    "/answers", "/corrections",
)  # fmt: skip


def test_what_is_counted_and_shown_here_is_the_same_whatever_there_is_there(ours: Company, theirs: Theirs) -> None:
    """Sums, numbers of records and what follows from them do not move by another company's data, nor do codes."""
    api = ours.program()
    mine = api.post("/customers", {"name": "金", "tags": ["甲"], "code": "SAME-1"}).ok(201)["id"]
    api.post("/contacts", {"name": "金", "customer": mine}).ok(201)
    of_one = tuple(f"/customers/{mine}/{rest}" for rest in ("timeline", "related", "history", "access", "team"))
    condition = {"related": "contacts", "measure": "count", "op": ">=", "value": 1}

    def now() -> list[bytes]:
        counted = api.get("/customers", where=condition).raw
        alike = api.post("/bin/alike", {"object": "customer", "values": {"name": "金"}}).raw
        return [counted, alike, *(api.get(path).raw for path in (*SEEN, *of_one))]

    before = now()
    there = theirs.api
    made = [there.post("/customers", {"name": "金", "tags": ["甲"], "code": f"SAME-{n}"}).ok(201) for n in (1, 2)]
    for one in made:
        there.post("/contacts", {"name": "金", "customer": one["id"]}).ok(201)
        there.post("/interactions", {"content": "金", "customer": one["id"]}).ok(201)
    there.delete(f"/customers/{made[1]['id']}").ok()
    theirs.upload(there)
    assert now() == before
    assert api.post("/customers", {"name": "下一个", "code": "SAME-2"}).ok(201)["code"] == "SAME-2"


def test_a_cursor_and_a_key_of_another_company(theirs: Theirs, ours: Company) -> None:
    for number in range(3):
        theirs.api.post("/tags", {"name": f"页{number}"})
    cursor = theirs.api.get("/tags", limit=1).ok()["next"]
    assert CANARY not in ours.program().get("/tags", limit=1, after=cursor).raw.decode()
    theirs.api.post("/customers", {"name": "同键"}, key="shared-key").ok(201)
    made = ours.program().post("/customers", {"name": "同键"}, key="shared-key").ok(201)
    ours.program().delete(f"/customers/{made['id']}").ok()


def names(path: Path) -> list[list[Any]]:
    return [list(cells) for _, cells in sheets.open_table(path).rows()][1:]


@pytest.mark.slow
def test_ids_and_conditions_of_exports(theirs: Theirs, ours: Company, tmp_path: Path) -> None:
    api = ours.program()
    for plural, theirs_id in theirs.ids.items():
        asked: list[dict[str, Any]] = [
            {"where": {"field": "id", "op": "=", "value": theirs_id}},
            {"where": {"not": {"field": "id", "op": "=", "value": NOTHING}}, "deleted": True},
            {"where": {"field": "created_by", "op": "is", "value": theirs.company.owner}},
            {"q": CANARY},
        ]
        for one in asked:
            out = steps.export(ours, api, plural, tmp_path / "out.csv", format="csv", **one)
            assert CANARY not in out.read_text("utf-8-sig")
            assert not names(out) or "not" in one.get("where", {}), (plural, one)


@pytest.mark.slow
def test_ids_in_imports(theirs: Theirs, ours: Company, tmp_path: Path) -> None:
    """An id of theirs in a file finds no more than one that does not exist."""
    api = ours.program()
    meta = {one["plural"]: one for one in api.get("/meta").ok()["objects"]}
    for mode in ("update", "upsert"):
        for plural, theirs_id in theirs.ids.items():
            told = meta[plural]
            sheet = tmp_path / f"{mode}-{plural}.csv"
            sheet.write_text(f"a,b\n{theirs_id},x\n{NOTHING},x\n", "utf-8")
            plan = {"object": told["name"], "mode": mode, "mapping": {"0": "id", "1": told["title_field"]}}
            done = steps.bring(ours, api, sheet, header_row=1, **plan)
            assert (done["state"], done["counts"]) == ("done", {"refused": 2}), (plural, done)
            (tmp_path / "refused.csv").write_bytes(api.get(f"/jobs/{done['id']}/refused").raw)
            reasons = [row[2] for row in names(tmp_path / "refused.csv")]
            assert len(reasons) == 2
            assert reasons[0] == reasons[1]


@pytest.mark.parametrize("plural", ["contacts", "tasks", "interactions", "gadgets"])
def test_links_in_imports(theirs: Theirs, ours: Company, tmp_path: Path, plural: str) -> None:
    api = ours.program()
    told = next(one for one in api.get("/meta").ok()["objects"] if one["plural"] == plural)
    before = api.get(f"/{plural}").ok()["count"]
    sheet = tmp_path / f"{plural}.csv"
    values = [CANARY, "CANARY-1", str(theirs.ids["customers"]), "无此客户"]
    sheet.write_text("名,客户\n" + "".join(f"x,{one}\n" for one in values), "utf-8")
    plan = {"object": told["name"], "mapping": {"0": told["title_field"], "1": "customer"}}
    done = steps.bring(ours, api, sheet, header_row=1, **plan)
    assert done["counts"] == {"refused": 4}, done
    assert api.get(f"/{plural}").ok()["count"] == before


def test_nothing_of_theirs_has_changed(theirs: Theirs) -> None:
    for path, before in theirs.seen.items():
        now = theirs.api.get(path)
        assert now.raw == before, path
        assert CANARY in now.raw.decode() or now.body["kind"] == "export"
    for path in ("/customers", "/jobs"):
        assert CANARY in theirs.api.get(path).raw.decode()
    assert theirs.api.get(f"/files/{theirs.file}").status == 200
    assert CANARY in theirs.api.get(f"/jobs/{theirs.exported['id']}/file").raw.decode("utf-8-sig")
