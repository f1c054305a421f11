"""The text of a measure: a version after the other, each in articles that never change again."""

from django.db import models

from benkan.apps.commitments.models.policies import PolicyMeasure
from benkan.kit.models import Row


class PolicyText(Row):
    """One version of a measure's text in a language. Another wording is another version."""

    measure = models.ForeignKey(PolicyMeasure, models.CASCADE, related_name="texts")
    version = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    # Whether it is the text that was adopted; else a draft.
    is_adopted = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    by = models.ForeignKey("registry.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "version"], name="policy_text_version_is_taken_once"
            )
        ]


class PolicyArticle(Row):
    """A piece of a text in its order: an article with its number, or, without a number, what stands
    before the first one or a heading between two (then `heading` says which and `body` may be empty)."""

    text = models.ForeignKey(PolicyText, models.CASCADE, related_name="articles")
    order = models.PositiveSmallIntegerField()
    # As it is said in every version, so that versions can be compared: "1", "4 bis", "unique".
    number = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "order"], name="policy_article_has_its_place"),
            models.UniqueConstraint(
                fields=["text", "number"],
                condition=~models.Q(number=""),
                name="policy_article_number_is_taken_once",
            ),
        ]
