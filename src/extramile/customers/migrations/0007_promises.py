
import django.db.models.deletion
import extramile.base.clock
import extramile.customers.promises.rules
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0006_profile'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('conversation', models.BigIntegerField(null=True)),
                ('message', models.UUIDField(null=True)),
                ('what', models.CharField(max_length=300)),
                ('due', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'open'), ('lapsed', 'lapsed'), ('kept', 'kept'), ('broken', 'broken'), ('withdrawn', 'withdrawn')], max_length=9)),
                ('next_at', models.DateTimeField(null=True)),
                ('made_by', models.BigIntegerField()),
                ('made_at', models.DateTimeField(default=extramile.base.clock.now)),
                ('key', models.CharField(max_length=120, unique=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='customers.customer')),
                ('holder', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('soon', 'soon'), ('due', 'due')], max_length=4)),
                ('due', models.DateTimeField()),
                ('at', models.DateTimeField(default=extramile.base.clock.now)),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='customers.promise')),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('kept', 'Kept'), ('broken', 'Broken'), ('lapsed', 'Lapsed'), ('moved', 'Moved'), ('handed', 'Handed'), ('withdrawn', 'Withdrawn'), ('undone', 'Undone')], max_length=9)),
                ('at', models.DateTimeField(default=extramile.base.clock.now)),
                ('by', models.BigIntegerField(null=True)),
                ('state', models.CharField(choices=[('open', 'open'), ('lapsed', 'lapsed'), ('kept', 'kept'), ('broken', 'broken'), ('withdrawn', 'withdrawn')], max_length=9)),
                ('due', models.DateTimeField()),
                ('holder', models.BigIntegerField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('told', models.BooleanField(default=False)),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='customers.promise')),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undoing', to='customers.step')),
            ],
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state__in', (extramile.customers.promises.rules.State['OPEN'], extramile.customers.promises.rules.State['LAPSED']))), fields=['due', 'id'], name='promise_owed'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state__in', (extramile.customers.promises.rules.State['OPEN'], extramile.customers.promises.rules.State['LAPSED']))), fields=['holder', 'due', 'id'], name='promise_held'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['next_at'], name='promise_next'),
        ),
        migrations.AddIndex(
            model_name='promise',
            index=models.Index(fields=['customer', 'due'], name='promise_customer'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('promise', 'why', 'due'), name='reminder_once'),
        ),
    ]
