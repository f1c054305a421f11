"""Accounts: invited, logged in, held off, protected, logged out."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from pytest_django.asserts import assertTemplateUsed

from benkan.apps.registry.actions.invitations import Invited, invite
from benkan.apps.registry.models import Account, Programme, RoleGrant
from benkan.interfaces.cli import demonstration
from benkan.kit.actor import Role
from tests.make.registry import NOW, make_account, make_actor, make_programme

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots bien choisis"


def invited(programme: Programme, email: str = "fanta@example.org") -> str:
    invitation: Invited = invite(
        programme=programme.pk,
        email=email,
        name="Fanta Exemple",
        role=Role.MONITORING_OFFICER,
        actor=make_actor(programme, Role.ADMINISTRATOR),
        moment=timezone.now(),
    )
    return reverse("account_invitation", args=[invitation.token])


def log_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    said = {"login": email, "password": password, **more}
    return client.post(reverse("account_login"), said)


def test_the_invited_choose_a_password_and_are_in(client: Client) -> None:
    programme = make_programme()
    link = invited(programme)

    shown = client.get(link)
    response = client.post(link, {"name": "Fanta Exemple", "password": PASSWORD})

    assert shown.status_code == 200
    assert response.headers["Location"] == reverse("web:my_programmes")
    team = reverse("registry:team", kwargs={"programme": programme.slug})
    assert client.get(team).status_code == 200
    again = Client()
    log_in(again, "FANTA@example.org")
    assert again.get(team).status_code == 200


@pytest.mark.parametrize("password", ["court", "password123"])
def test_a_weak_password_makes_no_account(client: Client, password: str) -> None:
    link = invited(make_programme())

    response = client.post(link, {"name": "Fanta", "password": password})

    assert response.status_code == 200
    assert response.context["form"].errors["password"]
    assert not Account.objects.filter(email="fanta@example.org").exists()


def test_a_used_or_unknown_link_says_one_sentence(client: Client) -> None:
    link = invited(make_programme())
    client.post(link, {"name": "Fanta", "password": PASSWORD})
    used = Client().get(link)
    unknown = Client().get(reverse("account_invitation", args=["inconnu"]))

    assert (used.status_code, unknown.status_code) == (422, 422)
    assert used.context["sentence"] == unknown.context["sentence"]


def test_who_has_an_account_logs_in_and_accepts(client: Client) -> None:
    programme = make_programme()
    account = make_account("fanta@example.org", password=PASSWORD)
    link = invited(programme)

    sent_on = client.get(link)
    back = log_in(client, "fanta@example.org", next=link)
    nothing_yet = RoleGrant.objects.filter(account=account).count()
    client.post(link)

    assert sent_on.headers["Location"] == f"{reverse('account_login')}?next=" + link.replace(
        "/", "%2F"
    )
    assert back.headers["Location"] == link
    assert nothing_yet == 0
    assert RoleGrant.objects.get(account=account).role == "monitoring_officer"


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    for name in ("account_signup", "account_email", "account_request_login_code"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("/comptes/signup/", "/comptes/email/", "/accounts/signup/"):
        assert client.get(path).status_code == 404


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    make_account("fanta@example.org", password=PASSWORD)

    def answer(email: str) -> list[str]:
        form = log_in(client, email, "faux mot de passe").context["form"]
        return list(form.non_field_errors())

    assert answer("fanta@example.org") == answer("inconnue@example.org")


def test_too_many_wrong_passwords_hold_off_one_account_and_no_other(client: Client) -> None:
    make_account("fanta@example.org", password=PASSWORD)
    make_account("awa@example.org", password=PASSWORD)
    for _ in range(8):
        answer = log_in(client, "fanta@example.org", "faux")

    right_but_late = log_in(Client(), "fanta@example.org")
    other = log_in(Client(), "awa@example.org")

    assert answer.status_code == right_but_late.status_code == 429
    assertTemplateUsed(answer, "account/held_off.html")
    assert other.status_code == 302


def test_a_forgotten_password_is_replaced_by_a_link_that_serves_once(client: Client) -> None:
    make_account("fanta@example.org", password=PASSWORD)

    client.post(reverse("account_reset_password"), {"email": "fanta@example.org"})
    (letter,) = mail.outbox
    (link,) = re.findall(r"https?://\S+", str(letter.body))
    form = client.get(link, follow=True)
    new = {"password1": "autre phrase longue", "password2": "autre phrase longue"}
    client.post(form.request["PATH_INFO"], new)

    assert Account.objects.get(email="fanta@example.org").check_password("autre phrase longue")
    assert Client().get(link, follow=True).context["token_fail"]


def test_a_forgotten_password_of_nobody_sends_nothing_and_says_the_same(client: Client) -> None:
    make_account("fanta@example.org", password=PASSWORD)
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}).headers["Location"]
        for email in ("fanta@example.org", "inconnue@example.org")
    ]

    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox] == [["fanta@example.org"]]


def test_the_invented_people_of_a_demonstration_get_no_letter(client: Client) -> None:
    demonstration = make_programme(kind="demonstration")
    account = make_account("invente@example.org", password=PASSWORD)
    RoleGrant.objects.create(
        account=account, programme=demonstration, role=Role.ANIMATOR, opens_at=NOW
    )

    client.post(reverse("account_reset_password"), {"email": "invente@example.org"})

    assert mail.outbox == []


def test_nobody_locks_others_out_of_a_demonstration(client: Client) -> None:
    demonstration = make_programme(kind="demonstration")
    actor = make_actor(demonstration, Role.ADMINISTRATOR)
    client.force_login(Account.objects.get(pk=actor.account))

    for name in ("account_change_password", "mfa_activate_totp"):
        assert client.get(reverse(name)).status_code == 422
        assert client.post(reverse(name)).status_code == 422


def test_the_page_to_log_in_shows_the_accounts_of_a_demonstration_only(
    client: Client, settings: Any
) -> None:
    settings.DEMONSTRATION_PASSWORD = "bonjour-la-demo"
    real = make_actor(make_programme(), Role.ADMINISTRATOR)
    without = client.get(reverse("account_login")).content.decode()
    shown = make_actor(make_programme(kind="demonstration"), Role.COORDINATOR)

    text = client.get(reverse("account_login")).content.decode()

    assert "bonjour-la-demo" not in without
    assert "bonjour-la-demo" in text
    assert Account.objects.get(pk=shown.account).email in text
    assert Account.objects.get(pk=real.account).email not in text


def test_the_password_that_is_shown_is_the_one_that_the_demonstration_gives() -> None:
    assert settings.DEMONSTRATION_PASSWORD == demonstration.PASSWORD


def test_a_password_is_changed_and_every_session_ends() -> None:
    make_account("fanta@example.org", password=PASSWORD)
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        log_in(client, "fanta@example.org")
    new = "autre phrase longue"

    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert elsewhere.get(reverse("account_mine")).status_code == 302
    assert log_in(Client(), "fanta@example.org", new).status_code == 302


def test_logging_out_everywhere_ends_every_session() -> None:
    make_account("fanta@example.org", password=PASSWORD)
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        log_in(client, "fanta@example.org")

    here.post(reverse("account_log_out_everywhere"))

    for client in (here, elsewhere):
        assert client.get(reverse("account_mine")).status_code == 302


def test_the_second_step_is_set_up_and_then_asked_for(client: Client) -> None:
    account = make_account("fanta@example.org", password=PASSWORD)
    log_in(client, "fanta@example.org")
    confirm(client)
    form = client.get(reverse("mfa_activate_totp")).context["form"]
    code = _code(form.secret)

    codes = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    asked = log_in(Client(), "fanta@example.org")
    again = Client()
    log_in(again, "fanta@example.org")
    let_in = again.post(reverse("mfa_authenticate"), {"code": _recovery(codes)})

    assert asked.headers["Location"] == reverse("mfa_authenticate")
    assert let_in.headers["Location"] == reverse("web:my_programmes")
    assert again.get(reverse("account_mine")).status_code == 200
    assert Account.objects.get(pk=account.pk).email == "fanta@example.org"


def confirm(client: Client) -> None:
    """Write the password once more, as one is asked before changing what protects the account."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_the_code_of_a_telephone_whose_clock_runs_ahead_is_taken(client: Client) -> None:
    make_account("fanta@example.org", password=PASSWORD)
    log_in(client, "fanta@example.org")
    confirm(client)
    form = client.get(reverse("mfa_activate_totp")).context["form"]

    codes = client.post(
        reverse("mfa_activate_totp"), {"code": _code(form.secret, ahead=1)}, follow=True
    )

    assert len(codes.context["unused_codes"]) == 10


def _code(secret: str, *, ahead: int = 0) -> str:
    value: int = hotp_value(secret, int(time.time()) // 30 + ahead)
    return f"{value:06d}"


def _recovery(page: Any) -> str:
    return str(page.context["unused_codes"][0])


OWN_PAGES = [
    "account_mine",
    "account_protect",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "account_logout",
]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_pages_of_the_own_account_are_kept_by_no_cache(client: Client, name: str) -> None:
    make_account("fanta@example.org", password=PASSWORD)
    log_in(client, "fanta@example.org")
    confirm(client)

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def _protect(account: Account) -> None:
    TOTP.activate(account, generate_totp_secret())


def test_an_administrator_of_a_real_programme_comes_no_further_without_a_second_step(
    client: Client, settings: Any
) -> None:
    settings.SECOND_STEP_ASKED = True
    programme = make_programme()
    account = Account.objects.get(pk=make_actor(programme, Role.ADMINISTRATOR).account)
    client.force_login(account)
    team = reverse("registry:team", kwargs={"programme": programme.slug})
    protect = reverse("account_protect") + "?next=" + team.replace("/", "%2F")

    answers = [client.get(team).headers.get("Location") for _ in range(2)]
    page = client.get(protect)
    posted = client.post(reverse("registry:invite", kwargs={"programme": programme.slug}))
    _protect(account)

    assert answers == [protect, protect]
    assert page.context["is_later_possible"] is False
    assert posted.status_code == 302
    assert client.get(team).status_code == 200


def test_programme_staff_are_asked_once_and_may_say_later(client: Client, settings: Any) -> None:
    settings.SECOND_STEP_ASKED = True
    programme = make_programme()
    actor = make_actor(programme, Role.PROGRAMME_STAFF)
    client.force_login(Account.objects.get(pk=actor.account))
    team = reverse("registry:team", kwargs={"programme": programme.slug})

    asked = client.get(team, follow=True)

    assert asked.context["is_later_possible"] is True
    assert client.get(asked.context["next"]).status_code == 200


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("demonstration", Role.ADMINISTRATOR),
        ("historical", Role.ADMINISTRATOR),
        ("real", Role.MONITORING_OFFICER),
    ],
)
def test_others_are_not_asked_for_a_second_step(
    client: Client, settings: Any, kind: str, role: Role
) -> None:
    settings.SECOND_STEP_ASKED = True
    programme = make_programme(kind=kind)
    client.force_login(Account.objects.get(pk=make_actor(programme, role).account))

    team = client.get(reverse("registry:team", kwargs={"programme": programme.slug}))

    assert team.status_code == 200


def test_protecting_leads_back_to_this_host_only(client: Client) -> None:
    client.force_login(make_account())

    page = client.get(reverse("account_protect"), {"next": "https://example.com/"})

    assert page.context["next"] == "/"
