"""A-33: what is personal in a person's records is nowhere any more; the records stay, and so do everybody else's."""

from __future__ import annotations

from django.db import connections

from tests.privacy.conftest import ONE, OTHER, PHONE, Kept, in_tables, on_disk, seal
from zhike.access import audit


def erase(one: Kept) -> dict[str, object]:
    """Erase a customer through the API."""
    path = f"/customers/{one.ids['customers']}/personal-data"
    return dict(one.api.post(f"{path}/erase", {"request": one.ids["privacy_requests"]}).ok())


def counts(one: Kept) -> dict[str, int]:
    plurals = ("customers", "interactions", "tasks", "attachments", "consents", "privacy_requests")
    return {name: one.api.get(f"/{name}").ok()["count"]["value"] for name in plurals}


def test_no_table_and_no_file_holds_the_person_any_more(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    tenant = one.company.tenant
    # The imported namesake is another record: erased too, in the recycle bin as it is.
    imported = one.api.get("/customers", deleted=1).ok()["rows"][0]["id"]
    before, places = in_tables(tenant), on_disk(tenant)
    assert before.count(ONE) > 12
    assert "qilinniao" in before  # as it is searched
    assert places.count(ONE.encode()) > 3
    seal(tenant)
    numbers = counts(one)
    erase(one)
    one.api.post(f"/customers/{imported}/personal-data/erase", {}).ok()
    after, places = in_tables(tenant), on_disk(tenant)
    assert [line for line in after.splitlines() if ONE in line or PHONE in line or "qilinniao" in line] == []
    assert ONE.encode() not in places
    assert PHONE.encode() not in places
    assert after.count(OTHER) > 6  # somebody else is still there
    assert OTHER.encode() in places
    assert counts(one) == numbers
    seal(tenant)  # and the trail is whole


def test_the_record_is_a_number_from_then_on(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    record = one.ids["customers"]
    erase(one)
    row = one.api.get(f"/customers/{record}").ok()
    assert row["name"] == f"已删除的客户 #{record}"
    assert [row[name] for name in ("phone", "remark", "nick", "birthday", "tags")] == [None] * 5
    assert row["kind"] == "person"
    assert one.api.get("/customers", q=ONE).ok()["rows"] == []
    history = one.api.get(f"/customers/{record}/history").ok()["rows"]
    assert history[0]["verb"] == "erase"
    fields = [field for entry in history for field in entry["fields"]]
    assert fields
    assert all(field["before"] is field["after"] is None for field in fields)
    one.api.patch(f"/customers/{record}", {"version": row["version"], "remark": "又"}).refused(422, "write.refused")
    one.api.post(f"/customers/{record}/personal-data/erase", {}).refused(409, "privacy.erased_already")
    assert one.api.get(f"/customers/{record}/personal-data").ok()["erased"] is True


def test_nothing_undoes_it(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    changed = one.api.get(f"/customers/{one.ids['customers']}/history").ok()["rows"][0]["change_set"]
    done = erase(one)["change_set"]
    for change_set in (done, changed):
        for query in ({"preview": 1}, {"force": 1}):
            one.api.post(f"/changes/{change_set}/undo", **query).refused(409, "undo.erased")


def test_it_is_noted_without_what_was_erased(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    erase(one)
    entry = one.api.get("/audit", kinds="privacy.erased").ok()["rows"][0]
    assert entry["data"]["object"] == "customer"
    assert entry["data"]["record"] == one.ids["customers"]
    assert entry["data"]["request"] == one.ids["privacy_requests"]
    assert entry["data"]["records"]["interaction"] == 1
    assert audit.verify(one.company.tenant)[0] is None


def test_the_preview_says_what_there_is(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    contact = {"name": "他人", "customer": one.ids["customers"]}
    one.api.post("/contacts", contact).ok(201)
    told = one.api.get(f"/customers/{one.ids['customers']}/personal-data").ok()
    assert {each["object"]: each["count"] for each in told["records"]} == {
        "customer": 1, "interaction": 1, "task": 1, "attachment": 1, "consent": 1, "privacy_request": 1,
    }  # fmt: skip
    assert [(each["object"], each["count"]) for each in told["others"]] == [("contact", 1)]
    assert (told["erased"], told["files"], told["temporary"]) == (False, 1, 3)


def test_another_persons_data_stays(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    values = {"name": "他人", "customer": one.ids["customers"], "phone": "13700001111"}
    contact = one.api.post("/contacts", values).ok(201)
    erase(one)
    assert one.api.get(f"/contacts/{contact['id']}").ok()["phone"] == "+8613700001111"


def test_nobody_erases_without_the_right(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    steward = one.company.program(one.company.colleague("steward"))
    path = f"/customers/{one.ids['customers']}/personal-data"
    steward.get(path).refused(403, "right.missing")
    for verb in ("export", "erase"):
        steward.post(f"{path}/{verb}", {}).refused(403, "right.missing")


def test_what_failed_jobs_told_goes_too(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    held = f"WHERE tenant_id = {one.company.tenant}"
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"UPDATE kernel_job SET state = 'failed', error = to_jsonb('z1.told'::text) {held}")
    erase(one)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT title, params::text, error::text FROM kernel_job {held}")
        assert cursor.fetchall() == [("", "{}", None)]


def test_that_somebody_was_erased_is_known_after_the_record_is_gone(two: tuple[Kept, Kept]) -> None:
    """Backups go by it. Of others who are purged nothing stays."""
    api = two[0].api
    ids = [api.post("/customers", {"name": ONE, "phone": f"1390000{last}"}).ok(201)["id"] for last in (1001, 1002)]
    api.post(f"/customers/{ids[0]}/personal-data/erase", {}).ok()
    for one in ids:
        api.delete(f"/customers/{one}").ok()
    assert api.post("/bin/purge", {"object": "customer", "ids": ids}).ok()["purged"] == 2
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT record_id, key FROM kernel_recordkey WHERE record_id = ANY(%s)", (ids,))
        assert [(row[0], bytes(row[1])) for row in cursor.fetchall()] == [(ids[0], b"")]
