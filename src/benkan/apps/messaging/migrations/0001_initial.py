# The first tables of this chapter.

import benkan.apps.messaging.rules.outbox
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
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number_digest', models.CharField(max_length=64)),
                ('number_key', models.PositiveSmallIntegerField()),
                ('sealed_number', models.BinaryField()),
                ('language', models.CharField(default='fr', max_length=8)),
                ('language_chosen_at', models.DateTimeField(null=True)),
                ('first_seen_at', models.DateTimeField()),
                ('is_service', models.BooleanField(default=False)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='ContactKey',
            fields=[
                ('contact', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='key', serialize=False, to='messaging.contact')),
                ('master', models.PositiveSmallIntegerField(db_index=True)),
                ('wrapped', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('answer', 'Answer'), ('commune_news', 'Commune News'), ('survey', 'Survey'), ('reminder', 'Reminder')], max_length=20)),
                ('how', models.CharField(max_length=40)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
            ],
        ),
        migrations.CreateModel(
            name='CommuneAsked',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('contact', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Gateway',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=40)),
                ('contract', models.CharField(choices=[('http', 'Http'), ('kannel', 'Kannel'), ('android', 'Android'), ('ussd', 'Ussd'), ('voice', 'Voice'), ('simulator', 'Simulator')], max_length=20)),
                ('sealed_settings', models.BinaryField()),
                ('can_send', models.BooleanField()),
                ('is_open', models.BooleanField(default=True)),
                ('faults', models.PositiveSmallIntegerField(default=0)),
                ('rests_until', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('segment_price', models.PositiveSmallIntegerField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='InboundMessage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('external_key', models.CharField(max_length=64)),
                ('sealed_request', models.BinaryField()),
                ('sealed_text', models.BinaryField()),
                ('received_at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.contact')),
                ('gateway', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.gateway')),
            ],
        ),
        migrations.CreateModel(
            name='KeptLonger',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=300)),
                ('until', models.DateField()),
                ('decided_at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='OutboundLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=160)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('state', models.CharField(choices=[(benkan.apps.messaging.rules.outbox.State['QUEUED'], benkan.apps.messaging.rules.outbox.State['QUEUED']), (benkan.apps.messaging.rules.outbox.State['SENT'], benkan.apps.messaging.rules.outbox.State['SENT']), (benkan.apps.messaging.rules.outbox.State['DELIVERED'], benkan.apps.messaging.rules.outbox.State['DELIVERED']), (benkan.apps.messaging.rules.outbox.State['FAILED'], benkan.apps.messaging.rules.outbox.State['FAILED']), (benkan.apps.messaging.rules.outbox.State['GIVEN_UP'], benkan.apps.messaging.rules.outbox.State['GIVEN_UP']), (benkan.apps.messaging.rules.outbox.State['WITHHELD'], benkan.apps.messaging.rules.outbox.State['WITHHELD'])], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('queued_at', models.DateTimeField()),
                ('next_try_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='OutboundMessage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=120)),
                ('purpose', models.CharField(max_length=20)),
                ('sealed_text', models.BinaryField()),
                ('segments', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[(benkan.apps.messaging.rules.outbox.State['QUEUED'], benkan.apps.messaging.rules.outbox.State['QUEUED']), (benkan.apps.messaging.rules.outbox.State['SENT'], benkan.apps.messaging.rules.outbox.State['SENT']), (benkan.apps.messaging.rules.outbox.State['DELIVERED'], benkan.apps.messaging.rules.outbox.State['DELIVERED']), (benkan.apps.messaging.rules.outbox.State['FAILED'], benkan.apps.messaging.rules.outbox.State['FAILED']), (benkan.apps.messaging.rules.outbox.State['GIVEN_UP'], benkan.apps.messaging.rules.outbox.State['GIVEN_UP']), (benkan.apps.messaging.rules.outbox.State['WITHHELD'], benkan.apps.messaging.rules.outbox.State['WITHHELD'])], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=60)),
                ('queued_at', models.DateTimeField()),
                ('turn', models.PositiveIntegerField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.contact')),
                ('gateway', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='messaging.gateway')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='OwnNumber',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code_digest', models.CharField(max_length=64)),
                ('code_sent_at', models.DateTimeField()),
                ('codes', models.PositiveSmallIntegerField(default=0)),
                ('codes_since', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Prompt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40)),
                ('language', models.CharField(max_length=8)),
                ('text', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recording_file', models.UUIDField(null=True)),
                ('telephone_file', models.UUIDField(null=True)),
                ('recorded_words', models.TextField(null=True)),
                ('speaker', models.CharField(blank=True, max_length=80)),
                ('consented_at', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(max_length=12)),
                ('reported_at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.outboundmessage')),
            ],
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(max_length=20)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('told_until', models.DateTimeField()),
                ('look_at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
            ],
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('programme', 'number_digest'), name='contact_number_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('contact', 'purpose'), name='consent_is_given_once'),
        ),
        migrations.AddConstraint(
            model_name='gateway',
            constraint=models.UniqueConstraint(fields=('programme', 'code'), name='gateway_code_is_taken_once'),
        ),
        migrations.AddIndex(
            model_name='inboundmessage',
            index=models.Index(fields=['contact', 'received_at'], name='inbound_by_contact'),
        ),
        migrations.AddConstraint(
            model_name='inboundmessage',
            constraint=models.UniqueConstraint(fields=('gateway', 'external_key'), name='inbound_message_is_kept_once'),
        ),
        migrations.AddIndex(
            model_name='keptlonger',
            index=models.Index(fields=['contact', 'until'], name='kept_longer_by_contact'),
        ),
        migrations.AddIndex(
            model_name='outboundletter',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['next_try_at'], name='letter_waiting'),
        ),
        migrations.AddIndex(
            model_name='outboundletter',
            index=models.Index(fields=['programme', 'state', 'changed_at'], name='letter_by_state'),
        ),
        migrations.AddConstraint(
            model_name='outboundletter',
            constraint=models.UniqueConstraint(fields=('programme', 'key'), name='letter_is_written_once'),
        ),
        migrations.AddIndex(
            model_name='outboundmessage',
            index=models.Index(condition=models.Q(('state', 'queued')), fields=['next_try_at'], name='outbound_waiting'),
        ),
        migrations.AddIndex(
            model_name='outboundmessage',
            index=models.Index(fields=['contact', 'queued_at'], name='outbound_by_contact'),
        ),
        migrations.AddIndex(
            model_name='outboundmessage',
            index=models.Index(fields=['programme', 'state', 'changed_at'], name='outbound_by_state'),
        ),
        migrations.AddConstraint(
            model_name='outboundmessage',
            constraint=models.UniqueConstraint(fields=('programme', 'key'), name='outbound_is_queued_once'),
        ),
        migrations.AddConstraint(
            model_name='ownnumber',
            constraint=models.UniqueConstraint(fields=('programme', 'account'), name='account_has_one_number_in_a_programme'),
        ),
        migrations.AddConstraint(
            model_name='prompt',
            constraint=models.UniqueConstraint(fields=('programme', 'code', 'language'), name='prompt_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='prompt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consented_at', None), ('recorded_words', None), ('recording_file', None), ('telephone_file', None)), models.Q(('consented_at__isnull', False), ('recorded_words__isnull', False), ('recording_file__isnull', False), ('telephone_file__isnull', False)), _connector='OR'), name='prompt_recording_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('message', 'status'), name='receipt_is_kept_once'),
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['look_at'], name='subscription_due'),
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['place'], name='subscription_by_place'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('contact', 'place'), name='subscription_is_open_once'),
        ),
    ]
