"""A round as a list shows it. A page has thirty of them, and most of their words are the same: each is
put together once here, and the template only sets them in their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.assessments.queries.rounds import RoundLine
from benkan.apps.assessments.rules.kinds import Kind
from benkan.apps.assessments.rules.phases import PHASES_OF, state_at
from benkan.kit.pages import PageRequest, address
from benkan.kit.templatetags.benkan import badge, icon, service_word


@dataclass(frozen=True)
class RoundRow:
    """`which`: what kind, and which time it is. `badge`: that it is public or scored; empty: worked on.
    `service`: of which service, with its icon. `beads`: a sign a phase; `stands`: where it stands on
    its path, in words."""

    href: str
    which: str
    badge: SafeString
    title: str
    place_name: str
    service: SafeString
    organisation_name: str
    beads: SafeString
    stands: SafeString


def round_rows(request: PageRequest, lines: Iterable[RoundLine]) -> list[RoundRow]:
    """The lines in the reader's words."""
    badge_of, service, path = cache(_badge), cache(_service), cache(_path)
    rows = []
    for line in lines:
        card = line.card
        beads, stands = path(card.kind, line.here)
        rows.append(
            RoundRow(
                href=address(request, "web:round", round_id=card.id),
                which=f"{card.kind_label} · {card.which}",
                badge=badge_of(card.is_released, card.is_closed),
                title=card.title,
                place_name=card.place_name,
                service=service(card.service),
                organisation_name=line.organisation_name,
                beads=beads,
                stands=stands,
            )
        )
    return rows


def _badge(is_released: bool, is_closed: bool) -> SafeString:
    if is_released:
        return badge("closed", gettext("Public"))
    return badge("done", gettext("Scored")) if is_closed else SafeString()


def _service(code: str) -> SafeString:
    if not code:
        return SafeString()
    return format_html("<span>{} {}</span>", icon(code), service_word(code))


def _path(kind: Kind, here: int | None) -> tuple[SafeString, SafeString]:
    """The beads of a path, and where one stands on it in words."""
    phases = PHASES_OF[kind]
    states = ((state_at(number, here).value,) for number in range(1, len(phases) + 1))
    beads = format_html_join("", '<li class="is-{}"></li>', states)
    if here is None:
        walked = format_html("{} {}", icon("check"), gettext("The whole path is walked."))
        return beads, walked
    where = gettext("Phase %(number)s of %(of)s:") % {"number": here, "of": len(phases)}
    label = gettext(phases[here - 1].label)
    return beads, format_html("{} <strong>{}</strong>", where, label)
