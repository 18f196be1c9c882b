"""The commerce domain as a Django app."""

from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "zhike.domains.commerce"
    label = "commerce"
