from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_charter")]

    operations = [
        migrations.AddField(model_name="keyring", name="public", field=models.BinaryField(default=b"")),
    ]
