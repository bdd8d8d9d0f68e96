"""The names of entries in the order of their time: a batch changes the last page of the index, not one for each entry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_at_size")]
    operations = [
        migrations.RemoveConstraint("entry", "entry_name"),
        migrations.AddConstraint(
            "entry", models.UniqueConstraint(fields=["name", "conversation"], name="entry_name")
        ),
    ]
