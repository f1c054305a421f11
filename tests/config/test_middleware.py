"""Who asks, in which programme: strangers, neighbours, and the back button."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from benkan.apps.registry.models import Account, Programme
from benkan.config.middleware import FromProxy, RefusalsAsPages
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from tests.make.registry import make_account, make_actor, make_programme

pytestmark = pytest.mark.django_db


def team(programme: Programme) -> str:
    return reverse("registry:team", kwargs={"programme": programme.slug})


def as_administrator(client: Client, programme: Programme) -> None:
    actor = make_actor(programme, Role.ADMINISTRATOR)
    client.force_login(Account.objects.get(pk=actor.account))


def test_a_programme_that_does_not_exist_is_not_there(client: Client) -> None:
    as_administrator(client, make_programme())

    assert client.get("/p/aucun/equipe/").status_code == 404
    assert Client().get("/p/aucun/equipe/").status_code == 404


def test_an_account_of_one_programme_finds_nothing_in_another(client: Client) -> None:
    as_administrator(client, make_programme())

    assert client.get(team(make_programme())).status_code == 404


def test_an_account_without_a_role_finds_nothing(client: Client) -> None:
    client.force_login(make_account())

    assert client.get(team(make_programme())).status_code == 404


def test_a_stranger_is_sent_to_log_in_and_comes_back(client: Client) -> None:
    where = team(make_programme())

    response = client.get(where)

    assert response.headers["Location"] == f"{reverse('account_login')}?next={where}"


def test_after_logging_out_the_back_button_has_nothing_to_show(client: Client) -> None:
    programme = make_programme()
    as_administrator(client, programme)

    page = client.get(team(programme))
    client.post(reverse("account_logout"))

    assert page.headers["Cache-Control"] == "private, no-store"
    assert client.get(team(programme)).status_code == 302


def test_no_page_of_somebody_logged_in_is_kept_even_one_for_everyone(client: Client) -> None:
    as_administrator(client, make_programme())

    for path in ("/", "/comptes/deconnexion/", "/il-n-y-a-rien/"):
        assert "no-store" in client.get(path).headers["Cache-Control"]


def test_a_closed_account_is_logged_out_at_once(client: Client) -> None:
    programme = make_programme()
    as_administrator(client, programme)
    Account.objects.update(is_active=False)

    assert client.get(team(programme)).status_code == 302


@pytest.mark.parametrize(
    ("refusal", "status"), [(NotFound(), 404), (NotAllowed(), 404), (Refused(), 422)]
)
def test_a_refusal_becomes_a_page(
    rf: RequestFactory, client: Client, refusal: Refused, status: int
) -> None:
    request = client.get("/").wsgi_request

    response = RefusalsAsPages(lambda _: None).process_exception(request, refusal)  # type: ignore[arg-type,return-value]

    assert response is not None
    assert response.status_code == status


def test_another_fault_is_not_a_refusal(rf: RequestFactory) -> None:
    middleware = RefusalsAsPages(lambda _: None)  # type: ignore[arg-type,return-value]

    assert middleware.process_exception(rf.get("/"), ValueError()) is None


def test_what_is_larger_than_anything_we_keep_is_not_read(client: Client) -> None:
    programme = make_programme()
    too_large = settings.LARGEST_REQUEST + 1
    address = reverse("voices:said", kwargs={"programme": programme.slug})

    answer = client.post(address, {"text": "pompe"}, headers={}, CONTENT_LENGTH=str(too_large))

    assert answer.status_code == 413
    assert "16" in answer.content.decode()
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_form_that_comes_back_stays_in_no_browser(client: Client) -> None:
    address = reverse("voices:follow", kwargs={"programme": make_programme().slug})

    answer = client.post(address, {"tracking_code": "4F7KM-Q2TXB"})

    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("is_behind", "said", "taken"),
    [
        (True, "10.0.0.9", "10.0.0.9"),
        (True, "1.2.3.4, 10.0.0.9", "10.0.0.9"),
        (True, "1.2.3.4, unknown", "127.0.0.1"),
        (True, "", "127.0.0.1"),
        (False, "10.0.0.9", "127.0.0.1"),
    ],
)
def test_only_a_proxy_of_ours_says_who_called(
    settings: Settings, is_behind: bool, said: str, taken: str
) -> None:
    settings.BEHIND_PROXY = is_behind
    request = RequestFactory().get("/", headers={"X-Forwarded-For": said})

    FromProxy(lambda _: HttpResponse())(request)

    assert request.META["REMOTE_ADDR"] == taken
