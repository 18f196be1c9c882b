"""Which statements the kernel runs for something, with their parameters, so that a bare client can run the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import psycopg

from zhike.kernel import db
from zhike.project.bench.client import Statement


def heard(tenant_id: int, perform: Callable[[], object]) -> list[Statement]:
    """The statements of `perform`, which runs in one transaction."""
    found: list[Statement] = []
    with db.transaction(tenant_id) as tx:
        plain = tx.execute

        def execute(
            statement: str, params: Sequence[object] = (), *, prepare: bool | None = None
        ) -> psycopg.Cursor[db.Row]:
            found.append((statement, tuple(params)))
            return plain(statement, params, prepare=prepare)

        tx.execute = execute  # type: ignore[method-assign]
        perform()
    return found
