"""The keys of records that are being written. They take long to make: those of new records are made ahead, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage import keys
from zhike.kernel.write.draft import Draft

Values = Sequence[str | None]  # of the layout's fields
_KEPT = "duplicates"


@dataclass(frozen=True)
class _Kept:
    """What was made of which values."""

    values: list[str | None]
    keys: list[int]


def of_values(tenant_id: int, layout: Layout, rows: Sequence[Values]) -> list[list[int]]:
    """The keys of each row."""
    return keys.listed(keys.of_rows(layout.table(rows), layouts.secret(tenant_id, layout.spec.name)))


def of_new(tenant_id: int, layout: Layout, drafts: Sequence[Draft]) -> None:
    """Make those of drafts of new records, as far as is known now what will stand in them."""
    usual = layout.given(layout.usual)
    rows = [
        [one if one is not None else other for one, other in zip(layout.given(draft.values), usual, strict=True)]
        for draft in drafts
    ]
    _keep(tenant_id, layout, drafts, rows)


def of_drafts(
    tenant_id: int, layout: Layout, drafts: Sequence[Draft]
) -> tuple[list[list[str | None]], list[list[int]]]:
    """The records as they will be: the values of the layout's fields, and the keys."""
    rows = [layout.given(one.after()) for one in drafts]
    due = [
        at
        for at, (draft, row) in enumerate(zip(drafts, rows, strict=True))
        if (kept := draft.kept.get(_KEPT)) is None or kept.values != row
    ]
    _keep(tenant_id, layout, [drafts[at] for at in due], [rows[at] for at in due])
    return rows, [draft.kept[_KEPT].keys for draft in drafts]


def _keep(tenant_id: int, layout: Layout, drafts: Sequence[Draft], rows: Sequence[list[str | None]]) -> None:
    for draft, row, own in zip(drafts, rows, of_values(tenant_id, layout, rows), strict=True):
        draft.kept[_KEPT] = _Kept(row, own)
