"""What everybody may read of policy measures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from benkan.apps.commitments.pages.policy_texts import part_shown
from benkan.apps.commitments.queries import public_policies as everybody
from benkan.apps.commitments.queries.public_policies import PolicyWithdrawn
from benkan.kit.lists import page_number
from benkan.kit.pages import PageRequest, address, for_everyone


@require_GET
@for_everyone
def public_policies(request: PageRequest) -> HttpResponse:
    """The published measures, the latest first."""
    part = everybody.published_part(request.programme.id, page=page_number(request))
    return render(request, "commitments/public_policies.html", {"part": part})


@require_GET
@for_everyone
def public_policy(request: PageRequest, number: int) -> HttpResponse:
    """One published measure; one that was taken back says only that."""
    found = everybody.public_policy(request.programme.id, number, today=timezone.localdate())
    if isinstance(found, PolicyWithdrawn):
        return gone(request, found)
    here = request.build_absolute_uri(address(request, "commitments:public_policy", number=number))
    shown = {"policy": found, "line": found.line, "here": here}
    return render(request, "commitments/public_policy.html", shown)


@require_GET
@for_everyone
def public_text(request: PageRequest, number: int, version: int | None = None) -> HttpResponse:
    """The text of a published measure by article: the latest version, or another one."""
    found = everybody.public_text(request.programme.id, number, version)
    if isinstance(found, PolicyWithdrawn):
        return gone(request, found)
    shown: dict[str, Any] = {"policy": found, "text": found.text, "texts": found.texts}
    shown |= part_shown(request, found.text)
    return render(request, "commitments/public_text.html", shown)


def gone(request: PageRequest, withdrawn: PolicyWithdrawn) -> HttpResponse:
    """That a measure was public once, and when it was taken back."""
    return render(
        request, "commitments/policy_withdrawn.html", {"withdrawn": withdrawn}, status=410
    )
