"""What belongs to no programme: the front, one's own programmes, who sees what, and the probes."""

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from benkan.apps.registry import queries as registry
from benkan.kit.pages import PageRequest, for_everyone


@for_everyone
def front(request: PageRequest) -> HttpResponse:
    """What Benkan is; choose a programme."""
    return render(request, "web/front.html", {"programmes": registry.programmes()})


@for_everyone
def about(request: PageRequest) -> HttpResponse:
    """Who sees what, the sources, the licence."""
    return render(request, "web/about.html")


@for_everyone
def my_programmes(request: PageRequest) -> HttpResponseBase:
    """After logging in: straight on when there is one programme, else a choice."""
    account = request.actor.account
    if account is None:
        return redirect_to_login(request.get_full_path())
    mine = registry.programmes_of(account, moment=timezone.now())
    if len(mine) == 1:
        return redirect("web:today", programme=mine[0].slug)
    return render(request, "web/my_programmes.html", {"programmes": mine})


@for_everyone
def health(request: PageRequest) -> HttpResponse:
    """200 when the database answers; for probes."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@for_everyone
def robots(request: PageRequest) -> HttpResponse:
    """Search engines may read what citizens read; the rest asks for a login anyway."""
    return HttpResponse(
        "User-agent: *\nDisallow: /comptes/\n", content_type="text/plain; charset=utf-8"
    )
