"""What was kept long enough goes by itself, in batches, and says what it did."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from pytest_django import Settings

from benkan.apps.activities.queries import how_many_named, names_at
from benkan.apps.activities.rules.attendance import KEPT_FOR
from benkan.apps.commitments.models import PolicyComment
from benkan.apps.files.actions import keep_audio
from benkan.apps.files.models import StoredFile
from benkan.apps.journal.models import Entry
from benkan.apps.messaging import actions as messaging
from benkan.apps.messaging.models import Contact, InboundMessage, KeptLonger, OutboundLetter
from benkan.apps.registry.models import Programme, RetentionRun, RoleGrant
from benkan.apps.registry.rules.retention import SPAN, TABLE, Kind
from benkan.apps.voices.actions import answer_case, contest_case, step_case
from benkan.apps.voices.models import Case, ConnectionCount
from benkan.apps.voices.rules.states import State
from benkan.kit.actor import Role
from benkan.kit.refusals import NotAllowed, Refused
from benkan.reactions import retention
from benkan.reactions.retention import Retention, due, run_all
from tests.make.activities import make_attendee, make_held
from tests.make.archives import make_backup
from tests.make.commitments import make_comment, make_policy
from tests.make.files import make_tone
from tests.make.messaging import ADMINISTRATOR, NUMBER, hear, make_contact, make_gateway
from tests.make.registry import NOW, make_actor, make_place, make_programme
from tests.make.voices import case_row, make_case

pytestmark = pytest.mark.django_db

DAYS_89, DAYS_91 = NOW + timedelta(days=89), NOW + timedelta(days=91)


def run(now: datetime) -> dict[str, int]:
    """One whole run; what it removed, by kind."""
    list(run_all(due(now), now=now))
    rows = RetentionRun.objects.filter(began_at=now).order_by("kind")
    return {row.kind: row.removed for row in rows if row.removed}


def closed_case(programme: Programme, *, contact: UUID | None = None) -> UUID:
    case = make_case(programme, make_place(), contact=contact)
    staff = make_actor(programme, Role.PROGRAMME_STAFF)
    answer_case(case=case, answer="C’est réparé", actor=staff, moment=NOW)
    step_case(case=case, state=State.CLOSED, reason="Réparé", actor=staff, moment=NOW)
    return case


def is_erased(contact: UUID) -> bool:
    return Contact.objects.get(pk=contact).erased_at is not None


def test_a_contact_goes_90_days_after_her_last_message_is_closed() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    closed_case(programme, contact=contact)

    early, late, again = run(DAYS_89), run(DAYS_91), run(DAYS_91 + timedelta(days=1))

    assert (early, late, again) == ({}, {"identity": 1}, {})
    assert is_erased(contact)
    assert Entry.objects.filter(name="ContactErased").count() == 1


def _open(programme: Programme, contact: UUID) -> None:
    make_case(programme, make_place(), contact=contact)


def _contested(programme: Programme, contact: UUID) -> None:
    case = closed_case(programme, contact=contact)
    contest_case(case=case, programme=programme.pk, text="Toujours en panne", moment=NOW)


def _wants_news(programme: Programme, contact: UUID) -> None:
    messaging.give_consent(contact=contact, purpose="commune_news", how="sms", moment=NOW)


def _was_heard_later(programme: Programme, contact: UUID) -> None:
    gateway = make_gateway(programme).gateway
    hear("merci", gateway=gateway, moment=NOW + timedelta(days=30))


def _is_kept_for_a_purpose(programme: Programme, contact: UUID) -> None:
    messaging.keep_longer(
        contact=contact,
        purpose="Plainte portée devant le juge de Kati",
        until=date(2027, 6, 1),
        actor=make_actor(programme, Role.ADMINISTRATOR),
        moment=NOW,
    )


@pytest.mark.parametrize(
    "because", [_open, _contested, _wants_news, _was_heard_later, _is_kept_for_a_purpose]
)
def test_a_contact_stays_for_as_long_as_there_is_a_reason(
    because: Callable[[Programme, UUID], None],
) -> None:
    programme = make_programme()
    contact = make_contact(programme)
    because(programme, contact)

    run(DAYS_91)

    assert not is_erased(contact)


def test_what_a_purpose_kept_goes_when_its_day_is_over() -> None:
    programme = make_programme()
    contact = make_contact(programme)
    _is_kept_for_a_purpose(programme, contact)

    run(datetime(2027, 6, 1, 12, tzinfo=NOW.tzinfo))
    kept = not is_erased(contact)
    run(datetime(2027, 6, 2, 12, tzinfo=NOW.tzinfo))

    assert (kept, is_erased(contact)) == (True, True)


@pytest.mark.parametrize("kind", ["demonstration", "historical"])
def test_what_is_shown_of_nobody_who_is_there_stays(kind: str) -> None:
    contact = make_contact(make_programme(kind=kind))

    run(DAYS_91)

    assert not is_erased(contact)


def test_raw_requests_go_after_90_days_and_the_words_stay_with_the_contact() -> None:
    programme = make_programme()
    gateway = make_gateway(programme).gateway
    hear("pompe", gateway=gateway, moment=NOW)
    make_case(programme, make_place(), contact=Contact.objects.get().pk)  # open

    found = run(DAYS_91)

    message = InboundMessage.objects.get()
    assert found == {"requests": 1}
    assert (bytes(message.sealed_request), bool(message.sealed_text)) == (b"", True)


def test_a_voice_without_a_number_goes_and_the_words_stay() -> None:
    programme = make_programme()
    case = closed_case(programme)
    voice = keep_audio(programme=programme.pk, content=make_tone(), moment=NOW)
    Case.objects.filter(pk=case).update(recording_file=voice)

    found = run(DAYS_91)

    row = case_row(case)
    assert found == {"uploads": 1, "voices": 1}
    assert (row.text, row.recording_file) == ("La pompe est en panne", None)
    assert StoredFile.objects.count() == 0


def test_sessions_tries_and_counts_of_connections_go() -> None:
    Session.objects.create(session_key="a", session_data="", expire_date=NOW)
    AccessAttempt.objects.create(failures_since_start=1, attempt_time=NOW)
    AccessAttempt.objects.update(attempt_time=NOW)
    ConnectionCount.objects.create(connection="c", what=ConnectionCount.What.WRONG_CODE, window=NOW)

    found = run(NOW + timedelta(days=2))

    assert found == {"connections": 1, "sessions": 2}


def test_a_run_is_a_row_and_an_event_of_its_programme() -> None:
    programme = make_programme()
    make_contact(programme)

    run(DAYS_91)

    rows = RetentionRun.objects.filter(kind=Kind.IDENTITY)
    assert [(row.programme_id, row.removed, row.ended_at is not None) for row in rows] == [
        (programme.pk, 1, True)
    ]
    assert Entry.objects.filter(name="RetentionRan", programme=programme.pk).count() == 7


def test_killed_in_the_middle_it_tells_the_truth_and_the_next_start_finds_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "CONTACTS_AT_ONCE", 2)
    programme = make_programme()
    for n in range(5):
        make_contact(programme, number=f"7612345{n}")
    cut = run_all(due(DAYS_91), now=DAYS_91)
    next(cut)
    cut.close()

    left = Contact.objects.filter(erased_at=None).count()
    run(DAYS_91 + timedelta(seconds=1))

    rows = RetentionRun.objects.filter(kind=Kind.IDENTITY).order_by("began_at")
    assert left == 3
    assert [(row.removed, row.ended_at is not None) for row in rows] == [(2, False), (3, True)]
    assert Contact.objects.filter(erased_at=None).count() == 0


def test_the_worker_does_one_batch_a_turn_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "CONTACTS_AT_ONCE", 2)
    programme = make_programme()
    for n in range(3):
        make_contact(programme, number=f"7612345{n}")
    turn = Retention()

    left = []
    while turn(DAYS_91):
        left.append(Contact.objects.filter(erased_at=None).count())
    idle = turn(DAYS_91 + timedelta(hours=23))
    runs = RetentionRun.objects.count()
    while turn(DAYS_91 + timedelta(hours=25)):
        pass

    assert left[:2] == [1, 0]
    assert idle == 0
    assert RetentionRun.objects.count() == 2 * runs


def test_old_backups_go_and_the_newest_never_does(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUPS_DIR = tmp_path
    (tmp_path / "notes.tar").write_bytes(b"no backup of ours")
    for days in (100, 50, 40, 10):
        make_backup(tmp_path / f"{days}.tar", made_at=NOW - timedelta(days=days))

    first = run(NOW)
    (tmp_path / "10.tar").unlink()
    make_backup(tmp_path / "90.tar", made_at=NOW - timedelta(days=90))
    second = run(NOW + timedelta(days=2))

    assert (first, second) == ({"backups": 3}, {})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["90.tar", "notes.tar"]


def test_a_name_goes_a_year_after_the_last_meeting_and_its_count_stays() -> None:
    met = make_held(make_programme(), make_place())
    make_attendee(met)

    early, late = run(NOW + KEPT_FOR), run(NOW + KEPT_FOR + timedelta(days=2))

    assert SPAN[Kind.NAMES] == KEPT_FOR
    assert (early.get("names", 0), late["names"]) == (0, 1)
    assert (names_at(met.pk)[0].name, how_many_named(met.pk)) == ("", 1)


def test_own_numbers_e_mails_and_comments_set_aside_go_in_their_time() -> None:
    programme, place = make_programme(), make_place()
    holder = make_actor(programme, Role.COORDINATOR)
    made: dict[str, Any] = {"programme": programme.pk, "moment": NOW}
    messaging.give_own_number(**made, number=NUMBER, code="123456", actor=holder)
    messaging.confirm_own_number(**made, code="123456", actor=holder)
    assert holder.account is not None
    messaging.write_letter(
        **made, account=holder.account, key="k", subject="Rappel", text="Le puits"
    )
    OutboundLetter.objects.update(state="sent")
    for state in ("shown", "set_aside"):
        make_comment(make_policy(programme, place), state=state, by=holder)

    early = run(DAYS_89)
    RoleGrant.objects.filter(account=holder.account).update(closes_at=NOW + timedelta(days=90))
    late = run(DAYS_91)

    assert early == {}
    assert {kind: late[kind] for kind in ("own_numbers", "emails", "comments")} == {
        "own_numbers": 1, "emails": 1, "comments": 1,
    }  # fmt: skip
    assert [row.words for row in PolicyComment.objects.order_by("state")] == ["", "Trop cher"]
    assert [(row.key, row.text) for row in OutboundLetter.objects.all()] == [("k", "")]


def test_every_kind_of_the_table_that_goes_by_itself_is_looked_after() -> None:
    make_programme()

    looked_after = {one.kind for one in retention.every_kind()}

    assert looked_after == {line.kind for line in TABLE if line.by_itself}


def test_only_an_administrator_keeps_somebody_longer() -> None:
    programme = make_programme()
    contact = make_contact(programme)

    with pytest.raises(NotAllowed):
        messaging.keep_longer(
            contact=contact,
            purpose="Plainte portée devant le juge de Kati",
            until=date(2027, 6, 1),
            actor=make_actor(programme, Role.PROGRAMME_STAFF),
            moment=NOW,
        )


@pytest.mark.parametrize(
    ("purpose", "until", "code"),
    [
        ("utile", date(2027, 6, 1), "purpose_missing"),
        ("Plainte portée devant le juge", date(2026, 11, 3), "until_not_possible"),
        ("Plainte portée devant le juge", date(2028, 1, 1), "until_not_possible"),
    ],
)
def test_a_purpose_says_something_and_has_an_end(purpose: str, until: date, code: str) -> None:
    contact = make_contact(make_programme())

    with pytest.raises(Refused) as refused:
        messaging.keep_longer(
            contact=contact, purpose=purpose, until=until, actor=ADMINISTRATOR, moment=NOW
        )

    assert refused.value.code == code


def test_why_somebody_was_kept_goes_with_her() -> None:
    contact = make_contact(make_programme())
    messaging.keep_longer(
        contact=contact,
        purpose="Plainte d’Awa devant le juge de Kati",
        until=date(2027, 6, 1),
        actor=ADMINISTRATOR,
        moment=NOW,
    )

    messaging.let_contacts_go(contacts=[contact], moment=NOW)

    assert [row.purpose for row in KeptLonger.objects.all()] == [""]
