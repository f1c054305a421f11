"""The filters of the board."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benkan.apps.commitments.queries import Board, Filters
from benkan.apps.commitments.rules import State
from benkan.kit.forms import Form, offer
from benkan.kit.refusals import N_

_MODES = (("", N_("All")), ("late", N_("Late")), *((state.value, state.label) for state in State))


class BoardForm(Form):
    """What the board is kept to; nothing that is not offered is taken."""

    show = forms.ChoiceField(label=_("State"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)

    def offer(self, board: Board) -> "BoardForm":
        """Fill the lists with what the reader follows."""
        everything = ("", gettext("All"))
        offer(self, "show", [(code, gettext(label)) for code, label in _MODES])
        offer(self, "place", [everything, *((str(c.id), c.label) for c in board.places)])
        offer(self, "office", [everything, *((str(c.id), c.label) for c in board.offices)])
        return self


def filters_of(asked: Any, *, only_mine: bool) -> Filters:
    """The filters in an address; what is not understood is left out."""
    show = asked.get("show", "")
    return Filters(
        state=State(show) if show in set(State) else None,
        place=_key(asked.get("place", "")),
        office=_key(asked.get("office", "")),
        only_late=show == "late",
        only_mine=only_mine,
    )


def _key(text: str) -> Any:
    field = forms.UUIDField(required=False)
    try:
        return field.clean(text)
    except forms.ValidationError:
        return None
