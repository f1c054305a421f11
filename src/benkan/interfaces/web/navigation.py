"""The ways through the pages: for citizens, and for each role. Asked by kit/public.html and staff.html."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from django.http import HttpRequest
from django.urls import resolve
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from benkan.kit.actor import STAFF, Role
from benkan.kit.pages import PageRequest, address
from benkan.kit.refusals import N_


@dataclass(frozen=True)
class Entry:
    """One way: where it leads, its icon and its word. `current` is what `aria-current` says: the
    page itself, a page below it, or nothing. `is_near` ways are under the thumb on a phone."""

    href: str
    icon: str
    label: str
    current: str
    is_near: bool


@dataclass(frozen=True)
class Navigation:
    public: list[Entry]
    staff: list[Entry]

    @property
    def far(self) -> list[Entry]:
        """The ways of staff that a phone shows at the end of the page."""
        return [entry for entry in self.staff if not entry.is_near]


_PUBLIC = (
    ("web:home", "home", N_("Home")),
    ("voices:say", "speak", N_("Say something")),
    ("voices:follow", "follow", N_("Follow")),
    ("commitments:board", "promise", N_("Promises")),
    ("commitments:public_policies", "file", N_("Policies")),
    ("results:figures", "chart", N_("Figures")),
)
# Nobody is there any more to be told something.
_PUBLIC_OF_A_PAST_ONE = (
    ("web:home", "home", N_("Home")),
    ("voices:calls", "phone", N_("Calls")),
    ("commitments:board", "promise", N_("Promises")),
    ("commitments:public_policies", "file", N_("Policies")),
    ("results:figures", "chart", N_("Figures")),
)
_NEAR = {"web:today", "voices:triage", "activities:list", "commitments:board"}
# An office has no list of messages: what is asked of it takes that place.
_NEAR_OFFICE = {"voices:requests"}
_STAFF = (
    ("web:today", "clock", N_("Today")),
    ("voices:triage", "message", N_("Messages")),
    ("voices:tell", "speak", N_("Write for somebody")),
    ("voices:issues", "list", N_("Issues")),
    ("voices:requests", "person", N_("Requests")),
    ("activities:list", "calendar", N_("Meetings")),
    ("assessments:list", "score", N_("Assessments")),
    ("commitments:board", "promise", N_("Promises")),
    ("commitments:policies", "file", N_("Policies")),
    ("results:figures", "chart", N_("Figures")),
    ("registry:team", "people", N_("Team")),
    ("messaging:outbox", "phone", N_("SMS")),
    ("voices:prompts", "speak", N_("Voice line")),
    ("web:simulator", "microphone", N_("Simulator")),
    ("web:retention", "lock", N_("Data kept")),
)


_STAFF_OF_A_PAST_ONE = (*_STAFF, ("voices:call_list", "phone", N_("Calls")))


@cache
def _audience(name: str, href: str) -> object:
    """Whom the page lets in, as it declares itself."""
    return getattr(resolve(href).func, "audience", ())


def _entries(
    request: PageRequest, ways: tuple[tuple[str, str, str], ...], *, for_staff: bool
) -> Iterator[Entry]:
    near = _NEAR if request.actor.holds_anywhere(*STAFF) else _NEAR | _NEAR_OFFICE
    for name, sign, word in ways:
        href = address(request, name)
        audience = _audience(name, href)
        if audience == "everyone" or (
            for_staff and request.actor.holds_anywhere(*cast(tuple[Role, ...], audience))
        ):
            yield Entry(href, sign, gettext(word), _current(request.path, href, name), name in near)


def _current(path: str, href: str, name: str) -> str:
    """Every page lies below the home: that way is current on its own page only."""
    if path == href:
        return "page"
    if name == "web:home":
        return ""
    # The page of a meeting tells the story across chapters, so it lies beside theirs.
    is_meeting = name == "activities:list" and "/rencontres/" in path
    return "true" if is_meeting or path.startswith(href) else ""


def navigation(request: HttpRequest) -> dict[str, object]:
    """For templates: `navigation.public` and `navigation.staff`, in no query; empty outside a programme."""

    def found() -> Navigation:
        asked = cast(PageRequest, request)
        if not hasattr(asked, "programme"):
            return Navigation([], [])
        is_past = asked.programme.kind == "historical"
        for_staff = _STAFF_OF_A_PAST_ONE if is_past else _STAFF
        staff = list(_entries(asked, for_staff, for_staff=True)) if asked.actor.posts else []
        for_all = _PUBLIC_OF_A_PAST_ONE if is_past else _PUBLIC
        # Who works here finds the way back to work from the pages for citizens.
        return Navigation([*_entries(asked, for_all, for_staff=False), *staff[:1]], staff)

    return {"navigation": SimpleLazyObject(found)}
