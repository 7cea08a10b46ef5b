"""Lets a template say which news its page follows: {% load live %} <body {% follow "clinic:…" "session:…" %}>."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from holdspace.config.tickets import events_ticket, events_url

register = template.Library()


@register.simple_tag(takes_context=True)
def follow(context: dict[str, Any], *channels: str | Sequence[str]) -> SafeString | str:
    """Write the attributes from which live.js opens the stream; nothing when there is nobody or nothing to follow."""
    wanted = [name for given in channels if given for name in ([given] if isinstance(given, str) else given)]
    request = context.get("request")
    if not wanted or request is None or not request.user.is_authenticated:
        return ""
    return format_html(
        'data-events="{}" data-events-renew="{}"',
        events_url(request, events_ticket(request, wanted)),
        reverse("renew_events_ticket"),
    )
