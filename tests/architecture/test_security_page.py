"""The page for whoever guards a host says what the code does."""

import ast
import re
from datetime import timedelta

from django.conf import settings

from benkan.apps.commitments.rules import articles, commenting
from benkan.apps.files.rules import audio, documents, pictures
from benkan.apps.messaging.rules import outbox, own_number
from benkan.apps.registry.rules.roles import INVITATION_LASTS
from benkan.apps.voices.rules import codes, opening, voice_menu
from benkan.apps.voices.rules.ussd import sessions
from benkan.interfaces.cli.keeping import sealed
from benkan.interfaces.cli.keeping.key_files import SERIES, SINGLE
from benkan.interfaces.gateways import android, reading, ussd
from benkan.kit import boxes, counts, forms
from benkan.kit import documents as sheets
from tests.architecture.house import ROOT, House, Module, imported, read_house

HOW_TO = ROOT / "docs" / "how-to"
PAGE = " ".join((HOW_TO / "security.md").read_text("utf-8").split())
MEGABYTE = 1024 * 1024
SAID = (
    f"{settings.LARGEST_REQUEST // MEGABYTE} MB; what says that it is larger",
    f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1e6} MB and {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,}",
    f"a text {forms.LONGEST_TEXT:,} letters",
    f"{boxes.MOST_BYTES // MEGABYTE} MB, its words {boxes.MOST_WORDS // 1000} KB",
    f"SMS {reading.LONGEST_TEXT:,} letters; USSD {ussd.LONGEST_TEXT:,}",
    f"Android application {android.LARGEST_BODY // 1000} KB",
    f"{opening.MOST_CASES} in an hour by the web; {sessions.MOST_CASES} in a quarter of an hour",
    f"{voice_menu.MOST_CASES} in a day by voice, {voice_menu.MOST_OF_HIDDEN} from all",
    f"{commenting.MOST_IN_AN_HOUR} in an hour from one connection, {commenting.MOST_WAITING} that wait",
    f"{commenting.LONGEST:,} letters each",
    f"{own_number.MOST_CODES} in a day, each for 30 minutes and {own_number.MOST_TRIES} tries",
    f"in a box of a sheet | {counts.MOST_PEOPLE:,}",
    f"{sheets.A_MINUTE} in a minute and process, one at a time, {sheets.SECONDS} seconds each",
    f"after up to {outbox.LONGEST_WAIT // timedelta(hours=1)} hours",
    f"given up after {outbox.GIVEN_UP_AFTER.days} days",
    f"up to {outbox.LONGEST_REST // timedelta(minutes=1)} minutes",
    f"{pictures.MEGABYTES} MB; {pictures.MOST_PIXELS // 10**6} million pixels",
    f"{pictures.MOST_PIXELS_WHOLE // 10**6} million where it must be decoded whole",
    f"at most {pictures.LONGEST_SIDE:,} pixels a side",
    f"{audio.MEGABYTES} MB, {audio.MOST_SECONDS // 60} minutes",
    f"document | PDF | {documents.MEGABYTES} MB",
    f"{settings.AXES_FAILURE_LIMIT} wrong ones for one account: that account from that connection "
    f"waits {settings.AXES_COOLOFF_TIME * 60:.0f} minutes",
    f"and for {settings.PASSWORD_RESET_TIMEOUT // 86400} days; 5 letters",
    f"256 bits, serves once and for {INVITATION_LASTS.days} days",
    f"{codes.WRONG_CODES} wrong ones from one connection in a quarter of an hour",
    f"after {settings.IDLE_MINUTES} minutes without a page",
    f"{settings.SESSION_COOKIE_AGE // 3600} hours after it was last written",
    f"{articles.MOST_ARTICLES} articles, {articles.MOST_LETTERS:,} letters",
    "Argon2id ({passes} passes, 64 MB, {lanes} lanes)".format(**sealed._COST),
)


def test_each_figure_of_the_page_on_security_is_the_one_of_the_code() -> None:
    assert [said for said in SAID if said not in PAGE] == []
    assert settings.ACCOUNT_RATE_LIMITS == {"login_failed": "60/m/ip,20/300s/key"}
    assert (timedelta(hours=1), timedelta(minutes=15)) == (opening.CASES_WINDOW, codes.WINDOW)
    assert (codes.WINDOW, timedelta(minutes=30)) == (sessions.FLOOD_WINDOW, own_number.CODE_LASTS)


def test_each_key_is_on_the_pages_on_security_and_on_keys() -> None:
    names = {*SINGLE, *(series.name for series in SERIES)}
    on_keys = (HOW_TO / "keys.md").read_text("utf-8")

    assert {name for name in names if f"| `{name}` |" not in PAGE} == set()
    assert {
        name for name in names if not re.search(rf"^\| `{name}(-1)?\.key`", on_keys, re.M)
    } == set()


TALKS = {
    "httpx", "http", "urllib.request", "smtplib", "socket", "ftplib", "requests", "redis", "celery",
    "psycopg", "aiohttp", "websockets",
}  # fmt: skip
"""What opens a connection, or does nothing but handle one that fails."""
KNOWN = {
    "apps/messaging/actions/fetching.py": "recordings of a voice line",
    "apps/messaging/actions/letters.py": "a mail server",
    "apps/messaging/actions/sending.py": "SMS of a real programme",
    "apps/messaging/actions/wire.py": "SMS of a real programme",
    "apps/registry/pages/letters.py": "a mail server",
    "config/caches.py": "Redis",
    "reactions/broker.py": "RabbitMQ",
}
OF_THIS_MACHINE = {"interfaces/cli/up.py", "reactions/heartbeat.py", "reactions/tasks.py"}
"""They ask only what this machine is called, and whether a port of it is free."""


def talking(house: House) -> set[str]:
    return {module.path for module in house.modules if any(map(_talks, _sources(module)))}


def _talks(source: str) -> bool:
    return any(f"{source}.".startswith(f"{one}.") for one in TALKS)


def _sources(module: Module) -> set[str]:
    if not any(one in module.text for one in TALKS):
        return set()
    plain = (node for node in ast.walk(module.tree) if isinstance(node, ast.Import))
    return {*imported(module.tree).values(), *(each.name for one in plain for each in one.names)}


def test_whoever_opens_a_connection_is_on_the_page_on_security() -> None:
    assert talking(read_house()) == {*KNOWN, *OF_THIS_MACHINE}
    assert [said for said in KNOWN.values() if said not in PAGE] == []


def test_a_new_connection_is_seen() -> None:
    planted = "import urllib.request\n"

    assert talking(House({"kit/planted.py": planted, "kit/text.py": "x = 1\n"})) == {
        "kit/planted.py"
    }
