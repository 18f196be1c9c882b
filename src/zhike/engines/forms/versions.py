"""The states of forms: what is stored now, and each that was, under the number of its version."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

import orjson

from zhike.engines.forms.definition import Form
from zhike.kernel import db

COLUMNS = (
    "id", "version", "name", "object", "questions", "texts", "purpose", "record_owner_id", "team", "sites", "confirm",
    "active", "updated_by_id",
)  # fmt: skip
SELECTED = ", ".join(f'f."{one}"' for one in COLUMNS)
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look alike: an address may be typed from paper
LENGTH = 14


def stored(tx: db.Transaction, ids: Sequence[int]) -> list[Form]:
    """Those of the forms that are not deleted, as they stand."""
    rows = tx.rows(
        f"SELECT {SELECTED} FROM forms_webform f WHERE f.tenant_id = {tx.tenant_id}"
        " AND f.id = ANY(%s::bigint[]) AND f.deleted_at IS NULL",
        (list(ids),),
    )
    return [of_row(row) for row in rows]


def of_row(row: Sequence[Any]) -> Form:
    """A form from its columns."""
    held = dict(zip(COLUMNS, row, strict=True))
    return Form.of(held)


def keep(tx: db.Transaction, ids: Sequence[int]) -> None:
    """Keep the present state of forms, and give each new one its address."""
    tx.execute(
        f"INSERT INTO forms_version (tenant_id, form_id, version, definition, at) SELECT {tx.tenant_id}, f.id,"
        " f.version, json_build_object('name', f.name, 'object', f.object, 'questions', f.questions, 'texts', f.texts,"
        " 'purpose', f.purpose)::jsonb, now() FROM forms_webform f"
        f" WHERE f.tenant_id = {tx.tenant_id} AND f.id = ANY(%s::bigint[]) ON CONFLICT DO NOTHING",
        (list(ids),),
    )
    made = [{"i": one, "k": "".join(secrets.choice(LETTERS) for _ in range(LENGTH))} for one in ids]
    tx.execute(
        f"INSERT INTO forms_page (tenant_id, form_id, key) SELECT {tx.tenant_id}, s.i, s.k"
        " FROM json_to_recordset(%s::json) AS s(i bigint, k text) ON CONFLICT DO NOTHING",
        (orjson.dumps(made).decode(),),
    )


def address(tx: db.Transaction, form_id: int) -> str:
    """The public id of a form: the company's number and a word that cannot be guessed."""
    row = tx.one(f"SELECT key FROM forms_page WHERE tenant_id = {tx.tenant_id} AND form_id = %s", (form_id,))
    assert row is not None
    return f"{tx.tenant_id}-{row[0]}"
