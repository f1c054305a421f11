"""Whatever happens, whom a case is about and who stands above them learn nothing of it.

A machine posts people, fills offices, opens, marks, groups and hands over cases in any order. Each
person then looks at every list, page and count; she must see just what she would see if the cases
that are kept from her had never been. A second decision, written here with plain loops, says which.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from benkan.apps.registry.models import (
    Account,
    Office,
    OfficeHolding,
    Organisation,
    PlaceAncestor,
    RoleGrant,
)
from benkan.apps.registry.queries import actor_for
from benkan.apps.voices import actions, queries
from benkan.apps.voices.models import Case, CaseAbout, Confidant, Issue, IssueCase
from benkan.apps.voices.rules.about import SubjectKind
from benkan.kit.actor import STAFF, Actor, Role
from benkan.kit.refusals import Refused
from tests.make.registry import (
    NOW,
    make_account,
    make_actor,
    make_office,
    make_organisation,
    make_place,
    make_programme,
)
from tests.make.voices import make_case, make_confidant

pytestmark = pytest.mark.django_db

PEOPLE = st.integers(0, 3)
PLACES = st.integers(0, 3)
OFFICES = st.integers(0, 3)
SOME = st.integers(0, 5)


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Accused(RuleBasedStateMachine):
    @initialize()
    def found(self) -> None:
        self.programme = make_programme(kind="demonstration")
        cercle = make_place("Kati", kind="cercle")
        commune = make_place("Kalifabougou", above=cercle)
        village = make_place("Sotuba", kind="village", above=commune)
        self.places = [cercle, commune, village, make_place("Dio-Gare", above=cercle)]
        self.organisations = [make_organisation(self.programme, place=commune) for _ in range(2)]
        self.offices = [
            make_office(self.programme, place, title=title)
            for place, title in zip(self.places, ("Préfet", "Maire", "Chef", "Maire"), strict=True)
        ]
        Office.objects.filter(pk=self.offices[1].pk).update(organisation=self.organisations[0])
        self.people = [make_account() for _ in range(4)]
        # The desk does everything; it is never accused, and belongs to nobody.
        self.desk = make_actor(self.programme, Role.ADMINISTRATOR)
        make_confidant(self.desk)

    def case(self, number: int) -> UUID | None:
        found = list(Case.objects.filter(programme=self.programme).order_by("reference"))
        return found[number % len(found)].pk if found else None

    @rule(who=PEOPLE, role=st.sampled_from(STAFF), where=PLACES, of=st.integers(0, 2))
    def give_a_role(self, who: int, role: Role, where: int, of: int) -> None:
        organisation = [*self.organisations, None][of]
        place = [*self.places[:3], None][where]
        RoleGrant.objects.get_or_create(
            account=self.people[who],
            programme=self.programme,
            role=role,
            organisation=organisation,
            place=place,
            defaults={"opens_at": NOW.replace(month=1)},
        )

    @rule(who=PEOPLE, which=OFFICES)
    def fill_an_office(self, who: int, which: int) -> None:
        office = self.offices[which]
        OfficeHolding.objects.filter(office=office, closes_on=None).update(closes_on=NOW.date())
        OfficeHolding.objects.create(
            office=office,
            holder="Une personne",
            account=self.people[who],
            capacity="elected",
            opens_on=NOW.date().replace(month=1),
        )

    @rule(where=st.integers(0, 4), is_sensitive=st.booleans())
    def open_a_case(self, where: int, is_sensitive: bool) -> None:
        place = [*self.places, None][where]
        make_case(self.programme, place, is_sensitive=is_sensitive)

    @rule(of=SOME, kind=st.sampled_from(SubjectKind), which=PEOPLE, is_so=st.booleans())
    def say_whom_it_is_about(self, of: int, kind: SubjectKind, which: int, is_so: bool) -> None:
        subject = {
            SubjectKind.OFFICE: self.offices[which],
            SubjectKind.ACCOUNT: self.people[which],
            SubjectKind.ORGANISATION: self.organisations[which % 2],
        }[kind].pk
        self._try(
            of,
            lambda case: actions.say_about(
                case=case, kind=kind, subject=subject, is_so=is_so, actor=self.desk, moment=NOW
            ),
        )

    @rule(of=SOME, is_sensitive=st.booleans())
    def guard(self, of: int, is_sensitive: bool) -> None:
        self._try(
            of,
            lambda case: actions.guard_case(
                case=case, is_sensitive=is_sensitive, actor=self.desk, moment=NOW
            ),
        )

    @rule(of=SOME, who=PEOPLE, on_one=st.booleans())
    def name_somebody(self, of: int, who: int, on_one: bool) -> None:
        person: dict[str, Any] = {"account": self.people[who].pk, "actor": self.desk, "moment": NOW}
        if on_one:
            self._try(of, lambda case: actions.entrust_case(case=case, **person))
        else:
            self._try(
                of,
                lambda case: actions.name_confidant(
                    programme=self.programme.pk, place=self.places[of % 3].pk, **person
                ),
            )

    @rule()
    def entrust(self) -> None:
        actions.entrust_what_waits(programme=self.programme.pk, moment=NOW)

    @rule(of=SOME, which=OFFICES)
    def hand_over(self, of: int, which: int) -> None:
        self._try(
            of,
            lambda case: actions.hand_over_case(
                case=case,
                office=self.offices[which].pk,
                asked=f"Réparer {of}",
                actor=self.desk,
                moment=NOW,
            ),
        )

    @rule(of=SOME, where=PLACES)
    def group(self, of: int, where: int) -> None:
        self._try(
            of,
            lambda case: actions.open_issue(
                programme=self.programme.pk,
                title="La pompe",
                place=self.places[where].pk,
                service="water",
                cases=[case],
                actor=self.desk,
                moment=NOW,
            ),
        )

    def _try(self, of: int, act: Callable[[UUID], object]) -> None:
        """Do it to a case if there is one; what the rules refuse is not done."""
        case = self.case(of)
        if case is None:
            return
        try:
            act(case)
        except Refused:
            return

    @precondition(lambda self: Case.objects.exists())
    @rule(who=PEOPLE)
    def look_around(self, who: int) -> None:
        actor = actor_for(self.people[who].pk, programme=self.programme.pk, moment=NOW)
        rows = list(Case.objects.filter(programme=self.programme))
        kept_from_her = [row.pk for row in rows if _is_kept_from(actor, row)]

        known = set(queries.cases_known_to(actor, self.programme.pk).values_list("pk", flat=True))
        seen = _all_that_is_seen(actor, self.programme.pk)
        pages = _all_pages(self.people[who], self.programme.slug)
        with undone():
            IssueCase.objects.filter(case__in=kept_from_her).delete()
            Case.objects.filter(pk__in=kept_from_her).delete()
            seen_without = _all_that_is_seen(actor, self.programme.pk)
            pages_without = _all_pages(self.people[who], self.programme.slug)

        assert known == {row.pk for row in rows if _knows(actor, row)}
        assert seen == seen_without
        assert pages == pages_without
        client = Client()
        client.force_login(self.people[who])
        for case in kept_from_her:
            address = f"/p/{self.programme.slug}/messages/{case}/"
            assert client.get(address).status_code == 404
            assert client.post(f"{address}suite/").status_code == 404
            with pytest.raises(Refused):
                queries.case_page(case, actor=actor, programme=self.programme.pk)

    def teardown(self) -> None:
        if Case.objects.exists():
            for who in range(4):
                self.look_around(who)


def _all_that_is_seen(actor: Actor, programme: UUID) -> dict[str, object]:
    """Every query that tells of cases, but for the citizen's own."""
    issues = queries.issues(actor, programme).lines
    return {
        "list": queries.to_triage(actor, programme).lines,
        "sensitive": queries.to_triage(
            actor, programme, asked=queries.Filter(only_sensitive=True)
        ).lines,
        "waiting": queries.awaiting(actor, programme),
        "issues": issues,
        "in issues": [
            queries.case_lines_of_issue(one.id, actor=actor, programme=programme) for one in issues
        ],
        "requests": queries.requests(actor, programme, on=NOW.date()).lines,
        "requests waiting": queries.requests_awaiting(actor, programme),
        "public": sorted(queries.cases_received(programme), key=str),
        "all issues": [queries.issue_card(pk) for pk in Issue.objects.values_list("pk", flat=True)],
    }


def _all_pages(account: Account, slug: str) -> dict[str, tuple[int, str]]:
    """The pages of the desk and the day as she finds them, without the marks of the moment."""
    client = Client()
    client.force_login(account)
    found = {}
    issues = [f"preoccupations/{pk}/" for pk in Issue.objects.values_list("pk", flat=True)]
    for name in (
        "aujourdhui/",
        "messages/",
        "messages/personnes/",
        "preoccupations/",
        "demandes/",
        *issues,
    ):
        page = client.get(f"/p/{slug}/{name}")
        words = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page.content.decode())
        found[name] = (page.status_code, words)
    return found


# The second decision: slow, with loops, over the rows themselves.


def _line(place: UUID | None) -> set[UUID]:
    return set(PlaceAncestor.objects.filter(place=place).values_list("ancestor_id", flat=True))


def _is_kept_from(actor: Actor, case: Case) -> bool:
    """Whether trust keeps the case from her: not her places, which keep others from many cases."""
    return _is_about_hers(actor, case) or (case.is_sensitive and not _is_named(actor, case))


def _knows(actor: Actor, case: Case) -> bool:
    line = _line(case.place_id)
    own = [post for post in actor.posts if post.office]
    if any(case.place_id is None or post.place in line for post in own):
        return False
    if not any(post.role in STAFF for post in actor.posts) or _is_kept_from(actor, case):
        return False
    return case.is_sensitive or any(
        post.role in STAFF and (post.place is None or post.place in line) for post in actor.posts
    )


def _is_named(actor: Actor, case: Case) -> bool:
    if not any(post.role in STAFF for post in actor.posts):
        return False
    line = _line(case.place_id)
    return any(
        one.case_id == case.pk
        or (one.case_id is None and (one.place_id is None or one.place_id in line))
        for one in Confidant.objects.filter(account=actor.account, closes_at=None)
    )


def _is_about_hers(actor: Actor, case: Case) -> bool:
    said = CaseAbout.objects.filter(case=case, is_so=True).select_related("subject")
    return any(
        _is_over_account(actor, about.subject.account_id)
        or _is_over_office(actor, about.subject.office_id)
        or _is_over_organisation(actor, about.subject.organisation_id)
        for about in said
    )


def _is_over_account(actor: Actor, account: UUID | None) -> bool:
    if account is None:
        return False
    held = OfficeHolding.objects.filter(account=account)
    grants = RoleGrant.objects.filter(account=account, organisation__isnull=False)
    return (
        account == actor.account
        or any(_is_over_office(actor, one.office_id) for one in held)
        or any(_reaches(actor, one.organisation_id, one.place_id) for one in grants)
    )


def _is_over_office(actor: Actor, office: UUID | None) -> bool:
    if office is None:
        return False
    row = Office.objects.get(pk=office)
    return (
        OfficeHolding.objects.filter(office=office, account=actor.account).exists()
        or any(post.office and post.place in _line(row.place_id) for post in actor.posts)
        or _reaches(actor, row.organisation_id, row.place_id)
    )


def _is_over_organisation(actor: Actor, organisation: UUID | None) -> bool:
    if organisation is None:
        return False
    row = Organisation.objects.get(pk=organisation)
    offices = Office.objects.filter(organisation=row)
    return (
        any(post.organisation == organisation for post in actor.posts)
        or RoleGrant.objects.filter(account=actor.account, organisation=row).exists()
        or OfficeHolding.objects.filter(account=actor.account, office__in=offices).exists()
        or any(post.office and post.place in _line(row.place_id) for post in actor.posts)
    )


def _reaches(actor: Actor, organisation: UUID | None, place: UUID | None) -> bool:
    """Whether a post of hers in the organisation reaches the place; nothing but a post everywhere
    reaches somebody who works everywhere."""
    return organisation is not None and any(
        post.organisation == organisation and (post.place is None or post.place in _line(place))
        for post in actor.posts
    )


class Once(Accused):
    """Each run begins with an empty house."""

    def __init__(self) -> None:
        super().__init__()
        self.house = undone()
        self.house.__enter__()

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            self.house.__exit__(None, None, None)


def test_whom_a_case_is_about_and_who_stands_above_them_learn_nothing() -> None:
    run_state_machine_as_test(
        Once,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
