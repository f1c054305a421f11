"""Forms: how a refusal of an action comes back to the person who filled in the form."""

from collections.abc import Callable
from typing import TypeVar

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
