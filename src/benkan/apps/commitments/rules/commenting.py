"""Comments on a text: who may give one, until when, who shows it, and what the authors say to it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from benkan.apps.commitments.rules.groups import Group
from benkan.kit.actor import Role
from benkan.kit.refusals import N_, Refused

OPENERS = (Role.COORDINATOR, Role.PROGRAMME_STAFF, Role.MONITORING_OFFICER)
"""Who opens a text for comments, and answers them for its authors."""

MODERATORS = OPENERS
"""Who reads a comment before everybody does; never their own."""

RECORDERS = (Role.ANIMATOR, Role.COORDINATOR, Role.PROGRAMME_STAFF)
"""Who writes down what a group said."""

LONGEST = 2000
LONGEST_PERIOD = 180
"""Days for which a text may be open: nobody answers what was said longer ago."""

MOST_WAITING = 300
"""Comments that may wait to be read: more is a flood, and everybody who comes is told so."""

MOST_IN_AN_HOUR = 60
"""Comments from one connection: a training room with one Wi-Fi may send that many, a flood more."""

FEW = 5
"""A smaller group is shown as a small group: who was there could be guessed."""


class Source(StrEnum):
    PERSON = "person"
    GROUP = "group"


class CommentState(StrEnum):
    WAITING = "waiting"
    SHOWN = "shown"
    SET_ASIDE = "set_aside"


class SetAside(StrEnum):
    NAMES = "names"
    INSULT = "insult"
    OFF_TOPIC = "off_topic"
    TWICE = "twice"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _WHY_LABELS[self]


class Reply(StrEnum):
    TAKEN_UP = "taken_up"
    PARTLY = "partly"
    NOT_TAKEN_UP = "not_taken_up"

    @property
    def label(self) -> str:
        """The English name, to be translated where it is shown."""
        return _REPLY_LABELS[self]


_WHY_LABELS = {
    SetAside.NAMES: N_("It names or accuses somebody"),
    SetAside.INSULT: N_("It insults"),
    SetAside.OFF_TOPIC: N_("It is not about this text"),
    SetAside.TWICE: N_("It is there already"),
}
_REPLY_LABELS = {
    Reply.TAKEN_UP: N_("Taken up in the text"),
    Reply.PARTLY: N_("Taken up in part"),
    Reply.NOT_TAKEN_UP: N_("Not taken up"),
}

ERASED_WITH = frozenset({SetAside.NAMES, SetAside.INSULT})
"""Reasons with which the words go as well: kept, they could harm whoever they are about."""


class CommentsClosed(Refused):
    code = "policy_comments_closed"
    text = N_(
        "Comments on this text closed on %(day)s. You can still write to us: “Say something”."
    )


class CommentsNotOpen(Refused):
    code = "policy_comments_not_open"
    text = N_("This text is not open for comments. You can still write to us: “Say something”.")


class CommentEmpty(Refused):
    code = "policy_comment_empty"
    text = N_("Write what you would change or keep in this text, in your own words.")


class GroupIncomplete(Refused):
    code = "policy_comment_group_incomplete"
    text = N_("Say which group it was and how many people: groups, never names.")


class PeriodNotPossible(Refused):
    code = "policy_comment_period_not_possible"
    text = N_("Choose a closing day after today, within six months.")


class TextNotPublic(Refused):
    code = "policy_text_not_public"
    text = N_("Publish the measure first: nobody can comment on what nobody can read.")


class OpenAlready(Refused):
    code = "policy_comments_open_already"
    text = N_("A version of this text is open for comments already. Close it first.")


class TooManyComments(Refused):
    code = "policy_too_many_comments"
    text = N_(
        "Many comments are waiting to be read. Send yours again in a day: it is not kept yet."
    )


class TooManyFromHere(Refused):
    code = "policy_too_many_comments_from_here"
    text = N_("Many comments came from your connection. Send yours again in an hour.")


class WhyMissing(Refused):
    code = "policy_comment_why_missing"
    text = N_("Say why the comment is set aside: choose a reason.")


class OwnComment(Refused):
    code = "policy_comment_own"
    text = N_("You wrote this one down yourself: a colleague reads it before it is shown.")


class JudgedAlready(Refused):
    code = "policy_comment_judged_already"
    text = N_("A colleague has read this comment in the meantime. Open the list again.")


class ReplyMissing(Refused):
    code = "policy_comment_reply_missing"
    text = N_("Say what the authors do with the comment, and why, in a sentence.")


class NotShown(Refused):
    code = "policy_comment_not_shown"
    text = N_("Only a comment that everybody can read is answered.")


def check_period(closes_on: date, *, today: date) -> None:
    """A text is open for some days, not for ever."""
    if not 0 < (closes_on - today).days <= LONGEST_PERIOD:
        raise PeriodNotPossible()


def check_open(*, closes_on: date | None, closed_on: date | None, today: date) -> None:
    """A comment comes while the text is open; the last day counts."""
    if closes_on is None:
        raise CommentsNotOpen()
    last = min(closes_on, closed_on) if closed_on else closes_on
    if closed_on is not None or today > closes_on:
        raise CommentsClosed(day=last)


def check_said(words: str) -> None:
    """A comment says something."""
    if not words.strip():
        raise CommentEmpty()


def check_group(groups: Sequence[str], people: int | None) -> tuple[Group, ...]:
    """The groups that spoke, once each, in the order of the table."""
    known = tuple(group for group in Group if group in set(groups))
    if not known or len(known) != len(set(groups)) or people is None or people < 1:
        raise GroupIncomplete()
    return known


def check_why(why: str) -> SetAside:
    """A comment is set aside for a reason of the table."""
    if why not in set(SetAside):
        raise WhyMissing()
    return SetAside(why)


def check_reply(reply: str, words: str) -> Reply:
    """The authors say what they do with it, and why."""
    if reply not in set(Reply) or not words.strip():
        raise ReplyMissing()
    return Reply(reply)
