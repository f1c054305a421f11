from django.urls import path

from benkan.apps.results import pages

app_name = "results"
urlpatterns = [
    path("chiffres/engagements-tenus/", pages.figure, name="figure"),
    path("chiffres/engagements-tenus/sources/", pages.records, name="records"),
]
