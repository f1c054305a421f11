"""What we write to a citizen: short, and with letters that cost one text message, not two.

`é è à ù` are in the alphabet of text messages; `ê ç ô î` and the typographic apostrophe are not and
would halve the length, so the French of these sentences does without them.
"""

from benkan.apps.messaging.rules.spelling import plain_letters
from benkan.kit.refusals import N_

SMS = {
    "received": N_(
        "Benkan: noted. No %(reference)s, code %(code)s: keep it to follow up."
        " We will answer here about this message only. STOP to end."
    ),
    "is_it_here": N_(
        "Is it in %(place)s (%(cercle)s)? Answer YES, or write the name of your commune."
    ),
    "is_it_this": N_(
        "Is it %(facility)s, in %(place)s (%(cercle)s)? Answer YES, or write the name of your"
        " commune."
    ),
    "which_commune": N_("In which commune is it? Answer with its name."),
    "placed": N_("Thank you. No %(reference)s: %(place)s (%(cercle)s)."),
    "not_placed": N_(
        "Thank you. We did not find this commune; somebody will look. No %(reference)s."
    ),
    "added": N_("Thank you, this is added to No %(reference)s."),
    "over": N_("Benkan: this programme is over. Nobody reads messages here any more."),
    "step": N_("Benkan, No %(reference)s: %(words)s"),
}

ANSWERS = {
    "put_right": N_(
        "What was promised has been done, and citizens went to check it. Thank you for speaking up."
    ),
    "not_put_right": N_(
        "What was promised has not been done. We keep asking, and we will tell you what follows."
    ),
    "discreet": N_(
        "We have read your message and are dealing with it. Keep your code: it shows what follows."
    ),
}
"""What those concerned are told when a promise is settled; and what tells nothing to whoever else holds
the telephone."""

LANGUAGES = ("fr", "en")
"""Languages in which these sentences were reviewed; others are written to in French until then."""

LONGEST_ANSWER = 300


def language_for(language: str) -> str:
    return language if language in LANGUAGES else "fr"


def cheap(text: str) -> str:
    """One of our own sentences with the letters that text messages have: else it costs twice as
    much. What somebody wrote is spelled as she chose: see `messaging.rules.spelling`.

    >>> cheap("Ça a été « reçu » : l’eau coule, bientôt.")
    'Ça a été " recu " : l\\'eau coule, bientot.'
    """
    return plain_letters(text)
