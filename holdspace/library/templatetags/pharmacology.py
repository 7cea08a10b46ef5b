"""The filters of the page on levels and effects: bands in words, never one number where there is a band."""

from django import template

from holdspace.clinical.pharmacokinetics.effects.expected import Course
from holdspace.clinical.pharmacokinetics.effects.timing import Moment
from holdspace.clinical.sources import Source
from holdspace.library.foretelling import Foretold

register = template.Library()


@register.filter
def between(moment: Moment | None) -> str:
    """Between which minutes nine in ten lie; one number only where no spread is known."""
    if moment is None:
        return "–"
    if moment.low_min == moment.high_min:
        return f"{moment.low_min:.0f}, typical"
    return f"{moment.low_min:.0f} to {moment.high_min:.0f}{' or later' if moment.is_open else ''}"


@register.filter
def at_its_height(course: Course) -> str:
    """The middle at its highest, and between which nine in ten then lie."""
    top = int(course.band.median.argmax())
    middle = f"{course.band.median[top]:.0f} {course.unit}"
    if course.band.low is None or course.band.high is None:
        return middle
    return f"{middle} ({course.band.low[top]:.0f} to {course.band.high[top]:.0f})"


@register.filter
def effect_sources(foretold: Foretold) -> list[Source]:
    """Every source of the effects, once."""
    told = [source for course in foretold.effects.courses for source in course.sources]
    return list(dict.fromkeys([*told, *(tendency.source for tendency in foretold.effects.tendencies)]))
