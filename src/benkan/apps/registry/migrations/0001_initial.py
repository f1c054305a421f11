# The first tables of this chapter.

import django.db.models.deletion
import django.db.models.functions.comparison
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('session_round', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DataPack',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('digest', models.CharField(max_length=64)),
                ('loaded_at', models.DateTimeField()),
                ('seconds', models.FloatField()),
                ('counts', models.JSONField(default=dict)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Language',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=3, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('local_name', models.CharField(max_length=80)),
                ('status', models.CharField(max_length=120)),
                ('script', models.CharField(blank=True, max_length=80)),
                ('spoken_in', models.JSONField(default=list)),
                ('source', models.TextField()),
                ('verified', models.BooleanField()),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Law',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, unique=True)),
                ('number', models.CharField(max_length=120)),
                ('dated', models.CharField(blank=True, max_length=20)),
                ('title', models.TextField()),
                ('subject', models.CharField(max_length=120)),
                ('plain_text', models.TextField()),
                ('source', models.TextField()),
                ('verified', models.BooleanField()),
                ('verification_basis', models.TextField()),
                ('published_in', models.TextField(blank=True)),
                ('in_force', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=120)),
                ('level', models.CharField(choices=[('village', 'Village'), ('commune', 'Commune'), ('cercle', 'Cercle'), ('region', 'Region'), ('ministry', 'Ministry')], max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(blank=True, max_length=30)),
                ('kind', models.CharField(choices=[('cso', 'Civil society organisation'), ('commune_council', 'Commune council'), ('health_committee', 'Health committee'), ('school_committee', 'School committee'), ('provider', 'Service provider'), ('private_partner', 'Private partner'), ('ministry_service', 'Ministry service'), ('donor', 'Donor'), ('media', 'Media')], max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name='PhonePrefix',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('pattern', models.CharField(max_length=80, unique=True)),
                ('length', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('operator', models.CharField(blank=True, max_length=80)),
                ('zone', models.CharField(blank=True, max_length=80)),
                ('verified', models.BooleanField()),
                ('source', models.TextField()),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Right',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('turn', models.PositiveSmallIntegerField()),
                ('law', models.CharField(max_length=20)),
                ('article', models.CharField(blank=True, max_length=20)),
                ('services', models.JSONField(default=list)),
                ('concerns', models.JSONField(default=list)),
                ('right_fr', models.TextField()),
                ('right_en', models.TextField()),
                ('see_fr', models.TextField(blank=True)),
                ('see_en', models.TextField(blank=True)),
                ('refused_fr', models.TextField(blank=True)),
                ('refused_en', models.TextField(blank=True)),
                ('verified', models.BooleanField()),
                ('note_fr', models.TextField(blank=True)),
                ('note_en', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfficeHolding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('holder', models.CharField(max_length=120)),
                ('capacity', models.CharField(choices=[('elected', 'Elected'), ('special_delegation', 'Special delegation'), ('interim', 'Interim'), ('appointed', 'Appointed')], max_length=20)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.office')),
            ],
        ),
        migrations.AddField(
            model_name='office',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation'),
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('country', 'Country'), ('region', 'Region'), ('cercle', 'Cercle'), ('commune', 'Commune'), ('village', 'Village')], max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('folded', models.CharField(max_length=80)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('area_km2', models.FloatField(null=True)),
                ('population', models.PositiveIntegerField(null=True)),
                ('population_source', models.CharField(blank=True, max_length=120)),
                ('population_status', models.CharField(blank=True, max_length=20)),
                ('electors_2013', models.PositiveIntegerField(null=True)),
                ('flags', models.JSONField(default=list)),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'folded'], name='place_by_kind_and_name')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='place',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place'),
        ),
        migrations.AddField(
            model_name='office',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place'),
        ),
        migrations.CreateModel(
            name='Facility',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sector', models.CharField(choices=[('health', 'Health'), ('education', 'Education'), ('water', 'Water')], max_length=12)),
                ('code', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('folded', models.CharField(max_length=120)),
                ('locality', models.CharField(blank=True, max_length=80)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('details', models.JSONField(default=dict)),
                ('flags', models.JSONField(default=list)),
                ('source', models.CharField(max_length=200)),
                ('commune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
            ],
        ),
        migrations.CreateModel(
            name='PlaceAncestor',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('depth', models.PositiveSmallIntegerField()),
                ('ancestor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.place')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.place')),
            ],
        ),
        migrations.CreateModel(
            name='PlaceCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opens_on', models.DateField(null=True)),
                ('closes_on', models.DateField(null=True)),
                ('source', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('official', 'Official'), ('estimated', 'Estimated')], max_length=10)),
                ('scheme', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=20)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.place')),
            ],
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opens_on', models.DateField(null=True)),
                ('closes_on', models.DateField(null=True)),
                ('source', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('official', 'Official'), ('estimated', 'Estimated')], max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('folded', models.CharField(max_length=80)),
                ('language', models.CharField(default='fr', max_length=8)),
                ('kind', models.CharField(max_length=20)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.place')),
            ],
        ),
        migrations.CreateModel(
            name='PlaceParent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opens_on', models.DateField(null=True)),
                ('closes_on', models.DateField(null=True)),
                ('source', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('official', 'Official'), ('estimated', 'Estimated')], max_length=10)),
                ('hierarchy', models.CharField(choices=[('state', 'State'), ('local_government', 'Local Government')], max_length=20)),
                ('edition', models.CharField(max_length=20)),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.place')),
            ],
        ),
        migrations.CreateModel(
            name='PlaceShape',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('geometry', models.TextField()),
                ('source', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('official', 'Official'), ('estimated', 'Estimated')], max_length=10)),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.place')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlaceSuccession',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('opens_on', models.DateField(null=True)),
                ('closes_on', models.DateField(null=True)),
                ('source', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('official', 'Official'), ('estimated', 'Estimated')], max_length=10)),
                ('kind', models.CharField(max_length=20)),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
            ],
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('real', 'Real'), ('demonstration', 'Demonstration'), ('historical', 'Historical')], max_length=20)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['real', 'demonstration', 'historical'])), name='programme_kind_is_known')],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme'),
        ),
        migrations.AddField(
            model_name='office',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.programme'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(choices=[('administrator', 'administrator'), ('programme_staff', 'programme_staff'), ('monitoring_officer', 'monitoring_officer'), ('coordinator', 'coordinator'), ('animator', 'animator'), ('office_holder', 'office_holder')], max_length=20)),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.officeholding')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.organisation')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('removed', models.PositiveIntegerField(default=0)),
                ('seconds', models.FloatField(default=0)),
                ('programme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('administrator', 'administrator'), ('programme_staff', 'programme_staff'), ('monitoring_officer', 'monitoring_officer'), ('coordinator', 'coordinator'), ('animator', 'animator'), ('office_holder', 'office_holder')], max_length=20)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.organisation')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.place')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.programme')),
            ],
        ),
        migrations.AddConstraint(
            model_name='officeholding',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on', None), ('closes_on__gt', models.F('opens_on')), _connector='OR'), name='office_holding_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='officeholding',
            constraint=models.UniqueConstraint(condition=models.Q(('closes_on', None)), fields=('office',), name='office_has_one_holder_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='facility',
            index=models.Index(fields=['commune', 'sector'], name='facility_in_commune'),
        ),
        migrations.AddIndex(
            model_name='placeancestor',
            index=models.Index(fields=['ancestor', 'place'], name='place_ancestor_below'),
        ),
        migrations.AddConstraint(
            model_name='placeancestor',
            constraint=models.UniqueConstraint(fields=('place', 'ancestor'), name='place_ancestor_is_kept_once'),
        ),
        migrations.AddIndex(
            model_name='placecode',
            index=models.Index(fields=['place', 'scheme'], name='place_code_of_place'),
        ),
        migrations.AddConstraint(
            model_name='placecode',
            constraint=models.UniqueConstraint(condition=models.Q(('closes_on', None)), fields=('scheme', 'code'), name='place_code_names_one_place_today'),
        ),
        migrations.AddConstraint(
            model_name='placename',
            constraint=models.UniqueConstraint(fields=('place', 'name', 'language', 'kind'), name='place_name_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='placeparent',
            constraint=models.UniqueConstraint(fields=('place', 'hierarchy', 'edition'), name='place_has_one_parent_an_edition'),
        ),
        migrations.AddConstraint(
            model_name='placeparent',
            constraint=models.CheckConstraint(condition=models.Q(('place', models.F('parent')), _negated=True), name='place_is_not_its_own_parent'),
        ),
        migrations.AddConstraint(
            model_name='placesuccession',
            constraint=models.UniqueConstraint(fields=('predecessor', 'successor'), name='place_succession_is_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='organisation_name_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.UniqueConstraint(fields=('programme', 'place', 'title'), name='office_is_one_at_a_place'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holding__isnull', False), ('role', 'office_holder')), models.Q(models.Q(('role', 'office_holder'), _negated=True), ('holding', None)), _connector='OR'), name='invitation_to_an_office_names_the_holding'),
        ),
        migrations.AddIndex(
            model_name='retentionrun',
            index=models.Index(fields=['kind', 'began_at'], name='retention_run_by_kind'),
        ),
        migrations.AddIndex(
            model_name='retentionrun',
            index=models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['ended_at'], name='retention_run_over'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.UniqueConstraint(models.F('account'), models.F('programme'), models.F('role'), django.db.models.functions.comparison.Coalesce('organisation', models.Value(uuid.UUID('00000000-0000-0000-0000-000000000000'), output_field=models.UUIDField())), django.db.models.functions.comparison.Coalesce('place', models.Value(uuid.UUID('00000000-0000-0000-0000-000000000000'), output_field=models.UUIDField())), condition=models.Q(('closes_at', None)), name='role_is_granted_once'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at', None), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='role_ends_after_it_begins'),
        ),
    ]
