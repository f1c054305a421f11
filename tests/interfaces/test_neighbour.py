"""The neighbour is refused, at every address: a matrix made from the table of addresses.

A thing of another programme, of another place, or of another organisation at the very same place, is
not there for somebody who holds the very same role next door. An address with a word that `tests.make.neighbours` cannot fill fails here, so that no
new page escapes the question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, Invitation, Organisation, Place, Programme
from benkan.apps.voices.models import AgendaItem
from benkan.kit.actor import Role
from tests.make.addresses import (
    ADDRESSES,
    GUARDED,
    OF_AN_ORGANISATION,
    WITH_IDS,
    Address,
)
from tests.make.neighbours import Things, make_post, make_things
from tests.make.registry import (
    IN_A_YEAR,
    make_account,
    make_organisation,
    make_place,
    make_programme,
)

pytestmark = pytest.mark.django_db

PUBLIC_WITH_A_NAME = {
    "web:commune",
    "web:commune_feed",
    "web:commune_rss",
    "web:poster",
    "web:public_round",
    "web:round_poster",
    "web:table",
    "activities:public_meeting",
    "api:assessment",
    "api:promise",
    "commitments:public",
    "commitments:public_proof",
    "commitments:public_policy",
    "commitments:public_text",
    "commitments:public_article",
    "commitments:public_comparison",
}
"""What anybody may ask for by its name. A page with an id that is for everyone does not belong here
without a long look."""

SAYS_NOTHING = {"registry:withdraw"}
"""Answers the same whether there is such a thing or not, since a second click finds it gone."""

FOR_THE_WHOLE_PROGRAMME = {
    "messaging:price", "registry:close_sessions", "voices:close_line", "voices:forget",
    "voices:template", "voices:review_template", "voices:withdraw_template",
    "results:publication", "results:publish", "results:take_back",
}  # fmt: skip
"""Only for a post of the whole country, so that nobody with a place is its owner."""


SAID: dict[str, Any] = {
    "service": "roads", "is_sensitive": "yes", "answer": "Merci", "reason": "Hors du programme",
    "action": "Réparer la pompe", "due_on": IN_A_YEAR.isoformat(), "name": "Awa Exemple", "kind": "cso",
    "holder": "Awa Exemple", "capacity": "elected", "opens_on": "2026-02-01", "closes_on": "2026-03-01",
    "email": "awa@example.org", "held_on": "2026-01-15", "female-25_34": "12", "note": "2 pompes",
    "on": "2026-11-04", "how": "by_hand",
    "asked": "Réparer la pompe", "state": "seen", "words": "C’est fait", "is_so": "yes", "sensitivity": "threat", "confirms": "yes", "from_women": "12", "people": "12", "finding": "L’eau coule", "is_read": "on",
    "part": "party", "label": "Projet", "language": "fr", "status": "draft", "pasted": "Article 1",
    "client_key": "a" * 32,
    "to_day": "2999-12-01", "asker": "women", "question": "Et la pompe ?", "to_do": "Réparer la pompe",
    "0-name": "Awa Exemple", "0-consents": "on", "ending": "declined",
    "title": "Rencontre", "said": "agreed", "said_on": "2026-01-15", "planned_on": "2026-12-01", "users-female": "12", "scale": "faces", "way": "consensus", "value": "3",
}  # fmt: skip
"""What is written to each address, so that its form is filled in and the action itself is asked."""


PARTNERS = (Role.COORDINATOR, Role.ANIMATOR)
"""Roles that are held for an organisation; the others are held for the whole programme."""

SHARED = {
    "case_id", "comment_id", "commitment_id", "confidant", "escalation_id", "evidence_id", "gateway",
    "hand_over_id", "holding", "issue_id", "office", "organisation", "policy_id", "proof_id",
    "publication_id", "reminder_id", "template_id",
}  # fmt: skip
"""What partners at one place work on together, and what is the programme's: a case that is heard by
one organisation is answered by whoever is there."""

SESSION_COOKIE = "sessionid"


@dataclass(frozen=True)
class Land:
    """A programme with things of one organisation at home; beside it another programme, another place
    and another organisation at the very same place."""

    programme: Programme
    home: Place
    things: Things
    next_door: Place
    other_programme: Programme
    ours: Organisation
    theirs: Organisation
    known: dict[object, tuple[Client, str]] = field(default_factory=dict)

    def at_home(self, role: Role) -> Client:
        return self._of(self.programme, role, self.home, self.ours)

    def beside(self, role: Role) -> Client:
        return self._of(self.programme, role, self.next_door, self.ours)

    def of_another_programme(self, role: Role) -> Client:
        return self._of(self.other_programme, role, self.home, None)

    def of_another_organisation(self, role: Role) -> Client:
        return self._of(self.programme, role, self.home, self.theirs)

    def _of(
        self, programme: Programme, role: Role, place: Place, organisation: Organisation | None
    ) -> Client:
        """Whoever has logged in once stays so, and brings nothing along from page to page."""
        named = programme.pk, role, place.pk, organisation and organisation.pk
        if named not in self.known:
            client = logged_in(make_post(programme, role, place, organisation))
            self.known[named] = client, client.cookies[SESSION_COOKIE].value
        client, session = self.known[named]
        client.cookies = SimpleCookie({SESSION_COOKIE: session})
        return client


def logged_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Land]:
    """One land for all addresses, laid once and undone at the end; each test takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        programme, home = make_programme(), make_place("Kati")
        things = make_things(programme, home)
        land = Land(
            programme,
            home,
            things,
            make_place("Dio"),
            make_programme(),
            Organisation.objects.get(pk=things.organisation),
            make_organisation(programme, place=home),
        )
        for role in Role:
            for neighbour in (Land.beside, Land.of_another_programme, Land.of_another_organisation):
                neighbour(land, role)
            land.at_home(role)
        with django_db_blocker.block():
            yield land
        transaction.set_rollback(True)


@pytest.fixture
def land(ground: Land, db: None) -> Land:
    return ground


def answers(client: Client, address: str, land: Land) -> set[int]:
    """What the address answers to being read and to being written to; 405 says nothing."""
    written = client.post(address, written_to(land))
    return {client.get(address).status_code, written.status_code} - {405}


def written_to(land: Land) -> dict[str, Any]:
    things = land.things
    return {
        **SAID,
        "place": land.home.pk,
        "activity": things.activity_id,
        "office": things.office,
        "issue": things.issue_id,
        "subject": f"office:{things.office}",
        "account": things.account,
        "organisation": things.organisation,
    }


def kept(things: Things) -> tuple[int, bool]:
    """What an action that was let through would have changed."""
    return Entry.objects.count(), Invitation.objects.filter(pk=things.invitation).exists()


def expected(address: Address) -> set[int]:
    return {302} if address.name in SAYS_NOTHING else {404}


def test_every_word_of_an_address_can_be_filled() -> None:
    unknown = {str(one): one.words - Things.named() for one in ADDRESSES}

    assert {name: words for name, words in unknown.items() if words} == {}


def test_every_address_says_whether_its_thing_is_one_organisation_s_or_shared() -> None:
    said = OF_AN_ORGANISATION | SHARED

    assert [str(one) for one in WITH_IDS if not one.words & said] == []


def test_what_has_a_name_and_is_for_everyone_is_known() -> None:
    named = {one.name for one in ADDRESSES if one.audience == "everyone" and one.words}

    assert named == PUBLIC_WITH_A_NAME


@pytest.mark.parametrize("address", WITH_IDS, ids=str)
def test_a_thing_is_there_for_those_of_its_place_and_for_no_neighbour(
    address: Address, land: Land
) -> None:
    """Those of the place come last: else the refusals would prove nothing."""
    before = kept(land.things)
    here = address.of(land.things, land.programme)
    own = address.of(land.things, land.other_programme)
    others = [land.of_another_programme(role) for role in address.roles]

    through_own = [answers(one, own, land) for one in others]
    straight = [answers(one, here, land) for one in others]
    from_next_door = [answers(land.beside(role), here, land) for role in address.roles]
    of_another = [
        answers(land.of_another_organisation(role), here, land)
        for role in address.roles
        if role in PARTNERS and address.is_of_an_organisation
    ]
    after = kept(land.things)
    is_let_in = any(answers(land.at_home(role), here, land) - {404} for role in address.roles)

    assert through_own == [expected(address)] * len(others)
    assert straight == [{404}] * len(others)
    assert from_next_door == [{404}] * len(others)
    assert of_another == [{404}] * len(of_another)
    assert after == before
    assert is_let_in or address.name in FOR_THE_WHOLE_PROGRAMME


@pytest.mark.once
@pytest.mark.parametrize("address", GUARDED, ids=str)
def test_a_stranger_is_sent_to_log_in_and_an_account_without_a_role_finds_nothing(
    address: Address, land: Land
) -> None:
    before = kept(land.things)
    asked = address.of(land.things, land.programme)
    page = Client().get(asked)
    sent = page if page.status_code != 405 else Client().post(asked)

    assert sent.headers.get("Location", "").startswith(reverse("account_login")) == (
        not address.is_for_programs
    )
    assert sent.status_code == (401 if address.is_for_programs else 302)
    assert answers(logged_in(make_account()), asked, land) == {404}
    assert kept(land.things) == before


LISTS = {"api:cases": "case_id", "api:commitments": "commitment_id", "api:rounds": "round_id"}
"""The lists of the interface for programs, and which thing of ours each holds."""


@pytest.mark.parametrize("address", [one for one in GUARDED if one.name in LISTS], ids=str)
def test_a_list_for_programs_holds_what_is_in_sight_and_nothing_of_a_neighbour(
    address: Address, land: Land
) -> None:
    word, here = LISTS[address.name], address.of(land.things, land.programme)
    ours = str(getattr(land.things, word))
    of_own = address.of(land.things, land.other_programme)

    def sees(client: Client, asked: str) -> bool:
        answer = client.get(asked)
        return answer.status_code == 200 and ours in answer.content.decode()

    roles = [role for role in address.roles if role is not Role.OFFICE_HOLDER]
    seen = [sees(land.at_home(role), here) for role in roles]
    beside = [sees(land.beside(role), here) for role in roles]
    others = [sees(land.of_another_programme(role), of_own) for role in roles]
    straight = [sees(land.of_another_programme(role), here) for role in roles]
    of_another = [sees(land.of_another_organisation(role), here) for role in PARTNERS]

    assert seen == [True] * len(roles)
    assert beside == others == straight == [False] * len(roles)
    assert of_another == [word in SHARED] * len(PARTNERS)


def test_every_list_of_one_s_own_for_programs_is_looked_at() -> None:
    own = {str(one) for one in GUARDED if one.is_for_programs}

    assert own == {*LISTS, "api:me"}


IN_FORMS = {
    "voices:join": ("case_id:case", "issue_id:issue"),
    "voices:group": ("case_id:case",),
    "voices:sort_several": ("case_id:case",),
    "voices:accept_several": ("case_id:case",),
    "voices:set_several_aside": ("case_id:case",),
    "voices:hand_over": ("office:office",),
    "voices:put_on_agenda": ("activity_id:activity",),
    "registry:invite": ("organisation:organisation",),
    "registry:add_office": ("organisation:organisation",),
}
"""Forms that name a thing, and which of its words then stands for a neighbour's."""


def written(name: str, words: Sequence[str], land: Land, theirs: Things) -> tuple[str, Any]:
    """Where the form is sent, and what is in it: all is our own but what the words say."""
    address = next(one for one in ADDRESSES if one.name == name)
    own: dict[str, Any] = {
        "office": land.things.office,
        "case": land.things.case_id,
        "place": land.home.pk,
        "title": "Pompe",
        "level": "commune",
    }
    changed = {field: getattr(theirs, word) for word, _, field in (w.partition(":") for w in words)}
    body = {**SAID, **own, "role": "animator", **changed}
    return address.of(land.things, land.programme), body


@pytest.mark.parametrize(("name", "words"), IN_FORMS.items(), ids=IN_FORMS)
def test_a_form_takes_nothing_of_another_programme(
    name: str, words: Sequence[str], land: Land
) -> None:
    theirs = make_things(land.other_programme, land.home)
    client = Client()
    client.force_login(make_post(land.programme, Role.ADMINISTRATOR, land.home))
    before = kept(land.things)
    address, body = written(name, words, land, theirs)

    client.post(address, body)
    refused = kept(land.things)
    client.post(*written(name, words, land, land.things))

    assert refused == before
    # With a thing of its own the same form does its work; the issue is on the agenda already.
    assert (kept(land.things) != before) == (name != "voices:put_on_agenda")


@pytest.mark.parametrize("name", ["voices:join", "voices:group", "voices:put_on_agenda"])
def test_a_form_takes_nothing_of_another_place(name: str, land: Land) -> None:
    theirs = make_things(land.programme, land.next_door)
    client = Client()
    client.force_login(make_post(land.programme, Role.COORDINATOR, land.home))
    before = kept(land.things), AgendaItem.objects.count()

    client.post(*written(name, IN_FORMS[name], land, theirs))

    assert (kept(land.things), AgendaItem.objects.count()) == before


def test_a_guessed_id_is_answered_like_that_of_a_neighbour(land: Land) -> None:
    nothing = Things(**{**vars(land.things), "case_id": UUID(int=1), "issue_id": UUID(int=1)})
    staff = make_post(land.programme, Role.PROGRAMME_STAFF, land.next_door)
    client = Client()
    client.force_login(staff)
    of = {one.name: one for one in WITH_IDS}

    for name in ("voices:case", "voices:issue"):
        real = client.get(of[name].of(land.things, land.programme))
        guessed = client.get(of[name].of(nothing, land.programme))
        assert (real.status_code, guessed.status_code) == (404, 404)
