"""Duplicates as a Django app."""

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """It guards every write, and goes along with what is erased and purged."""

    name = "zhike.engines.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        from zhike.engines.duplicates import among, bulk, keeping, scan  # late import: they need the apps to be loaded
        from zhike.kernel.write import erase, guards, purge  # late import: the same

        assert len({among.SET, bulk.KIND, scan.KIND}) == 3
        guards.add(keeping.Guard())
        erase.along(keeping.forget)
        purge.before(lambda tx, _actor, spec, ids: keeping.forget(tx, spec.name, ids))
