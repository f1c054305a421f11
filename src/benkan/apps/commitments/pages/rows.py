"""Promises and measures as lists show them. A page has thirty of them, and most of their words are the
same: each is put together once here, and the template only sets them in their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from benkan.apps.commitments.queries import PromiseLine
from benkan.apps.commitments.queries.policies import PolicyLine
from benkan.apps.commitments.rules import State
from benkan.apps.commitments.rules.stages import Stage
from benkan.kit.pages import PageRequest, address
from benkan.kit.services import Service
from benkan.kit.templatetags.benkan import badge, day, icon, service_word


@dataclass(frozen=True)
class PromiseRow:
    """`badge`: its state; `day`: until when it is promised, or when it was settled."""

    href: str
    number: str
    badge: SafeString
    action: str
    office_title: str
    place_name: str
    day: str


def promise_rows(request: PageRequest, lines: Iterable[PromiseLine]) -> list[PromiseRow]:
    """The lines in the reader's words."""
    badge_of, until = cache(_promise_badge), gettext("by %(day)s")
    return [
        PromiseRow(
            href=address(request, "commitments:commitment", commitment_id=line.id),
            number=line.number,
            badge=badge_of(line.state, line.is_late),
            action=line.action,
            office_title=line.office_title,
            place_name=line.place_name,
            day=day(line.settled_on, "j F Y")
            if line.settled_on
            else until % {"day": day(line.due_on, "j F Y")},
        )
        for line in lines
    ]


def _promise_badge(state: State, is_late: bool) -> SafeString:
    return badge("late", gettext("Late")) if is_late else badge(state.value, gettext(state.label))


@dataclass(frozen=True)
class PolicyRow:
    """`about`: its number and kind; `badge`: the stage that it reached; `sector`, with its icon; `marks`:
    that it is public, and that somebody is to verify something."""

    href: str
    about: str
    badge: SafeString
    title: str
    sector: SafeString
    place_name: str
    gender_focus: str
    marks: SafeString


def policy_rows(request: PageRequest, lines: Iterable[PolicyLine]) -> list[PolicyRow]:
    """The lines in the reader's words."""
    badge_of, sector, marks, word = cache(_stage), cache(_sector), cache(_marks), cache(gettext)
    return [
        PolicyRow(
            href=address(request, "commitments:policy", policy_id=line.id),
            about=f"{line.number_shown} · {word(line.kind.label)}",
            badge=badge_of(line.stage),
            title=line.title,
            sector=sector(line.sector),
            place_name=line.place_name,
            gender_focus=word(line.gender_focus.label),
            marks=marks(line.is_public, line.to_verify),
        )
        for line in lines
    ]


def _stage(stage: Stage | None) -> SafeString:
    if stage is None:
        return badge("begun", gettext("Being prepared"))
    return badge("done", gettext(stage.label))


def _sector(sector: Service) -> SafeString:
    return format_html("{} {}", icon(sector.value), service_word(sector))


def _marks(is_public: bool, to_verify: int) -> SafeString:
    marks = SafeString()
    if is_public:
        marks += format_html("<span>{} {}</span>", icon("check"), gettext("Public"))
    if to_verify:
        words = ngettext("%(number)s stage to verify", "%(number)s stages to verify", to_verify)
        marks += format_html("<span>{}</span>", badge("warning", words % {"number": to_verify}))
    return marks
