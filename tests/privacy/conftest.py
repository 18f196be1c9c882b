"""A company with two customers, who have everything that may hang on a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connections

from tests.connect.company import Company, Program, found
from tests.intake import company as steps
from zhike.access import audit
from zhike.engines.connect import storage

ONE, OTHER = "麒麟鸟七", "金丝雀九"  # canaries: each text of theirs holds it
PHONE = "13900007391"
GIVEN = "2026-01-02T03:04:05Z"


@dataclass
class Kept:
    """A customer and what hangs on them; every text of theirs, and every former one, holds `mark`."""

    api: Program
    company: Company
    mark: str
    ids: dict[str, int] = field(default_factory=dict)

    def make(self, plural: str, **values: object) -> int:
        self.ids[plural] = self.api.post(f"/{plural}", values).ok(201)["id"]
        return self.ids[plural]


def upload(api: Program, name: str, content: str) -> dict[str, object]:
    form = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n{content}\r\n--b--\r\n'
    made = api.post("/files", raw=form.encode(), kind="multipart/form-data; boundary=b").ok(201)
    return {"key": made["key"]}


def customer(company: Company, api: Program, mark: str, phone: str, purpose: int) -> Kept:
    """A person with interactions, tasks, files, consents and requests."""
    kept = Kept(api, company, mark)
    words = {"name": mark, "remark": mark + "备注", "nick": mark + "昵称", "phone": phone}
    one = kept.make("customers", kind="person", birthday="1990-05-12", tags=[mark + "标签"], **words)
    former = {"name": mark + "旧名", "remark": mark + "旧备注", "nick": mark + "旧昵称", "phone": None}
    for version, values in ((1, former), (2, words)):  # the journal gets them
        api.patch(f"/customers/{one}", {"version": version, **values}, key=f"change-{one}-{version}").ok()
    kept.make("interactions", customer=one, content=mark + "内容", next_step=mark)
    api.patch(f"/interactions/{kept.ids['interactions']}", {"version": 1, "content": mark + "改"}).ok()
    kept.make("tasks", customer=one, title=mark + "任务", remark=mark)
    kept.make("attachments", customer=one, name=mark + "附件", file=upload(api, mark + ".txt", mark), remark=mark)
    kept.make("consents", customer=one, wording="隐私政策 3", purpose=purpose, given_at=GIVEN, remark=mark)
    kept.make("privacy_requests", customer=one, summary=mark + "请删除", kind="erase", received_on="2026-02-02")
    return kept


@pytest.fixture
def two(database: None, tmp_path: Path) -> tuple[Kept, Kept]:
    """Two customers of one company; one more was imported, and all were exported."""
    company = found()
    api = company.program()
    nick = {"label_zh": "昵称", "object": "customer", "code": "nick", "kind": "text", "unique": True}
    api.post("/custom_fields", nick).ok(201)
    purpose = api.post("/purposes", {"name": "营销"}).ok(201)["id"]
    one = customer(company, api, ONE, PHONE, purpose)
    other = customer(company, api, OTHER, "13900008888", purpose)
    sheet = tmp_path / f"{ONE}.csv"
    sheet.write_text(f"编号,名称,电话\nX-1,{ONE},{PHONE}\nX-2,{ONE},不是电话\n", "utf-8")
    brought = steps.upload(api, sheet).ok(201)["upload"]
    steps.work(company, api, api.post(f"/imports/{brought}/run", {"object": "customer"}).ok(202)["job"])
    last = api.get("/customers", q="X-1").ok()["rows"][0]
    api.delete(f"/customers/{last['id']}").ok()
    steps.work(company, api, api.post("/customers/export", {"format": "csv", "q": ONE}).ok(202)["job"])
    return one, other


def in_tables(tenant: int) -> str:
    """Every row of a company in every table, as whoever gets hold of the database reads it."""
    texts = []
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t WHERE tenant_id = {tenant}')
            texts += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE args->>'tenant_id' = %s", (str(tenant),))
        texts += [row[0] for row in cursor.fetchall()]
    return "\n".join(texts)


def on_disk(tenant: int) -> bytes:
    """The bytes of all files of a company, as whoever has the keys reads them."""
    places = [one for one in storage.folder(tenant).rglob("*") if re.fullmatch(r"[0-9a-f]{64}", one.name)]
    found = []
    for one in places:
        with storage.Kept(tenant, one.name).open("rb") as file:
            found.append(file.read())
    return b"\n".join(found)


def seal(tenant: int) -> None:
    """Seal the trail, as happens each minute."""
    audit.seal(tenant)
    assert audit.verify(tenant)[0] is None
