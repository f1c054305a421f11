"""What gateways bring: bodies, charsets, headers, numbers, key presses."""

from contextlib import suppress

from benkan.apps.messaging.actions.fetching import may_be_fetched
from benkan.apps.messaging.rules.contracts import VoiceContract, parts
from benkan.apps.messaging.rules.contracts.android import AndroidContract
from benkan.apps.messaging.rules.contracts.kannel import KannelContract
from benkan.apps.messaging.rules.contracts.sealed import KINDS, read
from benkan.apps.messaging.rules.keywords import keyword, says_yes
from benkan.apps.messaging.rules.news import news_wish
from benkan.apps.messaging.rules.numbers import number_of_sender, sender_name, told_name
from benkan.apps.messaging.rules.sms import segments, sms_text
from benkan.apps.messaging.rules.spelling import costs, dear_letters, economical
from benkan.config.middleware import is_address
from benkan.interfaces.gateways import android, kannel, reading, ussd
from benkan.kit.refusals import Refused
from tests.fuzzing.pieces import first_line, posted, words


def form(data: bytes) -> None:
    """The generic contract and USSD: a form in the body."""
    with suppress(Refused):
        fields = reading.fields_of(posted(data))
        with suppress(Refused):
            reading.incoming(fields)
        reading.message_named(fields)


def headers(data: bytes) -> None:
    """Kannel: the number and the password in headers, the words in the body."""
    told, rest = first_line(data)
    printable = "".join(c for c in told if c.isprintable())
    request = posted(
        rest,
        query=printable,
        **{
            "X-Kannel-From": printable,
            "X-Kannel-Time": printable,
            "Authorization": f"Basic {printable}",
        },
    )
    with suppress(Refused):
        kannel.incoming(request)
    assert isinstance(kannel.word_shown(request), str)
    assert isinstance(ussd.token_shown(f"Basic {printable}"), str)
    is_address(printable)


def telephone(data: bytes) -> None:
    """SMS Gateway for Android: JSON."""
    with suppress(Refused):
        android.incoming(android.event_in(data))


def number(data: bytes) -> None:
    """A telephone number as a person or an operator wrote it."""
    written = words(data)
    with suppress(Refused):
        found = number_of_sender(written)
        assert found.startswith("+")
        assert found[1:].isdecimal()
        assert found.isascii()
        assert number_of_sender(found) == found, "a number keeps its form"
    with suppress(Refused):
        told_name(sender_name(written))


def message(data: bytes) -> None:
    """The words of an SMS: what they may ask for, and what an answer would cost."""
    text = words(data)[: reading.LONGEST_TEXT]
    keyword(text), says_yes(text), news_wish(text)
    costs(economical(sms_text(text)), price=25), dear_letters(text), segments(text)


def address(data: bytes) -> None:
    """Addresses that came in a request, or that somebody typed for a gateway."""
    told = words(data)
    line = VoiceContract(auth_token="x", recordings_host="api.example.org")
    if may_be_fetched(told, line):
        assert told.lower().startswith("https://api.example.org")
    with suppress(Refused):
        parts.check_address(told)
    with suppress(Refused):
        AndroidContract(send_url=told).check()
    with suppress(Refused):
        KannelContract(send_url=told).check()


def settings(data: bytes) -> None:
    """The settings of a gateway: sealed by us, so that only ours are ever read. Anything else is one of
    the errors that a broken row makes, and no loop."""
    with suppress(Exception):
        read(data, kind=sorted(KINDS)[len(data) % len(KINDS)])
