# The first tables of this chapter.

import benkan.apps.voices.rules.voice_menu
import django.db.models.deletion
import django.db.models.functions.comparison
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
            name='Call',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('vote', models.CharField(max_length=16)),
                ('day', models.DateField()),
                ('hour', models.PositiveSmallIntegerField()),
                ('operator', models.CharField(max_length=10)),
                ('way', models.CharField(max_length=16)),
                ('waited', models.PositiveIntegerField(null=True)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('age', models.CharField(max_length=10)),
                ('sex', models.CharField(max_length=10)),
                ('origin', models.CharField(max_length=10)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
            ],
        ),
        migrations.CreateModel(
            name='CallFamily',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=200)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='CallFigure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=20)),
                ('document', models.JSONField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='CallFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('calls', models.PositiveIntegerField()),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('loaded_at', models.DateTimeField()),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CallTopic',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=8)),
                ('label', models.CharField(max_length=200)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='voices.callfamily')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='CallAbout',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_first', models.BooleanField()),
                ('number', models.PositiveIntegerField()),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='voices.call')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.callfamily')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.calltopic')),
            ],
        ),
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
                ('sealed_text', models.BinaryField(default=b'')),
                ('language', models.CharField(max_length=8)),
                ('recording_file', models.UUIDField(null=True)),
                ('photo_file', models.UUIDField(null=True)),
                ('sensitivity', models.CharField(blank=True, default='', max_length=10)),
                ('is_sensitive', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('sensitivity', ''), _negated=True), models.BooleanField()), output_field=models.BooleanField())),
                ('state', models.CharField(max_length=12)),
                ('turn', models.PositiveSmallIntegerField(default=0)),
                ('opened_at', models.DateTimeField()),
                ('acted_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.contact')),
                ('facility', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.facility')),
                ('message', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.inboundmessage')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='CaseReading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('page', 'Page'), ('recording', 'Recording'), ('photo', 'Photo')], max_length=10)),
                ('moment', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='voices.case')),
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
                ('sealed_words', models.BinaryField(default=b'')),
                ('why', models.CharField(blank=True, max_length=20)),
                ('role', models.CharField(blank=True, max_length=24)),
                ('moment', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='voices.case')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Confidant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='confidants', to='voices.case')),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='ConnectionCount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('connection', models.CharField(max_length=64)),
                ('what', models.CharField(choices=[('wrong_code', 'Wrong Code'), ('case_opened', 'Case Opened'), ('dialled', 'Dialled'), ('called', 'Called')], max_length=16)),
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
            name='HandOver',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(max_length=10)),
                ('service', models.CharField(max_length=20)),
                ('asked', models.TextField()),
                ('excerpt', models.TextField(blank=True)),
                ('sealed_excerpt', models.BinaryField(default=b'')),
                ('state', models.CharField(max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='voices.case')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='HandOverStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=12)),
                ('words', models.TextField(blank=True)),
                ('moment', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hand_over', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='voices.handover')),
            ],
        ),
        migrations.CreateModel(
            name='Heard',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('opening', 'Opening'), ('reply', 'Reply'), ('addition', 'Addition')], default='opening', max_length=10)),
                ('text', models.TextField(blank=True)),
                ('sealed_text', models.BinaryField(default=b'')),
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
        migrations.AddField(
            model_name='handover',
            name='issue',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='voices.issue'),
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
            name='NotTheSame',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='voices.case')),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='voices.issue')),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='voices.case')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
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
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='CaseAbout',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_so', models.BooleanField()),
                ('moment', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='voices.case')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='voices.subject')),
            ],
        ),
        migrations.CreateModel(
            name='UssdSession',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('session_key', models.CharField(max_length=64)),
                ('sealed_answers', models.BinaryField(blank=True)),
                ('heard_at', models.DateTimeField()),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='voices.case')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
            ],
        ),
        migrations.CreateModel(
            name='VoiceCall',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('call_key', models.CharField(max_length=64)),
                ('at', models.CharField(choices=[(benkan.apps.voices.rules.voice_menu.At['LANGUAGE'], benkan.apps.voices.rules.voice_menu.At['LANGUAGE']), (benkan.apps.voices.rules.voice_menu.At['PURPOSE'], benkan.apps.voices.rules.voice_menu.At['PURPOSE']), (benkan.apps.voices.rules.voice_menu.At['TOPIC'], benkan.apps.voices.rules.voice_menu.At['TOPIC']), (benkan.apps.voices.rules.voice_menu.At['RECORD'], benkan.apps.voices.rules.voice_menu.At['RECORD']), (benkan.apps.voices.rules.voice_menu.At['REVIEW'], benkan.apps.voices.rules.voice_menu.At['REVIEW']), (benkan.apps.voices.rules.voice_menu.At['KEPT'], benkan.apps.voices.rules.voice_menu.At['KEPT']), (benkan.apps.voices.rules.voice_menu.At['OVER'], benkan.apps.voices.rules.voice_menu.At['OVER'])], max_length=10)),
                ('language', models.CharField(max_length=8)),
                ('page', models.PositiveSmallIntegerField(default=0)),
                ('is_delicate', models.BooleanField(default=False)),
                ('service', models.CharField(max_length=20)),
                ('notice', models.CharField(blank=True, max_length=16)),
                ('misses', models.PositiveSmallIntegerField(default=0)),
                ('turns', models.PositiveSmallIntegerField(default=0)),
                ('has_recorded', models.BooleanField(default=False)),
                ('began_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.contact')),
                ('gateway', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.gateway')),
            ],
        ),
        migrations.CreateModel(
            name='VoiceRecording',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recording_key', models.CharField(max_length=64)),
                ('number', models.PositiveSmallIntegerField()),
                ('address', models.CharField(blank=True, max_length=500)),
                ('file', models.UUIDField(null=True)),
                ('state', models.CharField(choices=[('held', 'Held'), ('replaced', 'Replaced'), ('waiting', 'Waiting'), ('fetched', 'Fetched'), ('lost', 'Lost')], default='held', max_length=10)),
                ('recorded_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recordings', to='voices.voicecall')),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.case')),
            ],
        ),
        migrations.CreateModel(
            name='AnswerTemplate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('service', models.CharField(blank=True, max_length=20)),
                ('language', models.CharField(max_length=8)),
                ('title', models.CharField(max_length=80)),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('programme', 'code', 'language'), name='answer_template_is_written_once')],
            },
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'vote', 'number'], name='call_by_vote'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'region', 'number'], name='call_by_region'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'origin', 'number'], name='call_by_origin'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'sex', 'number'], name='call_by_sex'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'age', 'number'], name='call_by_age'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'operator', 'number'], name='call_by_operator'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'way', 'number'], name='call_by_way'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['programme', 'day', 'number'], name='call_by_day'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='call_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin', 'region'), ('region__isnull', False)), models.Q(models.Q(('origin', 'region'), _negated=True), ('region', None)), _connector='OR'), name='call_has_a_region_or_says_that_it_has_none'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('hour__lt', 24)), name='call_hour_is_of_a_day'),
        ),
        migrations.AddConstraint(
            model_name='callfamily',
            constraint=models.UniqueConstraint(fields=('programme', 'position'), name='call_family_has_its_position'),
        ),
        migrations.AddConstraint(
            model_name='callfigure',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='call_figure_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='calltopic',
            constraint=models.UniqueConstraint(fields=('programme', 'code'), name='call_topic_is_kept_once'),
        ),
        migrations.AddIndex(
            model_name='callabout',
            index=models.Index(fields=['topic', 'number'], name='call_about_by_topic'),
        ),
        migrations.AddIndex(
            model_name='callabout',
            index=models.Index(fields=['family', 'is_first', 'number'], name='call_about_by_family'),
        ),
        migrations.AddConstraint(
            model_name='callabout',
            constraint=models.UniqueConstraint(fields=('call', 'topic'), name='call_is_about_a_topic_once'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'turn', '-opened_at'], name='case_latest'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'turn', 'acted_at'], name='case_waiting'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'state', '-opened_at'], name='case_to_triage'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'place', 'service', 'state', 'language', 'channel', 'sensitivity'], name='case_by_place'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'place', '-opened_at'], name='case_near'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'service', 'turn', '-opened_at'], name='case_by_service'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'language', 'turn', '-opened_at'], name='case_by_language'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'channel', 'turn', '-opened_at'], name='case_by_channel'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('is_sensitive', True)), fields=['programme', 'turn', '-opened_at'], name='case_sensitive'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('place_status', 'confirmed'), _negated=True), fields=['programme', 'turn', '-opened_at'], name='case_unplaced'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('forgotten_at__isnull', False)), fields=['forgotten_at'], name='case_forgotten'),
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
        migrations.AddIndex(
            model_name='casereading',
            index=models.Index(fields=['case', '-moment'], name='reading_of_case'),
        ),
        migrations.AddConstraint(
            model_name='casestep',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='case_step_has_its_number'),
        ),
        migrations.AddIndex(
            model_name='confidant',
            index=models.Index(fields=['account', 'programme'], name='confidant_of_account'),
        ),
        migrations.AddConstraint(
            model_name='confidant',
            constraint=models.UniqueConstraint(models.F('programme'), models.F('account'), django.db.models.functions.comparison.Coalesce('place', models.Value(uuid.UUID('00000000-0000-0000-0000-000000000000'), output_field=models.UUIDField())), django.db.models.functions.comparison.Coalesce('case', models.Value(uuid.UUID('00000000-0000-0000-0000-000000000000'), output_field=models.UUIDField())), condition=models.Q(('closes_at', None)), name='confidant_is_named_once'),
        ),
        migrations.AddConstraint(
            model_name='confidant',
            constraint=models.CheckConstraint(condition=models.Q(('place', None), ('case', None), _connector='OR'), name='confidant_is_of_a_place_or_a_case'),
        ),
        migrations.AddConstraint(
            model_name='confidant',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at', None), ('closes_at__gte', models.F('opens_at')), _connector='OR'), name='confidant_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='handoverstep',
            constraint=models.UniqueConstraint(fields=('hand_over', 'number'), name='hand_over_step_has_its_number'),
        ),
        migrations.AddIndex(
            model_name='issue',
            index=models.Index(fields=['programme', 'state'], name='issue_by_state'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['office', 'state'], name='hand_over_of_office'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('issue', None)), models.Q(('case', None), ('issue__isnull', False)), _connector='OR'), name='hand_over_is_of_a_case_or_an_issue'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'seen'])), fields=('case', 'office'), name='hand_over_of_case_is_open_once_at_an_office'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'seen'])), fields=('issue', 'office'), name='hand_over_of_issue_is_open_once_at_an_office'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('issue', 'activity'), name='issue_is_on_an_agenda_once'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('issue', None), ('other__gt', models.F('case'))), models.Q(('issue__isnull', False), ('other', None)), _connector='OR'), name='not_the_same_as_a_case_or_an_issue'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.UniqueConstraint(condition=models.Q(('issue', None)), fields=('case', 'other'), name='not_the_same_is_said_once'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.UniqueConstraint(condition=models.Q(('other', None)), fields=('case', 'issue'), name='not_in_an_issue_is_said_once'),
        ),
        migrations.AddConstraint(
            model_name='referencecounter',
            constraint=models.UniqueConstraint(fields=('programme', 'letters'), name='reference_counter_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account', None), ('office__isnull', False), ('organisation', None)), models.Q(('account__isnull', False), ('office', None), ('organisation', None)), models.Q(('account', None), ('office', None), ('organisation__isnull', False)), _connector='OR'), name='subject_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=models.UniqueConstraint(condition=models.Q(('office__isnull', False)), fields=('programme', 'office'), name='subject_is_an_office_once'),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('programme', 'account'), name='subject_is_an_account_once'),
        ),
        migrations.AddConstraint(
            model_name='subject',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('programme', 'organisation'), name='subject_is_an_organisation_once'),
        ),
        migrations.AddIndex(
            model_name='caseabout',
            index=models.Index(fields=['subject', 'is_so'], name='case_about_subject'),
        ),
        migrations.AddConstraint(
            model_name='caseabout',
            constraint=models.UniqueConstraint(fields=('case', 'subject'), name='case_is_about_a_subject_once'),
        ),
        migrations.AddIndex(
            model_name='ussdsession',
            index=models.Index(fields=['contact', 'heard_at'], name='ussd_session_by_contact'),
        ),
        migrations.AddIndex(
            model_name='ussdsession',
            index=models.Index(fields=['heard_at'], name='ussd_session_to_forget'),
        ),
        migrations.AddConstraint(
            model_name='ussdsession',
            constraint=models.UniqueConstraint(fields=('contact', 'session_key'), name='ussd_session_is_kept_once'),
        ),
        migrations.AddIndex(
            model_name='voicecall',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['changed_at'], name='voice_call_under_way'),
        ),
        migrations.AddConstraint(
            model_name='voicecall',
            constraint=models.UniqueConstraint(fields=('gateway', 'call_key'), name='voice_call_is_kept_once'),
        ),
        migrations.AddIndex(
            model_name='voicerecording',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at'], name='voice_recording_due'),
        ),
        migrations.AddConstraint(
            model_name='voicerecording',
            constraint=models.UniqueConstraint(fields=('call', 'recording_key'), name='voice_recording_is_kept_once'),
        ),
    ]
