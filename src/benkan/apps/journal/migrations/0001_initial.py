# The first tables of this chapter.

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('programme', models.UUIDField()),
                ('name', models.CharField(max_length=80)),
                ('version', models.PositiveSmallIntegerField()),
                ('body', models.TextField()),
                ('actor', models.UUIDField(null=True)),
                ('moment', models.DateTimeField()),
                ('position', models.PositiveBigIntegerField(null=True)),
                ('previous', models.CharField(max_length=64, null=True)),
                ('seal', models.CharField(max_length=64, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('programme', models.UUIDField(primary_key=True, serialize=False)),
                ('position', models.PositiveBigIntegerField(default=0)),
                ('head', models.CharField(default='', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('moment', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Carriage',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='journal.entry')),
                ('done_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('retry_at', models.DateTimeField()),
                ('fault', models.CharField(blank=True, default='', max_length=200)),
            ],
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('position', None)), fields=['moment', 'id'], name='entry_unsealed'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['programme', 'name'], name='entry_by_name'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('programme', 'position'), name='entry_position_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('position', None), ('previous', None), ('seal', None)), models.Q(('position__isnull', False), ('previous__isnull', False), ('seal__isnull', False)), _connector='OR'), name='entry_is_sealed_whole_or_not_at_all'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='journal.entry'),
        ),
        migrations.AddIndex(
            model_name='carriage',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['retry_at'], name='carriage_waiting'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.UniqueConstraint(fields=('entry', 'name'), name='reaction_happens_once'),
        ),
    ]
