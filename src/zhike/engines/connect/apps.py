"""The HTTP engine as a Django app: it carries words and the table of uploads."""

from django.apps import AppConfig


class ConnectConfig(AppConfig):
    name = "zhike.engines.connect"
    label = "connect"
