"""Finding a form by its public id, as whoever opens its page names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from zhike.engines.forms import versions
from zhike.engines.forms.definition import Form
from zhike.kernel import db
from zhike.kernel.actor import Actor, system

PUBLIC = re.compile(rf"([1-9][0-9]{{0,17}})-([{versions.LETTERS}]{{{versions.LENGTH}}})")
VIA = "form"


@dataclass(frozen=True, kw_only=True)
class Published:
    """A form that anybody may answer, and whose it is."""

    id: str  # the public one
    form: Form
    company: str
    reader: Actor  # the system, which knows the fields; nobody reads records as this one
    language: str  # the company's


def find(public_id: str) -> Published | None:
    """The form; None for one that is not there, closed, deleted, or of a company that is closed: they look the same."""
    named = PUBLIC.fullmatch(public_id)
    if named is None:
        return None
    tenant_id = int(named[1])
    with db.transaction(tenant_id) as tx:
        row = tx.one(
            f"SELECT t.name, t.zone, t.language, {versions.SELECTED} FROM forms_page p"
            f" JOIN forms_webform f ON f.tenant_id = {tenant_id} AND f.id = p.form_id"
            f" JOIN access_tenant t ON t.id = {tenant_id}"
            f" WHERE p.tenant_id = {tenant_id} AND p.key = %s AND f.active AND f.deleted_at IS NULL AND t.active",
            (named[2],),
        )
    if row is None:
        return None
    return _published(public_id, tenant_id, row)


def _published(public_id: str, tenant_id: int, row: db.Row) -> Published:
    company, zone, language, *columns = row
    reader = system(tenant_id, via=VIA, zone=ZoneInfo(zone))
    form = versions.of_row(columns)
    return Published(id=public_id, form=form, company=company, reader=reader, language=language)


def of_answer(tx: db.Transaction, form_id: int) -> Published | None:
    """The form of an answer, for what is done with it later: also when the form is closed or deleted by then."""
    row = tx.one(
        f"SELECT p.key, t.name, t.zone, t.language, {versions.SELECTED} FROM forms_page p"
        f" JOIN forms_webform f ON f.tenant_id = {tx.tenant_id} AND f.id = p.form_id"
        f" JOIN access_tenant t ON t.id = {tx.tenant_id}"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.form_id = %s",
        (form_id,),
    )
    return None if row is None else _published(f"{tx.tenant_id}-{row[0]}", tx.tenant_id, row[1:])
