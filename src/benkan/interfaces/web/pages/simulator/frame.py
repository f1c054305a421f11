"""What the three telephones share: whose they are, and the ways between them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext

from benkan.kit.actor import STAFF
from benkan.kit.pages import PageRequest, address
from benkan.kit.refusals import N_

TRIERS = STAFF
"""Who may play with the telephones: whoever works for a programme."""


@dataclass(frozen=True)
class Phone:
    """A telephone that only exists on these pages; whose it is, is made up too."""

    code: str
    owner: str
    number: str


PHONES = (
    Phone("1", "Awa", "+22350000001"),
    Phone("2", "Boubacar", "+22350000002"),
    Phone("3", "Fanta", "+22350000003"),
    Phone("4", "Oumar", "+22350000004"),
)


def phone_of(code: Any) -> Phone:
    """The telephone with that code; the first for any other."""
    return next((phone for phone in PHONES if phone.code == code), PHONES[0])


@dataclass(frozen=True)
class Way:
    """A tab or a telephone that can be chosen."""

    href: str
    icon: str
    label: str
    is_here: bool


_TABS = (
    ("web:simulator", "message", N_("SMS")),
    ("web:simulator_ussd", "phone", N_("USSD")),
    ("web:simulator_voice", "microphone", N_("Voice")),
)


def frame(request: PageRequest, *, page: str, phone: Phone) -> dict[str, Any]:
    """What `web/simulator.html` shows around one of the three: `page` is the name of its address."""
    return {
        "phone": phone,
        "tabs": [
            Way(screen(request, name, phone), icon, gettext(word), name == page)
            for name, icon, word in _TABS
        ],
        "phones": [
            Way(screen(request, page, one), "phone", one.owner, one == phone) for one in PHONES
        ],
    }


def screen(request: PageRequest, page: str, phone: Phone) -> str:
    """The address of a pretended telephone."""
    return f"{address(request, page)}?{urlencode({'telephone': phone.code})}"
