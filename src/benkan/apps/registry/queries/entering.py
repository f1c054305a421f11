"""A programme as an account enters it: the question of every page of staff."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from benkan.apps.registry.models import OfficeHolding, Programme, RoleGrant
from benkan.apps.registry.queries.roles import open_grants, open_holdings_on
from benkan.kit.actor import Actor, Post, Role
from benkan.kit.pages import ProgrammeHere
from benkan.kit.prepared import Prepared


def programme_entered(
    slug: str, *, account: UUID, moment: datetime
) -> tuple[ProgrammeHere, Actor] | None:
    """The programme with that slug, and the account as `actor_for` gives it there; in one query."""
    rows = _asked(slug=slug, account=account, moment=moment, day=timezone.localdate(moment))
    here = [
        ProgrammeHere(id=pk, slug=slug, name=name, kind=kind)
        for role, name, kind, pk, *_ in rows
        if not role
    ]
    if not here:
        return None
    posts = tuple(Post(Role(role), *held) for role, _, _, *held in rows if role)
    return here[0], Actor(account=account, posts=posts, programme=here[0].id)


def _ask(*, slug: str, account: UUID, moment: datetime, day: date) -> QuerySet[Any, Any]:
    """The programme, which has no role; then the posts: role, organisation, place and office."""
    theirs = {"account": account, "account__is_active": True}
    grants = RoleGrant.objects.filter(open_grants(moment), **theirs, programme__slug=slug)
    holdings = OfficeHolding.objects.filter(
        open_holdings_on(day), **theirs, office__programme__slug=slug
    )
    none, holder = Cast(Value(None), UUIDField()), _text(Role.OFFICE_HOLDER.value)
    programme = Programme.objects.filter(slug=slug)
    return programme.values_list(_text(""), "name", "kind", "pk", none, none).union(
        grants.values_list("role", _text(""), _text(""), "organisation", "place", none),
        holdings.values_list(
            holder, _text(""), _text(""), "office__organisation", "office__place", "office"
        ),
        all=True,
    )


def _text(words: str) -> Value:
    return Value(words, output_field=CharField())


_asked = Prepared(_ask, slug=str, account=UUID, moment=datetime, day=date)
