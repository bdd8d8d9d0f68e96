import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Copies that were readable go: nobody but their writers could seal them, and they can share them anew."""

    dependencies = [("growth", "0001_initial"), ("people", "0005_keyring_public")]

    operations = [
        migrations.DeleteModel("Shared"),
        migrations.CreateModel(
            name="Shared",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.UUIDField()),
                ("box", models.BinaryField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.keyring"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.keyring"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("row", "reader"), name="shared_once")],
            },
        ),
    ]
