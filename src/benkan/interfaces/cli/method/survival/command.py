"""`benkan method survival`: how long it takes, counting those for whom it has not happened yet."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _
from benkan.methods.exact import exact
from benkan.methods.provenance import Provenance
from benkan.methods.refusals import N_, Refused, quoted

if TYPE_CHECKING:
    from benkan.methods.survival.kaplan_meier import Interval


class IntervalUnknown(Refused):
    code = "interval_unknown"
    text = N_("--conf-type is log-log, log or plain, not “%(found)s”.")


class LevelOutside(Refused):
    code = "level_outside"
    text = N_("--level must be above 0 and below 1, such as 0.95.")


class TimesExpected(Refused):
    code = "times_expected"
    text = N_("--at takes times of 0 or more, such as 30,90,365, not “%(found)s”.")


Cases = Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("One row a case."))]
Time = Annotated[
    str,
    typer.Option(
        "--time", metavar="COLUMN", help=_("When it happened, or the case was last seen.")
    ),
]
Event = Annotated[
    str, typer.Option("--event", metavar="COLUMN", help=_("1: it happened; 0: not yet."))
]
By = Annotated[
    str | None, typer.Option("--by", metavar="COLUMN", help=_("A curve for each of its values."))
]
Entry = Annotated[
    str | None,
    typer.Option("--entry", metavar="COLUMN", help=_("When the case came under observation.")),
]
At = Annotated[
    str, typer.Option("--at", metavar="TIMES", help=_("Also the shares at these: 30,90,365."))
]
ConfType = Annotated[
    str, typer.Option("--conf-type", help=_("The form of the interval: log-log, log or plain."))
]
Level = Annotated[str, typer.Option("--level", help=_("How sure the interval is to be."))]


def add_to(app: typer.Typer) -> None:
    app.command("survival", help=_("How long it takes, counting those that still wait."))(survival)


def survival(
    file: Cases,
    time: Time,
    event: Event,
    by: By = None,
    entry: Entry = None,
    at: At = "",
    conf_type: ConfType = "log-log",
    level: Level = "0.95",
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
) -> None:
    from benkan.interfaces.cli.method.survival.document import document
    from benkan.interfaces.cli.method.survival.plot import picture
    from benkan.methods.survival import VERSION
    from benkan.methods.survival.explaining import reasons
    from benkan.methods.survival.kaplan_meier import kaplan_meier
    from benkan.methods.survival.reading import read_cases

    interval, sure, times = _interval(conf_type), _level(level), _times(at)
    inputs = Inputs()
    with progress_bar() as told, inputs.opened(file, told) as stream:
        cases = read_cases(stream, file=file.name, time=time, event=event, by=by, entry=entry)
    curves = {
        name: kaplan_meier(table, interval=interval, level=sure)
        for name, table in cases.groups.items()
    }
    options = {
        "time": time,
        "event": event,
        "by": by,
        "entry": entry,
        "at": times,
        "conf_type": interval.value,
        "level": sure,
    }
    provenance = Provenance("survival", VERSION, inputs.sha256(), options=options)
    deliver(
        Wanted(json, explain, plot),
        document=lambda: {
            **provenance.document(),
            **document(curves, times=times, left_out=cases.left_out),
        },
        reasons=lambda: reasons(curves, left_out=cases.left_out, level=sure),
        picture=lambda: picture(curves, time=time, level=sure),
    )


def _interval(text: str) -> "Interval":
    from benkan.methods.survival.kaplan_meier import Interval

    try:
        return Interval(text)
    except ValueError:
        raise IntervalUnknown(found=quoted(text)) from None


def _level(text: str) -> float:
    value = exact(text)
    if value is None or not 0 < value < 1 or not 0 < float(value) < 1:
        raise LevelOutside()
    return float(value)


def _times(text: str) -> list[float]:
    found = [exact(part) for part in text.replace(";", ",").split(",") if part.strip()]
    times = [float(value) for value in found if value is not None and value >= 0]
    if len(times) != len(found):
        raise TimesExpected(found=quoted(text))
    return times
