"""Classification as a Django app: it carries words, and knows the fields that it keeps beside records."""

from importlib import import_module

from django.apps import AppConfig

# Modules that register what they do.
TELLING = ("follow", "run", "segments.job", "segments.sets", "schemes.job", "programmes.drawing", "analysis.sets")


class ClassificationConfig(AppConfig):
    name = "zhike.engines.classification"
    label = "classification"

    def ready(self) -> None:
        from zhike.engines.classification import keeping  # late import: declarations are models

        for name in TELLING:
            import_module(f"zhike.engines.classification.{name}")
        keeping.register()
