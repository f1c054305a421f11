"""What the demonstration's files say, as typed values."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class IssueScript:
    """What people say about one thing, and what became of it."""

    service: str
    title: str
    voices: tuple[str, ...]
    problem: str
    action: str
    office: str
    outcome: str
    report: str = ""
    finding: str = ""
    reason: str = ""
    cause: str = ""
    expected: str = ""
    cost: int | None = None
    funding: str = "unknown"
    in_plan: str = "unknown"
    helps: str = ""
    done: int | None = None
    planned: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class CommuneScript:
    commune: str
    meeting: str
    venue: str
    minutes: str
    issues: tuple[IssueScript, ...]


@dataclass(frozen=True)
class RecentVoice:
    """A message of the last days that still waits on the triage desk."""

    service: str
    text: str
    commune: str = ""
    sensitive: bool = False


def communes() -> list[CommuneScript]:
    """The six communes in the order of their meetings."""
    pack = files("benkan.packs.demonstration")
    scripts = []
    for file in sorted(pack.iterdir(), key=lambda file: file.name):
        if not file.name[0].isdigit():
            continue
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        issues = tuple(
            IssueScript(**{**issue, "voices": tuple(issue["voices"])}) for issue in read["issue"]
        )
        scripts.append(
            CommuneScript(read["commune"], read["meeting"], read["venue"], read["minutes"], issues)
        )
    return scripts


def recent_voices() -> list[RecentVoice]:
    """What came in during the last days."""
    text = files("benkan.packs.demonstration").joinpath("recent.toml").read_text(encoding="utf-8")
    return [RecentVoice(**voice) for voice in tomllib.loads(text)["voice"]]
