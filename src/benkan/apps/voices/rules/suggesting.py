"""Whether two cases may say the same, with the reasons in words. A suggestion: a person decides.

Tuned on the labelled pairs of `tests/apps/voices/likeness.toml`, see docs/decisions/0029.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from rapidfuzz import fuzz

from benkan.kit.refusals import N_
from benkan.kit.text import folded

NEAR = timedelta(days=45)
"""How far apart two cases may have come to be compared at all."""
ENOUGH = 55
"""From this likeness on, of about 100, two cases are shown to each other."""


class Reason(StrEnum):
    """Why two cases are shown to each other."""

    SAME_PERSON = "same_person"
    SAME_FACILITY = "same_facility"
    SAME_SUBJECT = "same_subject"
    SAME_SERVICE = "same_service"
    SAME_WEEK = "same_week"
    CLOSE_WORDS = "close_words"

    @property
    def label(self) -> str:
        """In English, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Reason.SAME_PERSON: N_("from the same telephone"),
    Reason.SAME_FACILITY: N_("same school or health centre"),
    Reason.SAME_SUBJECT: N_("same subject"),
    Reason.SAME_SERVICE: N_("same service"),
    Reason.SAME_WEEK: N_("same week"),
    Reason.CLOSE_WORDS: N_("close words"),
}

_BONUS = {
    Reason.SAME_PERSON: 20,
    Reason.SAME_FACILITY: 12,
    Reason.SAME_SUBJECT: 38,
    Reason.SAME_SERVICE: 12,
    Reason.SAME_WEEK: 6,
    Reason.CLOSE_WORDS: 0,
}

_CLOSE = 45
"""From this closeness of the words on, of 100, they are a reason of their own."""

_SMALL = frozenset(
    [
        "a",
        "ai",
        "au",
        "aux",
        "avec",
        "bonjour",
        "bonsoir",
        "c",
        "ca",
        "ce",
        "ces",
        "cette",
        "chez",
        "d",
        "dans",
        "de",
        "depuis",
        "des",
        "deux",
        "du",
        "elle",
        "en",
        "est",
        "et",
        "eu",
        "ils",
        "il",
        "j",
        "je",
        "jour",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "m",
        "ma",
        "mais",
        "merci",
        "mes",
        "mon",
        "n",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "plus",
        "pour",
        "qu",
        "que",
        "qui",
        "quand",
        "s",
        "sa",
        "sans",
        "se",
        "ses",
        "si",
        "son",
        "sont",
        "sur",
        "t",
        "tout",
        "toute",
        "tous",
        "tres",
        "trop",
        "un",
        "une",
        "va",
        "vers",
        "voici",
        "vous",
        "y",
        "ici",
        "la-bas",
        "faut",
        "fait",
        "faire",
        "etre",
        "avoir",
        "meme",
        "encore",
        "chaque",
        "rien",
        "depuis",
        "quartier",
        "village",
        "commune",
        "mois",
        "semaine",
        "semaines",
        "jours",
        "ans",
        "annee",
        "temps",
        "gens",
        "famille",
        "familles",
        "the",
        "is",
        "are",
        "of",
        "to",
        "in",
        "and",
        "for",
        "not",
    ]
)


_SUBJECTS = [
    "pompe pompes forage forages panne puits reparateur gatee cassee",
    "robinet robinets borne bornes fontaine reseau chateau bidon vendeur tuyau tuyaux",
    "medicament medicaments ordonnance depot pharmacie palu fura",
    "sagefemme matrone accouche accouchement accoucher enceinte enceintes garde nuit",
    "vaccin vaccins vaccination rougeole",
    "ambulance evacuation",
    "toit mur murs batiment salle hangar",
    "maitre maitres maitresse enseignant enseignants enseignante professeur classe classes",
    "latrine latrines toilettes",
    "cantine repas",
    "livre livres manuels cahiers",
    "taxe taxes ticket tickets recu collecteur collecteurs impot impots tdrl",
    "caniveau caniveaux curer curage dalle dalles deborde inondation inonde",
    "ordures dechets poubelle poubelles camion",
    "piste pistes route routes goudron nids",
    "pont ponts radier passerelle",
    "acte actes naissance extrait jugement",
    "parcelle parcelles lotissement terrain terrains attribuee",
    "troupeau troupeaux eleveur eleveurs berger bergers champ champs recolte betail",
    "lampe lampes lampadaire lampadaires courant electricite panneau panneaux solaire",
]
"""What people talk about, in the words they use for it. Hand-made and short; it only suggests."""

_SUBJECT_OF = {
    folded(word): number for number, listed in enumerate(_SUBJECTS) for word in listed.split()
}


def subjects_of(text: str) -> frozenset[int]:
    """The subjects that the words speak of, by their place in the table."""
    words = folded(text).replace("sage femme", "sagefemme").split()
    return frozenset(_SUBJECT_OF[word] for word in words if word in _SUBJECT_OF)


@dataclass(frozen=True)
class Told:
    """A case as far as it is compared."""

    service: str
    facility: UUID | None
    contact: UUID | None
    opened_at: datetime
    text: str

    # Kept with the words, since one case is compared with a hundred.
    @cached_property
    def subjects(self) -> frozenset[int]:
        return subjects_of(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return _stems(self.text)


@dataclass(frozen=True)
class Likeness:
    """`score` about 0 to 100, and what speaks for it."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def is_enough(self) -> bool:
        return self.score >= ENOUGH


def likeness(one: Told, other: Told) -> Likeness:
    """How likely two cases of one commune say the same. Words weigh most, then what they speak of;
    without either only the same telephone within days, about the same service, is enough."""
    close = _closeness(one.stems, other.stems)
    apart = abs(one.opened_at - other.opened_at)
    found = {
        Reason.SAME_PERSON: one.contact is not None and one.contact == other.contact,
        Reason.SAME_FACILITY: one.facility is not None and one.facility == other.facility,
        Reason.SAME_SUBJECT: not one.subjects.isdisjoint(other.subjects),
        Reason.SAME_SERVICE: one.service == other.service != "other",
        Reason.SAME_WEEK: apart <= timedelta(days=7),
        Reason.CLOSE_WORDS: close >= _CLOSE,
    }
    reasons = tuple(reason for reason, holds in found.items() if holds)
    same_thing = found[Reason.SAME_SERVICE] or found[Reason.SAME_FACILITY]
    score = close + sum(_BONUS[reason] for reason in reasons)
    if found[Reason.SAME_PERSON] and same_thing and apart <= timedelta(days=7):
        score = max(score, float(ENOUGH))
    return Likeness(score if apart <= NEAR else 0.0, reasons)


def _closeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How close the words of two stems are, 0 to 100, whatever their order."""
    if not one or not other:
        return 0.0
    shared = one & other
    overlap = 100 * len(shared) / min(len(one), len(other))
    spelt = fuzz.token_sort_ratio(" ".join(sorted(one)), " ".join(sorted(other)))
    # One shared word of two is less than three of six.
    weight = min(1.0, (len(shared) + 1) / 3)
    return 0.7 * overlap * weight + 0.3 * spelt


def _stems(text: str) -> frozenset[str]:
    """The words without the small ones, with their ends cut, so that `pompes` is `pompe`."""
    words = (word for word in folded(text).split() if word not in _SMALL and len(word) > 2)
    return frozenset(word[:5] for word in words)
