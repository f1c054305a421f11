"""How states and reasons are said to the people who look after the messages."""

from benkan.apps.messaging.rules.outbox import Purpose, State
from benkan.kit.refusals import N_

STATES = {
    State.QUEUED: N_("Waiting"),
    State.SENT: N_("Given to the operator"),
    State.DELIVERED: N_("Arrived"),
    State.FAILED: N_("Refused"),
    State.GIVEN_UP: N_("Given up after three days"),
    State.WITHHELD: N_("Held back"),
}
PURPOSES = {
    Purpose.ANSWER: N_("Answer to a case"),
    Purpose.COMMUNE_NEWS: N_("News of the commune"),
    Purpose.SURVEY: N_("Survey"),
    Purpose.REPLY: N_("Reply to a message"),
    Purpose.STOP_NOTICE: N_("Confirmation of a stop"),
    Purpose.CODE: N_("Code for an own number"),
    Purpose.REMINDER: N_("Reminder to an office"),
    Purpose.RESULT: N_("What came of it, to whoever asked"),
}
REASONS = {
    "erased": N_("The contact was erased."),
    "no_person": N_("The sender was a name or a short code, which cannot be written to."),
    "stopped": N_("The contact has sent STOP."),
    "no_consent": N_("The contact has not agreed to be written to for this."),
    "nothing_to_reply_to": N_("The contact has not written lately."),
    "no_gateway": N_("The programme has no open gateway that sends."),
    "too_late": N_("The gateway did not answer in three days."),
    "not_real": N_("Only a real programme sends e-mails."),
    "no_address": N_("The account is closed."),
    "address_refused": N_("The mail server refuses the address."),
    "reported_failed": N_("The operator reports that it did not arrive."),
}
KINDS = {
    "http": N_("An operator or aggregator over HTTP"),
    "kannel": N_("An operator by Kannel"),
    "android": N_("A telephone with a SIM"),
    "ussd": N_("A code that people dial (USSD)"),
    "voice": N_("A number that people call"),
    "simulator": N_("Pretended telephones"),
}
LETTER_STATES = {
    State.QUEUED: N_("Waiting"),
    State.SENT: N_("Given to the mail server"),
    State.FAILED: N_("Refused"),
    State.GIVEN_UP: N_("Given up after three days"),
    State.WITHHELD: N_("Held back"),
}
ANSWERED = N_("The operator answered %(status)s.")
NOT_REACHED = N_("The other side could not be reached (%(fault)s).")


def reason(code: str) -> tuple[str, dict[str, str]]:
    """The sentence for a reason, with what fills its places.

    >>> reason("answered_503")
    ('The operator answered %(status)s.', {'status': '503'})
    """
    if code.startswith("answered_"):
        return ANSWERED, {"status": code.removeprefix("answered_")}
    if code in REASONS:
        return REASONS[code], {}
    return NOT_REACHED, {"fault": code}
