"""The tree of departments, in SQL. UNION drops what was seen, so that a circle would end instead of going round."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.kernel import db

DEEPEST = 50  # steps upwards that are followed


def upwards(department_id: int) -> set[int]:
    """A department and all above it, in the open transaction."""
    tx = db.current()
    assert tx is not None
    rows = tx.rows(
        "WITH RECURSIVE up (id, parent_id) AS ("
        f"SELECT d.id, d.parent_id FROM access_department d WHERE d.tenant_id = {tx.tenant_id} AND d.id = %s"
        " UNION SELECT d.id, d.parent_id FROM access_department d JOIN up ON d.id = up.parent_id"
        f" WHERE d.tenant_id = {tx.tenant_id}) SELECT id FROM up",
        (department_id,),
    )
    return {row[0] for row in rows}


def above(tx: db.Transaction, people: Sequence[int]) -> dict[int, list[int]]:
    """The departments of people, each the one they belong to and all above it, the nearest first."""
    rows = tx.rows(
        "WITH RECURSIVE up (person, id, parent_id, n) AS ("
        "SELECT p.id, d.id, d.parent_id, 0 FROM access_person p"
        f" JOIN access_department d ON d.tenant_id = {tx.tenant_id} AND d.id = p.department_id"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.id = ANY(%s::bigint[])"
        " UNION ALL SELECT up.person, d.id, d.parent_id, up.n + 1 FROM up"
        f" JOIN access_department d ON d.tenant_id = {tx.tenant_id} AND d.id = up.parent_id WHERE up.n < {DEEPEST}"
        ") SELECT person, array_agg(id ORDER BY n) FROM up GROUP BY person",
        (list(people),),
    )
    return dict(rows)


def people(tx: db.Transaction, person_id: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The people of a person's departments, and those with all departments below; the person always among them.

    A person's departments are the one they belong to and those they lead. People who left or were deleted count: what
    they own stays with the department.
    """
    rows = tx.rows(
        "WITH RECURSIVE own (id) AS ("
        f"SELECT p.department_id FROM access_person p WHERE p.tenant_id = {tx.tenant_id} AND p.id = %s"
        f" UNION SELECT d.id FROM access_department d WHERE d.tenant_id = {tx.tenant_id} AND d.manager_id = %s"
        " AND d.deleted_at IS NULL), below (id) AS (SELECT id FROM own UNION"
        " SELECT d.id FROM access_department d JOIN below ON d.parent_id = below.id"
        f" WHERE d.tenant_id = {tx.tenant_id} AND d.deleted_at IS NULL)"
        " SELECT p.id, p.department_id IN (SELECT id FROM own) FROM access_person p"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.department_id IN (SELECT id FROM below) ORDER BY p.id",
        (person_id, person_id),
    )
    near = {person_id, *(row[0] for row in rows if row[1])}
    return tuple(sorted(near)), tuple(sorted({person_id, *(row[0] for row in rows)}))


def people_in(tx: db.Transaction, departments: Sequence[int]) -> tuple[int, ...]:
    """The people of departments and of all below them; those who left count, as what they own stays there."""
    rows = tx.rows(
        "WITH RECURSIVE below (id) AS ("
        f"SELECT d.id FROM access_department d WHERE d.tenant_id = {tx.tenant_id} AND d.id = ANY(%s::bigint[])"
        " AND d.deleted_at IS NULL"
        " UNION SELECT d.id FROM access_department d JOIN below ON d.parent_id = below.id"
        f" WHERE d.tenant_id = {tx.tenant_id} AND d.deleted_at IS NULL)"
        f" SELECT p.id FROM access_person p WHERE p.tenant_id = {tx.tenant_id}"
        " AND p.department_id IN (SELECT id FROM below) ORDER BY p.id",
        (list(departments),),
    )
    return tuple(row[0] for row in rows)
