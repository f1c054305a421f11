"""A case as the lists of the desk show it. A page has twenty-five of them, and most of their words are
the same: each is put together once here, and the template only sets them in their places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from benkan.apps.voices.queries import CaseLine
from benkan.apps.voices.rules.handing import State as AtOffice
from benkan.apps.voices.rules.states import State
from benkan.kit.pages import PageRequest, address
from benkan.kit.services import Service
from benkan.kit.templatetags.benkan import ago, badge, day, is_past


@dataclass(frozen=True)
class CaseRow:
    """`badges`: its state, and what to mind. `about`: what, where and when. `last_action`: how long ago,
    and `waits_long`, a badge; empty where the list does not say."""

    id: str
    reference: str
    service: str
    badges: SafeString
    at_office: AtOffice | None
    begins: str
    is_sensitive: bool
    has_recording: bool
    has_photo: bool
    about: str
    waits_long: str
    last_action: str
    href: str
    open: str
    choose: str


def case_rows(
    request: PageRequest, lines: Iterable[CaseLine], *, now: datetime | None = None, query: str = ""
) -> list[CaseRow]:
    """The lines in the reader's words; `query` is the list, to which the page of a case leads back."""
    badges, about, last_action = cache(_badges), _about(), _last_action(now)
    to_open, to_choose = gettext("Open %(reference)s"), gettext("Choose %(reference)s")
    waits_long = badge("warning", gettext("Waits long"))
    after = f"?{query}" if query else ""
    return [
        CaseRow(
            id=str(line.id),
            reference=line.reference,
            service=line.service.value,
            badges=badges(line.state, line.is_sensitive, line.place_status == "confirmed"),
            at_office=line.at_office,
            begins=line.begins,
            is_sensitive=line.is_sensitive,
            has_recording=line.has_recording,
            has_photo=line.has_photo,
            about=about(line),
            waits_long=waits_long if now and is_past(line.late_from, now) else "",
            last_action=last_action(line),
            href=address(request, "voices:case", case_id=line.id) + after,
            open=to_open % {"reference": line.reference},
            choose=to_choose % {"reference": line.reference},
        )
        for line in lines
    ]


def _badges(state: State, is_sensitive: bool, is_placed: bool) -> SafeString:
    found = [badge(state.value, gettext(state.label))]
    if is_sensitive:
        found.append(badge("contested", gettext("Sensitive")))
    if not is_placed:
        found.append(badge("guessed", gettext("Place to be confirmed")))
    return format_html_join("", "{}", ((one,) for one in found))


def _about() -> Callable[[CaseLine], str]:
    service_word = cache(lambda service: gettext(Service(service).label))

    def about(line: CaseLine) -> str:
        where = line.place_name
        if line.cercle and line.cercle != where:
            where = f"{where} ({line.cercle})"
        opened = day(timezone.localtime(line.opened_at), "j F Y")
        return " · ".join(part for part in (service_word(line.service), where, opened) if part)

    return about


def _last_action(now: datetime | None) -> Callable[[CaseLine], str]:
    if now is None:
        return lambda line: ""
    received = gettext("Received %(ago)s, nothing done yet")
    last_action = gettext("Last action %(ago)s")

    def said(line: CaseLine) -> str:
        is_untouched = line.state is State.NEW and line.acted_at == line.opened_at
        words = received if is_untouched else last_action
        return words % {"ago": ago(line.acted_at, now)}

    return said
