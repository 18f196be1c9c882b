"""The customers domain as a Django app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "zhike.domains.customers"
    label = "customers"
