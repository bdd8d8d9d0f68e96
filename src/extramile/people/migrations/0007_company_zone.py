from django.db import migrations, models


def from_the_first_admin(apps, schema_editor):
    """Until somebody says otherwise the company's days begin where its first admin's do."""
    first = apps.get_model('people', 'Agent').objects.filter(role='admin').order_by('pk').first()
    if first is not None:
        apps.get_model('people', 'Company').objects.update(time_zone=first.time_zone)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_currency'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='time_zone',
            field=models.CharField(default='UTC', max_length=64),
        ),
        migrations.RunPython(from_the_first_admin, migrations.RunPython.noop),
    ]
