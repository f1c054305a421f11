"""The choice of a place within those where the actor may act."""

from collections.abc import Collection
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry.queries.choices import places_to_choose


def _place(value: str) -> UUID:
    return UUID(value)


class PlaceField(forms.TypedChoiceField):
    """A region, cercle or commune; empty is the whole country, for those who act everywhere."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Place"),
            help_text=_("Communes are listed under their region and cercle."),
            coerce=_place,
            empty_value=None,
        )

    def offer(self, within: Collection[UUID] | None, *, country: bool) -> None:
        """Take the choices from the places where the actor acts; None is everywhere."""
        everywhere = country and within is None
        empty = _("The whole country") if everywhere else _("Choose a place")
        self.choices = [("", empty), *places_to_choose(within)]
        # The whole country is a choice like the others, not a field left out.
        self.required = not everywhere
