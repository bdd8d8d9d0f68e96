from django.db import migrations, models

import extramile.base.ids


def _by_chance(model: str) -> migrations.AlterField:
    key = models.BigAutoField(default=extramile.base.ids.chance_key, primary_key=True, serialize=False)
    return migrations.AlterField(model_name=model, name="id", field=key)


class Migration(migrations.Migration):
    dependencies = [("culture", "0007_feedback_answered")]

    # A key is given before a row is written: the tables stay as they are.
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[_by_chance("thread"), _by_chance("slip"), _by_chance("change")]
        ),
    ]
