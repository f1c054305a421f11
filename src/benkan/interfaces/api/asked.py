"""The one way to write an operation: by the name of its door."""

from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Router, Schema

from benkan.interfaces.api.doors import DOORS

Function = TypeVar("Function", bound=Callable[..., Any])
ROUTER = Router()


class Said(Schema):
    """Why nothing is answered."""

    detail: Any


def operation(name: str, *, response: Any) -> Callable[[Function], Function]:
    """Declare what answers at a door of the table; a name without a door breaks the start."""
    door = DOORS[name]
    answers: dict[int, Any] = {200: response, 404: Said, 422: Said}
    if not door.is_public:
        answers[401] = Said
    return ROUTER.get(
        f"/{door.path}",
        response=answers,
        url_name=name,
        operation_id=name,
        tags=["public" if door.is_public else "own"],
    )
