"""A telephone with keys on a page: staff try the menus without an operator."""

import re
from html import unescape

import pytest
from django.test import Client

from benkan.apps.messaging.models import Contact, OutboundMessage
from benkan.apps.messaging.rules.contracts import UssdContract
from benkan.apps.registry.models import Programme
from benkan.apps.voices.models import Case, UssdSession
from benkan.kit.actor import Role
from tests.browser.axe import violations_in
from tests.interfaces.web.test_simulator import address, reader
from tests.make.messaging import make_gateway
from tests.make.registry import make_place, make_programme

pytestmark = pytest.mark.django_db

WAY = ["1", "3", "sananko", "1", "La pompe*du marché", "1"]


class Handset:
    """The page as a browser without scripts drives it: what is in the form goes along."""

    def __init__(self, programme: Programme, phone: str = "1") -> None:
        make_place("Sanankoroba")
        self.client: Client = reader(programme, Role.ANIMATOR)
        self.address = f"{address(programme, 'ussd/')}?telephone={phone}"
        self.page = self.client.get(self.address).content.decode()

    def post(self, **button: str) -> str:
        draft = re.search(r'name="draft" value="([^"]*)"', self.page)
        session = re.search(r'name="session" value="([^"]*)"', self.page)
        fields = {
            "session": session[1] if session else "",
            "typed": [
                unescape(one) for one in re.findall(r'name="typed" value="([^"]*)"', self.page)
            ],
            "draft": unescape(draft[1]) if draft else "",
            **button,
        }
        self.page = self.client.post(self.address, fields).content.decode()
        return self.screen

    def type(self, text: str) -> str:
        return self.post(draft=text, do="send")

    @property
    def screen(self) -> str:
        shown = re.search(r'id="screen"><p>(.*?)</p>', self.page, re.S)
        return unescape(shown[1]).replace("<br>", "\n") if shown else ""


def test_in_a_demonstration_it_goes_all_the_way() -> None:
    handset = Handset(make_programme(kind="demonstration"))

    screens = [handset.post(do="call"), *(handset.type(one) for one in WAY)]

    case = Case.objects.get()
    assert (
        screens[0] == "Langue? Language?\n1 Francais\n2 Bamanankan (menus en francais)\n3 English"
    )
    assert screens[-1].startswith(f"Merci. Votre message est envoyé: No {case.reference}.")
    assert case.channel == "ussd"
    assert OutboundMessage.objects.count() == 1


def test_a_session_that_was_cut_goes_on() -> None:
    handset = Handset(make_programme(kind="demonstration"))
    handset.post(do="call")
    seen = [handset.type(one) for one in WAY[:3]][-1]

    hung_up = handset.post(do="hang_up")
    asked = handset.post(do="call")

    assert hung_up == ""
    assert asked == "L'appel a été coupé. On reprend ?\n1 Continuer\n2 Recommencer"
    assert handset.type("1") == seen


def test_a_key_writes_and_can_be_erased_without_scripts() -> None:
    handset = Handset(make_programme(kind="demonstration"))
    first = handset.post(do="call")

    assert [handset.post(key=key) for key in "12"] == [first, first]
    assert 'name="draft" value="12"' in handset.page
    handset.post(do="erase")
    assert handset.post(do="send").startswith("De quoi s'agit-il ?")


def test_a_page_that_is_sent_twice_changes_nothing() -> None:
    handset = Handset(make_programme(kind="demonstration"))
    handset.post(do="call")
    for one in WAY[:-1]:
        handset.type(one)
    before = handset.page

    last = handset.type(WAY[-1])
    handset.page = before
    again = handset.type(WAY[-1])

    assert last == again
    assert Case.objects.count() == 1


@pytest.mark.parametrize("kind", ["real", "historical"])
def test_elsewhere_the_menus_are_tried_dry_and_nothing_is_kept(kind: str) -> None:
    handset = Handset(make_programme(kind=kind))

    screens = [handset.post(do="call"), *(handset.type(one) for one in WAY)]

    assert screens[5].startswith("Eau, Sanankoroba: La pompe*du marché\n")
    assert screens[-1] == "L'essai est fini: rien n'a été envoyé ni gardé."
    kept = (Case, Contact, UssdSession, OutboundMessage)
    assert [model.objects.count() for model in kept] == [0, 0, 0, 0]


def test_the_telephone_shows_the_code_that_people_dial() -> None:
    programme = make_programme()
    blank = Handset(programme).page
    make_gateway(programme, contract=UssdContract(service_code="*456#"))

    assert ("*123#" in blank, "*456#" in Handset(programme).page) == (True, True)


def test_who_is_not_staff_presses_no_key() -> None:
    programme = make_programme(kind="demonstration")

    answer = reader(make_programme()).post(address(programme, "ussd/"), {"do": "call"})

    assert answer.status_code == 404
    assert UssdSession.objects.count() == 0


@pytest.mark.parametrize("kind", ["real", "demonstration"])
def test_garbage_in_the_form_breaks_nothing(kind: str) -> None:
    handset = Handset(make_programme(kind=kind))
    garbage = {"session": "x" * 999, "typed": ["*" * 999] * 99, "draft": "\x01ɛ" * 999, "key": "??"}

    for do in ["call", "send", "erase", "hang_up", "?"]:
        answer = handset.client.post(handset.address, {**garbage, "do": do})
        assert answer.status_code == 200


@pytest.mark.once
@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), pytest.param(1280, True, marks=pytest.mark.soak)]
)
def test_everybody_can_use_the_telephone(width: int, dark: bool) -> None:
    handset = Handset(make_programme(kind="demonstration"))
    pages = {"blank": handset.page}
    handset.post(do="call")
    pages["called"] = handset.page
    for one in WAY:
        handset.type(one)
    pages["over"] = handset.page
    dry = Handset(make_programme())
    dry.post(do="call")
    pages["dry"] = dry.page

    assert violations_in(pages, width=width, dark=dark) == {}
