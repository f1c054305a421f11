"""Forms: how a refusal of an action comes back, and the fields that every chapter asks for."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.kit.refusals import N_, NotAllowed, NotFound, Refused
from benkan.kit.words import sentence

T = TypeVar("T")

DJANGOS_OWN = N_("This field is required.")
"""Said by the forms of others, such as the one to log in; its French says how to mend it."""

HOW_TO_FILL: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.FileField, N_("Choose a file: “%(label)s”.")),
    (forms.BooleanField, N_("Tick “%(label)s” to go on.")),
    (forms.DateField, N_("Give the day: “%(label)s”.")),
    (forms.ChoiceField, N_("Choose an answer: “%(label)s”.")),
    (forms.Field, N_("Fill in “%(label)s”.")),
)
NOT_SEEN = N_("Something is missing that the page should have sent. Open it again and start anew.")
"""For what is hidden: nobody could fill that in."""
LONGEST_TEXT = 20_000
"""Letters of a text for which no field says how long it may be: some ten pages."""


class Form(forms.Form):
    """A form of the house. A text is no longer than `LONGEST_TEXT`, unless its field says otherwise.
    What is left empty is said by its name and with what to do, unless the field has better words of
    its own (`error_messages={"required": …}`)."""

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            own = field.error_messages.get("required")
            if own is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _how_to_fill(field, self[name])
            _bound(field)
        super().full_clean()


def _bound(field: forms.Field) -> None:
    if not isinstance(field, forms.CharField) or isinstance(field, forms.UUIDField):
        return
    if field.max_length is None:
        field.max_length = LONGEST_TEXT
        field.validators.append(MaxLengthValidator(LONGEST_TEXT))


def _how_to_fill(field: forms.Field, shown: BoundField) -> str:
    if field.widget.is_hidden:
        return gettext(NOT_SEEN)
    words = next(words for kind, words in HOW_TO_FILL if isinstance(field, kind))
    return gettext(words) % {"label": shown.label}


def attempt(form: forms.Form, action: Callable[[], T]) -> T | None:
    """Run an action for a valid form. A refusal becomes the form's error and the answer is None; what
    the actor may not know of goes on up, to a page that says that there is nothing here."""
    try:
        return action()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return None


def is_done(form: forms.Form, action: Callable[[], object]) -> bool:
    """Whether a valid form was acted on, for an action whose answer nobody needs; see `attempt`."""
    attempt(form, action)
    return not form.errors


class Day(forms.DateInput):
    """A day, picked with the telephone's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class QuickSelect(forms.Select):
    """A list to choose from, as Django writes it, without a template for each of its options: a form
    to narrow a list has a hundred of them, on a page that is asked for all day."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        words = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html(
            "<select{}>{}</select>",
            flatatt(words),
            format_html_join(
                "", "{}", ((_options(each, label, chosen),) for each, label in self.choices)
            ),
        )


def _options(value: Any, label: Any, chosen: set[str]) -> SafeString:
    """An option, or a group of them under a heading."""
    if isinstance(label, list | tuple):
        inside = format_html_join(
            "", "{}", ((_options(each, said, chosen),) for each, said in label)
        )
        return format_html('<optgroup label="{}">{}</optgroup>', value, inside)
    is_chosen = SafeString(" selected" if str(value) in chosen else "")
    return format_html(
        '<option value="{}"{}>{}</option>', value, is_chosen, conditional_escape(label)
    )


def offer(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    """Fill the choices of a field, which are known only once the form is asked for."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), f"{name} is a choice"
    if type(field.widget) is forms.Select:
        field.widget = QuickSelect(attrs=field.widget.attrs)
    field.choices = list(choices)
