# The first tables of this chapter.

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('activities', '0001_initial'),
        ('registry', '0001_initial'),
        ('voices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('service', models.CharField(max_length=20)),
                ('problem', models.TextField()),
                ('action', models.TextField()),
                ('state', models.CharField(max_length=16)),
                ('proposed_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('postponements', models.PositiveSmallIntegerField(default=0)),
                ('settled_at', models.DateTimeField(null=True)),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.issue')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
                ('recommendation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.recommendation')),
            ],
        ),
        migrations.CreateModel(
            name='CitizensCheck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('groups', models.JSONField()),
                ('people', models.PositiveIntegerField()),
                ('confirms', models.BooleanField()),
                ('finding', models.TextField()),
                ('moment', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='commitments.commitment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CommitmentStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(max_length=16)),
                ('state', models.CharField(max_length=16)),
                ('reason', models.TextField(blank=True)),
                ('due_on', models.DateField()),
                ('is_noted_for_office', models.BooleanField(default=False)),
                ('moment', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='commitments.commitment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NumberCounter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('photo', 'Photo'), ('document', 'Document'), ('voice', 'Voice'), ('count', 'Count')], max_length=10)),
                ('file', models.UUIDField(null=True)),
                ('note', models.TextField()),
                ('moment', models.DateTimeField()),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='commitments.commitment')),
            ],
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['programme', 'state', 'due_on'], name='commitment_by_state'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['office', 'state'], name='commitment_of_office'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='commitment_number_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('postponements__lte', 2)), name='commitment_is_postponed_twice_at_most'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ['kept', 'broken', 'declined'])), models.Q(models.Q(('state__in', ['kept', 'broken', 'declined']), _negated=True), ('settled_at', None)), _connector='OR'), name='commitment_is_settled_with_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'count'), ('file__isnull', False), _connector='OR'), name='proof_is_a_file_unless_a_count'),
        ),
    ]
