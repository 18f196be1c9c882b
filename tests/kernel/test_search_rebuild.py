"""Tokens of an older way are made anew when the tables are brought up to date."""

import pytest
from django.db import connections

from tests.conformance import worlds
from zhike.access import tenants
from zhike.kernel import db, read
from zhike.kernel.search import rebuild
from zhike.project import upkeep
from zhike.project.console import silent


def test_records_of_an_older_way_are_found_again(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.fresh()
    monkeypatch.setattr(tenants, "ids", lambda: [world.actor.tenant_id])  # the others are as they should be
    world.company.write("customer", {"name": "星光", "phone": "13911223344", "short_name": "星"})

    def found(text: str) -> int | None:
        return read.page(world.actor, "customer", read.Query(q=text)).count

    upkeep.rebuild_search(silent)
    assert rebuild.outdated("owner") == []
    assert [found("星光"), found("3344")] == [1, 1]
    with db.transaction(world.actor.tenant_id) as tx:
        tx.execute(f"UPDATE customers_customer SET search = 'xg' WHERE tenant_id = {world.actor.tenant_id}")
    with connections["owner"].cursor() as cursor:
        cursor.execute("COMMENT ON COLUMN customers_customer.search IS 'tokens 1'")
    assert [found("星光"), found("3344")] == [0, 0]
    assert [one.name for one in rebuild.outdated("owner")] == ["customer"]
    told = []
    upkeep.rebuild_search(lambda done, total: told.append((done, total)))
    assert [found("星光"), found("3344")] == [1, 1]
    assert told[-1][0] == told[-1][1]
    assert rebuild.outdated("owner") == []
