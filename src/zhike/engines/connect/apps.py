"""The HTTP engine as a Django app: it carries words, the table of uploads and a check."""

from django.apps import AppConfig
from django.core import checks as django_checks


class ConnectConfig(AppConfig):
    name = "zhike.engines.connect"
    label = "connect"

    def ready(self) -> None:
        from zhike.engines.connect import checks, leftovers  # late import: declarations are models
        from zhike.kernel.write import purge  # late import: declarations are models

        django_checks.register(checks.addresses, "zhike")
        purge.before(leftovers.of_records)
