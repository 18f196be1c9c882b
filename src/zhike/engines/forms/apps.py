"""Web forms as a Django app."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "zhike.engines.forms"
    label = "forms"

    def ready(self) -> None:
        from zhike.engines.forms import self_links  # late import: declarations are models
        from zhike.kernel.write import erase, purge  # late import: declarations are models

        erase.along(self_links.forget)
        purge.before(lambda tx, _, spec, ids: self_links.forget(tx, spec.name, ids))
