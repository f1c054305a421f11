"""The words of the letter by which a promise climbs: in French, offices and facts, never citizens.

They are put together once and kept as they stood that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override

from benkan.apps.commitments.models import (
    CitizensCheck,
    Commitment,
    CommitmentStep,
    Escalation,
    Reminder,
)
from benkan.apps.commitments.rules import Group, Step, number_shown
from benkan.apps.commitments.rules import escalating as rules
from benkan.apps.commitments.rules.escalating import Cause, Move
from benkan.apps.commitments.rules.groups import lookers_told
from benkan.apps.commitments.rules.reminding import ReminderState, Way
from benkan.apps.registry.queries import OfficeCard
from benkan.kit.refusals import N_
from benkan.kit.words import first_of_month


@dataclass(frozen=True)
class Letterhead:
    """Who writes, from where."""

    programme: str
    organisation: str
    place: str


def compose(
    row: Commitment,
    *,
    cause: Cause,
    number: int,
    head: Letterhead,
    promiser: OfficeCard,
    below: OfficeCard,
    to: OfficeCard,
    earlier: Sequence[Escalation],
    today: date,
) -> dict[str, Any]:
    """The letter, whole, as plain words under their headings."""
    with override("fr"):
        said = {
            "number": number_shown(row.number),
            "day": _day(row.due_on),
            "office": f"{promiser.title} ({promiser.place_name})",
            "by": _day(rules.answer_by(today)),
        }
        return {
            "programme": head.programme,
            "organisation": head.organisation,
            "place": head.place,
            "day": _day(today),
            "reference": rules.reference(said["number"], number),
            "to": [to.title, to.place_name],
            "copy": f"{below.title}, {below.place_name}",
            "subject": gettext(_SUBJECTS[cause]) % said,
            "opening": gettext(_OPENINGS[cause]) % said,
            "promise": row.action,
            "problem": row.problem,
            "facts": _facts(row, earlier, today),
            "asked": gettext(_ASKED) % said,
            "level": gettext("From the level “%(below)s” to the level “%(to)s”")
            % {"below": below.level_label, "to": to.level_label},
            "enclosures": _enclosures(row),
        }


_SUBJECTS = {
    Cause.OVERDUE: N_("promise %(number)s, not kept by %(day)s as promised"),
    Cause.CONTESTED: N_("promise %(number)s, contested by citizens who went to look"),
}
_OPENINGS = {
    Cause.OVERDUE: N_(
        "We have the honour to draw your attention to a promise that was made for %(day)s "
        "and has not been reported done to this day. It was made by: %(office)s."
    ),
    Cause.CONTESTED: N_(
        "We have the honour to draw your attention to a promise that was made for %(day)s, "
        "was reported done, and which citizens who went to look have found not to be done. It was "
        "made by: %(office)s."
    ),
}
_ASKED = N_(
    "We ask you to use your good offices with the office concerned so that this promise is kept, and "
    "to let us know in writing by %(by)s what will be done and by which day. Your answer will be "
    "written down with the date, and citizens will be able to read it."
)


def _facts(row: Commitment, earlier: Sequence[Escalation], today: date) -> list[list[str]]:
    """What happened, by day: asked, stepped, reminded, looked at, written about."""
    facts: list[tuple[datetime, str]] = [(row.proposed_at, gettext("It was asked of the office."))]
    checks = {check.moment: check for check in row.checks.all()}
    for step in CommitmentStep.objects.filter(commitment=row).order_by("moment", "pk"):
        words = gettext(Step(step.step).label) + "."
        if step.step == Step.POSTPONE:
            words += " " + gettext("New date: %(day)s.") % {"day": _day(step.due_on)}
        if step.reason:
            words += " " + gettext("Reason: %(reason)s") % {"reason": step.reason}
        if step.moment in checks and step.step in (Step.CONFIRM, Step.CONTEST):
            words += " " + _found(checks[step.moment])
        facts.append((step.moment, words))
    facts += [(moment, words) for moment, words in _reminders(row)]
    for one in earlier:
        for moved in one.steps.all():
            if moved.move in (Move.SEND, Move.ANSWER):
                said = {"reference": one.letter["reference"], "office": one.letter["to"][0]}
                words = gettext("%(office)s, letter %(reference)s:") % said
                words += " " + gettext(Move(moved.move).label)
                words += f" : {moved.note}" if moved.note else ""
                facts.append((moved.moment, words))
    facts.sort(key=lambda fact: fact[0])
    return [[_day(timezone.localdate(moment)), words] for moment, words in facts]


def _found(check: CitizensCheck) -> str:
    """What was seen, and who went, as far as the office may be told."""
    groups = {Group(group): count for group, count in check.groups.items()}
    told = lookers_told(groups, check.people)
    parts = []
    if told.people is not None:
        parts.append(
            ngettext("%(people)s person", "%(people)s people", told.people)
            % {"people": told.people}
        )
    parts += [f"{gettext(group.label)}\u00a0: {count}" for group, count in told.groups.items()]
    return gettext("Who went to look: %(who)s. What they saw: %(finding)s") % {
        "who": ", ".join(parts) or gettext("citizens, too few to be told apart"),
        "finding": check.finding,
    }


def _reminders(row: Commitment) -> list[tuple[datetime, str]]:
    """One line for each occasion, with the ways by which the office was reminded."""
    given = Reminder.objects.filter(
        commitment=row, state__in=[ReminderState.GIVEN, ReminderState.TOLD]
    ).order_by("moment", "way")
    ways: dict[datetime, list[str]] = {}
    for one in given:
        ways.setdefault(one.told_at or one.moment, []).append(gettext(Way(one.way).label))
    return [
        (moment, gettext("The office was reminded (%(ways)s).") % {"ways": ", ".join(names)})
        for moment, names in ways.items()
    ]


def _enclosures(row: Commitment) -> list[str]:
    found = [gettext("Page of the promise %(number)s") % {"number": number_shown(row.number)}]
    if proofs := row.proofs.filter(file__isnull=False).count():
        words = ngettext(
            "%(n)s proof shown by the office", "%(n)s proofs shown by the office", proofs
        )
        found.append(words % {"n": proofs})
    if checks := row.checks.count():
        words = ngettext("%(n)s check by citizens", "%(n)s checks by citizens", checks)
        found.append(words % {"n": checks})
    return found


def _day(day: date) -> str:
    return first_of_month(date_format(day, "j F Y"))
