"""Long lists, a page at a time: `{% include "kit/pagination.html" with page=page %}`."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_of(
    request: HttpRequest,
    *,
    count: int,
    rows: Callable[[int, int], Sequence[Any]],
    size: int = 50,
) -> Page[Any]:
    """The page that `?page=` asks for, the nearest when there is none such.

    `rows` is given the first row and how many: only those of the page are read.
    """
    page: Page[Any] = Paginator(range(count), size).get_page(request.GET.get("page"))
    page.object_list = rows(max(page.start_index() - 1, 0), size)
    return page
