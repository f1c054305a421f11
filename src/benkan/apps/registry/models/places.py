"""Places and what is dated about them: codes, names, parents, what became of them.

The tables are those of DESIGN §3: a name is not a key (14 commune names repeat), codes and parents
change by law, and the region of 2023 is a parent in an edition that skips the cercle.
"""

from django.db import models
from django.db.models import F, Q

from benkan.kit.models import Row


class Status(models.TextChoices):
    OFFICIAL = "official"
    ESTIMATED = "estimated"


class Dated(Row):
    """A fact that holds in a half-open window, with where it was read. None: open on that side."""

    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    source = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices)

    class Meta:
        abstract = True


class Place(Row):
    """A place of a kind. What is it called, coded and below: ask its dated rows."""

    class Kind(models.TextChoices):
        COUNTRY = "country"
        REGION = "region"
        CERCLE = "cercle"
        COMMUNE = "commune"
        VILLAGE = "village"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The name shown, and its fold; PlaceName holds the others. Copied here so that a list of
    # places is one query.
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    population = models.PositiveIntegerField(null=True)
    population_source = models.CharField(max_length=120, blank=True)
    population_status = models.CharField(max_length=20, blank=True)
    electors_2013 = models.PositiveIntegerField(null=True)
    # Known errors of the source, as `code` or `code:detail`; shown wherever the place is.
    flags = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "folded"], name="place_by_kind_and_name")]


class PlaceCode(Dated):
    """A code of a place in a scheme (`pcode`, `matcl`)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                condition=Q(closes_on=None),
                name="place_code_names_one_place_today",
            )
        ]
        indexes = [models.Index(fields=["place", "scheme"], name="place_code_of_place")]


class PlaceName(Dated):
    """A name of a place: as shown, as a source writes it, or in another language."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    language = models.CharField(max_length=8, default="fr")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name", "language", "kind"], name="place_name_is_kept_once"
            )
        ]


class PlaceParent(Dated):
    """What a place is part of, in a hierarchy and an edition of it."""

    class Hierarchy(models.TextChoices):
        STATE = "state"
        LOCAL_GOVERNMENT = "local_government"

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    parent = models.ForeignKey(Place, models.PROTECT, related_name="+")
    hierarchy = models.CharField(max_length=20, choices=Hierarchy.choices)
    edition = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "hierarchy", "edition"], name="place_has_one_parent_an_edition"
            ),
            models.CheckConstraint(
                name="place_is_not_its_own_parent", condition=~Q(place=F("parent"))
            ),
        ]


class PlaceSuccession(Dated):
    """That a place came out of another: a split, a merger, a new name."""

    predecessor = models.ForeignKey(Place, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="place_succession_is_kept_once"
            )
        ]


class PlaceAncestor(Row):
    """The place itself and all above it, materialised from the edition in force: `depth` 0 is the
    place itself. Scope and totals ask this table."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    ancestor = models.ForeignKey(Place, models.CASCADE, related_name="+")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "ancestor"], name="place_ancestor_is_kept_once"
            )
        ]
        indexes = [models.Index(fields=["ancestor", "place"], name="place_ancestor_below")]


class PlaceShape(Row):
    """The border of a place, simplified, as GeoJSON geometry in WGS84 degrees."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="+")
    geometry = models.TextField()
    source = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices)
