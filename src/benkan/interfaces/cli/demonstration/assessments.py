"""A health centre through two cycles, a school half-way, a barometer before and after, and an organisation."""

import tomllib
from datetime import datetime
from importlib.resources import files

from benkan.interfaces.cli.demonstration.barometers import Barometer, Organisation
from benkan.interfaces.cli.demonstration.cycles import NextCycle, Promises
from benkan.interfaces.cli.demonstration.people import Cast
from benkan.interfaces.cli.demonstration.schedule import Schedule
from benkan.interfaces.cli.demonstration.scorecards import Scorecard


def make_assessments(schedule: Schedule, cast: Cast, *, end: datetime) -> None:
    """Put all of the file on the schedule."""
    pack = files("benkan.packs.demonstration")
    read = tomllib.loads(pack.joinpath("assessments.toml").read_text(encoding="utf-8"))
    for script in read["scorecard"]:
        scorecard = Scorecard(cast, script, end)
        scorecard.play(schedule)
        if following := script.get("next"):
            Promises(scorecard).play(schedule)
            NextCycle(scorecard, following).play(schedule)
    Barometer(cast, read["barometer"], end).play(schedule)
    Organisation(cast, read["capacity"], end).play(schedule)
