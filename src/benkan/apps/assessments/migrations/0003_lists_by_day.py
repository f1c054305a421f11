import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_release_names_its_programme")]
    operations = [
        migrations.AlterField(
            model_name="release",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.programme",
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                fields=["programme", "released_at", "id"],
                name="release_by_day",
                condition=Q(("withdrawn_at", None)),
            ),
        ),
        migrations.RemoveIndex(model_name="round", name="round_by_day"),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["programme", "opened_at", "id"], name="round_by_day"),
        ),
    ]
