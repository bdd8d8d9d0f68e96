from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "extramile.customers"
    label = "customers"
