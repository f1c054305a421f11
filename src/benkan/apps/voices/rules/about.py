"""Whom a case is about, as far as its words say: proposed to a person, never decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from benkan.kit.refusals import N_, Refused
from benkan.kit.text import folded


class SubjectKind(StrEnum):
    """What a case can be about, and be kept from."""

    OFFICE = "office"
    ACCOUNT = "account"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Title:
    """An office that could be meant."""

    office: UUID
    title: str


class AboutSomebodyStaysAlone(Refused):
    code = "about_somebody_stays_alone"
    text = N_(
        "%(reference)s is about somebody who may sit at the meeting: it is not put into an issue. "
        "Take it out of your choice."
    )


def _words(listed: str) -> frozenset[str]:
    return frozenset(folded(word) for word in listed.split())


_SPOKEN_OF = [
    # what people say, what such an office is called
    ("maire mayor", "maire mayor"),
    ("adjoint adjointe", "adjoint adjointe"),
    ("prefet", "prefet"),
    ("gouverneur governor", "gouverneur"),
    ("percepteur collecteur regisseur receveur", "percepteur recette recettes regisseur receveur"),
    (
        "infirmier infirmiere medecin docteur sage-femme matrone agent dɔgɔtɔrɔ nurse doctor",
        "sante cscom csref medecin infirmier dtc health",
    ),
    (
        "directeur directrice maitre maitresse enseignant enseignante karamɔgɔ teacher headmaster",
        "ecole scolaire cap academie school",
    ),
    ("gendarme gendarmes policier policiers commandant", "gendarmerie police brigade"),
    ("chef dugutigi", "village quartier fraction"),
    ("fontainier plombier somagep", "eau hydraulique somagep water"),
]
"""Pairs of words, not sentences: one of each must be there. Not yet checked by native speakers of
Bambara; a person confirms every proposal."""

_PAIRS = [(_words(said), _words(title)) for said, title in _SPOKEN_OF]


def spoken_of(text: str, titles: Iterable[Title]) -> tuple[UUID, ...]:
    """The offices that the words may be about, in the order given.

    >>> mayor = Title(UUID(int=1), "Maire")
    >>> spoken_of("Le maire garde l’argent", [mayor]) == (mayor.office,)
    True
    >>> spoken_of("La pompe est en panne", [mayor])
    ()
    """
    said = frozenset(folded(text).split())
    meant = [title for spoken, title in _PAIRS if spoken & said]
    return tuple(
        one.office
        for one in titles
        if any(words & frozenset(folded(one.title).split()) for words in meant)
    )
