import django.db.models.deletion
import extramile.base.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0009_chances'),
    ]

    operations = [
        migrations.CreateModel(
            name='Apart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('other', models.BigIntegerField()),
                ('by', models.BigIntegerField()),
                ('at', models.DateTimeField(default=extramile.base.clock.now)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='apart', to='customers.customer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('customer', 'other'), name='apart_once')],
            },
        ),
    ]
