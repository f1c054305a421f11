"""The log says where and what kind, never what somebody said."""

import logging
import sys
from typing import Any, cast
from uuid import uuid4

import pytest
from django.conf import settings as here
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import technical_500_response
from pytest_django import Settings

from benkan.apps.registry.models import Account
from benkan.config.logs import Discreet
from benkan.kit.actor import Role
from tests.make.registry import make_account, make_actor, make_programme

LINE: str = cast(Any, here.LOGGING)["formatters"]["line"]["fmt"]
SECRET = "+22376123456"


def test_the_trace_of_a_fault_leaves_out_what_it_says() -> None:
    try:
        try:
            raise ValueError(f"invalid literal: {SECRET}")
        except ValueError as problem:
            raise RuntimeError(f"cannot read {SECRET}") from problem
    except RuntimeError:
        record = logging.LogRecord("x", 40, __file__, 1, "broken", None, sys.exc_info())

    written = Discreet().format(record)

    assert SECRET not in written
    assert ("RuntimeError" in written, "ValueError" in written) == (True, True)
    assert "test_logs.py" in written


def test_the_page_about_a_fault_shows_nothing_that_was_held_or_sent(
    settings: Settings, rf: RequestFactory
) -> None:
    settings.DEBUG = True
    request = rf.post("/", {"number": SECRET}, headers={"X-Kannel-From": SECRET})
    try:
        held = request.POST["number"]
        raise RuntimeError
    except RuntimeError:
        page = technical_500_response(request, *sys.exc_info()).content.decode()

    assert (held, "RuntimeError" in page, SECRET in page) == (SECRET, True, False)


@pytest.mark.django_db
def test_a_wrong_password_names_nobody_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    account = make_account("awa@example.org", password="une bonne phrase")

    with caplog.at_level(logging.DEBUG):
        client.post(reverse("account_login"), {"login": account.email, "password": "faux"})

    assert "awa" not in caplog.text
    assert "faux" not in caplog.text


def test_a_line_has_its_hour_in_utc() -> None:
    moment = {"created": 1795687200.25, "msecs": 250.0, "levelname": "WARNING", "name": "benkan"}

    line = Discreet(LINE).format(logging.makeLogRecord({**moment, "msg": "the broker is back"}))

    assert line == "2026-11-26T10:00:00.250Z WARNING benkan the broker is back"


@pytest.mark.parametrize("sign", ["\n", "\r", "\x0b", "\x1b[2J", "\x85", "\u2028"])
def test_nobody_writes_a_line_into_the_log(sign: str) -> None:
    said = f"/p/kati/{sign}2026-11-26T10:00:00.250Z ERROR benkan forged"
    record = logging.LogRecord("benkan", 30, __file__, 1, "Not Found: %s", (said,), None)

    line = Discreet(LINE).format(record)

    assert line.splitlines() == [line]
    assert "\x1b" not in line


@pytest.mark.parametrize(
    "address",
    ["/invitation/{}/", "/comptes/mot-de-passe/nouveau/1-{}/", "/passerelles/1/ussd/{}"],
)
def test_what_opens_something_by_being_known_is_not_written(address: str) -> None:
    record = logging.LogRecord("x", 40, __file__, 1, f"Fault: {address.format(SECRET)}", None, None)

    assert SECRET not in Discreet(LINE).format(record)


@pytest.mark.django_db
def test_what_is_refused_is_written_and_nobody_is_named(caplog: pytest.LogCaptureFixture) -> None:
    animator = make_actor(make_programme("kati"), Role.ANIMATOR).account
    account = Account.objects.get(pk=animator)
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    gateway = f"/passerelles/{uuid4()}/receive"

    client.get("/p/kati/equipe/inviter/")
    client.post("/p/kati/dire/", {"text": SECRET}, headers={"user-agent": SECRET})
    client.post(gateway, {"from": SECRET}, headers={"authorization": f"Token {SECRET}"})

    assert [record.getMessage() for record in caplog.records] == [
        f"refused: registry:invite to account {animator}",
        "Not Found: /p/kati/equipe/inviter/",
        "Forbidden (CSRF token missing.): /p/kati/dire/",
        f"Forbidden: {gateway}",
    ]
    assert [said for said in (account.email, account.name, SECRET) if said in caplog.text] == []
