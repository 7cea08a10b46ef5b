"""The filters of the library's pages."""

from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from holdspace.clinical import education
from holdspace.clinical.sources import Mark
from holdspace.library.protocols import Held

register = template.Library()

# How far a statement was checked, in the shapes of the one table of statuses.
SHAPES = {
    Mark.VERIFIED: "signed",
    Mark.ABSTRACT_ONLY: "step_open",
    Mark.RECALLED: "not_recorded",
    Mark.JUDGEMENT: "amended",
}


@register.filter
def mark_shape(mark: Mark) -> str:
    """The status whose shape a mark carries."""
    return SHAPES[mark]


@register.filter
def stop_rule(code: str) -> str:
    """A stop rule in words."""
    return code.replace("_", " ")


@register.inclusion_tag("library/_to_read.html", takes_context=True)
def to_read(context: Context, *slugs: str) -> dict[str, Any]:
    """Which of the pages for patients belong to this step: `{% to_read "risks" "when-to-call" %}`; all are linked."""
    pages = [page for page in education.PAGES if page.slug in slugs]
    if len(pages) < len(slugs):
        raise ValueError(f"There is no page for patients called {set(slugs) - {page.slug for page in pages}}.")
    request = context["request"]
    return {"pages": pages, "address": request.build_absolute_uri(reverse("library:learn"))}


@register.simple_tag
def overdue(held: Held | None, today: date) -> bool:
    """Whether the day of review of a protocol has passed."""
    return held is not None and held.is_overdue(today)
