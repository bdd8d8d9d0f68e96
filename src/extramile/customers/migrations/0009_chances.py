
import django.db.models.deletion
import extramile.base.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0008_deliveries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Chance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('back', 'back'), ('early', 'early'), ('silence', 'silence'), ('anniversary', 'anniversary'), ('first', 'first'), ('near', 'near')], max_length=11)),
                ('key', models.CharField(max_length=60)),
                ('done', models.BooleanField()),
                ('about', models.CharField(blank=True, max_length=300)),
                ('by', models.BigIntegerField()),
                ('at', models.DateTimeField(default=extramile.base.clock.now)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chances', to='customers.customer')),
            ],
            options={
                'indexes': [models.Index(fields=['customer', 'at'], name='chance_customer')],
                'constraints': [models.UniqueConstraint(fields=('customer', 'key'), name='chance_once')],
            },
        ),
    ]
