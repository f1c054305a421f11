"""Four months of a programme, commune by commune."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random
from uuid import UUID

from django.db import transaction

from benkan.apps.activities import actions as activities
from benkan.apps.assessments.actions.load_instruments import load_instruments
from benkan.apps.messaging import actions as messaging
from benkan.apps.results.actions import load_indicators
from benkan.apps.voices import actions as voices
from benkan.apps.voices import queries as heard
from benkan.interfaces.cli.demonstration import contents
from benkan.interfaces.cli.demonstration.assessments import make_assessments
from benkan.interfaces.cli.demonstration.figures import publish_figures
from benkan.interfaces.cli.demonstration.letters import remind_and_write
from benkan.interfaces.cli.demonstration.meetings import make_meetings
from benkan.interfaces.cli.demonstration.news import read_the_news
from benkan.interfaces.cli.demonstration.people import Cast, gather
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.interfaces.cli.demonstration.policies import make_policies
from benkan.interfaces.cli.demonstration.promises import Promise, follow_up
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.interfaces.cli.demonstration.speaking import Speakers, speak
from benkan.kit.services import Service
from benkan.kit.splits import AgeBand, Sex, Situation

SEED = 20160401
LASTS = timedelta(days=120)


@transaction.atomic
def build(*, today: date, progress: Callable[[int, int], None] = lambda done, all_: None) -> UUID:
    """Play four months that end today: whole or not at all, so that an interrupted start can begin
    again. Needs the reference data of Mali; founds the programme, so a second call is refused."""
    lots = Random(SEED)  # noqa: S311  a script to repeat, not a secret
    end = datetime.combine(today, time(8), tzinfo=UTC)
    start = end - LASTS
    load_indicators()
    load_instruments(moment=start)
    scripts = contents.communes()
    codes = [script.commune for script in scripts]
    cast = gather(codes, opens_on=start.date(), moment=start)
    gateway = messaging.simulator_of(programme=cast.programme)
    speakers = Speakers(gateway, lots)
    schedule = Schedule()
    meetings: dict[str, datetime] = {}
    for number, script in enumerate(scripts):
        met = start + timedelta(days=34 + 4 * number, hours=lots.randint(0, 4))
        meetings[script.commune] = met
        _play_commune(schedule, cast, speakers, script, met, lots)
    make_policies(schedule, cast, meetings)
    make_meetings(schedule, cast, end=end)
    make_assessments(schedule, cast, end=end)
    _last_days(schedule, cast, speakers, scripts, end, lots)
    remind_and_write(schedule, cast, codes, end=end)
    publish_figures(schedule, cast, end=end)
    read_the_news(schedule, cast, gateway, end=end)
    schedule.play(until=end, progress=progress)
    return cast.programme


def _play_commune(
    schedule: Schedule,
    cast: Cast,
    speakers: Speakers,
    script: contents.CommuneScript,
    met: datetime,
    lots: Random,
) -> None:
    place = place_called(script.commune)
    for issue in script.issues:
        for words in issue.voices:
            when = met - timedelta(days=lots.randint(9, 32), minutes=lots.randint(0, 600))
            voice = contents.RecentVoice(issue.service, words, script.commune)
            speak(schedule, cast, speakers, voice, when=when)
    meeting: list[UUID] = []
    schedule.at(
        met - timedelta(days=7),
        lambda moment: meeting.append(_plan(cast, script, place, met.date(), moment)),
    )
    promises = [
        Promise(issue, due_on=met.date() + timedelta(days=lots.randint(28, 45)))
        for issue in script.issues
    ]
    items: list[UUID] = []
    schedule.at(
        met - timedelta(days=6),
        lambda moment: items.extend(_put_up(cast, script, place, meeting[0], moment)),
    )
    schedule.at(met, lambda moment: _hold(cast, script, meeting[0], items, promises, lots, moment))
    for promise in promises:
        follow_up(schedule, cast, promise, after=met, lots=lots)


def _plan(
    cast: Cast, script: contents.CommuneScript, place: UUID, day: date, moment: datetime
) -> UUID:
    return activities.plan_activity(
        programme=cast.programme,
        kind="interface_meeting",
        title=script.meeting,
        place=place,
        venue=script.venue,
        organisation=cast.cso,
        planned_on=day,
        actor=cast.coordinator,
        moment=moment,
    )


def _put_up(
    cast: Cast,
    script: contents.CommuneScript,
    place: UUID,
    meeting: UUID,
    moment: datetime,
) -> list[UUID]:
    """Join the cases that say the same, and put each issue before the meeting."""
    items = []
    waiting = _waiting(cast, place)
    for issue in script.issues:
        cases = [line.id for line in waiting if _says(issue, line)]
        for case in cases:
            voices.sort_case(
                case=case, service=Service(issue.service), actor=cast.coordinator, moment=moment
            )
        opened = voices.open_issue(
            programme=cast.programme,
            title=issue.title,
            description=issue.problem,
            place=place,
            service=issue.service,
            cases=cases,
            actor=cast.coordinator,
            moment=moment,
        )
        items.append(
            voices.put_on_agenda(
                issue=opened, activity=meeting, actor=cast.coordinator, moment=moment
            )
        )
    return items


def _waiting(cast: Cast, place: UUID) -> list[heard.CaseLine]:
    """Every case at the place that is still to be triaged."""
    lines: list[heard.CaseLine] = []
    asked = heard.Filter(place=place, state="new")
    for page in count(1):
        triage = heard.to_triage(cast.coordinator, cast.programme, asked=asked, page=page)
        lines += triage.lines
        if not triage.more:
            break
    return lines


def _says(issue: contents.IssueScript, line: heard.CaseLine) -> bool:
    return any(line.begins.startswith(words[:140]) for words in issue.voices)


def _hold(
    cast: Cast,
    script: contents.CommuneScript,
    meeting: UUID,
    items: list[UUID],
    promises: list[Promise],
    lots: Random,
    moment: datetime,
) -> None:
    for issue, item, promise in zip(script.issues, items, promises, strict=True):
        promise.recommendation = voices.agree_on(
            item=item,
            action=issue.action,
            office=cast.offices[script.commune, issue.office],
            due_on=promise.due_on,
            actor=cast.coordinator,
            moment=moment,
        )
    activities.hold_activity(
        activity=meeting,
        held_on=moment.date(),
        headcounts={
            (sex, band): lots.randint(1, 9)
            for sex in (Sex.FEMALE, Sex.MALE)
            for band in AgeBand
            if band is not AgeBand.UNKNOWN
        },
        situations={
            (Situation.DISABILITY, Sex.FEMALE): lots.randint(1, 4),
            (Situation.DISABILITY, Sex.MALE): lots.randint(0, 3),
            (Situation.DISPLACED, Sex.FEMALE): lots.randint(0, 4),
        },
        minutes=script.minutes,
        told={"levels": ["commune"]},
        evidence_file=None,
        actor=cast.coordinator,
        moment=moment,
    )


def _last_days(
    schedule: Schedule,
    cast: Cast,
    speakers: Speakers,
    scripts: list[contents.CommuneScript],
    end: datetime,
    lots: Random,
) -> None:
    for voice in contents.recent_voices():
        when = end - timedelta(hours=lots.randint(3, 90))
        speak(schedule, cast, speakers, voice, when=when)
    for days, script in zip((6, 13), scripts, strict=False):
        day = end.date() + timedelta(days=days)
        step = partial(_plan, cast, script, place_called(script.commune), day)
        schedule.at(end - timedelta(hours=2), step)
