"""What the screens say: short, and with letters that every telephone and every operator has.

182 letters of the alphabet of text messages fit on a screen, so the French does without `ê ç ô â î`,
as in `rules.wording`. Nowhere is it called anonymous: the operator knows whose the number is.
"""

from collections.abc import Mapping

from benkan.apps.voices.rules.ussd.steps import Step
from benkan.kit.refusals import N_
from benkan.kit.services import Service

LANGUAGE = "Langue? Language?"
LANGUAGE_AGAIN = "Tapez un chiffre. Type a number."
"""Asked before we know in which language to ask."""

QUESTIONS: Mapping[Step, str] = {
    Step.LANGUAGE: LANGUAGE,
    Step.RESUME: N_("Your call was cut off. Shall we go on?"),
    Step.TOLD: N_("Your message has arrived: No %(reference)s."),
    Step.SERVICE: N_("What is it about?"),
    Step.DELICATE: N_(
        "Only a few named people will read this. Your committee and the official will not see your"
        " number. Your operator can see what you type."
    ),
    Step.WHERE: N_("Where is it? Type the first letters of the commune."),
    Step.WHICH_PLACE: N_("Which commune?"),
    Step.WHICH_FACILITY: N_("Choose:"),
    Step.WORDS: N_("Say what is wrong in a few words, in your language. Your name is not needed."),
    Step.LEFT: N_("Thank you, and goodbye."),
    Step.ERASED: N_("All is erased, nothing was sent."),
    Step.TIRED: N_("This is long for one call. Dial again: all is kept for 30 minutes."),
    Step.TOO_MANY: N_(
        "Many messages came from this telephone. Dial again in 15 minutes: what you said is kept."
    ),
}

FACILITY: Mapping[Service, str] = {
    Service.HEALTH: N_("Which health centre? Type the first letters of its name."),
    Service.EDUCATION: N_("Which school? Type the first letters of its name."),
    Service.WATER: N_("Which water point? Type the first letters of its name."),
}
WHICH_FACILITY = N_("Which one? Type the first letters of its name.")

ADD = N_("Write what you want to add.")
CONFIRM = N_("%(service)s: %(words)s")
CONFIRM_AT = N_("%(service)s, %(place)s: %(words)s")
CONFIRM_DELICATE = N_("Your message can go.")
NOT_SEEN = N_("Your committee and the official will not see your number.")
SENT = N_("Thank you. Your message is sent: No %(reference)s. An SMS brings your tracking code.")
SENT_DELICATE = N_("Delete it if others use this telephone.")
SENT_WITHOUT_SMS = N_(
    "Thank you. Your message is sent. Write down: No %(reference)s, code %(code)s."
)
PRETENDED = N_("The trial is over: nothing was sent or kept.")

GO_ON = N_("Go on")
START_AGAIN = N_("Start again")
SAY_MORE = N_("Say something else")
FINISH = N_("Finish")
DO_NOT_KNOW = N_("I do not know")
ANOTHER = N_("Another")
SKIP = N_("Skip")
SEND = N_("Send")
ADD_WORDS = N_("Add")
ERASE = N_("Erase")
CHANGE = N_("Change it")
MORE = N_("More choices")
BACK = N_("Back")
CHANGE_LANGUAGE = N_("Language")

TROUBLES: Mapping[str, str] = {
    "number": N_("Answer with a number of the list."),
    "letters": N_("Type the beginning of the name, in letters."),
    "no_place": N_("No commune found. Try fewer letters, or 0."),
    "no_facility": N_("Nothing of that name. Try fewer letters, or 0."),
    "no_words": N_("Write a few words, so that we understand."),
}
"""Why a question is repeated, in one sentence that helps."""
