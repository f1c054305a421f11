"""Whom a case is about, and who reads sensitive ones."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.voices.rules.about import SubjectKind
from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.kit.forms import Form, offer

Choices = Sequence[tuple[UUID, str]]


class GuardForm(Form):
    """The danger that a case speaks of; "no" opens it to the desk again."""

    is_sensitive = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    sensitivity = forms.TypedChoiceField(
        label=_("What danger it speaks of"),
        coerce=Sensitivity,
        required=False,
        empty_value=Sensitivity.OTHER,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sensitivity", [(kind.value, gettext(kind.label)) for kind in Sensitivity])


class AboutForm(Form):
    """`office:…`, `account:…` or `organisation:…`; in one list, since a person looks for a name."""

    subject = forms.ChoiceField(label=_("Who or what"))
    is_so = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def offer_subjects(
        self, *, offices: Choices, organisations: Choices, people: Choices
    ) -> "AboutForm":
        groups = (
            (gettext("Offices"), SubjectKind.OFFICE, offices),
            (gettext("Organisations"), SubjectKind.ORGANISATION, organisations),
            (gettext("People of the programme"), SubjectKind.ACCOUNT, people),
        )
        listed: list[Any] = [("", gettext("Choose…"))]
        for label, kind, choices in groups:
            if choices:
                listed.append((label, [(f"{kind.value}:{key}", name) for key, name in choices]))
        offer(self, "subject", listed)
        return self


class SaidAboutForm(Form):
    """What comes back of it: any subject, which the action looks for in the programme."""

    subject = forms.RegexField(rf"^({'|'.join(SubjectKind)}):[0-9a-f-]{{36}}$")
    is_so = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def clean_subject(self) -> tuple[SubjectKind, UUID]:
        kind, _colon, key = self.cleaned_data["subject"].partition(":")
        try:
            return SubjectKind(kind), UUID(key)
        except ValueError as wrong:
            raise forms.ValidationError(gettext("Choose one of the list.")) from wrong


class ConfidantForm(Form):
    """Whom to name for one case."""

    account = forms.TypedChoiceField(label=_("Who"), coerce=UUID)

    def offer_people(self, people: Choices) -> None:
        named = [(str(key), name) for key, name in people]
        offer(self, "account", [("", gettext("Choose…")), *named])


class ListedConfidantForm(ConfidantForm):
    """Whom to name for the programme or a place."""

    place = forms.TypedChoiceField(
        label=_("For which messages"),
        coerce=UUID,
        required=False,
        empty_value=None,
        help_text=_("A place counts with everything below it."),
    )

    def offer_places(self, groups: Sequence[Any], *, country: bool) -> None:
        everywhere = [("", gettext("All of the programme"))] if country else []
        offer(self, "place", [*everywhere, *groups])
