"""What PostgreSQL knows of a table, brought up to date when much was written to it at once.

Its own round comes a minute later; until then lists would be planned as if there were nothing.
"""

from __future__ import annotations

import logging

from django.db import DatabaseError, connections

MANY = 5_000  # rows; fewer change no plan

log = logging.getLogger(__name__)


def refresh(table: str) -> None:
    """Look at a table anew, unless somebody else is at it; what goes wrong costs nothing but time."""
    owner = connections["owner"]  # nobody else may
    try:
        with owner.cursor() as cursor:
            cursor.execute(f'ANALYZE (SKIP_LOCKED) "{table}"')
    except DatabaseError as error:
        log.warning("%s is not analysed: %s", table, error)
    finally:
        owner.close()
