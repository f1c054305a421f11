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
            name='Activity',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('interface_meeting', 'Meeting of citizens and officials'), ('consultation', 'Consultation'), ('forum', 'Public forum'), ('training', 'Training'), ('restitution', 'Public restitution')], max_length=20)),
                ('title', models.CharField(max_length=160)),
                ('venue', models.CharField(blank=True, max_length=120)),
                ('planned_on', models.DateField()),
                ('held_on', models.DateField(null=True)),
                ('minutes', models.TextField(blank=True)),
                ('evidence_file', models.UUIDField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('report_key', models.CharField(blank=True, max_length=32)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Headcount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sex', models.CharField(max_length=10)),
                ('age_band', models.CharField(max_length=10)),
                ('people', models.PositiveIntegerField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='headcounts', to='activities.activity')),
            ],
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('action', models.TextField()),
                ('problem', models.TextField()),
                ('service', models.CharField(max_length=20)),
                ('due_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='activities.activity')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SituationCount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('situation', models.CharField(max_length=12)),
                ('sex', models.CharField(max_length=10)),
                ('people', models.PositiveIntegerField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='situations', to='activities.activity')),
            ],
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['programme', 'planned_on'], name='activity_by_day'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('held_on__isnull', False), _connector='OR'), name='activity_is_closed_only_when_held'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('programme', 'place', 'planned_on', 'kind', 'title'), name='activity_is_planned_once'),
        ),
        migrations.AddConstraint(
            model_name='headcount',
            constraint=models.UniqueConstraint(fields=('activity', 'sex', 'age_band'), name='headcount_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='situationcount',
            constraint=models.UniqueConstraint(fields=('activity', 'situation', 'sex'), name='situation_count_is_kept_once'),
        ),
    ]
