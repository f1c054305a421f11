"""Three measures on their way: a deliberation, a convention, an agreement with a company."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from benkan.apps.activities import queries as activities
from benkan.apps.commitments.actions import policies, policy_links, policy_publishing, policy_stages
from benkan.apps.commitments.actions import policy_comments as comments
from benkan.apps.commitments.actions.policies import Facts
from benkan.apps.commitments.actions.policy_promises import ask_for_promise
from benkan.apps.commitments.actions.policy_texts import give_text
from benkan.apps.commitments.queries.policy_texts import text_shown, texts_of
from benkan.apps.commitments.rules.policies import GenderFocus, Investment, Kind, Part
from benkan.apps.commitments.rules.stages import Stage
from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries as heard
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.pictures import drawn_paper
from benkan.interfaces.cli.demonstration.places import place_called
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.kit.services import Service

Script = Mapping[str, Any]


class _Measure:
    """One measure on its way; its id is known once it is written down."""

    def __init__(self, cast: Cast, script: Script) -> None:
        self.cast, self.script = cast, script
        self.place = place_called(script["commune"])
        self.id: UUID | None = None

    @property
    def written(self) -> UUID:
        assert self.id is not None, "a measure is written down before anything follows"
        return self.id

    def register(self, moment: datetime) -> None:
        named = {name: each for each, name in registry.organisations_called(self.cast.programme)}
        self.id = policies.register_policy(
            programme=self.cast.programme,
            kind=Kind(self.script["kind"]),
            place=self.place,
            facts=self._facts(moment),
            organisations=[(named[name], Part(part)) for name, part in self.script["parts"]],
            actor=self.cast.coordinator,
            moment=moment,
        )
        self._name_sources(moment)

    def _facts(self, moment: datetime) -> Facts:
        said = self.script
        return Facts(
            title=said["title"],
            summary=said["summary"],
            sector=Service(said["sector"]),
            office=self.cast.offices[said["commune"], said["office"]],
            gender_focus=GenderFocus(said["gender_focus"]),
            gender_reason=said["gender_reason"],
            investment=_investment(said["investment"], moment) if "investment" in said else None,
        )

    def _name_sources(self, moment: datetime) -> None:
        """The meeting of the commune, and those issues of its agenda that the script names."""
        by: dict[str, Any] = {
            "policy": self.written,
            "actor": self.cast.coordinator,
            "moment": moment,
        }
        for meeting in activities.held(self.cast.programme, [self.place])[:1]:
            policy_links.link_meeting(activity=meeting.id, **by)
            for line in heard.agenda_of(meeting.id):
                if line.title in self.script["issues"]:
                    policy_links.link_issue(issue=line.issue, **by)

    def record(self, said: Script, moment: datetime) -> None:
        policy_stages.record_stage(
            policy=self.written,
            stage=Stage(said["stage"]),
            on=moment.date(),
            note=said["note"],
            content=drawn_paper(),
            is_picture=True,
            actor=self.cast.coordinator,
            moment=moment,
        )

    def verify(self, said: Script, moment: datetime) -> None:
        policy_stages.verify_stage(
            policy=self.written,
            stage=Stage(said["stage"]),
            actor=self.cast.monitoring,
            moment=moment,
        )

    def skip(self, said: Script, moment: datetime) -> None:
        policy_stages.skip_stage(
            policy=self.written,
            stage=Stage(said["stage"]),
            reason=said["reason"],
            actor=self.cast.coordinator,
            moment=moment,
        )

    def go_back(self, said: Script, moment: datetime) -> None:
        policy_stages.go_back(
            policy=self.written,
            to=Stage(said["to"]),
            on=moment.date(),
            note=said["note"],
            actor=self.cast.coordinator,
            moment=moment,
        )

    def give_text(self, said: Script, moment: datetime) -> None:
        give_text(
            policy=self.written,
            label=said["label"],
            language="fr",
            is_adopted=said.get("adopted", False),
            pasted=said["text"],
            actor=self.cast.coordinator,
            moment=moment,
        )

    def ask_for_promise(self, action: str, moment: datetime) -> None:
        ask_for_promise(
            policy=self.written,
            office=self.cast.offices[self.script["commune"], self.script["office"]],
            action=action,
            due_on=moment.date() + timedelta(days=60),
            actor=self.cast.coordinator,
            moment=moment,
        )

    def open_for_comments(self, said: Script, moment: datetime) -> None:
        comments.open_for_comments(
            text=self._latest_text(),
            closes_on=timezone.localdate(moment) + timedelta(days=said["days"]),
            actor=self.cast.coordinator,
            moment=moment,
        )

    def comment(self, said: Script, moment: datetime) -> None:
        """What somebody said, or a group; read by the programme and replied to, as the script says."""
        kept = self._said(said, moment)
        by: dict[str, Any] = {"comment": kept, "actor": self.cast.staff, "moment": moment}
        if said.get("shown"):
            comments.show_comment(**by)
        if "reply" in said:
            comments.reply_to_comment(reply=said["reply"], words=said["reply_words"], **by)

    def _said(self, said: Script, moment: datetime) -> UUID:
        text = text_shown(self.written)
        assert text is not None, "what is open for comments has a text"
        articles = {piece.number: piece.id for piece in text.articles}
        words: dict[str, Any] = {
            "text": text.line.id,
            "article": articles[said["article"]] if "article" in said else None,
            "words": said["words"],
            "language": "fr",
            "client_key": uuid4().hex,
            "moment": moment,
        }
        if "groups" not in said:
            return comments.comment(connection="", **words)
        who = {"groups": list(said["groups"]), "people": sum(said["groups"].values())}
        return comments.record_group_comment(actor=self.cast.animator, **who, **words)

    def _latest_text(self) -> UUID:
        return texts_of(self.written)[0].id

    def publish(self, moment: datetime) -> None:
        policy_publishing.publish_policy(policy=self.written, actor=self.cast.staff, moment=moment)


def _investment(said: Script, moment: datetime) -> Investment:
    return Investment(
        amount=Decimal(said["amount"]),
        currency=said["currency"],
        rate=Decimal(said["rate"]),
        purpose=said["purpose"],
        site=said["site"],
        due_on=moment.date() + timedelta(days=said["due_in"]),
    )


def make_policies(schedule: Schedule, cast: Cast, met: Mapping[str, datetime]) -> None:
    """Put the steps of each measure on the schedule, counted from the meeting of its commune."""
    text = files("benkan.packs.demonstration").joinpath("policies.toml").read_text(encoding="utf-8")
    for script in tomllib.loads(text)["policy"]:
        _put(schedule, _Measure(cast, script), script, met[script["commune"]])


def _put(schedule: Schedule, measure: _Measure, script: Script, met: datetime) -> None:
    def after(days: int, step: Callable[[datetime], object], hours: int = 0) -> None:
        schedule.at(met + timedelta(days=days, hours=3 + hours), step)

    after(2, measure.register)
    for said in script.get("skip", ()):
        after(said["after"], partial(measure.skip, said))
    for said in script["stage"]:
        after(said["after"], partial(measure.record, said))
        if "verified_after" in said:
            after(said["verified_after"], partial(measure.verify, said))
    for said in script.get("text", ()):
        after(said["after"], partial(measure.give_text, said), hours=1)
    if "back" in script:
        after(script["back"]["after"], partial(measure.go_back, script["back"]))
    if "promise" in script:
        asked = script["promise"]
        after(asked["after"], partial(measure.ask_for_promise, asked["action"]))
    if "published_after" in script:
        after(script["published_after"], measure.publish)
    if "comments" in script:
        after(script["comments"]["after"], partial(measure.open_for_comments, script["comments"]))
    for said in script.get("comment", ()):
        after(said["after"], partial(measure.comment, said))
