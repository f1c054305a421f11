"""The page behind the link of an invitation."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import authenticate, login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions import invitations as actions
from benkan.apps.registry.forms.people import AcceptForm
from benkan.apps.registry.queries.people import InvitationSeen
from benkan.apps.registry.rules import roles as rules
from benkan.kit.forms import attempt
from benkan.kit.pages import PageRequest, for_everyone, note_logged_in
from benkan.kit.words import sentence


@for_everyone
@never_cache
def accept(request: PageRequest, token: str) -> HttpResponse:
    """Show what is offered; who has no account makes one, who has one accepts with it. A link that
    cannot be used says why, in one sentence."""
    try:
        return _answer(request, token)
    except (rules.InvitationNotOpen, rules.InvitationForAnother) as refusal:
        shown = {"sentence": sentence(refusal)}
        return render(request, "registry/invitation_closed.html", shown, status=422)


def _answer(request: PageRequest, token: str) -> HttpResponse:
    seen = registry.invitation_of(actions.digest(token))
    if seen is None:
        raise rules.InvitationNotOpen()
    rules.check_invitation_open(
        expires_at=seen.expires_at, used_at=seen.used_at, now=timezone.now()
    )
    if request.user.is_authenticated:
        return _with_account(request, token, seen)
    if seen.has_account:
        here = urlencode({"next": request.path})
        return HttpResponseRedirect(f"{reverse('account_login')}?{here}")
    return _with_new_account(request, token, seen)


def _with_account(request: PageRequest, token: str, seen: InvitationSeen) -> HttpResponse:
    assert request.user.is_authenticated, "asked by the caller"
    if request.user.email != seen.email:
        raise rules.InvitationForAnother()
    if request.method == "POST":
        actions.accept_with_account(token=token, account=request.user.pk, moment=timezone.now())
        return redirect("web:my_programmes")
    return render(request, "registry/accept.html", _shown(seen))


def _with_new_account(request: PageRequest, token: str, seen: InvitationSeen) -> HttpResponse:
    form = AcceptForm(request.POST or None, initial={"name": seen.name})
    if form.is_valid():
        said = form.cleaned_data
        account = attempt(
            form,
            lambda: actions.accept_with_new_account(token=token, moment=timezone.now(), **said),
        )
        if account is not None:
            known = authenticate(request, email=seen.email, password=said["password"])
            if known is not None:
                login(request, known)
                # By this hour her pages know when to ask once more who is there.
                record_authentication(request, known, "password")
                note_logged_in(known.pk, "invitation")
            return redirect("web:my_programmes")
    return render(request, "registry/accept.html", {**_shown(seen), "form": form})


def _shown(seen: InvitationSeen) -> dict[str, object]:
    return {"seen": seen, "role": gettext(seen.role.label)}
