from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry.forms.places import PlaceField
from benkan.apps.registry.models import Organisation
from benkan.apps.registry.rules.roles import KEEPS_THE_REGISTER
from benkan.kit.forms import Form
from benkan.kit.pages import PageRequest


class OrganisationForm(Form):
    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=30, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Organisation.Kind.choices, widget=forms.RadioSelect
    )
    place = PlaceField()

    def __init__(self, *args: Any, request: PageRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, PlaceField), "declared above"
        place.offer(request.actor.places(*KEEPS_THE_REGISTER), country=True)
