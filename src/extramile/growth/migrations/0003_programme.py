import django.db.models.deletion
from django.db import migrations, models

import extramile.base.clock


class Migration(migrations.Migration):
    dependencies = [("growth", "0002_sealed_copies")]

    operations = [
        migrations.CreateModel(
            name="ModuleRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("part", models.CharField(max_length=10)),
                ("place", models.PositiveIntegerField()),
                ("said", models.JSONField(null=True)),
                ("withdrawn", models.DateTimeField(null=True)),
            ],
            options={"ordering": ["place", "pk"]},
        ),
        migrations.CreateModel(
            name="ModuleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.JSONField()),
                ("by", models.BigIntegerField()),
                ("author", models.CharField(max_length=80)),
                ("at", models.DateTimeField(default=extramile.base.clock.now)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="growth.modulerow"
                    ),
                ),
            ],
        ),
    ]
