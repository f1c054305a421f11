"""`benkan method survey-estimate`: what a sample tells of everybody."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from benkan.interfaces.cli.method.bar import progress_bar
from benkan.interfaces.cli.method.inputs import Inputs
from benkan.interfaces.cli.method.outputs import Explain, Json, Plot, Wanted, deliver
from benkan.interfaces.cli.words import of_methods as _

if TYPE_CHECKING:
    from benkan.methods.survey.asking import Question, Request
    from benkan.methods.survey.design import DesignColumns

Texts = list[str]


def add_to(app: typer.Typer) -> None:
    app.command(
        "survey-estimate",
        help=_("Estimate means, shares, totals and differences from a drawn sample."),
    )(survey_estimate)


def survey_estimate(
    path: Annotated[Path, typer.Argument(metavar="DATA.csv", help=_("One row a respondent."))],
    weights: Annotated[
        str,
        typer.Option("--weights", metavar="W", help=_("How many people a respondent stands for.")),
    ],
    strata: Annotated[
        str | None,
        typer.Option("--strata", metavar="S", help=_("The column of strata.")),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="C",
            help=_("The column of clusters; C1,C2 when people were drawn within them too."),
        ),
    ] = None,
    fpc: Annotated[
        str | None,
        typer.Option(
            "--fpc",
            metavar="F",
            help=_(
                "The column that says how many clusters (people, without --cluster) the stratum "
                "has in all; F1,F2 for two stages."
            ),
        ),
    ] = None,
    nest: Annotated[
        bool, typer.Option("--nest", help=_("Clusters are numbered anew in each stratum."))
    ] = False,
    single_cluster: Annotated[
        Literal["refuse", "centre"],
        typer.Option("--single-cluster", help=_("What to do with a stratum of one cluster.")),
    ] = "refuse",
    by: Annotated[
        Texts | None,
        typer.Option("--by", metavar="COLUMN", help=_("Estimate each value apart; A,B for both.")),
    ] = None,
    mean: Annotated[
        Texts | None, typer.Option("--mean", metavar="X", help=_("The mean of a number."))
    ] = None,
    proportion: Annotated[
        Texts | None,
        typer.Option("--proportion", metavar="X=v", help=_("The share that answered v.")),
    ] = None,
    total: Annotated[
        Texts | None, typer.Option("--total", metavar="X", help=_("The sum over everybody."))
    ] = None,
    ratio: Annotated[
        Texts | None, typer.Option("--ratio", metavar="Y/X", help=_("One total over another."))
    ] = None,
    quantile: Annotated[
        Texts | None,
        typer.Option("--quantile", metavar="X:0.5", help=_("The median, or another share.")),
    ] = None,
    chisq: Annotated[
        Texts | None,
        typer.Option("--chisq", metavar="X,Y", help=_("Whether two answers go together.")),
    ] = None,
    logistic: Annotated[
        Texts | None,
        typer.Option("--logistic", metavar="Y~X1+X2", help=_("A logistic model; Y=v~… too.")),
    ] = None,
    compare: Annotated[
        Texts | None,
        typer.Option("--compare", metavar="COLUMN:a,b", help=_("The difference, b less a.")),
    ] = None,
    did: Annotated[
        Texts | None,
        typer.Option(
            "--did",
            metavar="WAVE:a,b/ARM:control,treated",
            help=_("By how much more the treated changed from a to b."),
        ),
    ] = None,
    interval: Annotated[
        Literal["auto", "logit", "korn-graubard"],
        typer.Option("--interval", help=_("How the interval of a share is made.")),
    ] = "auto",
    level: Annotated[
        float, typer.Option("--level", metavar="0.95", help=_("How sure the intervals are."))
    ] = 0.95,
    json: Json = None,
    explain: Explain = False,
    plot: Plot = None,
    r_script: Annotated[
        Path | None,
        typer.Option(
            "--r-script", metavar="OUT.R", help=_("Write an R script that makes the same figures.")
        ),
    ] = None,
) -> None:
    from benkan.interfaces.cli.method.outputs import write
    from benkan.interfaces.cli.method.survey.document import document
    from benkan.interfaces.cli.method.survey.plot import picture
    from benkan.methods.provenance import Provenance
    from benkan.methods.survey import VERSION, asking
    from benkan.methods.survey.answering import answered
    from benkan.methods.survey.design import DesignColumns
    from benkan.methods.survey.explaining import reasons
    from benkan.methods.survey.r_script import r_script_of
    from benkan.methods.survey.reading import read_columns

    asking.check_level(level)
    design = DesignColumns(
        weights=weights,
        strata=strata,
        clusters=asking.columns_in(cluster, "--cluster") if cluster else (),
        populations=asking.columns_in(fpc, "--fpc") if fpc else (),
        is_nested=nest,
        centres_single=single_cluster == "centre",
    )
    questions: list[Question] = [
        *(asking.Mean(text) for text in mean or ()),
        *(asking.proportion_in(text) for text in proportion or ()),
        *(asking.Total(text) for text in total or ()),
        *(asking.ratio_in(text) for text in ratio or ()),
        *(asking.quantile_in(text) for text in quantile or ()),
        *(asking.model_in(text) for text in logistic or ()),
        *(asking.table_in(text) for text in chisq or ()),
    ]
    request = asking.Request(
        design=design,
        questions=tuple(questions),
        by=tuple(name for text in by or () for name in asking.columns_in(text, "--by")),
        compare=tuple(asking.side_in(text) for text in compare or ()),
        did=tuple(asking.did_in(text) for text in did or ()),
        level=level,
        interval=interval,
    )
    request.check()
    inputs = Inputs()
    with progress_bar() as told, inputs.opened(path, told) as stream:
        columns = read_columns(
            stream,
            file=path.name,
            numeric=request.numeric,
            categorical=request.categorical,
            either=request.either,
        )
    answers = answered(columns, request)
    options = _options(answers.request)
    provenance = Provenance("survey-estimate", VERSION, inputs.sha256(), options=options)
    if r_script is not None:
        write(r_script, r_script_of(answers, file=str(path), columns=columns))
    deliver(
        Wanted(json, explain, plot),
        document=lambda: {**provenance.document(), **document(answers)},
        reasons=lambda: reasons(answers),
        picture=lambda: picture(answers),
    )


def _options(request: "Request") -> dict[str, object]:
    """What was asked for, with the defaults that applied."""
    design: DesignColumns = request.design
    return {
        "weights": design.weights,
        "strata": design.strata,
        "cluster": list(design.clusters),
        "fpc": list(design.populations),
        "nest": design.is_nested,
        "single_cluster": "centre" if design.centres_single else "refuse",
        "by": list(request.by),
        "questions": [question.name for question in request.questions],
        "compare": [f"{side.column}:{side.first},{side.second}" for side in request.compare],
        "did": [
            "/".join(f"{side.column}:{side.first},{side.second}" for side in pair)
            for pair in request.did
        ],
        "interval": request.interval,
        "level": request.level,
    }
