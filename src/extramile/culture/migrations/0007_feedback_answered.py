from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("culture", "0006_feedback")]

    operations = [
        migrations.AddIndex(
            model_name="feedback",
            index=models.Index(fields=["inside", "answered", "id"], name="feedback_inside_answered"),
        ),
    ]
