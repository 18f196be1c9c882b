"""Duplicates as a Django app."""

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "zhike.engines.duplicates"
    label = "duplicates"
