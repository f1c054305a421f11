"""What somebody who is logged in follows: the same lists as her pages, within the same bounds."""

from typing import Annotated, Any

from django.utils import timezone
from ninja import Query

from benkan.apps.assessments.queries.rounds import round_list
from benkan.apps.commitments import queries as commitments
from benkan.apps.commitments.rules import board as commitments_order
from benkan.apps.registry import queries as registry
from benkan.apps.voices import queries as voices
from benkan.apps.voices.rules import queue as cases_order
from benkan.interfaces.api import shapes
from benkan.interfaces.api.asked import operation
from benkan.interfaces.api.parts import own_part, programme_of
from benkan.kit.pages import PageRequest

At = Annotated[str, Query(max_length=80, description="Where to go on, as `next` says it")]
Page = Annotated[int, Query(ge=1, le=10_000)]


@operation("me", response=shapes.Me)
def me(request: PageRequest) -> Any:
    """The roles of whoever asks, with their places and organisations."""
    posts = request.actor.posts
    cards = registry.place_cards({post.place for post in posts if post.place})
    held = [
        {
            "role": post.role.value,
            "place": cards[post.place].code if post.place else None,
            "organisation": post.organisation,
        }
        for post in posts
    ]
    return {"programme": programme_of(request.programme), "posts": held}


@operation("cases", response=shapes.Part[shapes.CaseLine])
def cases(request: PageRequest, at: At = "") -> Any:
    """The cases that whoever asks may know of: new ones first, then the latest. Neither words nor
    numbers nor codes of citizens."""
    found = voices.queue_page(
        request.actor,
        request.programme.id,
        asked=voices.Filter(),
        moment=timezone.now(),
        at=cases_order.position_of(at),
    )
    items = [
        {
            "reference": line.reference,
            "id": line.id,
            "service": line.service.value,
            "place": line.place_name,
            "place_status": line.place_status,
            "channel": line.channel,
            "language": line.language,
            "state": line.state.value,
            "is_sensitive": line.is_sensitive,
            "has_recording": line.has_recording,
            "has_photo": line.has_photo,
            "opened_at": line.opened_at,
            "acted_at": line.acted_at,
        }
        for line in found.lines
    ]
    following = found.after.code if found.after else None
    return own_part(request, items, following=following, after="at")


@operation("commitments", response=shapes.Part[shapes.CommitmentLine])
def followed(request: PageRequest, at: At = "") -> Any:
    """The promises that whoever asks follows: open ones first, the nearest day first."""
    found = commitments.board(
        request.programme.id,
        request.actor,
        today=timezone.localdate(),
        at=commitments_order.position_of(at),
    )
    items = [
        {
            "id": line.id,
            "number": line.number,
            "action": line.action,
            "office": line.office_title,
            "place": line.place_name,
            "service": line.service,
            "state": line.state.value,
            "due_on": line.due_on,
            "is_late": line.is_late,
            "settled_on": line.settled_on,
            "is_public": line.is_public,
        }
        for line in found.lines
    ]
    following = found.after.code if found.after else None
    return own_part(request, items, following=following, after="at")


@operation("rounds", response=shapes.Part[shapes.RoundLine])
def rounds(request: PageRequest, page: Page = 1) -> Any:
    """The rounds that whoever asks follows, the latest opened first."""
    found = round_list(request.actor, request.programme.id, page=page)
    items = [
        {
            "id": line.card.id,
            "title": line.card.title,
            "kind": line.card.kind.value,
            "purpose": line.card.purpose.value,
            "number": line.card.number,
            "place": line.card.place_name,
            "service": line.card.service,
            "opened_at": line.card.opened_at,
            "closed_at": line.card.closed_at,
            "released_at": line.card.released_at,
        }
        for line in found.lines
    ]
    following = page + 1 if found.part.more else None
    return own_part(request, items, following=following, after="page")
