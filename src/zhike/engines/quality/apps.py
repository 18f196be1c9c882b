"""Data quality as a Django app: it carries words, and knows the sets that its rules keep."""

from importlib import import_module

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "zhike.engines.quality"
    label = "quality"

    def ready(self) -> None:
        import_module("zhike.engines.quality.repeats")  # registers the sets that conditions may name
