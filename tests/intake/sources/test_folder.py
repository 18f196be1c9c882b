"""A folder is read by the clock: what is new becomes an import, what is unfinished, foreign or unfit does not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake.sources.conftest import Inbox
from tests.intake.sources.reading import TWO, error, names, read, runs, source, state, template, waiting
from zhike.engines.connect import storage
from zhike.engines.intake import jobs
from zhike.engines.intake.sources import folder
from zhike.kernel import db
from zhike.kernel import jobs as work


def test_a_new_file_becomes_an_import_once(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api)
    inbox.put("日报 1.csv", TWO)
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]
    (run,) = runs(api, one)
    assert (run["outcome"], run["name"], run["state"]) == ("taken", "日报 1.csv", "done")
    assert run["counts"]["created"] == 2
    job = api.get(f"/jobs/{run['job']}").ok()
    assert (job["kind"], job["title"]) == ("import", "日报 1.csv")
    for _ in range(3):
        read(company, one)
    assert state(api, one)["outcome"] == "nothing"
    assert len(runs(api, one)) == 1
    assert (inbox.path / "日报 1.csv").read_text("utf-8") == TWO


def test_what_it_imported_is_undone_as_any_import(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api)
    inbox.put("日报.csv", TWO)
    read(company, one)
    undo = api.post(f"/jobs/{runs(api, one)[0]['job']}/undo").ok(202)["job"]
    work.perform(tenant_id=company.tenant, job_id=undo)
    assert names(api) == []


def test_a_changed_file_is_imported_again_and_the_same_content_is_not(
    company: Company, api: Program, inbox: Inbox
) -> None:
    one = source(api)
    inbox.put("日报.csv", TWO)
    read(company, one)
    inbox.put("日报.csv", TWO.replace("来源乙", "来源乙（改）"), age=1800)
    inbox.put("副本.csv", TWO, age=900)
    read(company, one)
    assert names(api) == ["来源甲", "来源乙（改）"]
    read(company, one)
    assert names(api) == ["来源甲", "来源乙（改）"]
    assert [row["outcome"] for row in runs(api, one)] == ["known", "taken", "taken"]
    read(company, one)
    assert len(runs(api, one)) == 3


def test_files_are_taken_one_by_one_the_oldest_first(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api)
    for name, age in (("c.csv", 100), ("a.csv", 300), ("b.csv", 200)):
        inbox.put(name, f"客户编号,客户名称,手机\nF-1,来自 {name},\n", age=age)
    assert jobs.reading.once(company.tenant, one).again
    (first,) = waiting(company)
    assert jobs.reading.once(company.tenant, one).again  # its import has not ended
    assert waiting(company) == [first]
    for _ in range(3):
        read(company, one)
    assert [row["name"] for row in runs(api, one)] == ["c.csv", "b.csv", "a.csv"]
    assert names(api) == ["来自 c.csv"]


def test_what_is_young_or_unfinished_is_left(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api)
    inbox.put("新.csv", TWO, age=0)
    for name in ("旧.csv.part", ".隐藏.csv", "~$日报.xlsx", "a.tmp"):
        inbox.put(name, TWO)
    read(company, one)
    assert (state(api, one)["outcome"], state(api, one)["failures"], runs(api, one)) == ("waits", 0, [])
    inbox.put("新.csv", TWO)
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]


def appended(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("F-9,后来的,\n")


def cut(path: Path) -> None:
    os.truncate(path, 100)


def written_anew(path: Path) -> None:
    """By a rename: of the same size, and with the same time."""
    held = path.stat()
    other = path.with_name("另.tmp")
    other.write_bytes(b"x" * held.st_size)
    os.utime(other, ns=(held.st_atime_ns, held.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize("change", [appended, cut, written_anew, Path.unlink])
def test_of_a_file_that_changes_while_it_is_read_nothing_is_kept(
    company: Company, inbox: Inbox, settings: Any, change: Callable[[Path], None]
) -> None:
    path = inbox.put("大.csv", TWO * 60_000)
    handle = os.open(inbox.path, os.O_RDONLY)
    try:
        (seen,) = folder.listed(handle, None)
        pieces = folder.pieces(handle, seen)

        def meanwhile() -> Iterator[bytes]:
            yield next(pieces)
            change(path)
            yield from pieces

        with pytest.raises(folder.Changing):
            storage.keep_a_while(company.actor, seen.name, meanwhile())
    finally:
        os.close(handle)
    assert list(Path(settings.FILES).glob(f"{company.tenant}/*")) == []
    with db.transaction(company.tenant) as tx:
        assert tx.one(f"SELECT count(*) FROM connect_upload WHERE tenant_id = {company.tenant}") == (0,)


@pytest.mark.parametrize("given", ["../别处", "a/../../b", "/etc", "~root", "C:\\数据", "a/..", "..\\.."])
def test_a_folder_outside_is_refused(api: Program, inbox: Inbox, given: str) -> None:
    body = {"name": "x", "template": template(api), "reads": "folder", "place": given}
    assert api.post("/import_sources", body).refused(422)["fields"]["place"]["code"] == "import_source.wrong_folder"


def test_no_link_leads_out(company: Company, api: Program, inbox: Inbox, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text(TWO, "utf-8")
    os.utime(outside / "secret.csv", (1, 1))
    (inbox.path / "door").symlink_to(outside)
    (inbox.path / "file.csv").symlink_to(outside / "secret.csv")
    os.mkfifo(inbox.path / "pipe.csv")
    here = source(api)
    read(company, here)
    assert (state(api, here)["outcome"], names(api)) == ("nothing", [])
    there = source(api, place="door")
    assert error(company, api, there) == "import_source.no_folder"
    assert names(api) == []


def test_a_folder_within(company: Company, api: Program, inbox: Inbox) -> None:
    (inbox.path / "门店" / "日报").mkdir(parents=True)
    one = source(api, place="门店\\日报", pattern="*.CSV")
    inbox.put("门店/日报/一.csv", TWO)
    inbox.put("门店/日报/说明.txt", "不是表格")
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]
    read(company, one)
    assert state(api, one)["outcome"] == "nothing"


def test_without_the_setting_folders_are_closed(api: Program) -> None:
    body = {"name": "x", "template": template(api), "reads": "folder", "place": "."}
    fault = api.post("/import_sources", body).refused(422)["fields"]["place"]
    assert fault["code"] == "import_source.folders_closed"
    assert "ZHIKE_IMPORT_FOLDER" in fault["message"]
    assert api.get("/import_sources/status").ok()["folders"] is False


def test_companies_share_no_folder(company: Company, api: Program, tmp_path: Path, settings: Any) -> None:
    found()
    settings.IMPORT_FOLDER = str(tmp_path)
    (tmp_path / "日报.csv").write_text(TWO, "utf-8")
    assert error(company, api, source(api)) == "import_source.shared_folder"
    assert names(api) == []


def test_a_folder_that_is_gone(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api, place="还没有")
    assert error(company, api, one) == "import_source.folder_gone"
    (inbox.path / "还没有").mkdir()
    read(company, one)
    told = state(api, one)
    assert (told["outcome"], told["error"], told["failures"]) == ("nothing", None, 0)


def test_headings_that_do_not_fit_stop_it(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api)
    inbox.put("坏.csv", "编码,客户名称,电话\nF-1,来源甲,13900008001\n", age=200)
    inbox.put("好.csv", TWO, age=100)
    assert error(company, api, one) == "import_source.headings"
    told = state(api, one)
    assert "客户编号" in told["error"]["message"]
    assert "手机" in told["error"]["message"]
    assert "客户名称" not in told["error"]["message"]
    read(company, one)
    assert (state(api, one)["failures"], len(runs(api, one)), names(api)) == (2, 1, [])
    assert runs(api, one)[0]["name"] == "坏.csv"
    (inbox.path / "坏.csv").unlink()
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "file.empty"), ("<html><body><h1>请登录</h1></body></html>", None), ("客户编号,客户名称,手机\n", None)],
)
def test_files_without_rows(company: Company, api: Program, inbox: Inbox, content: str, code: str | None) -> None:
    one = source(api)
    inbox.put("日报.csv", content)
    read(company, one)
    assert names(api) == []
    if code:
        assert state(api, one)["error"]["code"] == code


def test_a_file_too_large(company: Company, api: Program, inbox: Inbox, settings: Any) -> None:
    settings.IMPORT_MEGABYTES = 1
    one = source(api)
    inbox.put("大.csv", TWO + "X" * (1 << 20))
    assert error(company, api, one) == "request.too_large"


def test_it_imports_as_who_saved_it_last_and_only_what_they_may(company: Company, api: Program, inbox: Inbox) -> None:
    keeper = company.colleague("admin")
    one = source(company.program(keeper))
    assert state(api, one)["person"]["id"] == keeper
    inbox.put("日报.csv", TWO)
    person = api.get(f"/people/{keeper}").ok()
    api.patch(f"/people/{keeper}", {"version": person["version"], "active": False}).ok()
    assert error(company, api, one) == "person.inactive"
    person = api.get(f"/people/{keeper}").ok()
    reader = api.post("/roles", {"name": "只读", "grants": {"*": {"actions": {"read": True}, "scope": "all"}}}).ok(201)
    changed = {"version": person["version"], "active": True, "roles": [reader["id"]]}
    api.patch(f"/people/{keeper}", changed).ok()
    assert error(company, api, one).startswith("right.")
    assert names(api) == []
    api.patch(f"/import_sources/{one}", {"version": 1, "every": 15}).ok()
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]
    assert state(api, one)["person"]["id"] == company.owner


def test_a_template_counts_as_it_was_saved(company: Company, api: Program, inbox: Inbox) -> None:
    """Everybody may change a template, and nobody by that what is written in another's name."""
    made = template(api)
    one = source(api, template=made)
    sales = company.program(company.colleague("steward"))
    sales.patch(f"/import_templates/{made}", {"version": 1, "mapping": {"客户名称": "remark"}}).ok()
    assert state(api, one)["template_changed"] is True
    inbox.put("日报.csv", TWO)
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]


def test_only_administrators_keep_sources(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api)
    sales = company.program(company.colleague("sales"))
    sales.post("/import_sources", {"name": "x"}).refused(403)
    sales.get("/import_sources/status").refused(403)
    for path in (f"/import_sources/{one}/run", f"/import_sources/{one}/header"):
        assert sales.post(path, {}).status in (403, 404)
    assert sales.get(f"/import_sources/{one}/runs").status in (403, 404)


def test_one_that_is_off_is_read_only_when_asked(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api, active=False)
    with db.transaction(company.tenant) as tx:
        assert jobs.kept.due(tx) == []
    inbox.put("日报.csv", TWO)
    api.post(f"/import_sources/{one}/run", {}).ok(202)
    assert state(api, one)["running"] is True
    read(company, one)
    assert (names(api), state(api, one)["running"]) == (["来源甲", "来源乙"], False)


def test_a_deleted_one_is_not_read(company: Company, api: Program, inbox: Inbox) -> None:
    one = source(api)
    inbox.put("日报.csv", TWO)
    api.delete(f"/import_sources/{one}").ok()
    read(company, one)
    with db.transaction(company.tenant) as tx:
        assert jobs.kept.due(tx) == []
    assert names(api) == []


def test_made_columns_words_and_constants(company: Company, api: Program, inbox: Inbox) -> None:
    """All that a template keeps is applied, wherever the columns stand."""
    details = {
        "made": [{"headings": ["姓", "名"], "sign": "", "field": "name"}],
        "words": {"类别": {"散客": "person"}},
        "defaults": {"source": "门店"},
        "usual": {"mode": "create", "match": None, "alsoMatch": [], "badCells": "refuse"},
    }
    mapping = {"姓": "", "名": "", "类别": "kind", "姓+名": "name"}
    one = source(api, template=template(api, mapping, details))
    inbox.put("会员.csv", "备注,类别,名,姓\n忽略,散客,小明,王\n")
    read(company, one)
    (row,) = api.get("/customers", columns="name,kind,source,remark").ok()["rows"]
    assert (row["name"], row["kind"], row["source"], row["remark"]) == ("王小明", "person", "门店", None)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"every": 0}, "every"),
        ({"every": 999, "unit": "hour"}, "every"),
        ({"at": "25:00"}, "at"),
        ({"template": 1}, "template"),
    ],
)
def test_what_makes_no_source(api: Program, inbox: Inbox, values: dict[str, Any], field: str) -> None:
    body = {"name": "x", "template": template(api), "reads": "folder", "place": ".", **values}
    assert field in api.post("/import_sources", body).refused(422)["fields"]
