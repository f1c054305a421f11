"""Tags that every template has without loading anything."""

from typing import Any

from django import template
from django.template import Context

from benkan.kit.pages import address

register = template.Library()


@register.simple_tag(takes_context=True)
def at(context: Context, name: str, **kwargs: Any) -> str:
    """The address of a page in the programme that is being read: `{% at "voices:case" case_id=1 %}`."""
    return address(context["request"], name, **kwargs)
