"""What a tenant may set for itself, as whole numbers: each declared here with what it is without being set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.kernel import db
from zhike.kernel.errors import Fault, Refused


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A whole number with its bounds; its words stand in the catalogues under `setting.<name>`."""

    name: str
    default: int
    least: int
    most: int


UNDO_DAYS = Setting(name="undo_days", default=30, least=1, most=3650)
# Longer than the undo: who takes back a deletion on the last day still finds the records.
BIN_DAYS = Setting(name="bin_days", default=60, least=1, most=3650)
KNOWN = {one.name: one for one in (UNDO_DAYS, BIN_DAYS)}


def value(tx: db.Transaction, setting: Setting) -> int:
    """What the tenant has set, or what holds without."""
    row = tx.one(f"SELECT value FROM kernel_setting WHERE tenant_id = {tx.tenant_id} AND name = %s", (setting.name,))
    return int(row[0]) if row else setting.default


def sql(tx: db.Transaction, setting: Setting) -> str:
    """The same as SQL."""
    return (
        f"coalesce((SELECT value FROM kernel_setting WHERE tenant_id = {tx.tenant_id} AND name = '{setting.name}'),"
        f" {setting.default})::int"
    )


def all_of(tx: db.Transaction) -> dict[str, int]:
    """Every setting by name."""
    found: dict[str, int] = dict(tx.rows(f"SELECT name, value FROM kernel_setting WHERE tenant_id = {tx.tenant_id}"))
    return {name: found.get(name, one.default) for name, one in KNOWN.items()}


def put(tx: db.Transaction, given: Mapping[str, object]) -> dict[str, tuple[int, int]]:
    """Set some; gives those that are other than before, as (before, after). Errors: Refused."""
    # Two who set at the same moment meet here: the rule over both settings holds for what stands in the end.
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.settings",))
    before = all_of(tx)
    after = before | _checked(given)
    if after[BIN_DAYS.name] < after[UNDO_DAYS.name]:
        name = BIN_DAYS.name if BIN_DAYS.name in given else UNDO_DAYS.name
        raise Refused({name: Fault("setting.bin_before_undo", {"days": after[UNDO_DAYS.name]})})
    changed = {name: (before[name], after[name]) for name in KNOWN if before[name] != after[name]}
    for name, (_, now) in changed.items():
        tx.execute(
            f"INSERT INTO kernel_setting (tenant_id, name, value) VALUES ({tx.tenant_id}, %s, %s)"
            " ON CONFLICT (tenant_id, name) DO UPDATE SET value = EXCLUDED.value",
            (name, now),
        )
    return changed


def _checked(given: Mapping[str, object]) -> dict[str, int]:
    faults: dict[str, Fault] = {}
    found: dict[str, int] = {}
    for name, raw in given.items():
        known = KNOWN.get(name)
        if known is None:
            faults[name] = Fault("field.unknown", {"field": name[:60]})
        elif not isinstance(raw, int) or isinstance(raw, bool) or not known.least <= raw <= known.most:
            faults[name] = Fault("setting.out_of_bounds", {"least": known.least, "most": known.most})
        else:
            found[name] = raw
    if faults:
        raise Refused(faults)
    return found
