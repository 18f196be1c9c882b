"""Web forms as a Django app."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "zhike.engines.forms"
    label = "forms"
