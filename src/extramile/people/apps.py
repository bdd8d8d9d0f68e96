from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "extramile.people"
    label = "people"
