"""Files: kept, described by what they are, given to whom they belong."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from tests.connect.company import Answer, Company, Program
from zhike.engines.connect import older, storage
from zhike.kernel.secrets.scratch import Scratch

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def upload(api: Program, content: bytes, name: str = "a.png", *, field: str = "file", more: bytes = b"") -> Answer:
    head = (
        f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: text/html\r\n\r\n'
    )
    return api.post(
        "/files", raw=head.encode() + content + b"\r\n" + more + b"--b--\r\n", kind="multipart/form-data; boundary=b"
    )


def test_a_file_comes_back_as_it_was(api: Program) -> None:
    value = upload(api, PNG, "照片.png").ok(201)
    assert (value["name"], value["size"], value["type"]) == ("照片.png", len(PNG), "image/png")
    answer = api.get(f"/files/{value['key']}")
    assert (answer.status, answer.raw) == (200, PNG)
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert api.get(f"/files/{value['key']}", headers={"If-None-Match": answer.headers["ETag"]}).status == 304


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<script>alert(1)</script>", "a.png", "application/octet-stream"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a.svg", "application/octet-stream"),
        (b"<html>", "a.html", "application/octet-stream"),
        (b"a,b", "a.csv", "text/csv"),
        (b"PK\x03\x04 and so on", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04 and so on", "a.html", "application/zip"),
        (b"", "empty", "application/octet-stream"),
    ],
)
def test_what_a_browser_could_run_is_only_saved(api: Program, content: bytes, name: str, kind: str) -> None:
    value = upload(api, content, name).ok(201)
    assert value["type"] == kind
    answer = api.get(f"/files/{value['key']}")
    assert answer.raw == content
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\\\temp\\\\a.txt", "a.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("x" * 300 + ".png", "x" * 196 + ".png"),
    ],
)
def test_names_lead_nowhere(api: Program, name: str, clean: str) -> None:
    value = upload(api, PNG, name).ok(201)
    assert value["name"] == clean
    folder = Path(settings.FILES)
    assert all(place.resolve().is_relative_to(folder.resolve()) for place in folder.rglob("*"))


def test_a_name_that_is_none() -> None:
    assert {storage.named(name) for name in ("", "..", ".", "/", "\0", " ")} == {"file"}


def test_a_file_is_seen_with_its_record(fresh: Company) -> None:
    api, seller, other = (
        fresh.program(),
        fresh.program(fresh.colleague("sales")),
        fresh.program(fresh.colleague("sales")),
    )
    customer = seller.post("/customers", {"name": "有附件"}).ok(201)["id"]
    key = upload(seller, PNG).ok(201)["key"]
    for one in (api, other):
        one.get(f"/files/{key}").refused(404, "file.not_found")
    held = {"key": key, "name": "<b>", "type": "text/html", "size": -1, "sha256": "x"}
    made = seller.post("/attachments", {"name": "照片", "customer": customer, "file": held}).ok(201)
    assert made["file"] == seller.get(f"/attachments/{made['id']}").ok()["file"]
    assert (made["file"]["type"], made["file"]["size"], made["file"]["name"]) == ("image/png", len(PNG), "a.png")
    assert api.get(f"/files/{key}").status == 200
    other.get(f"/files/{key}").refused(404, "file.not_found")


@pytest.mark.parametrize(
    "value", [{"key": "f_" + "x" * 22}, {"key": "../../x"}, {"key": ""}, {"name": "x"}, "x", 1, [], {"key": 1}]
)
def test_a_file_that_was_never_given(api: Program, value: object) -> None:
    customer = api.post("/customers", {"name": "无附件"}).ok(201)["id"]
    assert "file" in api.post("/attachments", {"name": "x", "customer": customer, "file": value}).refused(422)["fields"]


def test_whoever_only_reads_keeps_no_file(company: Company) -> None:
    upload(company.program(scopes=("read",)), PNG).refused(403, "file.no_right")


def test_forms_that_are_not_understood(api: Program) -> None:
    upload(api, PNG, field="other").refused(400)
    second = b'--b\r\nContent-Disposition: form-data; name="file"; filename="b"\r\n\r\nx\r\n'
    upload(api, PNG, more=second).refused(400)
    upload(api, PNG, more=b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nx\r\n').refused(400)
    for raw, kind in (
        (b"", "multipart/form-data; boundary=b"),
        (b"x", "multipart/form-data"),
        (b"{}", "application/json"),
    ):
        api.post("/files", raw=raw, kind=kind).refused(400)


def test_a_file_has_a_limit(api: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhike.engines.connect.storage.MOST", 1000)
    before = set(Path(settings.FILES).rglob("*"))
    upload(api, b"x" * 100_000).refused(413)
    monkeypatch.setattr("zhike.engines.connect.storage.keep.__kwdefaults__", {"most": 1000})
    upload(api, b"x" * 2_000).refused(413)
    assert set(Path(settings.FILES).rglob("*")) == before


def test_the_same_bytes_lie_once(fresh: Company) -> None:
    api, content = fresh.program(), uuid4().bytes
    first, second = upload(api, content).ok(201), upload(api, content).ok(201)
    assert first["key"] != second["key"]
    assert len([one for one in (Path(settings.FILES) / str(fresh.tenant)).rglob("*") if one.is_file()]) == 1


def on_disk(company: Company) -> list[Path]:
    return [one for one in (Path(settings.FILES) / str(company.tenant)).rglob("*") if one.is_file()]


def test_bytes_lie_sealed(fresh: Company) -> None:
    api, content = fresh.program(), b"13911223344," * 30_000
    key = upload(api, content, "a.csv").ok(201)["key"]
    answer = api.get(f"/files/{key}")
    assert (answer.raw, answer.headers["Content-Length"]) == (content, str(len(content)))
    (place,) = on_disk(fresh)
    assert b"13911223344" not in place.read_bytes()
    place.write_bytes(place.read_bytes()[:-1])
    api.get(f"/files/{key}").refused(503, "secrets.damaged")


def test_a_file_from_before_it_was_to_be_sealed(fresh: Company) -> None:
    api = fresh.program()
    value = upload(api, PNG).ok(201)
    (place,) = on_disk(fresh)
    place.write_bytes(PNG)
    assert api.get(f"/files/{value['key']}").raw == PNG
    assert older.seal(fresh.tenant) == 1
    assert PNG not in place.read_bytes()
    assert api.get(f"/files/{value['key']}").raw == PNG
    assert older.seal(fresh.tenant) == 0
    place.write_bytes(PNG[:-1])  # it was damaged before
    assert older.seal(fresh.tenant) == 0
    assert on_disk(fresh) == [place]
    upload(api, PNG).ok(201)
    assert PNG not in place.read_bytes()


@pytest.mark.parametrize("size", [100, 3 * 1024 * 1024])
def test_an_upload_waits_sealed(fresh: Company, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    content = "名称,电话\n".encode() + b"x,13911223344\n" * (size // 14)
    close, waited = Scratch.close, list[bytes]()

    def closing(self: Scratch) -> None:
        if not self._file.closed:
            waited.append(Path(f"/proc/self/fd/{self._file.fileno()}").read_bytes())
        close(self)

    monkeypatch.setattr(Scratch, "close", closing)
    raw = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + content + b"\r\n--b--\r\n"
    told = fresh.program().ask("POST", "/imports", raw=raw, kind="multipart/form-data; boundary=b").ok(201)
    assert (told["size"], told["sheets"][0]["rows"]) == (len(content), size // 14 + 1)
    assert max(map(len, waited)) > len(content)
    assert not any(b"13911223344" in one for one in waited)
    with storage.Kept(fresh.tenant, on_disk(fresh)[0].name).open("rb") as file:
        assert file.read() == content
