"""Whom groups send: counted, named only with consent, and forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from benkan.apps.assessments.actions.representatives import (
    erase_representative,
    let_representatives_go,
    send_representatives,
)
from benkan.apps.assessments.models import Group, Representative
from benkan.apps.assessments.queries.representatives import delegation_of
from benkan.apps.assessments.rules.representatives import (
    KEPT_FOR,
    Imbalance,
    NameWithoutConsent,
    Sent,
    TooManySent,
    of_a_group,
    of_all,
)
from benkan.apps.journal.models import Entry
from benkan.kit.actor import Role
from benkan.kit.erasures import known_erasures
from benkan.kit.splits import Sex
from benkan.reactions.erasing import EraseInBackups
from tests.make.assessments import make_round
from tests.make.registry import NOW, make_actor, make_place, make_programme

F, M, U = Sex.FEMALE, Sex.MALE, Sex.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "sexes", "said"),
    [
        ("mixed", [F], Imbalance.TOO_FEW),
        ("mixed", [F, F], Imbalance.ONE_SEX),
        ("mixed", [M, M, U], Imbalance.ONE_SEX),
        ("mixed", [F, M], None),
        ("women", [F, F, F], None),
        ("young_men", [M, M], None),
    ],
)
def test_a_group_sends_two_or_three_of_both_sexes(
    kind: str, sexes: list[Sex], said: Imbalance | None
) -> None:
    assert of_a_group(kind, sexes) == said


def test_fewer_than_two_in_five_of_one_sex_is_out_of_balance() -> None:
    assert of_all([F, F, M, M, M]) is None
    assert of_all([F, M, M]) is Imbalance.ALL_TOGETHER
    assert of_all([U, U]) is None


@pytest.mark.django_db
def test_names_are_sealed_with_consent_erased_on_demand_and_after_a_year(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = settings.BACKUPS_DIR = tmp_path
    programme = make_programme()
    staff = make_actor(programme, Role.ANIMATOR)
    found = make_round(programme, make_place())
    women, men = (Group.objects.get(round=found, kind=kind) for kind in ("women", "men"))
    awa, bintou = Sent(F, "Awa Exemple", consents=True), Sent(F, "Bintou Exemple", consents=True)

    def send(group: Group, *people: Sent) -> None:
        send_representatives(group=group.pk, people=people, actor=staff, moment=NOW)

    with pytest.raises(TooManySent):
        send(women, *[Sent(F)] * 4)
    with pytest.raises(NameWithoutConsent):
        send(women, Sent(F, "Awa Exemple"))
    for _ in "twice":
        send(women, awa, bintou)
    send(men, Sent(M), Sent(M))

    kept = str(list(Representative.objects.values())) + str(list(Entry.objects.values()))
    assert [word for word in ("Awa", "Bintou", "Exemple") if word in kept] == []
    assert Entry.objects.filter(name="RepresentativesKept").count() == 2
    told = delegation_of(found)
    names = [[person.name for person in group.people] for group in told.groups]
    assert names == [["Awa Exemple", "Bintou Exemple"], ["", ""]]
    assert (told.imbalance, told.women, told.men) == (None, 2, 2)

    gone = told.groups[0].people[0].id
    before = Representative.objects.get(pk=gone)
    for _ in "twice":
        erase_representative(representative=gone, actor=staff, moment=NOW)
    assert Entry.objects.filter(name="RepresentativeErased").count() == 1
    EraseInBackups()(NOW)
    before.save()  # as it was in a backup
    EraseInBackups()(NOW)
    assert known_erasures(tmp_path).representatives == {gone}
    over = NOW.date() + KEPT_FOR + timedelta(days=1)
    left = [
        let_representatives_go(programme=programme.pk, today=day, limit=9, moment=NOW)
        for day in (over - timedelta(days=1), over, over)
    ]
    assert left == [0, 1, 0]
    assert [person.name for group in delegation_of(found).groups for person in group.people] == [
        "", "", "", "",
    ]  # fmt: skip
