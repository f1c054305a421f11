"""Comments on a text: opened, given without an account, read first, replied to, closed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from benkan.apps.commitments.actions.policy_comments import (
    close_for_comments,
    comment,
    open_for_comments,
    record_group_comment,
    reply_to_comment,
    set_comment_aside,
    show_comment,
)
from benkan.apps.commitments.actions.policy_texts import give_text
from benkan.apps.commitments.models import PolicyComment, PolicyMeasure, PolicyText
from benkan.apps.commitments.queries.policy_comments import (
    CommentShown,
    comments_to,
    comments_to_judge,
    consultation_on,
    waiting_comments,
)
from benkan.apps.commitments.rules import commenting as rules
from benkan.apps.commitments.rules.commenting import CommentState, Reply
from benkan.apps.commitments.rules.groups import Group
from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, Place, Programme
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound, Refused
from tests.browser.axe import violations_in
from tests.make.commitments import make_policy
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
IN_A_MONTH = TODAY + timedelta(days=30)
FIRST = "Article 1 : Objet\nLe seau coûte 10 FCFA.\nArticle 2\nLe maire applique."
SECOND = "Article 1 : Objet\nLe seau coûte 5 FCFA.\nArticle 2\nLe maire applique."


@pytest.fixture
def programme() -> Programme:
    return make_programme("kayes")


@pytest.fixture
def place() -> Place:
    return make_place("Kati")


@pytest.fixture
def coordinator(programme: Programme, place: Place) -> Actor:
    return make_actor(programme, Role.COORDINATOR, place=place)


@pytest.fixture
def animator(programme: Programme, place: Place) -> Actor:
    return make_actor(programme, Role.ANIMATOR, place=place)


@pytest.fixture
def measure(programme: Programme, place: Place, coordinator: Actor) -> PolicyMeasure:
    row = make_policy(programme, place)
    row.published_at = NOW
    row.save()
    version_of(row, coordinator, FIRST)
    return row


@pytest.fixture
def text(measure: PolicyMeasure, coordinator: Actor) -> PolicyText:
    """Its first version, open for a month."""
    version = PolicyText.objects.get(measure=measure)
    opened(version, coordinator)
    return version


def version_of(row: PolicyMeasure, actor: Actor, pasted: str) -> None:
    give_text(
        policy=row.pk,
        label="Projet",
        language="fr",
        is_adopted=False,
        pasted=pasted,
        actor=actor,
        moment=NOW,
    )


def opened(text: PolicyText, actor: Actor, until: date = IN_A_MONTH) -> None:
    open_for_comments(text=text.pk, closes_on=until, actor=actor, moment=NOW)


def said(text: PolicyText, words: str = "C’est trop cher", *, key: str = "", days: int = 0) -> UUID:
    article = text.articles.get(number="1")
    return comment(
        text=text.pk,
        article=article.pk,
        words=words,
        language="fr",
        client_key=key or uuid4().hex,
        connection="192.0.2.7",
        moment=NOW + timedelta(days=days),
    )


def a_group_said(text: PolicyText, actor: Actor, *, people: int | None = 12) -> UUID:
    return record_group_comment(
        text=text.pk,
        article=None,
        groups=["women", "young"],
        people=people,
        words="Dix francs, c’est une bassine de moins.",
        language="fr",
        client_key=uuid4().hex,
        actor=actor,
        moment=NOW,
    )


def test_a_comment_is_read_before_everybody_reads_it_and_is_replied_to(
    programme: Programme, text: PolicyText, coordinator: Actor
) -> None:
    one = said(text, key="a" * 32)
    again = said(text, key="a" * 32)
    article = text.articles.get(number="1").pk

    assert (one, consultation_on(text.pk, today=TODAY).waiting) == (again, 1)
    assert waiting_comments(programme.pk, coordinator) == 1
    assert comments_to(text.pk, article) == ([], 0)

    for _ in range(2):
        show_comment(comment=one, actor=coordinator, moment=NOW)
    reply_to_comment(
        comment=one,
        reply="partly",
        words="Cinq francs pour les familles déplacées.",
        actor=coordinator,
        moment=NOW,
    )

    shown = CommentShown(
        id=one,
        is_group=False,
        groups=(),
        people=None,
        words="C’est trop cher",
        language="fr",
        on=NOW,
        reply=Reply.PARTLY,
        reply_words="Cinq francs pour les familles déplacées.",
    )
    assert comments_to(text.pk, article) == ([shown], 1)
    assert consultation_on(text.pk, today=TODAY).counts == {article: 1}
    names = [entry.name for entry in Entry.objects.filter(name__startswith="PolicyComment")]
    assert sorted(names) == ["PolicyCommentJudged", "PolicyCommentReplied", "PolicyCommented"]
    assert "cher" not in "".join(entry.body for entry in Entry.objects.all())


def test_a_group_is_shown_as_a_group_and_a_small_one_as_no_more_than_that(
    text: PolicyText, animator: Actor, coordinator: Actor
) -> None:
    for people in (12, 4):
        one = a_group_said(text, animator, people=people)
        show_comment(comment=one, actor=coordinator, moment=NOW)

    found, _ = comments_to(text.pk, None)

    assert {(one.is_group, one.groups, one.people) for one in found} == {
        (True, (Group.WOMEN, Group.YOUNG), 12),
        (True, (), None),
    }


def test_a_comment_that_names_somebody_loses_its_words(
    programme: Programme, text: PolicyText, coordinator: Actor
) -> None:
    one = said(text, "Moussa Exemple a mangé l’argent")
    show_comment(comment=one, actor=coordinator, moment=NOW)

    set_comment_aside(comment=one, why="names", actor=coordinator, moment=NOW)

    row = PolicyComment.objects.get()
    assert (row.words, row.state, row.why) == ("", "set_aside", "names")
    assert comments_to(text.pk, row.article_id) == ([], 0)
    with pytest.raises(rules.JudgedAlready):
        show_comment(comment=row.pk, actor=coordinator, moment=NOW)


def test_what_cannot_be_said_or_done_is_refused_in_a_sentence(
    measure: PolicyMeasure, text: PolicyText, coordinator: Actor, animator: Actor
) -> None:
    own = a_group_said(text, coordinator)
    one = said(text)
    by: dict[str, Any] = {"actor": coordinator, "moment": NOW}

    def refused(action: Callable[[], object]) -> str:
        with pytest.raises(Refused) as refusal:
            action()
        return refusal.value.code

    assert [
        refused(lambda: said(text, "  ")),
        refused(lambda: said(text, days=31)),
        refused(lambda: a_group_said(text, animator, people=None)),
        refused(lambda: opened(text, coordinator, TODAY)),
        refused(lambda: show_comment(comment=own, **by)),
        refused(lambda: set_comment_aside(comment=one, why="", **by)),
        refused(lambda: reply_to_comment(comment=one, reply="partly", words="Oui", **by)),
    ] == [
        "policy_comment_empty",
        "policy_comments_closed",
        "policy_comment_group_incomplete",
        "policy_comment_period_not_possible",
        "policy_comment_own",
        "policy_comment_why_missing",
        "policy_comment_not_shown",
    ]
    assert said(text, days=30)
    version_of(measure, coordinator, SECOND)
    second = PolicyText.objects.get(version=2)
    assert refused(lambda: said(second)) == "policy_comments_not_open"
    assert refused(lambda: opened(second, coordinator)) == "policy_comments_open_already"

    for _ in range(2):
        close_for_comments(text=text.pk, actor=coordinator, moment=NOW)
    assert refused(lambda: said(text)) == "policy_comments_closed"
    opened(second, coordinator)
    measure.published_at = None
    measure.save()
    assert refused(lambda: opened(second, coordinator)) == "policy_text_not_public"
    assert refused(lambda: said(second)) == "policy_comments_not_open"


def test_nobody_of_another_place_or_programme_opens_judges_or_records(
    programme: Programme, text: PolicyText, animator: Actor
) -> None:
    one = said(text)
    neighbour = make_actor(programme, Role.COORDINATOR, place=make_place("Bougouni"))
    stranger = make_actor(make_programme(), Role.PROGRAMME_STAFF)

    judging: list[Callable[[Actor], object]] = [
        lambda by: opened(text, by),
        lambda by: close_for_comments(text=text.pk, actor=by, moment=NOW),
        lambda by: show_comment(comment=one, actor=by, moment=NOW),
        lambda by: set_comment_aside(comment=one, why="twice", actor=by, moment=NOW),
        lambda by: reply_to_comment(comment=one, reply="partly", words="Oui", actor=by, moment=NOW),
    ]
    recording: list[Callable[[Actor], object]] = [lambda by: a_group_said(text, by)]

    for actor, error, acts in [
        (neighbour, NotAllowed, judging + recording),
        (stranger, NotFound, judging + recording),
        (animator, NotAllowed, judging),
    ]:
        for act in acts:
            with pytest.raises(error):
                act(actor)
    assert waiting_comments(programme.pk, neighbour) == 0
    assert comments_to_judge(programme.pk, neighbour, state=CommentState.WAITING) == ([], 0)


@pytest.mark.parametrize("many", [1, 9])
def test_the_list_to_read_takes_as_many_queries_for_many(
    many: int,
    client: Client,
    text: PolicyText,
    coordinator: Actor,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(many):
        said(text)
    client.force_login(Account.objects.get(pk=coordinator.account))
    client.get("/p/kayes/politiques/commentaires/")

    with django_assert_num_queries(5):
        page = client.get("/p/kayes/politiques/commentaires/")

    assert len(page.context["found"]) == many


def test_a_citizen_comments_on_the_page_without_an_account(
    client: Client, measure: PolicyMeasure, text: PolicyText, coordinator: Actor
) -> None:
    # The page goes by today's clock.
    opened(text, coordinator, timezone.localdate() + timedelta(days=20))
    order = text.articles.get(number="1").order
    here = f"/p/kayes/politiques/P-{measure.number}/texte/1/article/{order}/"
    key = client.get(here).context["form"]["client_key"].value()

    empty = client.post(here, {"client_key": key, "words": ""})
    sent = client.post(here, {"client_key": key, "words": "Trop cher pour nous"})

    assert empty.context["form"]["words"].errors == [
        "Écrivez avec vos mots ce que vous changeriez ou garderiez dans ce texte."
    ]
    assert (sent.status_code, sent["Location"]) == (302, here)
    row = PolicyComment.objects.get()
    assert (row.words, row.state, row.recorded_by) == ("Trop cher pour nous", "waiting", None)
    assert "Trop cher" not in client.get(here).content.decode()
    measure.published_at, measure.withdrawn_at = None, NOW
    measure.save()
    assert [client.get(here).status_code, client.post(here, {}).status_code] == [410, 410]


@pytest.mark.browser
@pytest.mark.needs("chromium")
@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.soak)])
def test_axe_finds_nothing_on_the_pages_of_comments(
    client: Client, measure: PolicyMeasure, text: PolicyText, coordinator: Actor, width: int
) -> None:
    show_comment(comment=said(text), actor=coordinator, moment=NOW)
    said(text)
    version_of(measure, coordinator, SECOND)
    base, own = (
        f"/p/kayes/politiques/P-{measure.number}/texte/",
        f"/p/kayes/politiques/{measure.pk}/textes/",
    )
    public = [f"{base}1/", f"{base}1/article/1/", f"{base}2/comparaison/1/"]
    staff = [
        f"{own}1/",
        f"{own}1/groupe/",
        f"{own}2/comparaison/1/",
        "/p/kayes/politiques/commentaires/",
    ]
    pages = {address: client.get(address).content.decode() for address in public}
    client.force_login(Account.objects.get(pk=coordinator.account))
    pages |= {address: client.get(address).content.decode() for address in staff}

    assert violations_in(pages, width=width) == {}


def test_one_connection_does_not_fill_the_list_for_everybody(text: PolicyText) -> None:
    kept = [said(text) for _ in range(rules.MOST_IN_AN_HOUR)]

    with pytest.raises(rules.TooManyFromHere):
        said(text)

    assert said(text, days=1) not in kept
