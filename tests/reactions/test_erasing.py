"""The turn that reaches the backups: at once for all, then for what is new, and nothing when idle."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from benkan.apps.activities.queries import names_at
from benkan.apps.commitments.actions.policy_comments import set_comment_aside
from benkan.apps.commitments.models import PolicyComment
from benkan.apps.messaging import actions, queries
from benkan.apps.registry.models import Programme
from benkan.kit.actor import Role
from benkan.kit.archives import wrapped_keys
from benkan.kit.archives.archive import opened
from benkan.kit.archives.wrapped_keys import read_lines
from benkan.kit.erasures import Erasures, known_erasures, note_erasures
from benkan.reactions.erasing import EraseInBackups
from benkan.reactions.worker import TURNS
from tests.make.activities import make_attendee, make_held
from tests.make.archives import make_backup
from tests.make.commitments import make_comment, make_policy
from tests.make.messaging import ADMINISTRATOR, make_contact
from tests.make.registry import NOW, make_actor, make_place, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR, settings.BACKUPS_DIR = tmp_path, tmp_path / "backups"
    settings.BACKUPS_DIR.mkdir()
    return tmp_path


def back_up(folder: Path, name: str) -> Path:
    return make_backup(folder / "backups" / name, keys=dict(queries.wrapped_keys()))


def keys_in(backup: Path) -> int:
    with opened(backup) as (_, members):
        content = members.extractfile(wrapped_keys.MEMBER)
        assert content is not None, "every backup has its keys"
        return sum(1 for _ in read_lines(content))


def erase(contact: UUID, *, minutes: int = 0) -> None:
    actions.erase_contact(
        contact=contact, actor=ADMINISTRATOR, moment=NOW + timedelta(minutes=minutes)
    )


def people(programme: Programme) -> list[UUID]:
    return [make_contact(programme, number=f"7612345{n}") for n in range(3)]


def test_everybody_who_was_ever_erased_is_struck_out_at_the_start(folder: Path) -> None:
    first, second, _ = people(make_programme())
    backups = [back_up(folder, "old.tar"), back_up(folder, "new.tar")]
    erase(first)
    erase(second)

    struck = EraseInBackups()(NOW)

    assert struck == 4
    assert [keys_in(backup) for backup in backups] == [1, 1]
    assert known_erasures(folder).contacts == {first, second}


def test_whoever_is_erased_later_is_struck_out_within_a_minute(folder: Path) -> None:
    first, *_ = people(make_programme())
    backup = back_up(folder, "b.tar")
    turn = EraseInBackups()
    turn(NOW)
    erase(first, minutes=5)

    soon = turn(NOW + timedelta(seconds=30))
    later = turn(NOW + timedelta(minutes=5, seconds=31))
    again = turn(NOW + timedelta(minutes=7))

    assert (soon, later, again) == (0, 1, 0)
    assert keys_in(backup) == 2


def test_a_copy_that_is_put_back_loses_her_within_a_day(folder: Path) -> None:
    first, *_ = people(make_programme())
    copy = back_up(folder, "b.tar").read_bytes()
    erase(first, minutes=-60)
    turn = EraseInBackups()
    turn(NOW)
    (folder / "backups" / "b.tar").write_bytes(copy)

    turn(NOW + timedelta(hours=23))
    early = keys_in(folder / "backups" / "b.tar")
    turn(NOW + timedelta(hours=25))

    assert (early, keys_in(folder / "backups" / "b.tar")) == (3, 2)


def test_who_came_back_out_of_an_older_backup_is_erased_again(folder: Path) -> None:
    first, *_ = people(make_programme())
    note_erasures(folder, Erasures(contacts=frozenset({first})))

    EraseInBackups()(NOW)

    assert queries.erased_contacts() == {first}


def test_a_name_that_came_back_out_of_an_older_backup_is_erased_again(folder: Path) -> None:
    programme, place = make_programme(), make_place()
    back, other = (
        make_attendee(make_held(programme, place), name=name) for name in ("Awa Exemple", "Bintou")
    )
    note_erasures(folder, Erasures(attendees=frozenset({back.pk})))

    EraseInBackups()(NOW)

    assert [names_at(one.activity_id)[0].name for one in (back, other)] == ["", "Bintou"]


def test_a_comment_that_names_somebody_does_not_come_back_with_a_restore(folder: Path) -> None:
    programme, place = make_programme(), make_place()
    staff = make_actor(programme, Role.COORDINATOR)
    back, _ = (
        make_comment(make_policy(programme, place), state="shown", by=staff) for _ in range(2)
    )
    set_comment_aside(comment=back.pk, why="names", actor=staff, moment=NOW)
    EraseInBackups()(NOW)
    back.save()  # as it was in the backup

    EraseInBackups()(NOW)

    assert known_erasures(folder).comments == {back.pk}
    rows = PolicyComment.objects.order_by("state").values_list("state", "words")
    assert list(rows) == [("set_aside", ""), ("shown", "Trop cher")]


def test_what_is_no_backup_is_passed_over(folder: Path) -> None:
    first, *_ = people(make_programme())
    (folder / "backups" / "notes.tar").write_bytes(b"no backup of ours")
    backup = back_up(folder, "b.tar")
    erase(first)

    EraseInBackups()(NOW)

    assert keys_in(backup) == 2


def test_it_costs_six_questions_a_minute_when_nothing_was_erased(
    folder: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    turn = EraseInBackups()
    turn(NOW)

    with django_assert_num_queries(0):
        turn(NOW + timedelta(seconds=30))
    with django_assert_num_queries(6):
        turn(NOW + timedelta(seconds=90))

    assert any(isinstance(turn, EraseInBackups) for turn in TURNS)
