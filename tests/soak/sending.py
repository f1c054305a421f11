"""An operator who brings many messages and repeats what is not acknowledged, and a referee.

The sender is open-loop: each delivery has its planned moment, is sent then whether or not the ones
before it were answered, and its latency counts from there, so that a server which stops for a second
shows every message that had to wait. It is a process of its own (`wire.py`). It speaks the real
contracts: the generic one and Kannel's `post-url`. What is not answered with 200 is sent again after
`again` seconds, as Kannel does, until it is acknowledged or `patience` has passed after the last one.

    with sending(load, ways, addresses, folder=tmp_path) as sender:
        ...                                  # kill what you like meanwhile
    sent = sender.finished()
    verdict = judged(host, sent)             # after the drain: judged(host, sent, drained=True)
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from tests.interfaces.cli.hosts import Host
from tests.interfaces.cli.running import SOURCE, environment_of

WORDS = ("pompe en panne", "école sans maître", "pas de sage-femme", "route coupée", "puits sec")
PLACES = ("Sanankoroba", "Kati", "Kayes", "Niono", "Sikasso", "Mopti", "Bla", "Yanfolila")


@dataclass(frozen=True)
class Way:
    """A gateway: its id, its contract (http or kannel) and the token it shows."""

    gateway: str
    contract: str
    token: str


@dataclass(frozen=True)
class Load:
    """What is sent. `doubled`: the share that comes twice at one moment. `late`: the share of `rate`
    × `seconds` that repeats deliveries of `Load.earlier`. All is drawn from `seed`."""

    rate: int = 500
    seconds: float = 60
    doubled: float = 0.10
    late: float = 0.0
    people: int = 10_000
    seed: int = 7
    mark: str = "a"
    earlier_mark: str = ""
    lines: int = 48
    again: float = 1.0
    timeout: float = 10.0
    patience: float = 60.0

    @property
    def total(self) -> int:
        return round(self.rate * self.seconds)


@dataclass(frozen=True)
class Delivery:
    """One message of a citizen as the operator brings it, at its planned second."""

    mark: str
    way: int
    number: str
    text: str
    at: float
    copies: int = 1


def deliveries(load: Load, ways: int) -> list[Delivery]:
    """What a load brings, in its order; the same each time it is asked."""
    dice = random.Random(load.seed)
    planned = [_drawn(load, number, ways, dice) for number in range(load.total)]
    if load.late:
        earlier = deliveries(earlier_of(load), ways)
        moments = sorted(dice.random() * load.seconds for _ in earlier)
        planned += [
            Delivery(one.mark, one.way, one.number, one.text, at)
            for one, at in zip(earlier, moments, strict=True)
        ]
    return sorted(planned, key=lambda one: one.at)


def earlier_of(load: Load) -> Load:
    """The load that must be sent, drained and aged first, of which `late` repeats each delivery."""
    share = round(load.total * load.late)
    return Load(
        rate=50, seconds=share / 50, doubled=0, people=load.people, seed=load.seed + 1, mark="early"
    )


def _drawn(load: Load, number: int, ways: int, dice: random.Random) -> Delivery:
    mark = f"{load.mark}{load.seed}n{number}"
    text = f"{dice.choice(PLACES)}: {dice.choice(WORDS)}, {mark}."
    who = dice.randrange(load.people)
    copies = 2 if dice.random() < load.doubled else 1
    return Delivery(mark, number % ways, f"+2237{who:07}", text, number / load.rate, copies)


@dataclass
class Sent:
    """What became of the deliveries, as the operator knows it: one attempt is mark, copy, planned,
    begun, ended (seconds since the start) and the status, 0 where there was no answer."""

    load: Load
    ways: Sequence[Way]
    log: Path
    attempts: list[tuple[str, int, float, float, float, int]] = field(default_factory=list)

    def read(self) -> "Sent":
        with self.log.open(encoding="utf-8") as lines:
            self.attempts = [tuple(json.loads(line)) for line in lines]
        return self

    @cached_property
    def acknowledged(self) -> set[str]:
        return {mark for mark, *_, status in self.attempts if status == 200}

    @property
    def planned(self) -> int:
        """How many requests were planned, copies and late repeats with them."""
        return len({attempt[:3] for attempt in self.attempts})

    @property
    def unacknowledged(self) -> int:
        """Planned requests that never got their 200."""
        done = {attempt[:3] for attempt in self.attempts if attempt[5] == 200}
        return self.planned - len(done)

    @property
    def repeats(self) -> int:
        """How often something had to be sent again."""
        return len(self.attempts) - self.planned

    @cached_property
    def latencies(self) -> list[float]:
        """Seconds from the planned moment to the acknowledgement, the least first."""
        first: dict[tuple[str, int, float], float] = {}
        for mark, copy, planned, _begun, ended, status in self.attempts:
            if status == 200:
                key = mark, copy, planned
                first[key] = min(first.get(key, ended - planned), ended - planned)
        return sorted(first.values())

    def percentile(self, share: float) -> float:
        """The latency in milliseconds that this share of the requests keeps to."""
        found = self.latencies
        return 1000 * found[min(len(found) - 1, int(len(found) * share))] if found else float("nan")

    @property
    def seconds(self) -> float:
        """From the first planned moment to the last acknowledgement."""
        return max((ended for *_, ended, status in self.attempts if status == 200), default=0.0)

    @property
    def longest_silence(self) -> float:
        """The longest time in which nothing was acknowledged."""
        ends = sorted(ended for *_, ended, status in self.attempts if status == 200)
        return max((b - a for a, b in zip([0.0, *ends], ends, strict=False)), default=0.0)

    @cached_property
    def statuses(self) -> dict[int, int]:
        counts: dict[int, int] = {}
        for *_, status in self.attempts:
            counts[status] = counts.get(status, 0) + 1
        return counts


@dataclass
class Sender:
    """The running sender."""

    process: subprocess.Popen[bytes]
    sent: Sent

    def finished(self) -> Sent:
        """Wait until all was said, and read what became of it."""
        limit = self.sent.load.seconds + self.sent.load.patience + 60
        assert self.process.wait(limit) == 0, "the sender itself has failed"
        return self.sent.read()


@contextmanager
def sending(
    load: Load, ways: Sequence[Way], addresses: Sequence[tuple[str, int]], *, folder: Path
) -> Iterator[Sender]:
    """A sender that has begun; it is stopped with the block if it has not ended by then."""
    plan, log = folder / f"plan-{load.mark}.json", folder / f"log-{load.mark}.jsonl"
    plan.write_text(
        json.dumps(
            {"load": asdict(load), "ways": [asdict(way) for way in ways], "addresses": addresses}
        )
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.wire", str(plan), str(log)],
        cwd=SOURCE.parents[1],
        env=_environment(folder),
    )
    sender = Sender(process, Sent(load, ways, log))
    try:
        yield sender
        sender.finished()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def send(
    load: Load, ways: Sequence[Way], addresses: Sequence[tuple[str, int]], *, folder: Path
) -> Sent:
    """Send all of it, and answer when it is over."""
    with sending(load, ways, addresses, folder=folder) as sender:
        return sender.finished()


@dataclass(frozen=True)
class Verdict:
    """What the referee found. `lost`: acknowledged, but not kept with its words and its number.
    `doubled`: kept in more than one row. `strangers`: kept, but never sent. `events_missing` and
    `events_doubled`: of the one event beside each message. The rest is asked once all is drained:
    `unheard`, `heard_twice` (read more than once, by the rows), `told_twice` (its words stand in more
    than one place of the cases), `waiting` (entries that wait), `chain_faults`."""

    kept: int
    lost: int
    doubled: int
    strangers: int
    events_missing: int
    events_doubled: int
    unheard: int = 0
    heard_twice: int = 0
    told_twice: int = 0
    waiting: int = 0
    chain_faults: int = 0
    examples: tuple[str, ...] = ()

    @property
    def faults(self) -> int:
        """Everything that may not be. What was not drained counts where it was asked."""
        return sum(
            value
            for name, value in asdict(self).items()
            if name not in {"kept", "examples", "waiting"}
        )


def judged(host: Host, *sent: Sent, drained: bool = False) -> Verdict:
    """Compare what was acknowledged with the tables, in a process of its own on that host."""
    asked = {
        "drained": drained,
        "sent": [
            {
                "load": asdict(one.load),
                "ways": [asdict(way) for way in one.ways],
                "acknowledged": sorted(one.acknowledged),
            }
            for one in sent
        ],
    }
    paper = host.folder / "referee.json"
    paper.write_text(json.dumps(asked))
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.refereeing", str(paper)],
        cwd=SOURCE.parents[1],
        env={**environment_of(host.folder, host.environment), **_path()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return Verdict(**{**found, "examples": tuple(found["examples"])})


def _path() -> dict[str, str]:
    return {"PYTHONPATH": f"{SOURCE.parent}:{SOURCE.parents[1]}"}


def _environment(folder: Path) -> dict[str, str]:
    return {**environment_of(folder, {}), **_path()}
