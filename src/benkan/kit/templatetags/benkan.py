"""Tags that every template has without loading anything."""

from base64 import b64encode
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.template.defaultfilters import date as written
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from benkan.kit.boxes import public_key
from benkan.kit.pages import address
from benkan.kit.services import Service
from benkan.kit.words import first_of_month

register = template.Library()

_SIGNS = {
    "check": ("good", "kept", "answered", "confirmed", "held", "closed"),
    "clock": ("late", "postponed", "planned", "proposed", "received", "new"),
    "cross": ("bad", "broken", "declined", "refused", "failed"),
    "warning": ("warning", "contested", "unclear", "guessed"),
}
_SIGN_OF = {state: sign for sign, states in _SIGNS.items() for state in states}


@register.simple_tag(takes_context=True)
def at(context: Context, name: str, **kwargs: Any) -> str:
    """The address of a page in the programme that is being read: `{% at "voices:case" case_id=1 %}`."""
    return address(context["request"], name, **kwargs)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A line icon of the sprite, silent for screen readers: `{% icon "water" %}`, `{% icon "water" "big" %}`."""
    return _drawn(name, size, _sprite(settings.STATIC_URL))


@lru_cache(maxsize=1)
def _sprite(_under: str) -> str:
    """Where the sprite is, found once: its name changes with its content, which a process keeps."""
    return static("kit/icons.svg")


@lru_cache(maxsize=1000)
def _drawn(name: str, size: str, sprite: str) -> SafeString:
    """Written once: a list has a hundred of them."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        size,
        sprite,
        name,
    )


@register.simple_tag
def badge(state: str, words: str) -> SafeString:
    """A state in words with its sign, so that colour never speaks alone: `{% badge "kept" line.label %}`."""
    return format_html(
        '<span class="badge is-{}">{} {}</span>', state, icon(_SIGN_OF.get(state, "arrow")), words
    )


@register.simple_tag
def box_key() -> str:
    """The key to which a telephone seals what it keeps without a network."""
    return b64encode(public_key(Path(settings.KEYS_DIR))).decode()


@register.simple_tag
def plain_lan() -> bool:
    """Whether others reach this house without TLS, where browsers keep nothing for later."""
    return bool(settings.PLAIN_LAN)


@register.filter(name="date", expects_localtime=True, is_safe=False)
def day(value: Any, form: str | None = None) -> str:
    """Django's filter, with the first of a month as French writes it: `1er décembre`."""
    if isinstance(value, datetime) and form == "j F Y":
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return _day(value, form, get_language())
    return first_of_month(str(written(value, form)))


@lru_cache(maxsize=2000)
def _day(value: date, form: str | None, _language: str | None) -> str:
    """Written once: a list has the same few days over and over."""
    return first_of_month(str(written(value, form)))


@register.filter
def ago(moment: datetime, now: datetime) -> str:
    """How long it is since a moment, in plain words: `{{ line.acted_at|ago:now }}`, “3 days ago”."""
    days = (timezone.localtime(now).date() - timezone.localtime(moment).date()).days
    if days < 1:
        return gettext("today")
    if days < 2:
        return gettext("yesterday")
    if days < 60:
        return gettext("%(n)s days ago") % {"n": days}
    if days < 730:
        return gettext("%(n)s months ago") % {"n": days // 30}
    return gettext("%(n)s years ago") % {"n": days // 365}


@register.filter
def is_past(moment: datetime | None, now: datetime) -> bool:
    """Whether a moment has come: `{% if line.late_from|is_past:now %}`."""
    return moment is not None and moment <= now


@register.filter
def service_word(code: str) -> str:
    """A service in the reader's language: `{{ line.service|service_word }}`."""
    return gettext(Service(code).label)


@register.filter
def number(value: int | None) -> str:
    """A number as the reader's language groups it, `37 300`; nothing for None."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)
