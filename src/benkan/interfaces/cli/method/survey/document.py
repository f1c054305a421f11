"""The result of a survey estimate as the JSON that the contract names."""

from dataclasses import asdict

from benkan.methods.provenance import Provenance
from benkan.methods.survey.answering import Answers


def document(answers: Answers, provenance: Provenance) -> dict[str, object]:
    """Provenance first; then the design, the estimates and the contrasts."""
    design = answers.design
    return {
        **provenance.document(),
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
