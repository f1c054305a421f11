"""The life of a case and of an issue, as two tables that a lawyer can read."""

from enum import StrEnum

from benkan.apps.voices.rules.about import AboutSomebodyStaysAlone
from benkan.kit.refusals import N_, Refused


class State(StrEnum):
    """Where a case is. The citizen sees each of them in plain words."""

    NEW = "new"
    ACCEPTED = "accepted"
    GROUPED = "grouped"
    ANSWERED = "answered"
    CLOSED = "closed"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        """The English word for the desk, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def plain(self) -> str:
        """The English sentence for the citizen, to be translated where it is shown."""
        return _PLAIN[self]


_LABELS = {
    State.NEW: N_("New"),
    State.ACCEPTED: N_("Being followed up"),
    State.GROUPED: N_("In an issue"),
    State.ANSWERED: N_("Answered"),
    State.CLOSED: N_("Message closed"),
    State.SET_ASIDE: N_("Set aside"),
}

_PLAIN = {
    State.NEW: N_("Your message has arrived. Somebody of the programme will read it."),
    State.ACCEPTED: N_("Your message was read. It is being followed up."),
    State.GROUPED: N_(
        "Others said the same. Together, your messages will be put to a meeting with the commune."
    ),
    State.ANSWERED: N_("You have an answer."),
    State.CLOSED: N_("Your message is closed."),
    State.SET_ASIDE: N_("We cannot follow up your message. Here is why."),
}

NEXT: dict[State, tuple[State, ...]] = {
    State.NEW: (State.ACCEPTED, State.GROUPED, State.ANSWERED, State.SET_ASIDE),
    State.ACCEPTED: (State.GROUPED, State.ANSWERED, State.SET_ASIDE),
    State.GROUPED: (State.ANSWERED,),
    # A second answer is possible; a case that the citizen contests is taken up again.
    State.ANSWERED: (State.ANSWERED, State.CLOSED, State.ACCEPTED),
    State.CLOSED: (State.ACCEPTED,),
    State.SET_ASIDE: (State.ACCEPTED,),
}

CONTESTABLE = frozenset({State.ANSWERED, State.CLOSED, State.SET_ASIDE})
"""The states in which a citizen may say: this is not settled."""

OVER = frozenset({State.CLOSED, State.SET_ASIDE})

GROUPABLE = frozenset({State.NEW, State.ACCEPTED})


class IssueState(StrEnum):
    OPEN = "open"
    ON_AGENDA = "on_agenda"
    AGREED = "agreed"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        """The English word, to be translated where it is shown."""
        return _ISSUE_LABELS[self]


_ISSUE_LABELS = {
    IssueState.OPEN: N_("To be put to a meeting"),
    IssueState.ON_AGENDA: N_("On an agenda"),
    IssueState.AGREED: N_("Agreed on"),
    IssueState.SETTLED: N_("Issue settled"),
}


class StepNotOpen(Refused):
    code = "step_not_open"
    text = N_("This message has moved on meanwhile. Look at where it is now, then choose again.")


class ReasonMissing(Refused):
    code = "reason_missing"
    text = N_("Choose why, or say it in a sentence. The citizen will read it.")


class AnswerMissing(Refused):
    code = "answer_missing"
    text = N_("Write the answer that the citizen will read.")


class CaseCannotBeContested(Refused):
    code = "case_cannot_be_contested"
    text = N_("This message is still being dealt with. You can write a new one at any time.")


class SensitiveCaseStaysAlone(Refused):
    code = "sensitive_case_stays_alone"
    text = N_(
        "%(reference)s is sensitive: it is not put into an issue. Take it out of your choice."
    )


class CaseAlreadyGrouped(Refused):
    code = "case_already_grouped"
    text = N_("%(reference)s is already in an issue, or over. Take it out of your choice.")


class NoCaseChosen(Refused):
    code = "no_case_chosen"
    text = N_("Choose at least one message in the list.")


class AgreedOnAnotherIssue(Refused):
    code = "agreed_on_another_issue"
    text = N_(
        "The meeting has already agreed on exactly this for another issue. Say what is done for "
        "this one."
    )


class IssueIsSettled(Refused):
    code = "issue_is_settled"
    text = N_("This issue is settled. Open a new one.")


def check_step(state: State, to: State, *, answer: str) -> None:
    """Refuse a step that the table does not open, or that leaves the citizen without an answer; why it
    ends is for `reasons.reason_for`."""
    if to not in NEXT[state]:
        raise StepNotOpen(state=state, step=to)
    if to == State.ANSWERED and not answer.strip():
        raise AnswerMissing()


def check_not_moved(steps: int, *, seen: int | None) -> None:
    """Refuse a step of somebody who has not seen the latest one."""
    if seen is not None and steps != seen:
        raise StepNotOpen()


def check_may_contest(state: State) -> None:
    if state not in CONTESTABLE:
        raise CaseCannotBeContested(state=state)


def check_may_group(
    state: State, *, reference: str, is_sensitive: bool, is_about_somebody: bool = False
) -> None:
    """A sensitive case would lend its details to a text that many read; one about somebody, to a
    meeting where she or her superiors sit."""
    if is_sensitive:
        raise SensitiveCaseStaysAlone(reference=reference)
    if is_about_somebody:
        raise AboutSomebodyStaysAlone(reference=reference)
    if state not in GROUPABLE:
        raise CaseAlreadyGrouped(reference=reference)
