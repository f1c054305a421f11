"""A gazetteer of a few places, and a telephone that only has rules."""

from collections.abc import Sequence

from django.utils import translation

from benkan.apps.voices.rules import ussd
from benkan.apps.voices.rules.ussd import Named, Sent, SoFar
from benkan.apps.voices.rules.wording import cheap, language_for
from benkan.kit.services import Service
from benkan.kit.text import folded

PLACES = (
    Named("p1", "Sanankoroba", "Kati"),
    Named("p2", "Sanando", "Barouéli"),
    Named("p3", "Niamana", "Nara"),
    Named("p4", "Niamana", "San"),
    Named("p5", "Communauté rurale de Très-Long-Nom-sur-le-Fleuve", "Ségou-les-Étangs-et-Forêts"),
    *(Named(f"k{n}", f"Kalaban {n}", "Kati") for n in range(6)),
)
FACILITIES = {
    ("p1", Service.HEALTH): (Named("f1", "CSCOM Sanankoroba"), Named("f2", "CSCOM Dialakoroba")),
    ("p1", Service.EDUCATION): tuple(Named(f"e{n}", f"École {n} de Sanankoroba") for n in range(9)),
}


class Town:
    def places(self, typed: str) -> Sequence[Named]:
        return [one for one in PLACES if folded(typed) in folded(one.name)]

    def facilities(self, typed: str, *, place: str, service: Service) -> Sequence[Named]:
        known = FACILITIES.get((place, service), ())
        return [one for one in known if folded(typed) in folded(one.name)]


def said(so_far: SoFar, sent: Sent | None = None) -> str:
    """The screen as the telephone shows it."""
    with translation.override(language_for(so_far.language)):
        screen = ussd.screen_of(so_far, sent=sent)
        return ussd.shown(screen, lambda text: cheap(translation.gettext(text)))


def walk(*inputs: str, so_far: SoFar | None = None) -> SoFar:
    """Where a session stands after some inputs; a new one without a language."""
    here = so_far or ussd.begun(language="", before=None)
    for one in inputs:
        here = ussd.after(here, one, Town())
    return here
