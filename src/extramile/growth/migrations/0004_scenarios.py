import django.db.models.deletion
from django.db import migrations, models

import extramile.base.clock


class Migration(migrations.Migration):
    dependencies = [("growth", "0003_programme")]

    operations = [
        migrations.CreateModel(
            name="OwnScenario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("owner", models.BigIntegerField()),
                ("withdrawn", models.DateTimeField(null=True)),
            ],
            options={"ordering": ["title", "pk"]},
        ),
        migrations.CreateModel(
            name="ScenarioVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("by", models.BigIntegerField()),
                ("author", models.CharField(max_length=80)),
                ("at", models.DateTimeField(default=extramile.base.clock.now)),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="growth.ownscenario",
                    ),
                ),
            ],
        ),
    ]
