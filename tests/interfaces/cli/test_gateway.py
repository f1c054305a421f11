"""A gateway is opened by one command, and what it prints is what the operator needs."""

import re
from pathlib import Path

import httpx
import pytest
from django.conf import settings

from benkan.apps.messaging.rules.contracts import (
    AndroidContract,
    HttpContract,
    KannelContract,
    UssdContract,
)
from benkan.interfaces.cli.gateway.commands import listed
from tests.interfaces.cli.running import benkan_command, prepared, serving
from tests.make.calls import make_voice_line
from tests.make.messaging import make_gateway
from tests.make.registry import make_programme


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = prepared(tmp_path / "here")
    benkan_command(folder, "programme", "create", "kayes", "Kayes", "--kind", "real")
    return folder


def add(folder: Path, *options: str) -> tuple[int, str, str]:
    named = ("gateway", "add", "http", "--programme", "kayes", "--code", "orange")
    done = benkan_command(folder, *named, *options)
    return done.returncode, done.stdout, done.stderr


def test_a_gateway_that_was_added_brings_messages_at_once(here: Path) -> None:
    code, said, _ = add(here, "--send-url", "https://sms.example.org/send", "--sender", "36037")
    address = re.search(r"/passerelles/\S+", said)
    token = re.search(r"Authorization: (Token \S+)", said)
    assert address is not None
    assert token is not None

    with serving(here) as server:
        answer = httpx.post(
            f"http://127.0.0.1:{server.port}{address[0]}",
            data={"from": "76123456", "text": "pompe", "id": "1"},
            headers={"Authorization": token[1]},
        )

    assert code == 0
    assert (answer.status_code, answer.text) == (200, "Accepted")


def test_a_gateway_is_listed_without_its_token_and_can_be_closed(here: Path) -> None:
    _, said, _ = add(here)
    token = said.rsplit(maxsplit=1)[1]

    before = benkan_command(here, "gateway", "list", "--programme", "kayes").stdout
    closed = benkan_command(here, "gateway", "close", "--programme", "kayes", "--code", "orange")
    after = benkan_command(here, "gateway", "list", "--programme", "kayes").stdout

    assert closed.returncode == 0
    assert [line.split("\t")[:3] for line in (before, after)] == [
        ["orange", "open", "http"],
        ["orange", "closed", "http"],
    ]
    assert token not in before + after


@pytest.mark.django_db
def test_each_kind_is_listed_with_where_it_calls_us(capsys: pytest.CaptureFixture[str]) -> None:
    kayes = make_programme("kayes")
    line = make_voice_line(kayes)
    others = [
        make_gateway(kayes, contract=contract, code=kind).gateway
        for kind, contract in (
            ("android", AndroidContract(signing_key="x" * 32)),
            ("http", HttpContract()),
            ("kannel", KannelContract()),
            ("ussd", UssdContract(service_code="*123#")),
        )
    ]

    listed(programme="kayes")

    said = [row.split("\t") for row in capsys.readouterr().out.splitlines()]
    ends = ("android", "receive", "kannel", "ussd")
    doors = [
        f"{settings.ORIGIN}/passerelles/{way}/{end}" for way, end in zip(others, ends, strict=True)
    ]
    assert [row[3:] for row in said] == [
        *([door] for door in doors),
        [
            f"{settings.ORIGIN}/passerelles/{line}/voix/",
            f"{settings.ORIGIN}/passerelles/{line}/voix/fin",
        ],
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--send-url", "sms.example.org"), "must begin with http://"),
        (("--send-url", "https://sms.example.org/?to={{to}}"), "hold no {{…}}"),
        (("--header", "Authorization"), "NAME=VALUE"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(
    here: Path, options: tuple[str, str], sentence: str
) -> None:
    code, said, refused = add(here, *options)

    assert (code, said, refused.count("\n")) == (2, "", 1)
    assert sentence in refused


@pytest.mark.parametrize("options", [(), ("--secret-in-address",)])
def test_a_ussd_provider_is_served_with_what_was_printed(
    here: Path, options: tuple[str, ...]
) -> None:
    named = ("gateway", "add", "ussd", "--programme", "kayes", "--code", "ussd")
    said = benkan_command(here, *named, "--service-code", "*123#", *options).stdout
    listed = benkan_command(here, "gateway", "list", "--programme", "kayes").stdout
    address = re.search(r"/passerelles/\S+", said)
    token = re.search(r"Authorization: (Token \S+)", said)
    assert address is not None

    with serving(here) as server:
        answer = httpx.post(
            f"http://127.0.0.1:{server.port}{address[0]}",
            data={"sessionId": "1", "phoneNumber": "+22376123456", "text": ""},
            headers={"Authorization": token[1]} if token else {},
        )

    assert (token is None) == bool(options)
    assert (
        answer.text
        == "CON Langue? Language?\n1 Francais\n2 Bamanankan (menus en francais)\n3 English"
    )
    assert re.search(r"/passerelles/[0-9a-f-]+/ussd\n", listed)


def add_kind(folder: Path, kind: str, *options: str) -> tuple[int, str, str]:
    named = ("gateway", "add", kind, "--programme", "kayes", "--code", kind)
    done = benkan_command(folder, *named, *options, BENKAN_GATEWAY_PASSWORD="mot-de-passe")
    return done.returncode, done.stdout, done.stderr


def test_a_telephone_is_told_its_key_and_where_to_bring_each_event(here: Path) -> None:
    code, said, _ = add_kind(here, "android", "--here", "http://127.0.0.1:8000", "--price", "15")

    hooks = re.findall(r'"url": "(\S+)", "event": "(\S+)"', said)
    assert code == 0
    assert [event for _, event in hooks] == [
        "sms:received",
        "sms:sent",
        "sms:delivered",
        "sms:failed",
        "system:ping",
    ]
    (door,) = {url for url, _ in hooks}
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/passerelles/[0-9a-f-]{36}/android", door)
    assert re.search(r"(?m)^  [\w-]{43}$", said)
    assert "mot-de-passe" not in said


def test_kannel_is_told_the_line_for_its_settings(here: Path) -> None:
    code, said, _ = add_kind(here, "kannel", "--here", "http://127.0.0.1:8000")

    assert code == 0
    assert re.search(
        r'post-url = "http://benkan:[\w-]{43}@127\.0\.0\.1:8000/passerelles/\S{36}/kannel\?id=%I"',
        said,
    )
    assert "mot-de-passe" not in said


@pytest.mark.parametrize(
    ("kind", "options", "sentence"),
    [
        ("kannel", ("--send-url", "127.0.0.1:13013"), "must begin with http://"),
        ("kannel", ("--sender", "Béni"), "plain letters, unaccented"),
        ("android", ("--send-url", "telephone"), "must begin with http://"),
    ],
)
def test_what_a_kind_cannot_use_is_refused_in_one_sentence(
    here: Path, kind: str, options: tuple[str, str], sentence: str
) -> None:
    code, said, refused = add_kind(here, kind, *options)

    assert (code, said, refused.count("\n")) == (2, "", 1)
    assert sentence in refused
