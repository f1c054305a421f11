"""Addresses of places, which all programmes share."""

from django.urls import URLPattern, path

from benkan.apps.registry.pages import places

app_name = "places"
urlpatterns: list[URLPattern] = [
    path("lieux/", places.search_places, name="search"),
    path("lieux/communes.json", places.commune_list, name="communes"),
]
