# The first tables of this chapter.

import benkan.apps.commitments.rules.escalating
import benkan.apps.commitments.rules.reminding
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
            name='PolicyArticle',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('number', models.CharField(blank=True, max_length=20)),
                ('heading', models.CharField(blank=True, max_length=200)),
                ('body', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('service', models.CharField(max_length=20)),
                ('source', models.CharField(default='meeting', max_length=20)),
                ('source_note', models.CharField(blank=True, max_length=200)),
                ('problem', models.TextField()),
                ('cause', models.TextField(blank=True)),
                ('action', models.TextField()),
                ('expected_result', models.TextField(blank=True)),
                ('level_needed', models.CharField(default='commune', max_length=10)),
                ('priority', models.CharField(default='medium', max_length=10)),
                ('cost', models.DecimalField(decimal_places=0, max_digits=14, null=True)),
                ('funding', models.CharField(default='unknown', max_length=20)),
                ('funding_note', models.CharField(blank=True, max_length=200)),
                ('in_plan', models.CharField(default='unknown', max_length=10)),
                ('state', models.CharField(max_length=16)),
                ('proposed_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('postponements', models.PositiveSmallIntegerField(default=0)),
                ('settled_at', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('is_over', models.GeneratedField(db_persist=True, expression=models.ExpressionWrapper(models.Q(('settled_at__isnull', False)), models.BooleanField()), output_field=models.BooleanField())),
                ('holding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.officeholding')),
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
                ('changes', models.JSONField(default=list)),
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
            name='Escalation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('cause', models.CharField(max_length=10)),
                ('level', models.CharField(max_length=10)),
                ('due_on', models.DateField()),
                ('stage', models.CharField(choices=[(benkan.apps.commitments.rules.escalating.Stage['MADE'], benkan.apps.commitments.rules.escalating.Stage['MADE']), (benkan.apps.commitments.rules.escalating.Stage['SENT'], benkan.apps.commitments.rules.escalating.Stage['SENT']), (benkan.apps.commitments.rules.escalating.Stage['RECEIVED'], benkan.apps.commitments.rules.escalating.Stage['RECEIVED']), (benkan.apps.commitments.rules.escalating.Stage['ANSWERED'], benkan.apps.commitments.rules.escalating.Stage['ANSWERED']), (benkan.apps.commitments.rules.escalating.Stage['CLOSED'], benkan.apps.commitments.rules.escalating.Stage['CLOSED']), (benkan.apps.commitments.rules.escalating.Stage['CLIMBED'], benkan.apps.commitments.rules.escalating.Stage['CLIMBED'])], max_length=12)),
                ('letter', models.JSONField()),
                ('raised_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('after', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='commitments.escalation')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='commitments.commitment')),
                ('from_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
            ],
        ),
        migrations.CreateModel(
            name='EscalationStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('move', models.CharField(max_length=12)),
                ('on', models.DateField()),
                ('how', models.CharField(blank=True, max_length=10)),
                ('note', models.TextField(blank=True)),
                ('file', models.UUIDField(null=True)),
                ('is_noted_for_office', models.BooleanField(default=False)),
                ('moment', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('escalation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='commitments.escalation')),
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
            name='PolicyConsultation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opened_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PolicyComment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(max_length=10)),
                ('groups', models.JSONField(default=list)),
                ('people', models.PositiveIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('language', models.CharField(max_length=8)),
                ('client_key', models.CharField(max_length=32)),
                ('received_at', models.DateTimeField()),
                ('state', models.CharField(max_length=10)),
                ('why', models.CharField(blank=True, max_length=12)),
                ('judged_at', models.DateTimeField(null=True)),
                ('reply', models.CharField(blank=True, max_length=12)),
                ('reply_words', models.TextField(blank=True)),
                ('replied_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='commitments.policyarticle')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='commitments.policyconsultation')),
            ],
        ),
        migrations.CreateModel(
            name='PolicyCounter',
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
            name='PolicyMeasure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField(blank=True)),
                ('sector', models.CharField(max_length=20)),
                ('level', models.CharField(max_length=10)),
                ('gender_focus', models.CharField(max_length=12)),
                ('gender_reason', models.TextField()),
                ('stage', models.CharField(blank=True, max_length=10)),
                ('registered_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='PolicyIssue',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.DateTimeField()),
                ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.issue')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='commitments.policymeasure')),
            ],
        ),
        migrations.CreateModel(
            name='PolicyInvestment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16)),
                ('currency', models.CharField(max_length=3)),
                ('rate', models.DecimalField(decimal_places=6, max_digits=12, null=True)),
                ('purpose', models.TextField()),
                ('site', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('measure', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='investment', to='commitments.policymeasure')),
            ],
        ),
        migrations.AddField(
            model_name='commitment',
            name='policy',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='commitments.policymeasure'),
        ),
        migrations.CreateModel(
            name='PolicyMeeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.activity')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='commitments.policymeasure')),
            ],
        ),
        migrations.CreateModel(
            name='PolicyOrganisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(max_length=16)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='commitments.policymeasure')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='PolicyStage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=10)),
                ('on', models.DateField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('verified_at', models.DateTimeField(null=True)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='commitments.policymeasure')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PolicyStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(max_length=12)),
                ('stage', models.CharField(blank=True, max_length=10)),
                ('on', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('moment', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='commitments.policymeasure')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PolicyText',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=120)),
                ('language', models.CharField(max_length=8)),
                ('is_adopted', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='commitments.policymeasure')),
            ],
        ),
        migrations.AddField(
            model_name='policyconsultation',
            name='text',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='consultation', to='commitments.policytext'),
        ),
        migrations.AddField(
            model_name='policyarticle',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='articles', to='commitments.policytext'),
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('photo', 'Photo'), ('document', 'Document'), ('voice', 'Voice'), ('count', 'Count')], max_length=10)),
                ('file', models.UUIDField(null=True)),
                ('note', models.TextField()),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('planned', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('is_public', models.BooleanField(default=False)),
                ('moment', models.DateTimeField()),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='commitments.commitment')),
            ],
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('withdraws', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('moment', models.DateTimeField()),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='commitments.commitment')),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('occasion', models.CharField(max_length=20)),
                ('due_on', models.DateField()),
                ('way', models.CharField(choices=[(benkan.apps.commitments.rules.reminding.Way['SMS'], benkan.apps.commitments.rules.reminding.Way['SMS']), (benkan.apps.commitments.rules.reminding.Way['EMAIL'], benkan.apps.commitments.rules.reminding.Way['EMAIL']), (benkan.apps.commitments.rules.reminding.Way['HAND'], benkan.apps.commitments.rules.reminding.Way['HAND'])], max_length=10)),
                ('state', models.CharField(choices=[(benkan.apps.commitments.rules.reminding.ReminderState['GIVEN'], benkan.apps.commitments.rules.reminding.ReminderState['GIVEN']), (benkan.apps.commitments.rules.reminding.ReminderState['WAITING'], benkan.apps.commitments.rules.reminding.ReminderState['WAITING']), (benkan.apps.commitments.rules.reminding.ReminderState['TOLD'], benkan.apps.commitments.rules.reminding.ReminderState['TOLD']), (benkan.apps.commitments.rules.reminding.ReminderState['OVER'], benkan.apps.commitments.rules.reminding.ReminderState['OVER'])], max_length=10)),
                ('moment', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='commitments.commitment')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='StageEvidence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file', models.UUIDField()),
                ('dated_on', models.DateField()),
                ('note', models.TextField()),
                ('moment', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='commitments.policystage')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CommitmentPartner',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(blank=True, max_length=200)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='commitments.commitment')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('commitment', 'organisation'), name='commitment_partner_is_named_once')],
            },
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['to_office'], name='escalation_open_to'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('commitment', 'number'), name='escalation_number_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('commitment',), name='commitment_climbs_one_level_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(('from_office', models.F('to_office')), _negated=True), name='escalation_leaves_its_office'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('stage__in', ['closed', 'climbed'])), models.Q(models.Q(('stage__in', ['closed', 'climbed']), _negated=True), ('closed_at', None)), _connector='OR'), name='escalation_is_over_with_a_moment'),
        ),
        migrations.AddIndex(
            model_name='policycomment',
            index=models.Index(fields=['consultation', 'state'], name='policy_comment_by_state'),
        ),
        migrations.AddConstraint(
            model_name='policycomment',
            constraint=models.UniqueConstraint(fields=('consultation', 'client_key'), name='policy_comment_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='policycomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('people', None), ('recorded_by', None), ('source', 'person')), models.Q(('people__gte', 1), ('recorded_by__isnull', False), ('source', 'group')), _connector='OR'), name='policy_comment_of_a_group_says_which'),
        ),
        migrations.AddConstraint(
            model_name='policycomment',
            constraint=models.CheckConstraint(condition=models.Q(('judged_by', None), ('recorded_by', None), models.Q(('judged_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='policy_comment_is_judged_by_another'),
        ),
        migrations.AddIndex(
            model_name='policymeasure',
            index=models.Index(fields=['programme', 'registered_at'], name='policy_by_day'),
        ),
        migrations.AddIndex(
            model_name='policymeasure',
            index=models.Index(fields=['programme', 'published_at'], name='policy_by_publication'),
        ),
        migrations.AddConstraint(
            model_name='policymeasure',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='policy_number_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='policymeasure',
            constraint=models.UniqueConstraint(fields=('programme', 'kind', 'place', 'title'), name='policy_is_registered_once'),
        ),
        migrations.AddConstraint(
            model_name='policyissue',
            constraint=models.UniqueConstraint(fields=('measure', 'issue'), name='policy_issue_is_named_once'),
        ),
        migrations.AddConstraint(
            model_name='policyinvestment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='policy_investment_is_above_zero'),
        ),
        migrations.AddConstraint(
            model_name='policyinvestment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('currency', 'XOF'), ('rate', None)), models.Q(models.Q(('currency', 'XOF'), _negated=True), ('rate__gt', 0)), _connector='OR'), name='policy_investment_has_a_rate_where_foreign'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['programme', 'is_over', 'due_on', 'number'], name='commitment_on_board'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['programme', 'state', 'due_on', 'number'], name='commitment_by_state'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['programme', 'place', 'is_over', 'due_on'], name='commitment_by_place'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['office', 'is_over', 'due_on'], name='commitment_of_office'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['office', 'state', 'due_on'], name='commitment_count_office'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['programme', 'place', 'state', 'due_on'], name='commitment_count_place'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['programme', 'published_at'], name='commitment_by_publication'),
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
            constraint=models.CheckConstraint(condition=models.Q(('cost', None), ('cost__gte', 0), _connector='OR'), name='commitment_cost_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ['kept', 'broken', 'declined'])), models.Q(models.Q(('state__in', ['kept', 'broken', 'declined']), _negated=True), ('settled_at', None)), _connector='OR'), name='commitment_is_settled_with_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('published_at', None), ('withdrawn_at', None), _connector='OR'), name='commitment_is_public_or_withdrawn'),
        ),
        migrations.AddConstraint(
            model_name='policymeeting',
            constraint=models.UniqueConstraint(fields=('measure', 'activity'), name='policy_meeting_is_named_once'),
        ),
        migrations.AddConstraint(
            model_name='policyorganisation',
            constraint=models.UniqueConstraint(fields=('measure', 'organisation', 'part'), name='policy_organisation_has_a_part_once'),
        ),
        migrations.AddIndex(
            model_name='policystage',
            index=models.Index(fields=['state', 'on'], name='policy_stage_by_day'),
        ),
        migrations.AddConstraint(
            model_name='policystage',
            constraint=models.UniqueConstraint(fields=('measure', 'stage'), name='policy_stage_is_counted_once'),
        ),
        migrations.AddConstraint(
            model_name='policystage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('on', None), ('state', 'skipped')), models.Q(models.Q(('state', 'skipped'), _negated=True), ('on__isnull', False)), _connector='OR'), name='policy_stage_has_a_day_unless_skipped'),
        ),
        migrations.AddConstraint(
            model_name='policystage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), ('verified_at__isnull', False), ('verified_by__isnull', False), models.Q(('verified_by', models.F('recorded_by')), _negated=True)), models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_at', None), ('verified_by', None)), _connector='OR'), name='policy_stage_is_verified_by_another'),
        ),
        migrations.AddConstraint(
            model_name='policytext',
            constraint=models.UniqueConstraint(fields=('measure', 'version'), name='policy_text_version_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='policyconsultation',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gt', models.F('opened_on'))), name='policy_consultation_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='policyarticle',
            constraint=models.UniqueConstraint(fields=('text', 'order'), name='policy_article_has_its_place'),
        ),
        migrations.AddConstraint(
            model_name='policyarticle',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('text', 'number'), name='policy_article_number_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', None), ('kind', 'count'), ('quantity__isnull', False)), models.Q(models.Q(('kind', 'count'), _negated=True), ('file__isnull', False), ('quantity', None)), _connector='OR'), name='proof_is_a_file_or_a_count'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('withdraws', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='publication_is_withdrawn_with_a_reason'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['commitment'], name='reminder_to_be_told'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('commitment', 'occasion', 'due_on', 'way'), name='reminder_is_given_once'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'told'), ('told_at__isnull', False), ('told_by__isnull', False)), models.Q(models.Q(('state', 'told'), _negated=True), ('told_at', None), ('told_by', None)), _connector='OR'), name='reminder_is_told_by_somebody'),
        ),
    ]
