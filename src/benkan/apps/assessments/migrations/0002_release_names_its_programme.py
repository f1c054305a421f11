from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_programme(apps: Any, schema_editor: Any) -> None:
    """That of the round: the next migration then asks for it."""
    releases = apps.get_model("assessments", "Release")
    rounds = apps.get_model("assessments", "Round").objects.filter(pk=OuterRef("round"))
    releases.objects.update(programme=Subquery(rounds.values("programme")[:1]))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("registry", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="release",
            name="programme",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.programme",
            ),
        ),
        migrations.RunPython(name_the_programme, migrations.RunPython.noop),
    ]
