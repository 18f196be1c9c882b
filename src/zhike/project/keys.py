"""The keys of a site: whether those at hand open what the database holds, how they stand, and new ones."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connections

from zhike.access import audit, second_step, tenants
from zhike.kernel import db, registry, specs
from zhike.kernel.actor import system
from zhike.kernel.search import rebuild
from zhike.kernel.secrets import master, vault
from zhike.project import companies, console, master_key
from zhike.project.console import Advance
from zhike.project.problem import Problem

BY_OPERATOR = audit.Asked(via="command")


def require() -> None:
    """See that no master key is missing before anything is opened or sealed. Errors: Problem."""
    here = [one.key_id for one in master.at_hand()]
    missing = [one for one in in_use() if one not in here]
    if missing:
        raise Problem("master_key_missing", key=", ".join(missing), here=", ".join(here), file=_file())


def _file() -> Path:
    return Path(settings.HOME) / master_key.FILE


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


def of_whom(tenant_id: int | None) -> list[int]:
    """The company meant, or all. Errors: Problem."""
    return tenants.ids() if tenant_id is None else [companies.meant(tenant_id)]


def status() -> Iterator[str]:
    """The master keys at hand, then a line a company."""
    for i, key in enumerate(master.at_hand()):
        yield console.word("keys_master" if i == 0 else "keys_master_older", key=key.key_id)
    for tenant_id in tenants.ids():
        left = sum(rebuild.left(tenant_id, spec.name) for spec in registry.declared())
        told = {"number": tenant_id, "version": vault.of(tenant_id).current, "left": left}
        yield console.word("keys_company_rotating" if left else "keys_company", **told)


def rotate(tenant_id: int, advance: Advance) -> None:
    """Take a new data key and seal by it what older ones sealed; a rotation that was broken off goes on instead."""
    names = [spec.name for spec in specs.all_of(system(tenant_id)).values() if spec.secret_fields]
    if not any(rebuild.left(tenant_id, name) for name in names):
        with db.transaction(tenant_id) as tx:
            version = vault.renew(tx)
            specs.raise_stamp(tx)  # by which every process learns of it
            audit.note(tenant_id, "keys.renewed", BY_OPERATOR, version=version)
    while sum(_sealed(tenant_id, name, advance) for name in names):
        pass  # once more, for what others had begun to write before they learned of the new key


def _sealed(tenant_id: int, name: str, advance: Advance) -> int:
    """How many records there were to seal."""
    count = 0
    for count, total in rebuild.reseal(tenant_id, name):
        advance(count, total)
    return count


def renew_master() -> str:
    """Wrap every company's keys by a new master key, or by the first of those given. Errors: Problem."""
    keys = master.read_again()
    if len(keys) == 1 and not master_key.is_given():
        master_key.make(_file(), keys)
    elif len(keys) == 1:
        raise Problem("master_key_only_one")
    master.read_again()
    now = master.at_hand()[0].key_id
    for tenant_id in tenants.ids():
        with db.transaction(tenant_id) as tx:
            if vault.rewrap(tx):
                audit.note(tenant_id, "keys.wrapped", BY_OPERATOR, key=now)
    second_step.seal_anew()
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM kernel_masterkeyinuse WHERE key_id <> %s", [now])
    return console.word("keys_master_renewed", key=now)
