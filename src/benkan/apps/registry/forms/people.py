from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.registry.forms.places import PlaceField
from benkan.apps.registry.queries.organisations import organisations_called
from benkan.apps.registry.rules import roles as rules
from benkan.kit.actor import Role
from benkan.kit.forms import Form, offer
from benkan.kit.pages import PageRequest


class InviteForm(Form):
    """Whom to invite, to which role, for which organisation and place: as far as the actor may."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("With this address the person will log in."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.TypedChoiceField(label=_("Role"), coerce=Role, widget=forms.RadioSelect)
    organisation = forms.UUIDField(
        label=_("Organisation"),
        required=False,
        help_text=_("Needed for a coordinator and for an animator."),
        widget=forms.Select,
    )
    place = PlaceField()

    def __init__(self, *args: Any, request: PageRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = request.actor
        roles = rules.roles_to_give(actor)
        offer(self, "role", [(role.value, gettext(role.label)) for role in roles])
        only = rules.organisations_to_give_for(actor)
        names = organisations_called(request.programme.id, only=only)
        empty = [("", _("None"))] if only is None else []
        self.fields["organisation"].widget.choices = [*empty, *names]
        place = self.fields["place"]
        assert isinstance(place, PlaceField), "declared above"
        place.offer(actor.places(*rules.MAY_GIVE), country=True)
        if len(roles) == 1:
            self.fields["role"].initial = roles[0].value


class InviteHolderForm(Form):
    email = forms.EmailField(
        label=_("E-mail address of the holder"),
        help_text=_("With this address the person will log in."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class AcceptForm(Form):
    """The name and the password of a new account."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_(
            "At least 10 characters. Four words that only you would put together are good."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
