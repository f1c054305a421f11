"""The choice of a place within those where the actor may act."""

from collections.abc import Collection
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry.queries.choices import places_to_choose

COUNTRY = "country"
"""The choice that stands for no place at all: the whole country."""


def _place(value: str) -> UUID | None:
    return None if value == COUNTRY else UUID(value)


class PlaceField(forms.TypedChoiceField):
    """A region, cercle or commune; or the whole country, for those who act everywhere."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Place"),
            help_text=_("Communes are listed under their region and cercle."),
            coerce=_place,
        )

    def offer(self, within: Collection[UUID] | None, *, country: bool) -> None:
        """Take the choices from the places where the actor acts; None is everywhere."""
        everywhere = [(COUNTRY, _("The whole country"))] if country and within is None else []
        self.choices = [("", _("Choose a place")), *everywhere, *places_to_choose(within)]
