from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "extramile.growth"
    default_auto_field = "django.db.models.BigAutoField"
