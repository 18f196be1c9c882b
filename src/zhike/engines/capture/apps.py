"""Capture as a Django app: it carries words."""

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    name = "zhike.engines.capture"
    label = "capture"
