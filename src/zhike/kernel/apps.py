"""The kernel as a Django app: closes the registry when all declarations are loaded, and finishes each migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class KernelConfig(AppConfig):
    """Ready last of all our apps in what it does: every declaration has been imported by then."""

    name = "zhike.kernel"
    label = "kernel"

    def ready(self) -> None:
        from zhike.kernel import checks, registry  # late import: models cannot be imported before apps are loaded
        from zhike.kernel.journal import undo_job  # late import: the same; a job's kind is known once it is imported
        from zhike.kernel.write import bulk  # late import: the same

        assert undo_job.KIND != bulk.KIND
        registry.close(apps.get_models())
        checks.register()
        pre_migrate.connect(_prepare, dispatch_uid="zhike.kernel.extension")
        post_migrate.connect(_finish, dispatch_uid="zhike.kernel.schema")


def _prepare(app_config: AppConfig, using: str, **_: Any) -> None:
    """Our search indexes start with the tenant's number, which GIN takes from this extension of PostgreSQL's own."""
    if app_config.label == "kernel":
        with connections[using].cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")


def _finish(app_config: AppConfig, using: str, **_: Any) -> None:
    """After the last of our apps has migrated."""
    from zhike.kernel import schema  # late import: models cannot be imported before apps are loaded

    if app_config.label == [one.label for one in apps.get_app_configs() if one.models_module][-1]:
        schema.install(using)
