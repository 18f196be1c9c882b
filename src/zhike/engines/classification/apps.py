"""Classification as a Django app: it carries words, and knows the fields that it keeps beside records."""

from django.apps import AppConfig


class ClassificationConfig(AppConfig):
    name = "zhike.engines.classification"
    label = "classification"

    def ready(self) -> None:
        from zhike.engines.classification import keeping  # late import: declarations are models

        keeping.register()
