"""What stands after the question mark of an address, and in forms that lead back to a list."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from django.http import QueryDict

from benkan.apps.commitments.forms import board, policies
from benkan.apps.commitments.rules.board import position_of as on_the_board
from benkan.apps.voices.forms import queue
from benkan.apps.voices.rules.queue import position_of as in_the_queue
from benkan.kit.choosing import id_in
from benkan.kit.lists import page_number
from tests.fuzzing.pieces import asked


def lists(data: bytes) -> None:
    """Filters, cursors and page numbers: what is not understood is left out."""
    request = asked(data)
    said: QueryDict = request.GET
    assert 1 <= page_number(request) < 100_000
    for value in said.values():
        text = str(value)
        on_the_board(text), in_the_queue(text), id_in(text)
        assert 2000 <= board.month_in(text, today=date(2026, 11, 3)).year < 2100
    for read, write in _FILTERS:
        words = write(read(dict(said.items())))
        again = dict(parse_qsl(words))
        assert write(read(again)) == words, "a filter that was read leads back to itself"
    policies.filters_of(said)


_FILTERS: tuple[tuple[Any, Any], ...] = (
    (queue.filter_in, queue.query_of),
    (board.filters_of, board.query_of),
)
