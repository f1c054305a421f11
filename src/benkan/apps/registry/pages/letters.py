"""The letter that carries an invitation, and the link that can be handed over without it."""

from smtplib import SMTPException
from typing import cast

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from benkan.apps.registry import queries as registry
from benkan.apps.registry.actions.invitations import Invited, digest
from benkan.kit.pages import PageRequest


def invited(request: HttpRequest, invitation: Invited) -> HttpResponse:
    """Send the invitation, and show its link this once."""
    link = request.build_absolute_uri(reverse("account_invitation", args=[invitation.token]))
    seen = registry.invitation_of(digest(invitation.token))
    assert seen is not None, "it was written a moment ago"
    is_sent = cast(PageRequest, request).programme.is_real and _sent(seen, link)
    shown = {"seen": seen, "link": link, "role": gettext(seen.role.label), "is_sent": is_sent}
    return render(request, "registry/invited.html", shown)


def _sent(seen: registry.InvitationSeen, link: str) -> bool:
    """Whether the letter has left. It is in the language of the house: the reader has no other yet."""
    with override(settings.LANGUAGE_CODE):
        subject = gettext("Benkan: your invitation to %(programme)s") % {
            "programme": seen.programme_name
        }
        said = {"seen": seen, "link": link, "role": gettext(seen.role.label)}
        text = render_to_string("registry/email/invitation.txt", said)
    try:
        return send_mail(subject, text, None, [seen.email]) == 1
    except (OSError, SMTPException):
        # The inviter sees that it did not leave, and has the link to hand over.
        return False
