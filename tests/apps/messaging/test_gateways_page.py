"""The page on the gateways: whether they live, what they cost, and no secret."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from benkan.apps.journal import actions as journal
from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions, queries
from benkan.apps.messaging.models import Gateway, OutboundMessage
from benkan.apps.messaging.rules.contracts import AndroidContract, HttpContract, KannelContract
from benkan.apps.messaging.rules.said import KINDS
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.apps.messaging.test_pages import reader
from tests.browser.axe import violations_in
from tests.make.messaging import hear, make_contact, make_gateway, make_operator, queue
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db

SECRETS = ("kannel-secret", "phone-secret", "signing-secret")


def test_each_kind_has_its_words() -> None:
    assert set(KINDS) == set(Gateway.Contract.values)


def test_the_page_shows_what_each_costs_and_none_of_its_secrets() -> None:
    programme = make_programme()
    kannel = KannelContract(password=SECRETS[0], here="http://127.0.0.1:8000")
    phone = AndroidContract(password=SECRETS[1], signing_key=SECRETS[2])
    make_gateway(programme, contract=phone, code="puce")
    make_gateway(programme, contract=kannel, code="operateur")
    with make_operator() as operator:
        way = HttpContract(send_url=operator.url)
        gateway = make_gateway(programme, contract=way, code="agregateur", price=15).gateway
        queue(programme, make_contact(programme), "ɔ" * 71, moment=timezone.now())
        actions.dispatch_due(now=timezone.now())
    hear("Votre crédit finit demain", gateway=gateway, number="ORANGE", moment=timezone.now())
    staff = reader(programme, Role.PROGRAMME_STAFF)

    page = staff.get(f"/p/{programme.slug}/sms/passerelles/").content.decode()

    for shown in ("30 FCFA", "1 message, 2 SMS", "ORANGE", "Votre crédit finit demain"):
        assert shown in page
    assert page.count("Aucun pour l’instant") == 2, "two have not shown themselves"
    assert [secret for secret in (*SECRETS, "76123456") if secret in page] == []


def test_the_page_tells_how_much_waits_to_be_read_and_since_when() -> None:
    programme, neighbour = make_programme(), make_programme()
    gateway = make_gateway(programme).gateway
    make_gateway(neighbour)
    staff = reader(programme, Role.PROGRAMME_STAFF)

    def told() -> str:
        page = staff.get(f"/p/{programme.slug}/sms/passerelles/").content.decode()
        section = page.partition('id="unread"')[2].partition("</section>")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", section.partition(">")[2]).split())

    def follow(now: datetime) -> None:
        journal.seal(now=now)
        journal.carry({}, now=now)

    follow(NOW)
    before = told()
    hear(gateway=gateway, moment=NOW)
    hear(gateway=gateway, moment=NOW + timedelta(minutes=5))
    waiting = told()
    journal.seal(now=NOW)
    sealed = told()
    follow(NOW)

    assert (before, told()) == ("Ce qui est arrivé Tout ce qui est arrivé a été lu.",) * 2
    since = "2 événements attendent d’être lus, le plus ancien depuis le 3 novembre, 09:00."
    assert (waiting, sealed) == (
        f"Ce qui est arrivé {since} Ils sont gardés : rien n’est perdu.",
    ) * 2


def test_the_price_is_said_by_those_who_care_for_the_gateways() -> None:
    programme = make_programme()
    way = HttpContract(send_url="http://127.0.0.1:9/send")
    gateway = make_gateway(programme, contract=way).gateway
    address = f"/p/{programme.slug}/sms/passerelles/{gateway}/prix/"
    staff = reader(programme, Role.PROGRAMME_STAFF)

    answers = [staff.post(address, {"price": price}).status_code for price in ("15", "15", "-1")]

    assert answers == [302, 302, 422]
    assert queries.segment_price(programme.pk) == 15
    assert Entry.objects.filter(name="GatewayPriced").count() == 1
    staff.post(address, {"price": ""})
    assert queries.segment_price(programme.pk) is None


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ANIMATOR, Role.MONITORING_OFFICER])
def test_nobody_else_sees_the_gateways(role: Role) -> None:
    programme = make_programme()
    gateway = make_gateway(programme).gateway
    client = reader(programme, role)
    here = f"/p/{programme.slug}/sms/passerelles/"

    answers = [client.get(here), client.post(f"{here}{gateway}/prix/", {"price": "1"})]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_neighbours_gateway_has_no_price_here() -> None:
    programme = make_programme()
    theirs = make_gateway(make_programme()).gateway
    staff = reader(programme, Role.ADMINISTRATOR)

    answer = staff.post(f"/p/{programme.slug}/sms/passerelles/{theirs}/prix/", {"price": "1"})

    assert answer.status_code == 404


def test_the_month_begins_on_the_first_and_what_failed_is_paid() -> None:
    programme = make_programme()
    gateway = make_gateway(programme, contract=HttpContract(send_url="http://x"), price=10).gateway
    first = datetime(2026, 11, 1, tzinfo=UTC)
    for state, moment in (
        ("sent", first),
        ("failed", first),
        ("delivered", first - timedelta(seconds=1)),
        ("withheld", first),
    ):
        message = queue(programme, make_contact(programme))
        OutboundMessage.objects.filter(pk=message).update(
            state=state, gateway=gateway, changed_at=moment
        )

    told = queries.traffic_of(programme.pk, now=first + timedelta(days=2))

    assert [(one.messages, one.segments, one.francs) for one in told] == [(2, 2, 20)]


def test_the_traffic_is_counted_in_two_queries_however_many_gateways() -> None:
    programme = make_programme()
    for _ in range(3):
        make_gateway(programme)

        with CaptureQueriesContext(connection) as asked:
            queries.traffic_of(programme.pk, now=timezone.now())

        assert len(asked) == 2


def test_the_outbox_says_what_waits_for_the_morning(settings: Settings) -> None:
    hour = timezone.localtime().hour
    settings.QUIET_HOURS = [hour, (hour + 1) % 24]
    programme = make_programme()
    make_gateway(programme, contract=HttpContract(send_url="http://127.0.0.1:9/"))
    queue(programme, make_contact(programme), moment=timezone.now())
    actions.dispatch_due(now=timezone.now())

    page = reader(programme, Role.ADMINISTRATOR).get(f"/p/{programme.slug}/sms/").content.decode()

    assert "1 message attend le matin" in page


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_everybody_can_use_the_page(width: int, dark: bool) -> None:
    programme, empty = make_programme(), make_programme()
    way = HttpContract(send_url="http://127.0.0.1:9/")
    gateway = make_gateway(programme, contract=way, price=15).gateway
    hear("Forfait", gateway=gateway, number="ORANGE")
    pages = {
        one.slug: reader(one, Role.ADMINISTRATOR)
        .get(f"/p/{one.slug}/sms/passerelles/")
        .content.decode()
        for one in (programme, empty)
    }

    assert violations_in(pages, width=width, dark=dark) == {}


def test_who_works_in_one_place_sets_no_price() -> None:
    programme = make_programme()
    gateway = make_gateway(programme).gateway

    with pytest.raises(NotAllowed):
        actions.set_segment_price(
            gateway=gateway,
            francs=15,
            actor=make_actor(programme, Role.PROGRAMME_STAFF, place=make_place()),
            moment=NOW,
        )
    with pytest.raises(NotFound):
        actions.set_segment_price(
            gateway=gateway,
            francs=15,
            actor=make_actor(make_programme(), Role.ADMINISTRATOR),
            moment=NOW,
        )
