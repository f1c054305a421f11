"""The result of a survey estimate as the JSON that the contract names."""

from dataclasses import asdict

from benkan.methods.survey.answering import Answers


def document(answers: Answers) -> dict[str, object]:
    """The members beside the provenance: the design, the estimates and the contrasts."""
    design = answers.design
    return {
        "design": {
            "respondents": len(design.weights),
            "clusters": design.clusters,
            "strata": design.strata,
            "df": design.df,
            "centred": list(design.centred_strata),
            "drawn_completely": list(design.certain_strata),
        },
        "estimates": [asdict(each) for each in answers.estimates],
        "contrasts": [asdict(each) for each in answers.contrasts],
    }
