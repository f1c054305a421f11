from collections.abc import Iterator

from django.urls import URLPattern, path

from benkan.apps.results.pages import figures, publishing, working
from benkan.apps.results.rules.indicators import FOR_STAFF, OPEN_DOWN, Indicator

app_name = "results"

_WORDS = {
    Indicator.COMMITMENTS_KEPT: "engagements-tenus",
    Indicator.TIME_TO_KEPT: "delai",
    Indicator.CASES_RECEIVED: "messages-recus",
    Indicator.PEOPLE_MET: "personnes-rencontrees",
    Indicator.PEOPLE_MET_DISABILITY: "personnes-handicapees-rencontrees",
    Indicator.PEOPLE_MET_DISPLACED: "personnes-deplacees-rencontrees",
    Indicator.POLICY_STAGES: "politiques-par-etape",
    Indicator.ACTIONS_FOLLOWED: "actions-suivies",
    Indicator.MONITORING_ACTIONS: "actions-de-veille",
    Indicator.BAROMETER_INDEX: "barometre",
    Indicator.PEOPLE_CONSULTED: "personnes-consultees",
    Indicator.CONSULTED_DISABILITY: "personnes-handicapees-consultees",
    Indicator.CONSULTED_DISPLACED: "personnes-deplacees-consultees",
}


def _of_each_figure() -> Iterator[URLPattern]:
    for indicator, word in _WORDS.items():
        of, here = {"figure": indicator.value}, f"chiffres/{word}/"
        yield path(f"{here}travail/", working.live, of, name=f"{indicator.value}_live")
        if indicator not in FOR_STAFF:
            yield path(here, figures.figure, of, name=indicator.value)
            yield path(
                f"{here}preparer/", publishing.prepare, of, name=f"{indicator.value}_prepare"
            )
        if indicator in OPEN_DOWN:
            yield path(f"{here}sources/", working.records, of, name=f"{indicator.value}_records")


urlpatterns = [
    path("chiffres/", figures.figures, name="figures"),
    *_of_each_figure(),
    path(
        "chiffres/publications/<uuid:publication_id>/", publishing.publication, name="publication"
    ),
    path(
        "chiffres/publications/<uuid:publication_id>/publier/", publishing.publish, name="publish"
    ),
    path(
        "chiffres/publications/<uuid:publication_id>/retirer/",
        publishing.take_back,
        name="take_back",
    ),
]
