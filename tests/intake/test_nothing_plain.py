"""A company works with phones, addresses and identity numbers; then nothing that lies anywhere shows one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings

from tests.connect import at_rest
from tests.connect.at_rest import ACCOUNT, EMAIL, IDENTITY, OTHER, PHONE, WORD
from tests.connect.company import Company, Program, found
from tests.intake import company as steps
from zhike.kernel.secrets import stream
from zhike.kernel.secrets.scratch import Scratch

BY_PHONE = {"field": "phone", "op": "is", "value": PHONE}
HEADINGS = ["名称", "编号", "电话", "邮箱", "证件号码", "暗号", "账号"]
WRONG = [
    ["丁", "D1", f"{PHONE}{PHONE}", EMAIL, IDENTITY, WORD, ACCOUNT],
    ["戊", "E1", PHONE, f"{EMAIL}@{EMAIL}", f"{IDENTITY}9", WORD, f"{ACCOUNT}{ACCOUNT}{ACCOUNT}"],
]


def works(company: Company, api: Program, folder: Path) -> None:
    """Everything that may leave a trace."""
    for code, label, kind, more in (
        ("word", "暗号", "text", {"secret": True}),
        ("account", "账号", "bank_account", {}),
    ):
        given = {"object": "customer", "code": code, "kind": kind, "label_zh": label, **more}
        api.post("/custom_fields", given).ok(201)
    secrets = {"phone": PHONE, "email": EMAIL, "identity_number": IDENTITY, "word": WORD, "account": ACCOUNT}
    first = api.post("/customers", {"name": "甲", **secrets}, key="once").ok(201)
    assert api.post("/customers", {"name": "甲", **secrets}, key="once").headers["Idempotent-Replay"] == "true"
    api.post("/customers", {"name": "乙", "phone": PHONE, "email": "no address"}, key="no").refused(422)
    api.patch(f"/customers/{first['id']}", {"version": first["version"], "phone": OTHER}, key="again").ok()
    api.post("/customers", {"name": "丙", "code": "C1", "phone": PHONE}).ok(201)
    assert api.get("/customers", where=BY_PHONE).ok()["count"]["value"] == 1
    assert api.get("/customers", q=PHONE).ok()["rows"]

    wanted = {"mode": "update", "where": BY_PHONE, "values": {"phone": OTHER, "email": EMAIL, "word": WORD}}
    bulk = steps.work(company, api, api.post("/customers/bulk", wanted).ok(202)["job"])
    assert bulk["counts"] == {"updated": 1}
    undone = steps.work(company, api, api.post(f"/jobs/{bulk['id']}/undo").ok(202)["job"])
    assert undone["counts"]["undone"] == 1

    rows = [[f"客户{n}", f"N{n}", PHONE, EMAIL, IDENTITY, WORD, ACCOUNT] for n in range(40)] + WRONG
    text = "\n".join(",".join(one) for one in [HEADINGS, *rows])
    book = openpyxl.Workbook()
    for number, row in enumerate([HEADINGS, *rows]):
        book.active.append([f"X{one}" if number and place == 1 else one for place, one in enumerate(row)])
    book.save(folder / "b.xlsx")
    plan = {"object": "customer", "defaults": {"other_phone": OTHER}}
    for path in (steps.csv(folder / "a.csv", text), folder / "b.xlsx"):
        key = steps.upload(api, path).ok(201)["upload"]
        assert steps.preview(api, key, **plan)["rows"][0]["values"]["phone"].endswith(PHONE)
        api.post(f"/imports/{key}/check", {**plan, "words": {"0": {PHONE: EMAIL}}}).ok()
        mended = {"row": 3, "column": 2, "value": PHONE}
        api.patch(f"/imports/{key}/rows", {"cells": [mended, {**mended, "value": f"{PHONE}{PHONE}", "row": 4}]}).ok()
        alike = {"column": 3, "value": IDENTITY, "instead": EMAIL, "row": 2}
        api.post(f"/imports/{key}/alike", alike).ok()
        done = steps.work(company, api, api.post(f"/imports/{key}/run", plan).ok(202)["job"])
        assert done["counts"] == {"created": 40, "refused": 2}, done
        told = steps.refused_rows(api, done, folder / f"refused{path.suffix}")
        assert told[1][2] == f"{PHONE}{PHONE}"

    for kind in ("csv", "xlsx"):
        path = steps.export(
            company, api, "customers", folder / f"c.{kind}", where=BY_PHONE, q=PHONE,
            columns=["name", "phone", "email", "identity_number", "word", "account"], format=kind,
        )  # fmt: skip
        assert path.stat().st_size > 1_000
    form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + PHONE.encode()
    api.post("/files", raw=form + b"\r\n--b--\r\n", kind="multipart/form-data; boundary=b").ok(201)


def kept(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the database's own files."""
    inside = (one for one in folder.rglob("*") if one.is_file() and "pg" not in one.relative_to(folder).parts)
    return {str(one.relative_to(folder)): one.read_bytes() for one in inside}


@pytest.mark.parametrize("many", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_nothing_plain_lies_anywhere(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    company = found()
    temporary, work = tmp_path / "tmp", tmp_path / "work"
    temporary.mkdir()
    work.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    if many:  # as if every upload were too large for memory
        monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 0)
    close, waited = Scratch.close, dict[str, bytes]()

    def closing(self: Scratch) -> None:
        if not self._file.closed:
            waited[f"scratch {len(waited)}"] = Path(f"/proc/self/fd/{self._file.fileno()}").read_bytes()
        close(self)

    monkeypatch.setattr(Scratch, "close", closing)
    works(company, company.program(), work)

    places: dict[str, Any] = {name: text.encode() for name, text in at_rest.tables(company.tenant).items()}
    assert "客户1" in places["customers_customer"].decode()
    places |= kept(Path(settings.HOME)) | kept(temporary) | waited
    names = [one for one in places if one.startswith(f"files/{company.tenant}/")]
    assert len(names) == 7  # two imports, what they refused, two exports, a file
    assert sum(map(len, waited.values())) > 10_000
    assert "log/postgres.log" in places
    assert {name: hits for name, data in places.items() if (hits := at_rest.seen(data.decode("latin-1")))} == {}
    assert all(places[one].startswith(stream.MAGIC) for one in names)  # also those that a search would not look into
    assert kept(temporary) == {}
