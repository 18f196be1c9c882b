"""The kinds of event that a company takes, by code; and those with which it begins."""

from __future__ import annotations

from dataclasses import dataclass

from zhike.kernel import db, words
from zhike.kernel.actor import system
from zhike.kernel.write import write

VIA = "behaviour"
FORM_SENT = "form_sent"
# code -> days that its events are kept
DEFAULTS = {
    "page_view": 400, "product_view": 730, "search": 400, "add_to_cart": 730, "remove_from_cart": 400, "checkout": 730,
    FORM_SENT: 1096, "sign_up": 1096, "login": 730, "share": 730, "download": 730, "video_play": 400, "mail_open": 400,
    "mail_click": 730,
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of event."""

    id: int
    code: str
    labels: dict[str, str]
    days: int
    active: bool


def of(tx: db.Transaction) -> dict[str, Kind]:
    """The company's kinds by code. One that never had any gets the usual ones first."""
    return there(tx) or _begin(tx)


def there(tx: db.Transaction) -> dict[str, Kind]:
    """Those that the company has, by code."""
    rows = tx.rows(
        "SELECT id, code, name, coalesce(name_en, name), days, active FROM behaviour_eventkind"
        f" WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL ORDER BY id"
    )
    return {row[1]: Kind(row[0], row[1], {"zh-CN": row[2], "en": row[3]}, row[4], row[5]) for row in rows}


def _begin(tx: db.Transaction) -> dict[str, Kind]:
    if tx.one(f"SELECT 1 FROM behaviour_eventkind WHERE tenant_id = {tx.tenant_id} LIMIT 1"):
        return {}  # somebody has deleted all of them
    rows = [
        {
            "code": code, "days": days, "name": words.say(f"event_kind.default.{code}", "zh-CN"),
            "name_en": words.say(f"event_kind.default.{code}", "en"),
        }
        for code, days in DEFAULTS.items()
    ]  # fmt: skip
    write(system(tx.tenant_id, via=VIA), "event_kind", rows)
    return there(tx)
