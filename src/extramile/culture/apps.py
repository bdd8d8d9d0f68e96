from django.apps import AppConfig


class CultureConfig(AppConfig):
    name = "extramile.culture"
    default_auto_field = "django.db.models.BigAutoField"
