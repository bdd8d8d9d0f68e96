from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "extramile.desk"
    label = "desk"
