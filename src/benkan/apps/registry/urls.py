from django.urls import URLPattern, path

from benkan.apps.registry import pages

app_name = "registry"
urlpatterns: list[URLPattern] = [
    path("lieux/", pages.search_places, name="search_places"),
]
