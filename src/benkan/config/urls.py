"""Addresses. Everything that belongs to a programme starts with `/p/<programme>/`."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("langue/", set_language, name="set_language"),
    path("", include("benkan.apps.registry.urls.accounts")),
    path("", include("benkan.apps.registry.urls.places")),
    path("", include("benkan.interfaces.web.urls")),
    path("", include("benkan.interfaces.gateways.urls")),
    path("", include("benkan.interfaces.api.urls")),
    path("p/<slug:programme>/", include("benkan.apps.registry.urls")),
    path("p/<slug:programme>/", include("benkan.apps.messaging.urls")),
    path("p/<slug:programme>/", include("benkan.apps.activities.urls")),
    path("p/<slug:programme>/", include("benkan.apps.voices.urls")),
    path("p/<slug:programme>/", include("benkan.apps.assessments.urls")),
    path("p/<slug:programme>/", include("benkan.apps.commitments.urls")),
    path("p/<slug:programme>/", include("benkan.apps.results.urls")),
]
