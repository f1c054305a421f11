"""Languages in which a question may be recorded, and which pieces of it are."""

from collections.abc import Sequence

from benkan.apps.assessments.rules.scales import LEVELS, Scale
from benkan.kit.refusals import N_, Refused

LANGUAGES = {
    "fr": N_("French"),
    "bm": N_("Bambara"),
    "ffm": N_("Fulfulde"),
    "ses": N_("Songhay"),
    "taq": N_("Tamasheq"),
    "snk": N_("Soninke"),
    "mwk": N_("Mamara"),
    "en": N_("English"),
}
"""Their English names, to be translated where they are shown."""

QUESTION = "question"
LONGEST_SPEAKER = 80


class SpeakerNotNamed(Refused):
    code = "score_speaker_not_named"
    text = N_("Write who speaks, and tick that this person agrees.")


class NotThisPiece(Refused):
    code = "score_piece_unknown"
    text = N_("This question has no such part to record. Open the list again and choose.")


class OwnVoice(Refused):
    code = "score_own_voice"
    text = N_("Somebody else has to listen to what you recorded: another ear hears what is missed.")


class InUse(Refused):
    code = "score_voice_in_use"
    text = N_("Groups hear this recording already. Ask your coordination to replace it.")


class NothingToHear(Refused):
    code = "score_nothing_to_hear"
    text = N_("There is nothing new to listen to. Open the list again.")


def pieces_of(scale: Scale) -> Sequence[str]:
    """What is recorded of a leaf: its question, then each level that one may touch."""
    return (QUESTION, *LEVELS.get(scale, ()))


def check_speaker(speaker: str, *, agrees: bool) -> None:
    """Raise where nobody is named, or she does not agree that groups hear her."""
    if not speaker.strip() or len(speaker) > LONGEST_SPEAKER or not agrees:
        raise SpeakerNotNamed()
