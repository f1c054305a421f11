# The first tables of this chapter.

import benkan.apps.messaging.rules.outbox
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
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number_digest', models.CharField(max_length=64)),
                ('number_key', models.PositiveSmallIntegerField()),
                ('wrapped_key', models.BinaryField(null=True)),
                ('sealed_number', models.BinaryField()),
                ('language', models.CharField(default='fr', max_length=8)),
                ('first_seen_at', models.DateTimeField()),
                ('stopped_at', models.DateTimeField(null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('answer', 'Answer'), ('commune_news', 'Commune News'), ('survey', 'Survey')], max_length=20)),
                ('how', models.CharField(max_length=40)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.contact')),
            ],
        ),
        migrations.CreateModel(
            name='Gateway',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=40)),
                ('contract', models.CharField(choices=[('http', 'Http'), ('simulator', 'Simulator')], max_length=20)),
                ('sealed_settings', models.BinaryField()),
                ('can_send', models.BooleanField()),
                ('is_open', models.BooleanField(default=True)),
                ('faults', models.PositiveSmallIntegerField(default=0)),
                ('rests_until', models.DateTimeField(null=True)),
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
            name='Receipt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(max_length=12)),
                ('reported_at', models.DateTimeField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='messaging.outboundmessage')),
            ],
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(fields=('programme', 'number_digest'), name='contact_number_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('erased_at', None), ('wrapped_key__isnull', False)), models.Q(('erased_at__isnull', False), ('wrapped_key', None)), _connector='OR'), name='contact_erased_has_no_key'),
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
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('message', 'status'), name='receipt_is_kept_once'),
        ),
    ]
