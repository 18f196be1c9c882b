"""What the kernel is told at start-up: the fields that are kept beside records, and what goes with a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhike.access import tenants
from zhike.engines.classification.measures import fields as measures
from zhike.engines.classification.schemes import fields as classes
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor, system
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write import purge

TABLES = ("classification_facts",)  # rows of one record each, by object and record_id
OF_SCHEMES = ("classification_place", "classification_stay", "classification_request")
OF_SEGMENTS = ("classification_member", "classification_passage")  # and those of a record in a segment


def register() -> None:
    """Once, when the apps are ready."""
    specs.provide(_fields)
    purge.before(_forget)


def _fields(tx: db.Transaction) -> Iterator[FieldSpec]:
    actor = system(tx.tenant_id, via="classification", zone=tenants.zone(tx))
    yield from measures.of(tx, actor)
    yield from classes.of(tx)


def _forget(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: Sequence[int]) -> None:
    del actor
    for table in TABLES:
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = ANY(%s::bigint[])",
            (spec.name, list(ids)),
        )
    own = f"SELECT s.id FROM classification_segment s WHERE s.tenant_id = {tx.tenant_id} AND s.object = %s"
    for table in OF_SEGMENTS:
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND record_id = ANY(%s::bigint[])"
            f" AND segment_id IN ({own})",
            (list(ids), spec.name),
        )
    schemes = f"SELECT s.id FROM classification_scheme s WHERE s.tenant_id = {tx.tenant_id} AND s.object = %s"
    for table in OF_SCHEMES:
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND record_id = ANY(%s::bigint[])"
            f" AND scheme_id IN ({schemes})",
            (list(ids), spec.name),
        )
    tx.execute(
        f"DELETE FROM classification_drawn WHERE tenant_id = {tx.tenant_id} AND record_id = ANY(%s::bigint[])"
        f" AND programme_id IN (SELECT g.id FROM classification_programme g WHERE g.tenant_id = {tx.tenant_id}"
        f" AND g.scheme_id IN ({schemes}))",
        (list(ids), spec.name),
    )
