"""Forms: how a refusal of an action comes back, and the fields that every chapter asks for."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms

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


def offer(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    """Fill the choices of a field, which are known only once the form is asked for."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), f"{name} is a choice"
    field.choices = list(choices)
