"""The neighbour is refused, at every address: a matrix made from the table of addresses.

A thing of another programme, or of another place, is not there for somebody who holds the very same
role next door. An address with a word that `tests.make.neighbours` cannot fill fails here, so that no
new page escapes the question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, Invitation, Place, Programme
from benkan.apps.voices.models import AgendaItem
from benkan.kit.actor import Role
from tests.make.neighbours import Things, make_post, make_things
from tests.make.registry import IN_A_YEAR, make_account, make_place, make_programme

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


@dataclass(frozen=True)
class Address:
    """An address below a programme: its name, the words it takes, and whom its page lets in."""

    name: str
    words: frozenset[str]
    audience: Any

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> tuple[Role, ...]:
        return () if self.audience == "everyone" else tuple(self.audience)

    def of(self, things: Things, programme: Programme) -> str:
        named = {word: things.filling(self.name, word) for word in self.words}
        return reverse(self.name, kwargs={"programme": programme.slug, **named})


def _below(
    patterns: Sequence[URLPattern | URLResolver],
    space: str = "",
    words: frozenset[str] = frozenset(),
) -> Iterator[Address]:
    for pattern in patterns:
        here = words | set(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern.url_patterns, inner, here)
        elif "programme" in here:
            audience = getattr(pattern.callback, "audience", None)
            yield Address(f"{space}{pattern.name}", here - {"programme"}, audience)


ADDRESSES = list(_below(get_resolver().url_patterns))
GUARDED = [address for address in ADDRESSES if address.roles]
OF_A_TABLE = {"language", "prompt"}
"""Words of an address that name a line of a table that every programme has, not a thing of one."""
WITH_IDS = [address for address in GUARDED if address.words - OF_A_TABLE]


@dataclass(frozen=True)
class Land:
    """A programme with things at home; another programme and another place beside it."""

    programme: Programme
    home: Place
    things: Things
    next_door: Place
    other_programme: Programme


@pytest.fixture
def land() -> Land:
    programme, home = make_programme(), make_place("Kati")
    return Land(programme, home, make_things(programme, home), make_place("Dio"), make_programme())


def answers(account: Account, address: str, land: Land) -> set[int]:
    """What the address answers to being read and to being written to; 405 says nothing."""
    client, things = Client(), land.things
    client.force_login(account)
    named: dict[str, Any] = {
        "place": land.home.pk,
        "activity": things.activity_id,
        "office": things.office,
    }
    named |= {
        "issue": things.issue_id,
        "subject": f"office:{things.office}",
        "account": things.account,
        "organisation": things.organisation,
    }
    written = client.post(address, {**SAID, **named})
    return {client.get(address).status_code, written.status_code} - {405}


def kept(things: Things) -> tuple[int, bool]:
    """What an action that was let through would have changed."""
    return Entry.objects.count(), Invitation.objects.filter(pk=things.invitation).exists()


def expected(address: Address) -> set[int]:
    return {302} if address.name in SAYS_NOTHING else {404}


def test_every_word_of_an_address_can_be_filled() -> None:
    unknown = {str(one): one.words - Things.named() for one in ADDRESSES}

    assert {name: words for name, words in unknown.items() if words} == {}


def test_what_has_a_name_and_is_for_everyone_is_known() -> None:
    named = {one.name for one in ADDRESSES if one.audience == "everyone" and one.words}

    assert named == PUBLIC_WITH_A_NAME


@pytest.mark.parametrize("address", WITH_IDS, ids=str)
def test_a_thing_is_there_for_those_of_its_place_and_for_no_neighbour(
    address: Address, land: Land
) -> None:
    """Those of the place come last: else the refusals would prove nothing."""
    before, things = kept(land.things), land.things
    here = address.of(things, land.programme)
    others = [make_post(land.other_programme, role, land.home) for role in address.roles]
    beside = [make_post(land.programme, role, land.next_door) for role in address.roles]

    through_own = [answers(one, address.of(things, land.other_programme), land) for one in others]
    straight = [answers(one, here, land) for one in others]
    from_next_door = [answers(one, here, land) for one in beside]
    after = kept(things)
    at_home = [
        answers(make_post(land.programme, role, land.home), here, land)
        for role in address.roles
        if address.name not in FOR_THE_WHOLE_PROGRAMME
    ]

    assert through_own == [expected(address)] * len(others)
    assert straight == [{404}] * len(others)
    assert from_next_door == [{404}] * len(beside)
    assert after == before
    assert any(statuses - {404} for statuses in at_home) == bool(at_home)


@pytest.mark.parametrize("address", GUARDED, ids=str)
def test_a_stranger_is_sent_to_log_in_and_an_account_without_a_role_finds_nothing(
    address: Address, land: Land
) -> None:
    before = kept(land.things)
    asked = address.of(land.things, land.programme)
    page = Client().get(asked)
    sent = page if page.status_code != 405 else Client().post(asked)

    assert sent["Location"].startswith(reverse("account_login"))
    assert answers(make_account(), asked, land) == {404}
    assert kept(land.things) == before


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
