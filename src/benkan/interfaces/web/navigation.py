"""The ways through the pages: for citizens, and for each role. Asked by kit/public.html and staff.html."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from django.http import HttpRequest
from django.urls import resolve
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from benkan.kit.actor import Role
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
    ("results:figure", "chart", N_("Figures")),
)
_NEAR = {"web:today", "voices:triage", "activities:list", "commitments:board"}
_STAFF = (
    ("web:today", "clock", N_("Today")),
    ("voices:triage", "message", N_("Messages")),
    ("voices:issues", "list", N_("Issues")),
    ("activities:list", "calendar", N_("Meetings")),
    ("commitments:board", "promise", N_("Promises")),
    ("results:figure", "chart", N_("Figures")),
    ("registry:team", "people", N_("Team")),
    ("messaging:outbox", "phone", N_("SMS")),
    ("web:simulator", "microphone", N_("Simulator")),
)


@cache
def _audience(name: str, href: str) -> object:
    """Whom the page lets in, as it declares itself."""
    return getattr(resolve(href).func, "audience", ())


def _entries(
    request: PageRequest, ways: tuple[tuple[str, str, str], ...], *, for_staff: bool
) -> Iterator[Entry]:
    for name, sign, word in ways:
        href = address(request, name)
        audience = _audience(name, href)
        if audience == "everyone" or (
            for_staff and request.actor.holds_anywhere(*cast(tuple[Role, ...], audience))
        ):
            yield Entry(
                href, sign, gettext(word), _current(request.path, href, name), name in _NEAR
            )


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
        staff = list(_entries(asked, _STAFF, for_staff=True)) if asked.actor.posts else []
        # Who works here finds the way back to work from the pages for citizens.
        return Navigation([*_entries(asked, _PUBLIC, for_staff=False), *staff[:1]], staff)

    return {"navigation": SimpleLazyObject(found)}
