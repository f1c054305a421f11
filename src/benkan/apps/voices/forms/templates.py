"""A ready answer, as it is written."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.voices.rules.languages import LANGUAGES
from benkan.apps.voices.rules.wording import LONGEST_ANSWER
from benkan.kit.forms import Form, offer
from benkan.kit.services import Service


class TemplateForm(Form):
    title = forms.CharField(
        label=_("Title for the desk"),
        help_text=_("In a few words, what it answers."),
        max_length=80,
    )
    service = forms.ChoiceField(label=_("Service"), required=False)
    language = forms.ChoiceField(label=_("Language"))
    text = forms.CharField(
        label=_("The answer"),
        help_text=_(
            "{reference}, {place}, {service} and {office} are filled in when the answer is chosen."
        ),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        offer(self, "service", [("", gettext("Every service")), *_services()])
        offer(self, "language", [(code, gettext(name)) for code, name in LANGUAGES.items()])


def _services() -> list[tuple[str, str]]:
    return [(s.value, gettext(s.label)) for s in Service]
