"""The log says where and what kind, never what somebody said."""

import logging
import sys

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import technical_500_response
from pytest_django import Settings

from benkan.config.logs import Discreet
from tests.make.registry import make_account

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
