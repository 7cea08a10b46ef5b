"""Whom to call at once, as the clinic words it, with its telephone numbers one can tap."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
# Two digits at least: emergency numbers are short.
NUMBER = re.compile(r"(\+?\d[\d ()/-]*\d)")


@register.filter
def with_calls(words: str) -> SafeString:
    """The words with each telephone number as a link that calls it: `{{ clinic.crisis_line|with_calls }}`."""
    pieces = NUMBER.split(str(words))
    return format_html_join("", "{}", ((_call(each) if place % 2 else each,) for place, each in enumerate(pieces)))


def _call(number: str) -> SafeString:
    return format_html('<a href="tel:{}">{}</a>', re.sub(r"[^\d+]", "", number), number)
