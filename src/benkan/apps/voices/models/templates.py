from django.db import models

from benkan.kit.models import Row


class AnswerTemplate(Row):
    """A ready answer in one language, with named places: `{reference}` and the like."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    # What it answers, the same in every language.
    code = models.CharField(max_length=40)
    # Empty: for every service.
    service = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=80)
    text = models.TextField()
    written_at = models.DateTimeField()
    # None: it came with the programme's first answers.
    written_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "language"], name="answer_template_is_written_once"
            )
        ]
