"""Forms: how a refusal of an action comes back, and the fields that every chapter asks for."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from benkan.kit.refusals import NotAllowed, NotFound, Refused
from benkan.kit.words import sentence

T = TypeVar("T")


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
