"""What was published, to follow with a feed reader: of a commune, or of the whole programme."""

import re
from collections.abc import Sequence
from hashlib import sha256

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.formats import date_format
from django.utils.http import http_date
from django.utils.translation import get_language, gettext

from benkan.apps.registry import queries as registry
from benkan.interfaces.web import gather
from benkan.interfaces.web.gather.moved import Moved
from benkan.kit.pages import PageRequest, address, for_everyone

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@for_everyone
def programme_feed(request: PageRequest) -> HttpResponseBase:
    """The latest of the programme, as Atom or RSS."""
    moved = gather.moved_lately(request.programme.id, on=timezone.localdate())
    return _feed(request, moved, request.programme.name, address(request, "web:home"))


@for_everyone
def commune_feed(request: PageRequest, code: str) -> HttpResponseBase:
    """The latest of one commune, as Atom or RSS."""
    place = registry.place_by_code(code)
    card = registry.place_card(place) if place else None
    if place is None or card is None or card.kind != "commune":
        raise Http404
    moved = gather.moved_lately(request.programme.id, [place], on=timezone.localdate())
    title = f"{card.name} · {request.programme.name}"
    return _feed(request, moved, title, address(request, "web:commune", code=code))


def _feed(request: PageRequest, moved: Sequence[Moved], title: str, home: str) -> HttpResponseBase:
    """The feed, or that it has not changed since the reader asked last."""
    marks = {
        "demonstration": gettext("Demonstration: everything here is made up."),
        "historical": gettext("Past programme"),
    }
    # Readers know both; those who look for RSS, by its name, often know nothing else.
    written_as = Rss201rev2Feed if request.path.endswith(".rss") else Atom1Feed
    about = marks.get(request.programme.kind, gettext("What was promised and kept"))
    feed = written_as(
        title=_written(title),
        link=request.build_absolute_uri(home),
        description=about,
        subtitle=about,
        language=get_language() or "fr",
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=f"urn:benkan:{request.programme.slug}:{home}",
        author_name=_written(request.programme.name),
    )
    for one in moved:
        there = _there(request, one) or home
        feed.add_item(
            title=_written(gettext(one.words) % {"about": one.about}),
            link=request.build_absolute_uri(there),
            description=_said(one),
            unique_id=f"urn:benkan:{request.programme.slug}:{one.key}",
            unique_id_is_permalink=False,
            pubdate=one.moment,
            updateddate=one.moment,
        )
    content = feed.writeString("utf-8").encode()
    return _answered(request, content, written_as.content_type, moved)


def _there(request: PageRequest, one: Moved) -> str:
    """Its own page, else that of its commune."""
    if one.page:
        return address(request, one.page, **one.named)
    return address(request, "web:commune", code=one.code) if one.code else ""


def _said(one: Moved) -> str:
    day = date_format(one.day, "j F Y")
    return _written(" · ".join(filter(None, (one.place, one.office, day))))


def _written(text: str) -> str:
    """Without the signs that XML has no way to write: one that was pasted with a promise would take the
    whole feed away."""
    return _NOT_IN_XML.sub(" ", text)


def _answered(
    request: PageRequest, content: bytes, content_type: str, moved: Sequence[Moved]
) -> HttpResponseBase:
    """Whoever shows the tag of what she has is told that nothing changed. The day alone would not do:
    what is taken back changes the feed, and leaves the day of its latest line as it was."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["ETag"] = tag = f'"{sha256(content).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = "public, max-age=300"
    if moved:
        latest = max(one.moment for one in moved)
        response.headers["Last-Modified"] = http_date(int(latest.timestamp()))
    found = get_conditional_response(request, etag=tag, response=response)
    assert found is not None, "it is given the whole answer"
    return found
