from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry.forms.places import PlaceField
from benkan.apps.registry.models import Office, OfficeHolding
from benkan.apps.registry.queries.organisations import organisations_called
from benkan.apps.registry.rules.roles import KEEPS_THE_REGISTER
from benkan.kit.forms import Day, Form
from benkan.kit.pages import PageRequest


class OfficeForm(Form):
    title = forms.CharField(
        label=_("Title of the office"),
        help_text=_("As it is said there: Mayor, Secretary general, Head of the health centre."),
        max_length=120,
    )
    place = PlaceField()
    level = forms.ChoiceField(
        label=_("Level"), choices=Office.Level.choices, widget=forms.RadioSelect
    )
    organisation = forms.UUIDField(label=_("Organisation"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, request: PageRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, PlaceField), "declared above"
        place.offer(request.actor.places(*KEEPS_THE_REGISTER), country=False)
        names = organisations_called(request.programme.id)
        self.fields["organisation"].widget.choices = [("", _("None")), *names]


class HolderForm(Form):
    """Who holds the office, how, and from which day."""

    holder = forms.CharField(
        label=_("Name of the holder"),
        help_text=_("As the commune posts it."),
        max_length=120,
    )
    capacity = forms.ChoiceField(
        label=_("In which capacity"),
        choices=OfficeHolding.Capacity.choices,
        widget=forms.RadioSelect,
    )
    opens_on = forms.DateField(label=_("Holds the office since"), widget=Day)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].initial = today


class EndForm(Form):
    closes_on = forms.DateField(
        label=_("No longer holds the office from"),
        help_text=_("The first day without the office."),
        widget=Day,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].initial = today
