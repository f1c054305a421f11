# The first tables of this chapter.

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ErasedContent',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('erased_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('programme', models.UUIDField()),
                ('digest', models.CharField(max_length=64)),
                ('kind', models.CharField(choices=[('picture', 'Picture'), ('audio', 'Audio'), ('document', 'Document')], max_length=10)),
                ('media_type', models.CharField(max_length=40)),
                ('size', models.PositiveIntegerField()),
                ('extent', models.CharField(blank=True, max_length=20)),
                ('sensitivity', models.CharField(choices=[('ordinary', 'Ordinary'), ('sensitive', 'Sensitive')], max_length=10)),
                ('kept_at', models.DateTimeField()),
                ('delete_after', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['digest'], name='stored_file_by_content'), models.Index(condition=models.Q(('delete_after__isnull', False)), fields=['delete_after'], name='stored_file_to_remove')],
            },
        ),
    ]
