"""What a page across chapters shows, gathered from the chapters' queries: a file a page."""

from benkan.interfaces.web.gather.commune import Commune, commune_at
from benkan.interfaces.web.gather.home import Home, Region, communes_called, home_of, region_coded
from benkan.interfaces.web.gather.journal import Head, head_of
from benkan.interfaces.web.gather.meeting import Meeting, Point, meeting_of
from benkan.interfaces.web.gather.moved import Moved, moved_lately
from benkan.interfaces.web.gather.poster import Poster, poster_of
from benkan.interfaces.web.gather.retention import RetentionPage, retention_page
from benkan.interfaces.web.gather.today import Today, day_of

__all__ = [
    "Commune",
    "Head",
    "Home",
    "Meeting",
    "Moved",
    "Point",
    "Poster",
    "Region",
    "RetentionPage",
    "Today",
    "commune_at",
    "communes_called",
    "day_of",
    "head_of",
    "home_of",
    "meeting_of",
    "moved_lately",
    "poster_of",
    "region_coded",
    "retention_page",
]
