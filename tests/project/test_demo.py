"""The demo company is there as a whole or not at all, wherever its founding was cut off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from zhike.access import people, tenants
from zhike.access.models import Account
from zhike.kernel import read
from zhike.kernel.actor import system
from zhike.project.demo import company

FILE = Path(settings.HOME) / "demo_password"


class Cut(BaseException):
    """What a kill is for the process."""


def cut_at(module: object, name: str, calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a function's n-th call be its end."""
    real: Callable[..., object] = getattr(module, name)
    left = [calls]

    def call(*given: object, **more: object) -> object:
        left[0] -= 1
        if not left[0]:
            raise Cut
        return real(*given, **more)

    monkeypatch.setattr(module, name, call)


def load() -> str:
    return company.load(lambda done, total: None)[0]


def opens(password: str) -> bool:
    return all(
        Account.objects.get(email=email).check_password(password) for email in ("owner@demo.example", "li@demo.example")
    )


@pytest.mark.slow
def test_a_founding_that_was_cut_off_is_made_up_for(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(company, "SIZE", 80)
    for module, name, calls in (
        (company, "_keep", 1), (tenants, "create_tenant", 1), (tenants, "add_person", 2), (company, "_put", 1),
        (company, "_put", 5),
    ):  # fmt: skip
        with monkeypatch.context() as here:
            cut_at(module, name, calls, here)
            with pytest.raises(Cut):
                load()
        connections["default"].close()
        assert people.by_email("owner@demo.example") == []
    password = load()
    assert password == FILE.read_text()
    assert opens(password)
    (place,) = people.by_email("owner@demo.example")
    actor = system(place.tenant_id)
    made = read.page(actor, "customer", read.Query()).count or 0
    assert 80 <= made < 2 * 80  # some are written down twice; the company is not
    big = {"all": [{"field": "class_volume", "op": "is", "value": "large"}, {"did": "product_view"}]}
    assert read.page(actor, "customer", read.Query(where=big)).count  # and somebody has found who buys much
    assert load() == password

    FILE.unlink()
    again = load()
    assert again not in ("", password)
    assert opens(again)
    assert len(people.by_email("owner@demo.example")) == 1
