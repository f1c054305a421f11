"""A survey from a text, and questions put to it as the command line writes them."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from benkan.methods.survey import asking
from benkan.methods.survey.answering import Answers, answered
from benkan.methods.survey.design import DesignColumns
from benkan.methods.survey.reading import read_columns

PARSERS = {
    "mean": asking.Mean,
    "total": asking.Total,
    "proportion": asking.proportion_in,
    "ratio": asking.ratio_in,
    "quantile": asking.quantile_in,
    "chisq": asking.table_in,
    "logistic": asking.model_in,
}


def ask(
    text: str | bytes,
    questions: Sequence[tuple[str, str]],
    *,
    weights: str = "w",
    strata: str | None = None,
    clusters: Sequence[str] = (),
    populations: Sequence[str] = (),
    is_nested: bool = False,
    centres_single: bool = False,
    by: Sequence[str] = (),
    compare: Sequence[str] = (),
    did: Sequence[str] = (),
    interval: str = "auto",
    level: float = 0.95,
) -> Answers:
    """What a table says; questions such as `("mean", "x")`."""
    request = asking.Request(
        DesignColumns(
            weights, strata, tuple(clusters), tuple(populations), is_nested, centres_single
        ),
        tuple(PARSERS[kind](asked) for kind, asked in questions),
        by=tuple(by),
        compare=tuple(map(asking.side_in, compare)),
        did=tuple(map(asking.did_in, did)),
        interval=interval,
        level=level,
    )
    columns = read_columns(
        io.BytesIO(text.encode() if isinstance(text, str) else text),
        file="survey.csv",
        numeric=request.numeric,
        categorical=request.categorical,
        either=request.either,
    )
    return answered(columns, request)


def listed(given: Any) -> list[str]:
    """R writes a list of one as the one."""
    if given is None:
        return []
    return [given] if isinstance(given, str) else list(given)


def ask_case(text: bytes, case: Mapping[str, Any]) -> Answers:
    """A case of `reference/r_survey.json`."""
    design = case["design"]
    return ask(
        text,
        list(case["asked"].items()),
        weights=design["weights"],
        strata=design.get("strata"),
        clusters=listed(design.get("clusters")),
        populations=listed(design.get("populations")),
        is_nested=design.get("is_nested", False),
        centres_single=design.get("centres_single", False),
        by=listed(case.get("by")),
        compare=listed(case.get("compare")),
        did=listed(case.get("did")),
        interval=case.get("interval", "auto"),
    )
