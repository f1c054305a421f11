"""The communes as a short list that a telephone keeps, to choose one without a network."""

import hashlib
import json
from dataclasses import dataclass

from benkan.apps.registry.models import Place, PlaceCode
from benkan.apps.registry.queries.places import names_above
from benkan.apps.registry.queries.remembered import Remembered

_STATE = """
SELECT (SELECT count(*) FROM registry_place),
       (SELECT id FROM registry_place ORDER BY id DESC LIMIT 1),
       (SELECT max(digest) FROM registry_datapack)
"""


@dataclass(frozen=True)
class CommuneList:
    """JSON: names and codes of communes under the places above them; `version` names this content."""

    json: bytes
    version: str


def commune_list() -> CommuneList:
    """The list as the places are now: one query, and three more when they have changed.

    Codes stand for our keys: they follow on one another, so that 703 of them weigh next to nothing.
    """
    return _REMEMBERED.now()


def _build() -> CommuneList:
    codes = PlaceCode.objects.filter(scheme="pcode", closes_on=None, place__kind="commune")
    named = dict(codes.order_by("place__folded", "code").values_list("place_id", "code"))
    names = dict(Place.objects.filter(kind="commune").values_list("id", "name"))
    above, lists = names_above(list(named)[:MOST]), dict[str, list[list[str]]]()
    for place, code in list(named.items())[:MOST]:
        line = above.get(place, {})
        where = ", ".join(dict.fromkeys(filter(None, (line.get("cercle"), line.get("region")))))
        lists.setdefault(where, []).append([names[place], code])
    content = json.dumps(lists, ensure_ascii=False, separators=(",", ":")).encode()
    return CommuneList(content, hashlib.sha256(content).hexdigest()[:12])


MOST = 900
"""Mali has 703; SQLite takes some more in one question."""

_REMEMBERED = Remembered(_STATE, _build)
