# The first tables of this chapter.

import benkan.kit.constraints
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
                ('over_time', models.CharField(default='none', max_length=20)),
                ('over_place', models.CharField(default='none', max_length=20)),
                ('over_split', models.CharField(default='none', max_length=20)),
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
                ('heard_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('outcome', models.CharField(max_length=16)),
                ('moment', models.DateTimeField()),
                ('entry', models.UUIDField()),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'indicator', 'moment'], name='fact_by_indicator')],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'record', 'entry'), name='fact_is_counted_once')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('figure', models.CharField(max_length=40)),
                ('period', models.CharField(max_length=16)),
                ('known_on', models.DateField()),
                ('shown', models.JSONField()),
                ('made_of', models.JSONField(default=list)),
                ('number', models.PositiveSmallIntegerField()),
                ('reason', models.TextField(blank=True)),
                ('prepared_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('is_current', models.BooleanField(default=False)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='results.publication')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='results.indicator')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [benkan.kit.constraints.NeverChanged(fields=('programme', 'indicator', 'figure', 'period', 'known_on', 'shown', 'made_of', 'number', 'corrects', 'reason', 'prepared_by', 'prepared_at'), name='publication_never_changes', once=('approved_by', 'published_at', 'withdrawn_by', 'withdrawn_at')), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('programme', 'figure', 'period'), name='publication_is_one_that_holds'), models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('programme', 'figure', 'period'), name='publication_is_prepared_once'), models.UniqueConstraint(fields=('programme', 'figure', 'period', 'number'), name='publication_number_is_taken_once'), models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='publication_is_approved_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), ('published_at', None)), models.Q(('approved_by__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='publication_is_published_by_somebody'), models.CheckConstraint(condition=models.Q(('is_current', False), models.Q(('published_at__isnull', False), ('withdrawn_at', None)), _connector='OR'), name='publication_that_holds_is_published'), models.CheckConstraint(condition=models.Q(models.Q(('corrects', None), ('number', 1)), models.Q(('corrects__isnull', False), ('number__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='publication_correction_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('published_at__isnull', False), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='publication_is_taken_back_with_a_reason')],
            },
        ),
    ]
