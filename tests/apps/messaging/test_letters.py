"""E-mails: written once, sent by the worker, and put off while the mail server does not answer."""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.actions.letters import LEASE, LettersSent
from benkan.apps.messaging.models import OutboundLetter
from benkan.apps.registry.models import Account, Programme
from benkan.reactions.letters import SendLetters
from tests.make.registry import NOW, make_account, make_programme

pytestmark = pytest.mark.django_db


class Server(BaseEmailBackend):
    """A mail server that answers as it is told."""

    fault: ClassVar[Exception | None] = None
    taken: ClassVar[list[EmailMessage]] = []

    def send_messages(self, messages: Any) -> int:
        if Server.fault is not None:
            raise Server.fault
        Server.taken += messages
        return len(messages)


@pytest.fixture
def server(settings: Any) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    Server.fault, Server.taken = None, []
    return Server


def write(programme: Programme, account: Account, *, key: str = "reminder:1") -> OutboundLetter:
    letter = actions.write_letter(
        programme=programme.pk,
        account=account.pk,
        key=key,
        subject="Rappel",
        text="La pompe.",
        moment=NOW,
    )
    return OutboundLetter.objects.get(pk=letter)


def test_a_letter_is_written_once_sent_once_and_its_address_is_told_to_nobody(
    server: type[Server], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    programme, account = make_programme(), make_account("maire@example.org")
    first, second = write(programme, account), write(programme, account)

    done = [actions.send_letters(now=NOW).sent for _ in range(2)]

    assert (first.pk == second.pk, done) == (True, [1, 0])
    [sent] = server.taken
    assert (sent.subject, sent.body, sent.to) == ("Rappel", "La pompe.", ["maire@example.org"])
    assert sent.extra_headers["Message-ID"] == f"<{first.pk}@localhost>"
    told = (
        caplog.text + repr(list(Entry.objects.values())) + repr(queries.letters_state(programme.pk))
    )
    assert "maire@example.org" not in told
    assert queries.letters_state(programme.pk).counts == {"sent": 1}


@pytest.mark.parametrize("kind", ["demonstration", "historical"])
def test_only_a_real_programme_sends(server: type[Server], kind: str) -> None:
    letter = write(make_programme(kind=kind), make_account())

    assert actions.send_letters(now=NOW).sent == 0
    assert (letter.state, letter.reason, server.taken) == ("withheld", "not_real", [])


def test_a_server_that_is_down_is_left_alone_longer_each_time(server: type[Server]) -> None:
    programme, account, turn = make_programme(), make_account(), SendLetters()
    letters = [write(programme, account, key=f"reminder:{n}") for n in range(3)]
    server.fault = SMTPServerDisconnected("maire@example.org is unknown")

    tried = [turn(NOW + timedelta(seconds=at)) for at in (0, 10, 31, 60)]
    server.fault = None
    sent = turn(NOW + timedelta(hours=1))

    assert (tried, sent) == ([0, 0, 0, 0], 3)
    attempts = [OutboundLetter.objects.get(pk=one.pk).attempts for one in letters]
    assert sorted(attempts) == [1, 2, 2]  # one try for each look at the server, not for each letter


def test_what_is_refused_for_good_is_not_tried_again(server: type[Server]) -> None:
    programme = make_programme()
    closed = make_account()
    closed.is_active = False
    closed.save()
    write(programme, closed, key="closed")
    actions.send_letters(now=NOW)
    write(programme, make_account(), key="unknown")
    server.fault = SMTPRecipientsRefused({"x@example.org": (550, b"no such user")})

    assert actions.send_letters(now=NOW) == LettersSent(0, is_server_down=False)

    reasons = [one.reason for one in queries.letters_state(programme.pk).troubles]
    assert sorted(reasons) == ["address_refused", "no_address"]


def test_a_worker_killed_between_sending_and_writing_it_down_sends_it_once_more_at_most(
    server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(make_programme(), make_account())
    with monkeypatch.context() as killed:
        killed.setattr("benkan.apps.messaging.actions.letters._settle", _killed)
        with pytest.raises(KeyboardInterrupt):
            actions.send_letters(now=NOW)

    sent = [actions.send_letters(now=NOW + wait).sent for wait in (LEASE / 2, LEASE, 2 * LEASE)]

    assert sent == [0, 1, 0]
    assert len({one.extra_headers["Message-ID"] for one in server.taken}) == 1
    assert mail.outbox == []


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("broken", ["subject", "address"])
def test_a_letter_that_would_write_a_header_is_not_sent_and_holds_up_no_other(broken: str) -> None:
    programme, forged = make_programme(), "Rappel\r\nBcc: other@example.org"
    first, second = make_account("maire@example.org"), make_account("awa@example.org")
    letter = write(programme, first)
    if broken == "subject":
        OutboundLetter.objects.filter(pk=letter.pk).update(subject=forged)
    else:
        Account.objects.filter(pk=first.pk).update(email=forged)
    write(programme, second, key="reminder:2")

    done = actions.send_letters(now=NOW)

    assert (done.sent, [one.to for one in mail.outbox]) == (1, [["awa@example.org"]])
