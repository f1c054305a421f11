"""Whom a case is about never handles it, nor their people, nor whoever stands above them."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from benkan.apps.journal.models import Entry
from benkan.apps.registry.models import Account, OfficeHolding, Place, Programme
from benkan.apps.registry.queries import actor_for
from benkan.apps.voices import queries
from benkan.apps.voices.actions import say_about
from benkan.apps.voices.rules.about import SubjectKind
from benkan.kit.actor import Actor, Role
from benkan.kit.refusals import NotAllowed, NotFound
from tests.make.registry import (
    NOW,
    make_account,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)
from tests.make.voices import case_row, make_case, say_about_office

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Land:
    """A cercle with a commune and a village; another commune beside. The desk sees everything."""

    programme: Programme
    cercle: Place
    commune: Place
    village: Place
    beside: Place
    desk: Actor

    def knows(self, actor: Actor, case: UUID) -> bool:
        return queries.cases_known_to(actor, self.programme.pk).filter(pk=case).exists()

    def staff(self, role: Role = Role.COORDINATOR, **facts: object) -> Actor:
        return make_actor(self.programme, role, **facts)  # type: ignore[arg-type]

    def also_holding(self, actor: Actor, title: str, place: Place) -> Actor:
        """The actor with an office besides."""
        OfficeHolding.objects.create(
            office=make_office(self.programme, place, title=title),
            holder="Une personne",
            account=Account.objects.get(pk=actor.account),
            capacity="appointed",
            opens_on=NOW.date().replace(month=1),
        )
        assert actor.account is not None
        return actor_for(actor.account, programme=self.programme.pk, moment=NOW)


@pytest.fixture
def land() -> Land:
    programme, cercle = make_programme(), make_place("Kati", kind="cercle")
    commune = make_place("Kalifabougou", above=cercle)
    return Land(
        programme=programme,
        cercle=cercle,
        commune=commune,
        village=make_place("Sotuba", kind="village", above=commune),
        beside=make_place("Dio-Gare", above=cercle),
        desk=make_actor(programme, Role.ADMINISTRATOR),
    )


def about(case: UUID, kind: SubjectKind, subject: UUID | None, actor: Actor) -> None:
    assert subject is not None
    say_about(case=case, kind=kind, subject=subject, is_so=True, actor=actor, moment=NOW)


def test_a_person_does_not_see_what_is_about_her(land: Land) -> None:
    her, colleague = land.staff(), land.staff()
    case = make_case(land.programme, land.commune)
    before = [land.knows(actor, case) for actor in (her, colleague, land.desk)]

    about(case, SubjectKind.ACCOUNT, her.account, land.desk)

    assert before == [True, True, True]
    assert [land.knows(actor, case) for actor in (her, colleague, land.desk)] == [False, True, True]


def test_an_organisation_does_not_see_what_is_about_it(land: Land) -> None:
    ngo, other = make_organisation(land.programme), make_organisation(land.programme)
    people = [land.staff(organisation=one) for one in (ngo, other)]
    case = make_case(land.programme, land.commune)

    about(case, SubjectKind.ORGANISATION, ngo.pk, land.desk)

    assert [land.knows(actor, case) for actor in people] == [False, True]


def test_whoever_stands_above_somebody_in_her_organisation_sees_nothing_about_her(
    land: Land,
) -> None:
    ngo, other = make_organisation(land.programme), make_organisation(land.programme)
    her = land.staff(Role.ANIMATOR, place=land.commune, organisation=ngo)
    above = [
        land.staff(organisation=ngo),
        land.staff(place=land.cercle, organisation=ngo),
        land.staff(place=land.commune, organisation=ngo),
    ]
    apart = [
        land.staff(place=land.cercle, organisation=other),
        land.staff(place=land.cercle),
    ]
    case = make_case(land.programme, land.commune)

    about(case, SubjectKind.ACCOUNT, her.account, land.desk)

    assert [land.knows(actor, case) for actor in (*above, *apart)] == [False] * 3 + [True] * 2


def test_an_office_is_its_holder_at_any_time_and_who_holds_an_office_above(land: Land) -> None:
    # The case is placed beside, so that nobody is refused for the place alone.
    office = make_office(land.programme, land.commune, title="Régisseur")
    case = make_case(land.programme, land.beside)
    former = land.staff()
    OfficeHolding.objects.create(
        office=office,
        holder="Une personne",
        account=Account.objects.get(pk=former.account),
        capacity="appointed",
        opens_on=NOW.date().replace(month=1, day=1),
        closes_on=NOW.date().replace(month=2, day=1),
    )
    mayor = land.also_holding(land.staff(), "Maire", land.commune)
    chief = land.also_holding(land.staff(), "Chef de village", land.village)

    say_about_office(case, office, land.desk)

    found = [land.knows(actor, case) for actor in (former, mayor, chief, land.staff())]
    assert found == [False, False, True, True]


def test_what_a_person_does_by_her_office_is_kept_from_those_above_it(land: Land) -> None:
    her = land.also_holding(land.staff(), "Chef de village", land.village)
    mayor = land.also_holding(land.staff(), "Maire", land.commune)
    case = make_case(land.programme, land.beside)

    about(case, SubjectKind.ACCOUNT, her.account, land.desk)

    assert [land.knows(actor, case) for actor in (her, mayor, land.staff())] == [False, False, True]


def test_an_organisation_that_is_left_stays_ones_own(land: Land) -> None:
    ngo = make_organisation(land.programme)
    her = land.staff(organisation=ngo)
    moved = Actor(her.account, land.staff().posts, land.programme.pk)
    case = make_case(land.programme, land.commune)

    about(case, SubjectKind.ORGANISATION, ngo.pk, land.desk)

    assert not land.knows(moved, case)


def test_saying_that_it_is_not_so_gives_the_case_back(land: Land) -> None:
    her = land.staff()
    case = make_case(land.programme, land.commune)
    for is_so in (True, True, False, False):
        say_about(
            case=case,
            kind=SubjectKind.ACCOUNT,
            subject=her.account or UUID(int=0),
            is_so=is_so,
            actor=land.desk,
            moment=NOW,
        )

    assert land.knows(her, case)
    assert Entry.objects.filter(name="CaseAboutSaid").count() == 2


def test_an_animator_may_hide_a_case_from_somebody_and_not_give_it_back(land: Land) -> None:
    animator, her = land.staff(Role.ANIMATOR), land.staff()
    case = make_case(land.programme, land.commune)
    about(case, SubjectKind.ACCOUNT, her.account, animator)

    with pytest.raises(NotAllowed):
        say_about(
            case=case,
            kind=SubjectKind.ACCOUNT,
            subject=her.account or UUID(int=0),
            is_so=False,
            actor=animator,
            moment=NOW,
        )

    assert not land.knows(her, case)


@pytest.mark.parametrize("kind", SubjectKind)
def test_a_case_is_not_about_somebody_of_another_programme(land: Land, kind: SubjectKind) -> None:
    other = make_programme()
    theirs = {
        SubjectKind.OFFICE: make_office(other, land.commune).pk,
        SubjectKind.ACCOUNT: make_account().pk,
        SubjectKind.ORGANISATION: make_organisation(other).pk,
    }
    case = make_case(land.programme, land.commune)

    with pytest.raises(NotFound):
        about(case, kind, theirs[kind], land.desk)


def test_the_words_propose_an_office_of_the_place_and_a_person_says_yes_or_no(land: Land) -> None:
    mayor = make_office(land.programme, land.commune)
    health = make_office(land.programme, land.commune, title="Directeur du centre de santé")
    make_office(land.programme, land.beside)
    case = make_case(
        land.programme, land.commune, text="Le maire et l’infirmier demandent de l’argent"
    )
    asked = queries.whom_about(case_row(case), on=NOW.date())

    say_about_office(case, mayor, land.desk)
    say_about(
        case=case,
        kind=SubjectKind.OFFICE,
        subject=health.pk,
        is_so=False,
        actor=land.desk,
        moment=NOW,
    )

    answered = queries.whom_about(case_row(case), on=NOW.date())
    assert {line.id for line in asked.proposed} == {mayor.pk, health.pk}
    assert ([line.id for line in answered.known], answered.proposed) == ([mayor.pk], ())


def test_no_public_figure_counts_a_case_about_somebody(land: Land) -> None:
    office = make_office(land.programme, land.commune)
    cases = [make_case(land.programme, land.commune) for _ in range(5)]
    before = queries.cases_received(land.programme.pk)

    say_about_office(cases[0], office, land.desk)

    after = queries.cases_received(land.programme.pk)
    assert [n for _, _, n in (*before, *after)] == [5, 4]
