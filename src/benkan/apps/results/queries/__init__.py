"""Named questions to the figures, a file a subject."""

from benkan.apps.results.queries.definitions import Definition, definition_of, definitions
from benkan.apps.results.queries.live import Live, communes_to_choose, live
from benkan.apps.results.queries.published import (
    Published,
    names_of_authors,
    prepared,
    publication_card,
    published,
)
from benkan.apps.results.queries.records import A_PAGE, Source, Sources, records_of
from benkan.apps.results.queries.rows import UNPLACED, RowName, names_of_rows
from benkan.apps.results.queries.shares import (
    Figure,
    PlaceShare,
    ShareKept,
    figure_kept,
    share_kept,
)
from benkan.apps.results.queries.values import Value, values_of

__all__ = [
    "A_PAGE",
    "UNPLACED",
    "Definition",
    "Figure",
    "Live",
    "PlaceShare",
    "Published",
    "RowName",
    "ShareKept",
    "Source",
    "Sources",
    "Value",
    "communes_to_choose",
    "definition_of",
    "definitions",
    "figure_kept",
    "live",
    "names_of_authors",
    "names_of_rows",
    "prepared",
    "publication_card",
    "published",
    "records_of",
    "share_kept",
    "values_of",
]
