# The first tables of this chapter.

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activities', '0001_initial'),
        ('messaging', '0001_initial'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=16)),
                ('tracking_digest', models.CharField(max_length=64, unique=True)),
                ('client_key', models.CharField(max_length=64)),
                ('channel', models.CharField(choices=[('sms', 'Sms'), ('ussd', 'Ussd'), ('voice', 'Voice'), ('web', 'Web'), ('animator', 'Animator')], max_length=10)),
                ('service', models.CharField(max_length=20)),
                ('place_status', models.CharField(choices=[('confirmed', 'Confirmed'), ('guessed', 'Guessed'), ('unknown', 'Unknown')], max_length=10)),
                ('text', models.TextField(blank=True)),
                ('language', models.CharField(max_length=8)),
                ('recording_file', models.UUIDField(null=True)),
                ('photo_file', models.UUIDField(null=True)),
                ('is_sensitive', models.BooleanField(default=False)),
                ('state', models.CharField(max_length=12)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.contact')),
                ('facility', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.facility')),
                ('message', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.inboundmessage')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='CaseStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=12)),
                ('reason', models.TextField(blank=True)),
                ('answer', models.TextField(blank=True)),
                ('moment', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='voices.case')),
            ],
        ),
        migrations.CreateModel(
            name='ConnectionCount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('connection', models.CharField(max_length=64)),
                ('what', models.CharField(choices=[('wrong_code', 'Wrong Code'), ('case_opened', 'Case Opened')], max_length=16)),
                ('window', models.DateTimeField()),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('connection', 'what', 'window'), name='connection_is_counted_once')],
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked', models.CharField(blank=True, max_length=16)),
                ('heard_at', models.DateTimeField()),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='voices.case')),
                ('contact', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('opening', 'Opening'), ('reply', 'Reply'), ('addition', 'Addition')], default='opening', max_length=10)),
                ('text', models.TextField(blank=True)),
                ('moment', models.DateTimeField()),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='heard', to='voices.case')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.inboundmessage')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=160)),
                ('description', models.TextField(blank=True)),
                ('service', models.CharField(max_length=20)),
                ('state', models.CharField(max_length=12)),
                ('opened_at', models.DateTimeField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.activity')),
                ('recommendation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.recommendation')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='voices.issue')),
            ],
        ),
        migrations.CreateModel(
            name='IssueCase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='membership', to='voices.case')),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='voices.issue')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReferenceCounter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('letters', models.CharField(max_length=4)),
                ('last', models.PositiveIntegerField(default=0)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'state', 'opened_at'], name='case_to_triage'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'place', 'service'], name='case_by_place'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'reference'), name='case_reference_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'client_key'), name='case_is_opened_once'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('closed_at__gte', models.F('opened_at')), _connector='OR'), name='case_closed_after_opened'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', None), ('place_status', 'unknown')), models.Q(models.Q(('place_status', 'unknown'), _negated=True), ('place__isnull', False)), _connector='OR'), name='case_has_a_place_or_says_that_it_has_none'),
        ),
        migrations.AddConstraint(
            model_name='casestep',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='case_step_has_its_number'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['programme', 'state'], name='issue_by_state'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('issue', 'activity'), name='issue_is_on_an_agenda_once'),
        ),
        migrations.AddConstraint(
            model_name='referencecounter',
            constraint=models.UniqueConstraint(fields=('programme', 'letters'), name='reference_counter_is_kept_once'),
        ),
    ]
