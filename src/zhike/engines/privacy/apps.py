"""The privacy desk as a Django app: it carries words."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "zhike.engines.privacy"
    label = "privacy"
