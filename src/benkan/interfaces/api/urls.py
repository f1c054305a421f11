"""Where programs ask. The first figure of an address is its version: what is added keeps it."""

from django.urls import URLPattern, path

from benkan.interfaces.api.doors import OF_A_PROGRAMME, OF_THE_HOST, VERSION, Door
from benkan.interfaces.api.entering import described, view_of

app_name = "api"
_below = f"api/v{VERSION}/"


def _at(start: str, door: Door) -> URLPattern:
    return path(f"{start}{_below}{door.route}", view_of(door), name=door.name)


urlpatterns = [
    path(f"{_below}openapi.json", described(), name="description"),
    *(_at("", door) for door in OF_THE_HOST),
    *(_at("p/<slug:programme>/", door) for door in OF_A_PROGRAMME),
]
