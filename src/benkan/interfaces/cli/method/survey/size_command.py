"""`benkan method survey-size`: how many people to ask in each round."""

from fractions import Fraction
from typing import Annotated, Any

import typer

from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _
from benkan.methods.exact import exact
from benkan.methods.provenance import Provenance
from benkan.methods.refusals import N_, Refused, quoted


class OptionNotANumber(Refused):
    code = "option_not_a_number"
    text = N_("%(option)s: “%(found)s” is not a number.")


Before = Annotated[str, typer.Option("--from", metavar="P", help=_("The share now: 0.3."))]
After = Annotated[str, typer.Option("--to", metavar="Q", help=_("The share to be seen: 0.4."))]
Power = Annotated[str, typer.Option("--power", help=_("The chance to see the change."))]
Alpha = Annotated[str, typer.Option("--alpha", help=_("The chance to see one that is none."))]
Deff = Annotated[str, typer.Option("--deff", help=_("The design effect of the clusters."))]
Nonresponse = Annotated[
    str, typer.Option("--nonresponse", help=_("The share of people who do not answer: 0.05."))
]


def add_to(app: typer.Typer) -> None:
    app.command("survey-size", help=_("How many people to ask so that a change would be seen."))(
        survey_size
    )


def survey_size(
    before: Before,
    after: After,
    power: Power = "0.8",
    alpha: Alpha = "0.05",
    deff: Deff = "1",
    nonresponse: Nonresponse = "0",
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
) -> None:
    from benkan.interfaces.cli.method.survey.size_plot import picture
    from benkan.methods.survey import VERSION
    from benkan.methods.survey.size import FORMULA, size_for_change
    from benkan.methods.survey.size_explaining import reasons

    ends = _number("--from", before), _number("--to", after)
    given = {
        "power": _number("--power", power),
        "alpha": _number("--alpha", alpha),
        "deff": _number("--deff", deff),
        "nonresponse": _number("--nonresponse", nonresponse),
    }
    size = size_for_change(*ends, **given)
    options = {"from": float(ends[0]), "to": float(ends[1])}
    options |= {name: float(value) for name, value in given.items()}
    provenance = Provenance("survey-size", VERSION, Inputs().sha256(), options=options)
    document: dict[str, Any] = {
        "per_round": size.per_round,
        "with_nonresponse": size.with_nonresponse,
        "needed": size.needed,
        "formula": FORMULA,
    }
    deliver(
        Wanted(json, explain, plot),
        document=lambda: {**provenance.document(), **document},
        reasons=lambda: reasons(size, before=ends[0], after=ends[1], **given),
        picture=lambda: picture(ends[0], ends[1], given),
    )


def _number(option: str, text: str) -> Fraction:
    value = exact(text)
    if value is None:
        raise OptionNotANumber(option=option, found=quoted(text))
    return value
