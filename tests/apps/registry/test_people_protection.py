"""What protects an account: its password, its second step, its session."""

import time
from datetime import timedelta
from importlib import import_module

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from typer.testing import CliRunner

from benkan.apps.journal.models import Entry
from benkan.apps.registry.events import SecondStepTaken
from benkan.apps.registry.models import Account
from benkan.apps.registry.rules.roles import NoSecondStep
from benkan.interfaces.cli.account import app as unprotecting
from benkan.kit.actor import Role
from tests.make.registry import make_account, make_actor, make_programme

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots bien choisis"
EMAIL = "fanta@example.org"


@pytest.fixture
def account() -> Account:
    return make_account(EMAIL, password=PASSWORD)


def log_in(client: Client, password: str = PASSWORD, *, email: str = EMAIL) -> None:
    client.post(reverse("account_login"), {"login": email, "password": password})


def is_in(client: Client) -> bool:
    return client.get(reverse("account_mine")).status_code == 200


def test_a_password_is_hidden_while_it_is_typed(client: Client, account: Account) -> None:
    pages = [client.get(reverse("account_login"))]
    log_in(client)
    pages += [client.get(reverse("account_reauthenticate"))]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    pages += [client.get(reverse("account_change_password"))]

    asked = [
        field.field.widget.input_type
        for page in pages
        for field in page.context["form"]
        if "password" in field.name
    ]

    assert asked == ["password"] * 5


def test_a_long_password_of_any_letters_serves_whole(client: Client, account: Account) -> None:
    log_in(client)
    long = "ɛ ɔ ɲ ŋ à la pompe; " * 8

    changed = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": long, "password2": long},
    )
    cut = Client()
    log_in(cut, long[:72])
    whole = Client()
    log_in(whole, long)

    assert (len(long), changed.status_code) == (160, 302)
    assert (is_in(cut), is_in(whole)) == (False, True)


def test_a_code_of_the_second_step_serves_once(account: Account) -> None:
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    code = f"{hotp_value(secret, int(time.time()) // 30):06d}"
    first, second = Client(), Client()

    for client in (first, second):
        log_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_a_log_in_is_written_with_what_was_shown_for_it_and_names_nobody(
    account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    secret = generate_totp_secret()
    log_in(Client())
    TOTP.activate(account, secret)
    client = Client()
    log_in(client)
    code = f"{hotp_value(secret, int(time.time()) // 30):06d}"

    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code})

    said = [one.getMessage() for one in caplog.records if one.name == "benkan.log_ins"]
    by = f"logged in: account {account.pk} by password"
    wrong = f"code refused: account {account.pk}, incorrect_code"
    assert said == [by, wrong, f"{by} and totp"]
    assert [word for word in (EMAIL, account.name, PASSWORD, code) if word in caplog.text] == []


def test_a_password_of_such_words_is_refused_in_one_sentence(
    client: Client, account: Account
) -> None:
    log_in(client)
    new = "Bamako-Mali-2026"

    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert "Tout le monde ici essaierait d’abord ces mots." in page.content.decode()
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_logging_in_gives_a_session_of_another_name(client: Client, account: Account) -> None:
    """So that a name which was put into the browser beforehand opens nothing."""
    planted = import_module(settings.SESSION_ENGINE).SessionStore()
    planted["second_step_asked"] = True
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key

    log_in(client)

    assert is_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted.session_key
    assert not Session.objects.filter(pk=planted.session_key).exists()


def test_a_session_ends_after_twelve_hours(client: Client, account: Account) -> None:
    log_in(client)
    kept = Session.objects.get(pk=client.session.session_key)
    lasts = kept.expire_date - timezone.now()
    assert (is_in(client), SESSION_KEY in kept.get_decoded()) == (True, True)

    kept.expire_date -= timedelta(hours=12)
    kept.save()

    assert timedelta(hours=12) - lasts < timedelta(minutes=1)
    assert not is_in(client)


def test_who_changes_the_second_step_is_asked_once_more_who_they_are(
    client: Client, account: Account
) -> None:
    """A session that was left open, or taken over, is not enough."""
    first = _asked(client, account, "mfa_activate_totp")
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    codes = [f"mfa_{what}_recovery_codes" for what in ("generate", "view", "download")]
    later = [_asked(client, account, name) for name in ("mfa_deactivate_totp", *codes)]

    assert [first, *later] == [reverse("account_reauthenticate")] * 5
    assert is_mfa_enabled(account)


def _asked(client: Client, account: Account, name: str) -> str:
    """Where somebody who is logged in since long is sent, who reads that page and writes to it."""
    client.force_login(account)
    read, sent = client.get(reverse(name)), client.post(reverse(name), {"code": "123456"})
    assert sent.status_code in {302, 405}
    return read.headers["Location"].partition("?")[0]


def test_who_lost_the_second_step_logs_in_without_and_the_journal_says_so(account: Account) -> None:
    actor = make_actor(make_programme(), Role.ADMINISTRATOR)
    account = Account.objects.get(pk=actor.account)
    account.set_password(PASSWORD)
    Account.objects.filter(pk=account.pk).update(email="awa@example.org", password=account.password)
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    before, after = Client(), Client()
    before.force_login(account)

    said = CliRunner().invoke(unprotecting, ["unprotect", "awa@example.org"])
    log_in(after, email="awa@example.org")
    again = CliRunner().invoke(unprotecting, ["unprotect", "awa@example.org"])

    assert (said.exit_code, "awa@example.org" in said.output) == (0, True)
    assert (is_in(before), is_in(after)) == (False, True)
    assert Entry.objects.filter(name=SecondStepTaken.name(), programme=actor.programme).count() == 1
    assert isinstance(again.exception, NoSecondStep)


def test_a_password_is_not_changed_without_the_one_before(client: Client, account: Account) -> None:
    log_in(client)
    new = "autre phrase longue"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": "autre chose", "password1": new, "password2": new},
    )

    account.refresh_from_db()
    assert account.check_password(PASSWORD)
