"""The log says where and what kind, never what somebody said."""

import logging
import sys

import pytest
from django.test import Client
from django.urls import reverse

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


@pytest.mark.django_db
def test_a_wrong_password_names_nobody_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    account = make_account("awa@example.org", password="une bonne phrase")

    with caplog.at_level(logging.DEBUG):
        client.post(reverse("account_login"), {"login": account.email, "password": "faux"})

    assert "awa" not in caplog.text
    assert "faux" not in caplog.text
