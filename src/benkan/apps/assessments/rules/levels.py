"""How each level of a scale is shown to people who do not read: a drawing, a tint, a word.

The drawings tell the levels apart by themselves (a mouth, a count of pebbles, a fill); the tints
repeat it, from dark to light, so that they hold for the colour-blind and in grey.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from benkan.apps.assessments.rules.scales import Scale
from benkan.kit.refusals import N_


@dataclass(frozen=True)
class Shown:
    """A level: as it is counted, its drawing in `faces.svg`, its tint (0 none, 1 dark … 5 light), and
    its word in English, to be translated where it is shown."""

    level: str
    sign: str
    tint: int
    word: str


SHOWN: Mapping[Scale, tuple[Shown, ...]] = {
    Scale.FACES: (
        Shown("1", "face1", 1, N_("Very bad")),
        Shown("2", "face2", 2, N_("Bad")),
        Shown("3", "face3", 3, N_("So-so")),
        Shown("4", "face4", 4, N_("Good")),
        Shown("5", "face5", 5, N_("Very good")),
    ),
    Scale.FACES_3: (
        Shown("1", "face1", 1, N_("Bad")),
        Shown("2", "face3", 3, N_("So-so")),
        Shown("3", "face5", 5, N_("Good")),
    ),
    Scale.DOCUMENT: (
        Shown("0", "sheet0", 1, N_("There is none")),
        Shown("5", "sheet1", 3, N_("Begun, or said to be there")),
        Shown("10", "sheet2", 5, N_("There, and we saw it")),
    ),
    Scale.FOUR: (
        Shown("0", "glass0", 0, N_("Nothing")),
        Shown("33", "glass1", 0, N_("A little")),
        Shown("67", "glass2", 0, N_("Much")),
        Shown("100", "glass3", 0, N_("Entirely")),
    ),
    Scale.YES_NO: (
        Shown("0", "no", 1, N_("No")),
        Shown("1", "yes", 5, N_("Yes")),
    ),
    Scale.LEVELS: tuple(
        Shown(str(n), f"pebbles{n}", 0, word)
        for n, word in enumerate((N_("Level 1"), N_("Level 2"), N_("Level 3"), N_("Level 4")), 1)
    ),
    Scale.SIX: tuple(Shown(str(n), f"pebbles{n}", 0, str(n)) for n in range(7)),
}
"""Levels in the order of `scales.LEVELS`; a scale that takes a number has none."""
