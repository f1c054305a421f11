"""Whom a case is about, so that they never handle it."""

from django.db import models
from django.db.models import Q

from benkan.apps.voices.models.cases import Case
from benkan.kit.models import Row


class Subject(Row):
    """An office, a person with an account, or an organisation that cases of a programme are about."""

    programme = models.ForeignKey("registry.Programme", models.CASCADE, related_name="+")
    office = models.ForeignKey("registry.Office", models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="subject_is_one_thing",
                condition=Q(office__isnull=False, account=None, organisation=None)
                | Q(office=None, account__isnull=False, organisation=None)
                | Q(office=None, account=None, organisation__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=["programme", kind],
                    condition=Q(**{f"{kind}__isnull": False}),
                    name=f"subject_is_an_{kind}_once",
                )
                for kind in ("office", "account", "organisation")
            ),
        ]


class CaseAbout(Row):
    """What a person of the desk said: the case is about the subject, or it is not, so that nobody is
    asked again."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="about")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    is_so = models.BooleanField()
    said_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    moment = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "subject"], name="case_is_about_a_subject_once")
        ]
        indexes = [models.Index(fields=["subject", "is_so"], name="case_about_subject")]
