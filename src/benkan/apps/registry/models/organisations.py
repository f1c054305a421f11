from django.db import models
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry.models.places import Place
from benkan.apps.registry.models.programmes import Programme
from benkan.kit.models import Row


class Organisation(Row):
    """A partner of a programme: who speaks, who answers, who pays."""

    class Kind(models.TextChoices):
        CSO = "cso", _("Civil society organisation")
        COMMUNE_COUNCIL = "commune_council", _("Commune council")
        HEALTH_COMMITTEE = "health_committee", _("Health committee")
        SCHOOL_COMMITTEE = "school_committee", _("School committee")
        PROVIDER = "provider", _("Service provider")
        PRIVATE_PARTNER = "private_partner", _("Private partner")
        MINISTRY_SERVICE = "ministry_service", _("Ministry service")
        DONOR = "donor", _("Donor")
        MEDIA = "media", _("Media")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="organisation_name_is_taken_once"
            )
        ]
