"""Offices and who held them when: a promise is made by an office, and outlives its holder."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry.models.accounts import Account
from benkan.apps.registry.models.organisations import Organisation
from benkan.apps.registry.models.places import Place
from benkan.apps.registry.models.programmes import Programme
from benkan.kit.models import Row


class Office(Row):
    """A title at a place: the mayor of Sanankoroba, the head of the health centre of Kalabancoro."""

    class Level(models.TextChoices):
        VILLAGE = "village", _("Village")
        COMMUNE = "commune", _("Commune")
        CERCLE = "cercle", _("Cercle")
        REGION = "region", _("Region")
        MINISTRY = "ministry", _("Ministry")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "place", "title"], name="office_is_one_at_a_place"
            )
        ]


class OfficeHolding(Row):
    """Who holds an office, in which capacity, from which day until which (not counted)."""

    class Capacity(models.TextChoices):
        ELECTED = "elected", _("Elected")
        SPECIAL_DELEGATION = "special_delegation", _("Special delegation")
        INTERIM = "interim", _("Interim")
        APPOINTED = "appointed", _("Appointed")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # The holder's name as the commune posts it; an account only once the holder accepts one.
    holder = models.CharField(max_length=120)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="office_holding_ends_after_it_begins",
                condition=Q(closes_on=None) | Q(closes_on__gt=F("opens_on")),
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(closes_on=None),
                name="office_has_one_holder_at_a_time",
            ),
        ]
