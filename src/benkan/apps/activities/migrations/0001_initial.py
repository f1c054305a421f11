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
                ('kind', models.CharField(choices=[('interface_meeting', 'Meeting of citizens and officials'), ('consultation', 'Consultation'), ('framework', 'Consultation framework'), ('forum', 'Public forum'), ('grand_dialogue', 'Grand dialogue'), ('training', 'Training'), ('restitution', 'Public restitution')], max_length=20)),
                ('told', models.JSONField(default=dict)),
                ('title', models.CharField(max_length=160)),
                ('venue', models.CharField(blank=True, max_length=120)),
                ('planned_on', models.DateField()),
                ('first_planned_on', models.DateField(null=True)),
                ('held_on', models.DateField(null=True)),
                ('minutes', models.TextField(blank=True)),
                ('evidence_file', models.UUIDField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancel_reason', models.TextField(blank=True)),
                ('report_key', models.CharField(blank=True, max_length=32)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('token', models.CharField(db_index=True, max_length=64, null=True)),
                ('line', models.CharField(max_length=64)),
                ('sex', models.CharField(max_length=10)),
                ('age_band', models.CharField(max_length=10)),
                ('disability', models.BooleanField(default=False)),
                ('displaced', models.BooleanField(default=False)),
                ('consented_at', models.DateTimeField()),
                ('keep_until', models.DateField()),
                ('erased_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='activities.activity')),
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
            name='Postponement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('from_day', models.DateField()),
                ('to_day', models.DateField()),
                ('reason', models.TextField()),
                ('moment', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postponements', to='activities.activity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('action', models.TextField()),
                ('problem', models.TextField(blank=True)),
                ('service', models.CharField(max_length=20)),
                ('due_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('ending', models.CharField(default='promised', max_length=20)),
                ('ending_note', models.TextField(blank=True)),
                ('promised_before', models.UUIDField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='activities.activity')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asker', models.CharField(max_length=20)),
                ('question', models.TextField()),
                ('answer', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='activities.activity')),
                ('recommendation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='question', to='activities.recommendation')),
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
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('published_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawal_reason', models.TextField(blank=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='summaries', to='activities.activity')),
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
            constraint=models.CheckConstraint(condition=models.Q(('cancelled_at', None), models.Q(('closed_at', None), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='activity_is_cancelled_or_held'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('programme', 'place', 'planned_on', 'kind', 'title'), name='activity_is_planned_once'),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.UniqueConstraint(fields=('activity', 'line'), name='attendee_is_on_a_sheet_once'),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), ('sealed', b''), _connector='OR'), name='attendee_is_erased_without_a_name'),
        ),
        migrations.AddConstraint(
            model_name='headcount',
            constraint=models.UniqueConstraint(fields=('activity', 'sex', 'age_band'), name='headcount_is_kept_once'),
        ),
        migrations.AddIndex(
            model_name='recommendation',
            index=models.Index(fields=['ending', 'recorded_at'], name='recommendation_by_ending'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('ending', 'promised'), ('office__isnull', False)), models.Q(models.Q(('ending', 'promised'), _negated=True), ('due_on', None), ('office', None)), _connector='OR'), name='recommendation_is_promised_by_an_office_and_a_day'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('ending__in', ['promised', 'open']), models.Q(('ending_note', ''), _negated=True), models.Q(('ending', 'promised_before'), ('promised_before__isnull', False)), _connector='OR'), name='recommendation_without_a_promise_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='situationcount',
            constraint=models.UniqueConstraint(fields=('activity', 'situation', 'sex'), name='situation_count_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('activity',), name='summary_is_public_once'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='summary_is_withdrawn_with_a_reason'),
        ),
    ]
