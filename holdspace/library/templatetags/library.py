"""The filters of the library's pages."""

from datetime import date

from django import template

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


@register.simple_tag
def overdue(held: Held | None, today: date) -> bool:
    """Whether the day of review of a protocol has passed."""
    return held is not None and held.is_overdue(today)
