"""Benkan and a real Kannel, from the handset to the reply and back, also while Benkan is down."""

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.interfaces.cli.running import (
    benkan_command,
    free_port,
    prepared,
    python_command,
    serving,
    until,
)
from tests.interfaces.gateways.kannel_here import Handset, free_ports, kannel

pytestmark = [
    pytest.mark.once,
    pytest.mark.needs("kannel"),
    pytest.mark.needs("kannel-extras"),
    pytest.mark.slow,
]

NUMBER = "+22376123456"
FIRST = "A ka nyi, sɔgɔma: pompe cassée à Sanankɔrɔba, 5 €"
SECOND = "Toujours rien, ŋ ɲ ê 👍"
LONG = "La-pompe-est-en-panne.../" * 80
# What a Kannel that is told nothing spoils; `ç` alone becomes a capital.
ANSWERS = (
    "I ni sɔgɔma, ê ŋ",
    "Ça va, on répare : 5 € [mardi] {ok}",
    "reçu",
    "C’est fait 👍",
    "Prevu lundi à 9h",
)


def test_a_message_comes_in_is_answered_and_nothing_is_lost_while_benkan_is_down(
    tmp_path: Path,
) -> None:
    here, ports, port = prepared(tmp_path / "here"), free_ports(), free_port()
    post_url = _open_gateway(here, sendsms=ports.sendsms, port=port)
    handset = Handset(tmp_path, ports)
    with kannel(tmp_path, ports, post_url=post_url, password="secret"):
        with serving(here, "--no-demonstration", port=port) as server:
            with handset.sends(FIRST, number=NUMBER):
                until(lambda: len(handset.screen) > 0, seconds=30)
                until(lambda: set(_states(here)) == {"delivered"}, seconds=30)
            server.stop()
        _queue(here, ANSWERS)
        with ExitStack() as later:
            with handset.sends(SECOND, number=NUMBER):
                until(lambda: "Couldn't fetch" in _log(tmp_path), seconds=20)
                server = later.enter_context(serving(here, "--no-demonstration", port=port))
                until(lambda: _count(here) == 2, seconds=30)
                until(lambda: set(ANSWERS) <= set(handset.screen), seconds=30)
                until(lambda: set(_states(here)) == {"delivered"}, seconds=30)
            handset.sends_long(LONG, number=NUMBER)
            until(lambda: _count(here) == 3, seconds=30)
            server.stop()

    assert _heard(here) == [FIRST, SECOND, LONG]
    assert "?" not in "".join(text for text in handset.screen if text in ANSWERS)
    assert NUMBER[1:] not in _log(tmp_path) + _journal(here)


def _open_gateway(here: Path, *, sendsms: int, port: int) -> str:
    """The line for kannel.conf, as the command prints it."""
    benkan_command(here, "programme", "create", "kayes", "Kayes", "--kind", "real")
    done = benkan_command(
        here,
        *("gateway", "add", "kannel", "--programme", "kayes", "--code", "operator"),
        *("--send-url", f"http://127.0.0.1:{sendsms}/cgi-bin/sendsms", "--sender", "36037"),
        *("--here", f"http://127.0.0.1:{port}", "--price", "15"),
        BENKAN_GATEWAY_PASSWORD="secret",
    )
    assert done.returncode == 0, done.stderr
    line = re.search(r"post-url = .*", done.stdout)
    assert line is not None, done.stdout
    return line[0]


def _queue(here: Path, texts: Sequence[str]) -> None:
    python_command(
        here,
        f"""
from django.utils import timezone
from benkan.apps.messaging import actions
from benkan.apps.messaging.models import Contact
contact = Contact.objects.get()
for number, text in enumerate({list(texts)!r}):
    actions.queue_message(programme=contact.programme_id, contact=contact.pk, key=str(number),
                          purpose="reply", text=text, moment=timezone.now())
""",
    )


def _heard(here: Path) -> list[str]:
    done = python_command(
        here,
        """
import json
from benkan.apps.messaging import queries
from benkan.apps.messaging.models import InboundMessage
kept = InboundMessage.objects.order_by("received_at")
print(json.dumps([queries.text_of(row.pk) for row in kept]))
""",
    )
    heard: list[str] = json.loads(done.stdout)
    return heard


def _states(here: Path) -> list[str]:
    return [state for (state,) in _asked(here, "SELECT state FROM messaging_outboundmessage")]


def _count(here: Path) -> int:
    return len(_asked(here, "SELECT id FROM messaging_inboundmessage"))


def _journal(here: Path) -> str:
    return str(_asked(here, "SELECT * FROM journal_entry"))


def _asked(here: Path, question: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(f"file:{here}/benkan.sqlite3?mode=ro", uri=True)) as reader:
        return reader.execute(question).fetchall()


def _log(folder: Path) -> str:
    """All that Kannel has written."""
    return "".join(
        log.read_text(errors="replace")
        for log in (*folder.glob("log/*.log"), *folder.glob("*box.out"))
    )
