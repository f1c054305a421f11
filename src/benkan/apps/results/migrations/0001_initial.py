# The first tables of this chapter.

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('title_fr', models.CharField(max_length=160)),
                ('title_en', models.CharField(max_length=160)),
                ('definition_fr', models.TextField()),
                ('definition_en', models.TextField()),
                ('counting_rule', models.CharField(max_length=20)),
                ('minimum', models.PositiveSmallIntegerField(default=5)),
                ('opens_on', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='indicator_version_is_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('indicator', models.CharField(max_length=40)),
                ('record', models.UUIDField()),
                ('service', models.CharField(max_length=20)),
                ('due_on', models.DateField(null=True)),
                ('outcome', models.CharField(max_length=16)),
                ('moment', models.DateTimeField()),
                ('entry', models.UUIDField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'indicator', 'moment'], name='fact_by_indicator')],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'record', 'entry'), name='fact_is_counted_once')],
            },
        ),
    ]
