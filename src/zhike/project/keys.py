"""Whether the master keys at hand open what the database holds."""

from pathlib import Path

from django.conf import settings
from django.db import connections

from zhike.access import tenants
from zhike.kernel import db
from zhike.kernel.secrets import master, vault
from zhike.project import master_key
from zhike.project.problem import Problem


def require() -> None:
    """See that no master key is missing before anything is opened or sealed. Errors: Problem."""
    here = [one.key_id for one in master.at_hand()]
    missing = [one for one in in_use() if one not in here]
    if missing:
        file = Path(settings.HOME) / master_key.FILE
        raise Problem("master_key_missing", key=", ".join(missing), here=", ".join(here), file=file)


def in_use() -> list[str]:
    """The names of the master keys that tenants' keys are wrapped by."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT key_id FROM kernel_masterkeyinuse ORDER BY since")
        return [row[0] for row in cursor.fetchall()]


def complete() -> None:
    """Give keys to companies that are older than encryption."""
    for tenant_id in tenants.ids():
        with db.transaction(tenant_id) as tx:
            if not vault.exists(tx):
                vault.make(tx)
